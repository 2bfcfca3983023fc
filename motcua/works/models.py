"""Tables of works."""
