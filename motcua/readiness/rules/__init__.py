"""Decisions of readiness: what a template asks, how answers are judged, when a board may say what, when all may start."""
