"""What was seen at a stop of an inspection: sheets of answers, findings good and bad, and what became of the bad ones.

A shortcoming is closed with proof that somebody looked at; one that nobody put in words stands as such and is never none.
"""
