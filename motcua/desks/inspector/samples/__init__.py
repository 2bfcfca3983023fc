"""Screens of samples: dossiers drawn at a stop and checked against their process."""
