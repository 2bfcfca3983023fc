"""Decisions of contact: which kinds of messages there are, what each event asks of whom, when to remind, how to mail."""
