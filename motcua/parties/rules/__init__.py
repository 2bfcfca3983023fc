"""Decisions about parties: values in, answer or error out; no database, no framework.

``words``: the kinds of things and what people call them. ``numbers``: numbers of papers. ``details``: what is recorded
of a party. ``authority``: who may stand in for whom. ``discrepancies``: data that differ, side by side. ``likelihood``:
whether two records are one person. ``asked``: what somebody typed into the search box.
"""
