"""Tables of custody."""
