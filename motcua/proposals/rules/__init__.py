"""Decisions about proposals: what they are, where they go, how long they wait, which are alike. Pure."""
