"""Figures that people stated, beside what the books say of the same scope and period."""
