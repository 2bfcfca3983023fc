"""Idle accounts close by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.kernel import clock
from motcua.ledger.models import Entry
from motcua.office.duties import close_idle_accounts
from motcua.office.models import Account

pytestmark = pytest.mark.django_db


def test_accounts_unused_for_more_than_45_days_close_and_the_others_stay(commune, boss):
    now = clock.now()
    Account.objects.filter(username="clerk").update(last_seen=now - timedelta(days=46))
    Account.objects.filter(username="leader").update(last_seen=now - timedelta(days=44))
    Account.objects.filter(username="auditor").update(password_set_at=now - timedelta(days=46))
    assert close_idle_accounts("", boss) == "2 tài khoản"
    closed = Account.objects.filter(is_active=False).values_list("username", flat=True)
    assert set(closed) == {"clerk", "auditor"}
    assert Entry.objects.filter(event="office.account_disabled").count() == 2
    assert close_idle_accounts("", boss) == "0 tài khoản"
