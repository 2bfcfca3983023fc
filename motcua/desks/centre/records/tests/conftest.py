"""The story's people and fonds at the desk."""

from __future__ import annotations

import pytest

from motcua.archives.tests.conftest import fonds, handover, laid_fonds, laid_handover, laid_old, old

__all__ = ["fonds", "handover", "laid_fonds", "laid_handover", "laid_old", "old"]


@pytest.fixture
def enter(sign_in, client):
    """Return ``enter(username)``: a client of somebody signed in, after the second factor."""
    return lambda username: sign_in(client, username, verified=True)
