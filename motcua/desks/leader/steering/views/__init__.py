"""Views of steering, one module a topic."""
