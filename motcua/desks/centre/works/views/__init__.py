"""Views of building works, one module a topic."""
