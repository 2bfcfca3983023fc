"""The office: units and how they came to be, people at their posts, ways to sign in, codes, hours and days.

Nouns: unit (place or body), lineage, venue, identifier code, centre's ways; official, post, role, power, delegation of
signing; account, second factor, session; week, special day, national year. Promises: a post gives its powers from its
first day to its last and not a minute longer; nobody administers beyond their own place; who acts is known in one
statement; a password stands in no entry; an edit of hours or days shows in the next due date. It listens to no events.
"""
