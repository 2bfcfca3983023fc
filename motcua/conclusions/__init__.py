"""Conclusions: what a leader said at a working session or an inspection found, written, signed, numbered, sent, received.

Neighbours hear what was signed: a sentence that asks for something becomes a directive, one about a proposal its answer.
"""
