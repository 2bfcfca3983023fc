"""Views of the backoffice desk, one module a topic."""
