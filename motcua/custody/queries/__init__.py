"""What custody answers: the register, handovers, norms and gaps, requests, stock-takes. Frozen values only.

Everything is cut to the places the asker reaches (``office.territory``) and to their realm; a thing outside is not
found.
"""
