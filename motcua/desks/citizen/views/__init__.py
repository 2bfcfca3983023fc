"""Views of the citizen desk, one module a topic."""
