"""Decisions about conclusions: kinds and lives, what may be kept, how sentences are read. Pure."""
