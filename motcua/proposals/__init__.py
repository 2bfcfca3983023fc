"""Difficulties and proposals of communes: to whom they went, what was answered, and how long the rest has waited."""
