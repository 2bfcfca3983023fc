"""The accounts of a demonstration, named on its sign-in page. Books of a real centre answer nothing here."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel import clock
from motcua.ledger import marks
from motcua.office import family, rules
from motcua.office.models import Account, Post
from motcua.office.rules import Role

PASSWORD = "mot-cua-trinh-dien"  # noqa: S105 - published: it opens made-up books only


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account anybody may try: its sign-in name, whose it is made to be, what the post does, and for which place."""

    username: str
    name: str
    title: str
    roles: tuple[Role, ...]
    second_factor: bool
    place: str


def demonstration_accounts() -> tuple[DemonstrationAccount, ...]:
    """Return the open accounts in the order they were opened, with the highest post of each; none on real books."""
    if not marks.is_demonstration():
        return ()
    today = clock.today()
    posts = Post.objects.filter(valid_from__lte=today).exclude(valid_to__lte=today).order_by("-rank", "-valid_from")
    highest = {post.official_id: post for post in posts}
    accounts = Account.objects.filter(is_active=True, must_change_password=False).select_related("official")
    return tuple(
        _account(account, highest[account.official_id])
        for account in accounts.order_by("pk")
        if account.official_id in highest
    )


def _account(account: Account, post: Post) -> DemonstrationAccount:
    roles = rules.roles_from(post.roles)
    factor = rules.needs_second_factor(rules.powers_of(roles))
    home = family.kin(family.home_of(post.unit_id))
    place = home.full_name if home else ""
    return DemonstrationAccount(account.username, account.official.name, post.title, roles, factor, place)
