"""Views of the counter desk, one module a topic."""
