"""The one look: base pages, parts (Jinja2 macros), tokens, small scripts and the writing of dates and numbers.

Every screen of every desk is made of these parts; a new part needs a reason and a place on the catalogue page
(``shared/parts_catalogue.html``), which shows every part in every state.

Nouns: *part* (a macro), *shape* (the value a part is given, :mod:`.shapes`), *shell* (what surrounds every page),
*token* (a colour, size or distance with a name; templates never name colours).
"""
