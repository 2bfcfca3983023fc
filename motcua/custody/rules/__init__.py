"""Decisions of custody: values in, answer out; no framework."""
