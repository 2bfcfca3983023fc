"""Where a request comes from, and who may say so."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from axes.helpers import get_client_ip_address
from django.test import Client

from motcua.config import env
from motcua.desks.citizen import throttle
from motcua.desks.shared.address import origin

PROXY = "127.0.0.1"
FORGED = "203.0.113.66"


@pytest.mark.parametrize(
    ("trusted", "peer", "told", "expected"),
    [
        ("", PROXY, FORGED, PROXY),
        ("", "198.51.100.7", f"{FORGED}, 10.0.0.1", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7", FORGED, "198.51.100.7"),
        ("127.0.0.1", PROXY, "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", PROXY, f"{FORGED}, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1,10.0.0.0/8", PROXY, f"{FORGED}, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        ("127.0.0.1", PROXY, f"{FORGED}, 203.0.113.9, 10.0.0.1", "10.0.0.1"),
        ("127.0.0.1", PROXY, "", PROXY),
        ("127.0.0.1", PROXY, f"{FORGED}, nonsense", PROXY),
        ("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", PROXY, "2001:db8::1:2:3:4", "2001:db8::"),
        ("::1", "::1", "2001:db8:0:1::7", "2001:db8:0:1::"),
        ("127.0.0.1", "", "203.0.113.9", None),
    ],
)
def test_only_what_a_trusted_proxy_wrote_is_believed(
    settings: Any, rf: Any, trusted: str, peer: str, told: str, expected: str | None
) -> None:
    settings.MOTCUA_TRUSTED_PROXIES = tuple(map(ip_network, filter(None, trusted.split(","))))
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)
    assert origin(request) == expected
    assert get_client_ip_address(request) == expected, "sign-in counts at the same address"
    assert throttle.address_of(request) == (expected or "")


def test_nobody_is_trusted_unless_named(settings: Any) -> None:
    assert settings.MOTCUA_TRUSTED_PROXIES == ()


def test_a_proxy_that_is_no_address_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8, ::1")
    assert [str(each) for each in env.networks("MOTCUA_TRUSTED_PROXIES")] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]
    monkeypatch.setenv("MOTCUA_TRUSTED_PROXIES", "caddy")
    with pytest.raises(env.Misconfigured, match="MOTCUA_TRUSTED_PROXIES"):
        env.networks("MOTCUA_TRUSTED_PROXIES")


def test_one_visitor_s_wrong_tries_do_not_lock_another_out_behind_a_trusted_proxy(
    town: Any, client: Client, settings: Any
) -> None:
    def enter(visitor: str) -> int:
        values = {"username": "tiepnhan", "password": "sai"}
        return client.post(
            "/tai-khoan/dang-nhap/", values, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=f"{FORGED}, {visitor}"
        ).status_code

    settings.MOTCUA_TRUSTED_PROXIES = (ip_network(PROXY),)
    assert [enter("203.0.113.9") for _ in range(6)][-1] == 429
    assert enter("198.51.100.7") != 429
