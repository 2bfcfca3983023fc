"""Decisions about checklists: what may be asked, which questions count, what the answers come to. Pure."""
