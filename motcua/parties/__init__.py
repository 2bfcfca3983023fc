"""Parties: the citizens and organisations a centre serves, who may stand in for them, and what they agreed to.

Nouns: a *party* (công dân, tổ chức) has *identifiers* (số giấy tờ), each belonging to one party of a realm; a *proxy*
(người đại diện, người được ủy quyền) may act for a principal within a scope and dates; a *consent* (sự đồng ý) allows
one use of data that the law does not order anyway.

Promises: the same number always answers the same party; whatever is corrected keeps its old value and ground; two
records of one person are merged without moving anything, so that the merging can be undone; lists are masked, whoever
sees a person unmasked is in the access log, and the person may learn who looked; an erased person leaves an empty
record and books that still verify. Merging and search know nothing of dossiers: whether somebody may be erased is asked
through ``ports.OpenBusiness``.
"""
