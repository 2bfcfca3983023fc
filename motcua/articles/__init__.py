"""Articles: press texts read into facts and doubts, drafts, what is published and when, and how many read it.

Nouns: article, caption, picture, revision, flag (a trap a text has), note on a flag, reader. Promises: what was imported
keeps its source text word for word; a flag that bars is settled before anything is published; a year that a text does not
state is never said to be stated; only what is published is public; a reader is counted once a day and never known.
"""
