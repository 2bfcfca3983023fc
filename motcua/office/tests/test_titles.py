"""Who holds a party post and a state post acts where there is something to do, and is printed with both titles."""

from __future__ import annotations

from motcua.office import queries


def test_somebody_with_two_posts_begins_at_the_one_with_a_role(steering):
    hung = steering["hungnq"]
    assert hung.can("conclusion.sign")
    titles = queries.titles_of([hung.official])[hung.official]
    assert titles == "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh"


def test_a_post_that_is_named_is_the_one_acted_at(steering):
    hung = steering["hungnq"]
    party = next(post for post in queries.posts_of(hung.account) if post.title.startswith("Ủy viên"))
    assert queries.actor_of(hung.account, party.post).powers == frozenset()
