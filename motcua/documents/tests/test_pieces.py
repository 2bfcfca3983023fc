"""Files in pieces: cut anywhere, gone on with, whole once, the owner's alone, swept when nobody comes back."""

from __future__ import annotations

import hashlib
import random
from datetime import timedelta

import pytest

from motcua.documents import pieces
from motcua.documents.models import Blob, Incoming, IncomingPiece
from motcua.documents.tests.test_rules import picture
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError, TooMany

ABOUT = "kiem-ke/1"
WEBM = b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(3000)


def digest(content):
    return hashlib.sha256(content).hexdigest()


def begun(actor, content, **more):
    return pieces.begin(actor, ABOUT, digest(content), len(content), **more)


def sent(actor, content, size, **more):
    found = begun(actor, content, **more)
    for offset in range(0, len(content), size):
        pieces.put(actor, found.id, offset, content[offset : offset + size])
    return found.id


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_line_does_the_file_arrives_whole_and_once(region, seed):
    """The phone is cut after any piece, with or without the answer, begins again, and sends from what it was told."""
    chance, actor, content = random.Random(seed), region["tn-cao-xa"], WEBM * 20
    for _ in range(400):
        at = begun(actor, content, sound=True)
        if at.sha256:
            break
        offset = at.offset
        while offset < at.size and chance.random() < 0.8:
            piece = content[offset : offset + chance.randrange(1, 9000)]
            answered = pieces.put(actor, at.id, offset, piece).offset
            if chance.random() < 0.2:
                pieces.put(actor, at.id, offset, piece)
            offset = answered
        if offset == at.size:
            pieces.finish(actor, at.id)
    blob = Blob.objects.get()
    assert (blob.sha256, blob.media_type) == (digest(content), "audio/webm")
    assert pieces.finish(actor, at.id) == blob
    assert not IncomingPiece.objects.exists()


def test_what_lies_in_between_is_locked_and_nobody_else_s(region):
    actor, content = region["tn-cao-xa"], picture("JPEG")
    id_ = sent(actor, content, 100)
    assert content[:100] not in bytes(IncomingPiece.objects.order_by("offset").first().content)
    for act in (pieces.state, pieces.finish, lambda who, what: pieces.put(who, what, 0, b"x")):
        with pytest.raises(NotFound):
            act(region["csvc-cao-xa"], id_)
    assert begun(region["csvc-cao-xa"], content).offset == 0, "a hash alone tells nobody that the file is here"


def test_a_gap_too_much_and_too_little_are_refused(region):
    actor, content = region["tn-cao-xa"], picture("JPEG")
    at = begun(actor, content)
    with pytest.raises(Conflict):
        pieces.put(actor, at.id, 5, content[5:])
    with pytest.raises(BadInput):
        pieces.put(actor, at.id, 0, content + b"x")
    with pytest.raises(BadInput):
        pieces.put(actor, at.id, 0, b"")
    with pytest.raises(Conflict):
        pieces.finish(actor, at.id)
    assert Incoming.objects.get().offset == 0


@pytest.mark.parametrize(
    ("content", "claimed", "sound"),
    [
        (picture("JPEG"), digest(b"other"), False),
        (b"MZ" + bytes(200), None, False),
        (picture("TIFF"), None, False),
        (picture("JPEG"), None, True),
    ],
)
def test_what_is_not_what_was_said_or_no_picture_is_erased(region, content, claimed, sound):
    actor = region["tn-cao-xa"]
    at = pieces.begin(actor, ABOUT, claimed or digest(content), len(content), sound=sound)
    pieces.put(actor, at.id, 0, content)
    with pytest.raises(BadInput):
        pieces.finish(actor, at.id)
    assert not Incoming.objects.exists()


@pytest.mark.parametrize(
    ("sha256", "size", "error"),
    [("", 10, BadInput), ("A" * 64, 10, BadInput), ("a" * 64, 0, BadInput), ("a" * 64, 10**9, RuleError)],
)
def test_a_file_is_begun_with_its_hash_and_a_size_that_may_be(region, sha256, size, error):
    with pytest.raises(error):
        pieces.begin(region["tn-cao-xa"], ABOUT, sha256, size)


def test_nobody_leaves_more_half_sent_than_a_phone_does(region):
    actor = region["tn-cao-xa"]
    for number in range(pieces.OPEN_MOST):
        pieces.begin(actor, ABOUT, digest(bytes([number])), 1000)
    with pytest.raises(TooMany):
        pieces.begin(actor, ABOUT, "a" * 64, 1000)
    assert pieces.begin(region["csvc-cao-xa"], ABOUT, "a" * 64, 1000).offset == 0


def test_what_nobody_went_on_with_is_swept(region):
    actor = region["tn-cao-xa"]
    sent(actor, picture("JPEG"), 100)
    assert pieces.sweep() == 0
    Incoming.objects.update(touched_at=clock.now() - pieces.KEPT - timedelta(seconds=1))
    assert pieces.sweep() == 1
    assert not IncomingPiece.objects.exists()
