"""Adapters: one folder per outside system, each behind a port of a lower room and chosen in the settings."""
