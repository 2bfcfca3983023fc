"""The inbox of staff: what asks somebody to act, told to whoever holds the power to, reminded, told above, mailed.

Nouns: message, its seats (who is told), read mark, matter (what a neighbour said a thing is), letter, mail wishes. A
message is made once for its kind, subject and period; it is open until the event that ends the matter. It listens to
the events of the rooms below it and beside it: see ``rules/heard``.
"""
