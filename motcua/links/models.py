"""Tables of links."""
