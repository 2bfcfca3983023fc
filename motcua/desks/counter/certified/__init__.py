"""Certified copies and signatures at the counter, and the list of whoever signs them."""
