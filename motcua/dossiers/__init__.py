"""Dossiers: intake, papers given, steps, holder, due dates, supplement, refusal, results and their return.

Nouns: a dossier and its code, the papers given with it, the slip the citizen takes home, the signed summary in its QR,
the control slip that travels with the file, the receipt for the result.
Promises kept: no due date is printed from a limit nobody has confirmed; a slip can be checked by anyone, offline,
with the published key; every correction of a slip leaves a trace on the new one.
"""
