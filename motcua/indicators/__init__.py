"""Figures: what people stated, beside what the books say of the same scope and period. Never one sum of both."""
