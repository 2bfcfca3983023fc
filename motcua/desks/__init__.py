"""Desks: the places people sit at. Screens only: no tables, no rules.

A desk parses what the browser sent, calls one command or some queries of the rooms below, and shows the answer with
the shared parts of :mod:`motcua.desks.shared`. One package per public, so that a person's whole product is in one folder.
"""
