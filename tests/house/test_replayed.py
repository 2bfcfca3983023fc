"""Everything with a history in the rooms that promise it is replayed at night."""

from __future__ import annotations

from django.apps import apps

from motcua.config import wiring
from motcua.ledger import replay
from motcua.ledger.models import Streamed
from tests.house.replayed import PREPARATION


def test_every_thing_with_a_history_has_a_fold():
    wiring.offer_folds()
    streams = {
        model.STREAM
        for room in PREPARATION
        for model in apps.get_app_config(room).get_models()
        if issubclass(model, Streamed)
    }
    assert streams - replay.replayed() == set()
