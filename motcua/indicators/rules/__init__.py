"""Decisions about figures: what they are, what is flagged, how they and their exceptions are said. Pure."""
