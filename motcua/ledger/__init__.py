"""Floor 1: the books. Every change goes in through :func:`motcua.ledger.perform.perform`, and nothing comes out.

Nouns: command (what somebody wants), act (its declaration: who may, when, how), entry (what happened, chained), stream
(the entries of one thing), private part (personal data of an entry, erasable), seal (a signed Merkle root over a run of
entries), access row (who read what personal data, or was refused), duty (what must be done when time passes), feed (the
sealed entries in their order).

Promises: an act is done wholly or not at all, and once for its key; an entry is never changed or removed; what is
sealed cannot be back-dated, removed or slipped in without being seen; a refused act leaves nothing but an access row.
"""
