"""Checklists: the questions of an inspection, authored as XLSForm, in versions that never change once they are in use."""
