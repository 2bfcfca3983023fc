"""Decisions about articles, without a framework: reading a press text, what a draft must have, who counts as a reader."""
