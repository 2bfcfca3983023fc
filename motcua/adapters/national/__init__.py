"""The national catalogue of procedures, asked over its interface."""
