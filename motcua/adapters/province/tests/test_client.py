"""Trying the province's system: what passes, what does not, and that it always ends."""

from __future__ import annotations

import pytest

from motcua.adapters.province.client import ProvinceOverHttp
from motcua.adapters.province.tests.service import running


@pytest.fixture(scope="module")
def service():
    with running() as address:
        yield address


@pytest.mark.parametrize(
    ("path", "passed", "backlog", "fault"),
    [
        ("/tot", True, 7, ""),
        ("/trong", True, None, ""),
        ("/chu", True, None, ""),
        ("/sai", True, None, ""),
        ("/danh-sach", True, None, ""),
        ("/loi", False, None, "HTTP 503"),
        ("/cam", False, None, "HTTP 403"),
        ("/khong-co", False, None, "HTTP 404"),
        ("/day", False, None, "HTTP 302"),
        ("/dut", False, None, "đứt kết nối"),
    ],
)
def test_the_answer_says_whether_the_connection_passed(service, path, passed, backlog, fault):
    found = ProvinceOverHttp(f"{service}{path}").try_it()
    assert (found.passed, found.backlog, found.fault) == (passed, backlog, fault)
    assert (found.took is None) == (fault == "đứt kết nối")


@pytest.mark.parametrize("path", ["/cham", "/nho-giot"])
def test_a_system_that_does_not_end_is_given_up(service, path):
    assert ProvinceOverHttp(f"{service}{path}", timeout=0.2).try_it().fault == "hết giờ"


def test_refused_tls_and_a_closed_port_are_told(service):
    assert ProvinceOverHttp(service.replace("http:", "https:")).try_it().fault == "TLS bị từ chối"
    assert ProvinceOverHttp("http://127.0.0.1:9").try_it().fault == "từ chối kết nối"
    assert not ProvinceOverHttp("http://127.0.0.1:99999").try_it().passed
