"""Taking a list in from a spreadsheet, the one way: file, what was understood, yes or no, result.

A topic describes its import as an :class:`~motcua.desks.shared.importing.shapes.Import`; the pages, the waiting of the
file and the writing step by step are here.
"""
