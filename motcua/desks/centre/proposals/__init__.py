"""Difficulties and proposals: what communes file, where it lies, what was answered, what still waits."""
