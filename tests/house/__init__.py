"""The floor plan as tests: what the linter cannot see, and proof that the linter and these checks can fail."""
