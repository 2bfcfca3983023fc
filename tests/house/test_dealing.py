"""Tests that share a house or a town are dealt to one worker: dealt out singly, each worker builds it, and stories break."""

from __future__ import annotations

import os

import pytest

GROUP = "tests of the dealing"

pytestmark = pytest.mark.xdist_group(GROUP)


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs everything")
def test_whoever_deals_tests_out_is_told_of_their_group(request):
    assert request.node.nodeid.endswith(f"@{GROUP}")
