"""Views of the manage desk, one module a topic."""
