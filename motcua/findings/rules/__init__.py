"""Decisions about what was seen: how a finding lives, which answers make one, what is a repeat. Pure."""
