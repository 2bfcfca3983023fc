"""Samples: dossiers of a visited centre drawn at random, each check of their course confirmed or refuted by an inspector."""
