"""Tables of archives."""
