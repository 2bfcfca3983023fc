"""Tables of contact."""
