"""Decisions of the archives: what an inventory line is, what is wrong with an inventory, when a handover is complete."""
