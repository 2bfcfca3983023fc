"""Views of lines, one module a topic."""
