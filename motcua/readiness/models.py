"""Tables of readiness."""
