"""The editor's desk: articles written or taken in, their traps answered, pictures described, published at an hour."""
