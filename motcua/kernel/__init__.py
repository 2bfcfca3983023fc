"""Floor 0: plain Python that every room may use. No Django, no input or output.

Nouns: instants, identifiers, working time, money, names and papers as people here write them, errors that speak.
"""
