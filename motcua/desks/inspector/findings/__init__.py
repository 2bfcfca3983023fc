"""Findings of inspections: the list of shortcomings until each is closed, one with its proof, sheets of answers."""
