"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.certifications.commands import CancelNumber, CloseCertificationDay, CorrectOriginal
from motcua.certifications.models import Original
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(bench):
    receiver = bench.town["tiepnhan"]
    done = bench.receive(("Bằng", 3, 10), ("Căn cước", 2, 1), began=bench.town.at)
    one, two = Original.objects.order_by("number")
    perform(
        CorrectOriginal(certification=done, original=one.id, name="Bằng B", pages=3, copies=2, reason="Nhầm"), receiver
    )
    perform(CancelNumber(certification=done, original=two.id, reason="Tẩy xóa"), receiver)
    bench.sign(done)
    bench.pay(done)
    bench.hand(done)
    dossier = bench.town.accept("2.000815")
    bench.sign(bench.receive(dossier=dossier, dossier_label="G15-1"))
    perform(CloseCertificationDay(centre=bench.centre, day=bench.town.at.date(), note="Đủ"), receiver)
    assert replay.compare() == []
    assert unwatched("certifications") == set()
