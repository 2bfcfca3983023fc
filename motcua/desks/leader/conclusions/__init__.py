"""Conclusions: written, signed, sent, received; and what each of their sentences became."""
