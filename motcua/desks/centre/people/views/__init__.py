"""Views of the topic, a module a page and its acts."""
