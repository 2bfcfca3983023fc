"""Certifications at the counter: copies from originals and signatures, numbered in books, signed, closed by the day.

Nouns: book (one a kind and year), certification (what one person brought at one time), original (one number, one line of
the book), closed day. Promises: a number is taken once and never again; fees are those posted at the instant; comparing
and signing are instants of their own; nothing of a closed day changes. It listens to erasures.
"""
