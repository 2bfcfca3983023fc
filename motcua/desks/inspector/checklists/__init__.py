"""Checklists of inspections: written as XLSForm, looked at, tried, put in use, printed."""
