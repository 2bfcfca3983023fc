"""Who signs: in the system with a kept certificate, or outside with one's own token; nobody with another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings as live

from motcua.adapters.pades import FileSigner, issue, make_authority
from motcua.config import wiring
from motcua.config.demo import certificates
from motcua.documents import locker, owners, printing, shelf, signing
from motcua.documents.commands import KeepCertificate, WithdrawCertificate, keep_certificate
from motcua.documents.models import SigningCertificate
from motcua.documents.ports import CertificateFacts, SignRequest
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

PASSWORD = "mật khẩu thử"
LEADER = "ct-cao-xa"
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "Giấy", date: datetime(year: 2025, month: 6, day: 12, hour: 2, minute: 0, second: 0))
#set text(font: "Liberation Serif", lang: "vi")
#data.body
"""


@pytest.fixture(autouse=True)
def _hooked_up(region):
    wiring.hook_up()


@pytest.fixture(scope="module")
def authority():
    """The node's own trial authority: another of the same name beside it would be taken for it."""
    folder, roots = live.MOTCUA_VAR / "trial-authority", live.MOTCUA_SIGNING_ROOTS
    root = folder / "goc-thu.pem"
    if not root.exists():
        make_authority(folder)
    roots.mkdir(parents=True, exist_ok=True)
    (roots / root.name).write_bytes(root.read_bytes())
    return folder


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    template = tmp_path_factory.mktemp("t") / "t.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    return printing.render(template, {"body": "Biên bản thử"}, made_at=clock.at(2025, 6, 12, 8))


def file_of(authority, actor, **other):
    return issue(authority, actor.name, PASSWORD, organisation=actor.unit_name, **other)


def signed_outside(authority, actor, content, number=1):
    signer = FileSigner.from_pkcs12(file_of(authority, actor), PASSWORD)
    return signer.sign(content, SignRequest(at=clock.now(), name=actor.name, field=f"Token{number}"))


def test_a_leader_signs_in_the_system_and_the_paper_says_who(region, pdf):
    actor = region[LEADER]
    certificates.give([actor])
    before = shelf.take_in(pdf).sha256
    signed = signing.sign(actor, before, reason="Thử")
    after = shelf.store().get(signed.sha256)
    assert after.startswith(pdf)
    (verdict,) = signing.validator().check(after)
    assert verdict.good
    assert verdict.certificate.subject == f"THỬ - {actor.name}"
    assert signing.kept_for(actor).trial


def test_a_second_leader_signs_what_the_first_signed(region, pdf):
    first, second = region[LEADER], region["ct-tra-ly"]
    certificates.give([first, second])
    once = signing.sign(first, shelf.take_in(pdf).sha256, reason="Thử")
    twice = signing.sign(second, once.sha256, reason="Thử")
    verdicts = signing.validator().check(shelf.store().get(twice.sha256))
    assert [verdict.good for verdict in verdicts] == [True, True]
    assert {verdict.certificate.subject for verdict in verdicts} == {f"THỬ - {first.name}", f"THỬ - {second.name}"}


def test_without_a_kept_certificate_nobody_signs_in_the_system(region, pdf):
    assert signing.signer_for(region[LEADER]) is None
    with pytest.raises(Conflict):
        signing.sign(region[LEADER], shelf.take_in(pdf).sha256, reason="Thử")


def test_neither_key_nor_password_stands_in_the_row_or_in_the_books(region, authority):
    actor = region[LEADER]
    content = file_of(authority, actor)
    outcome = keep_certificate(actor, content, PASSWORD)
    row = SigningCertificate.objects.get(pk=outcome.target)
    assert content[:200] not in bytes(row.sealed)
    assert PASSWORD.encode() not in bytes(row.sealed)
    entry = Entry.objects.get(pk=outcome.entry)
    assert PASSWORD not in entry.payload + entry.outcome
    assert actor.name not in entry.payload
    with pytest.raises(Conflict):
        locker.unlock(bytes(row.sealed), b"another post")


def test_a_withdrawn_certificate_signs_no_more_and_its_key_is_gone(region, authority, pdf):
    actor = region[LEADER]
    kept = keep_certificate(actor, file_of(authority, actor), PASSWORD).target
    with pytest.raises(Conflict):
        keep_certificate(actor, file_of(authority, actor), PASSWORD)
    with pytest.raises(BadInput):
        perform(WithdrawCertificate(certificate=kept, reason=" "), actor)
    perform(WithdrawCertificate(certificate=kept, reason="Đổi thiết bị"), actor)
    assert bytes(SigningCertificate.objects.get(pk=kept).sealed) == b""
    assert signing.kept_for(actor) is None
    with pytest.raises(Conflict):
        perform(WithdrawCertificate(certificate=kept, reason="Lần nữa"), actor)
    keep_certificate(actor, file_of(authority, actor), PASSWORD)


def test_a_double_click_keeps_one_certificate(region, authority):
    actor, content = region[LEADER], file_of(authority, region[LEADER])
    first = keep_certificate(actor, content, PASSWORD, key="k1")
    again = keep_certificate(actor, content, PASSWORD, key="k1")
    assert again.again
    assert again.target == first.target
    assert SigningCertificate.objects.count() == 1


@pytest.mark.parametrize("password", ["sai", ""])
def test_a_wrong_password_keeps_nothing(region, authority, password):
    with pytest.raises(BadInput):
        keep_certificate(region[LEADER], file_of(authority, region[LEADER]), password)
    assert SigningCertificate.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"x", b"0" * 70_000])
def test_what_is_no_key_file_is_refused(region, content):
    with pytest.raises(BadInput):
        keep_certificate(region[LEADER], content, PASSWORD)


def test_a_certificate_of_somebody_else_or_out_of_time_is_refused(region, authority):
    with pytest.raises(RuleError):
        keep_certificate(region[LEADER], file_of(authority, region["ct-tra-ly"]), PASSWORD)
    ended = file_of(authority, region[LEADER], valid_to=datetime(2025, 1, 1, tzinfo=UTC))
    with pytest.raises(RuleError):
        keep_certificate(region[LEADER], ended, PASSWORD)
    assert SigningCertificate.objects.count() == 0


def test_only_the_holder_of_the_post_after_the_second_factor_keeps_one(region, authority):
    actor = region[LEADER]
    with pytest.raises(NotAllowed):
        keep_certificate(replace(actor, verified=False), file_of(authority, actor), PASSWORD)
    with pytest.raises(NotAllowed):
        perform(KeepCertificate(post=actor.post, serial="1"), region["ct-tra-ly"])


def test_a_file_signed_outside_is_accepted(region, authority, pdf):
    actor, before = region[LEADER], shelf.take_in(pdf).sha256
    after = signing.upload(_File(signed_outside(authority, actor, pdf)))
    signed = signing.accept(actor, before, after)
    assert (signed.sha256, signed.way) == (after, signing.Way.TOKEN)


def test_the_second_signer_may_sign_outside_what_the_first_signed_in_the_system(region, authority, pdf):
    first, second = region[LEADER], region["ct-tra-ly"]
    certificates.give([first])
    once = signing.sign(first, shelf.take_in(pdf).sha256, reason="Thử")
    content = signed_outside(authority, second, shelf.store().get(once.sha256))
    assert signing.accept(second, once.sha256, shelf.take_in(content).sha256).way is signing.Way.TOKEN
    stale = shelf.take_in(signed_outside(authority, second, pdf)).sha256
    with pytest.raises(RuleError):
        signing.accept(second, once.sha256, stale)


class _File(BytesIO):
    @property
    def size(self):
        return len(self.getvalue())


def test_what_came_back_must_be_the_same_document(region, authority, pdf, tmp_path):
    actor, before = region[LEADER], shelf.take_in(pdf).sha256
    with pikepdf.open(BytesIO(pdf)) as copy:
        rewritten = BytesIO()
        copy.save(rewritten, deterministic_id=True)
    after = shelf.take_in(signed_outside(authority, actor, rewritten.getvalue())).sha256
    with pytest.raises(RuleError) as refused:
        signing.accept(actor, before, after)
    assert "không bắt đầu bằng đúng tệp" in str(refused.value)


def test_a_page_drawn_anew_behind_the_same_bytes_is_seen(region, authority, pdf):
    """The file begins with the very bytes, its one signature is good, and yet it shows another text."""
    from pyhanko.pdf_utils.generic import NameObject, StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    actor, before = region[LEADER], shelf.take_in(pdf).sha256
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    changed = BytesIO()
    writer.write(changed)
    after = shelf.take_in(signed_outside(authority, actor, changed.getvalue())).sha256
    assert signing.validator().check(shelf.store().get(after))[0].good
    with pytest.raises(RuleError) as refused:
        signing.accept(actor, before, after)
    assert "bị sửa nội dung" in str(refused.value)


def test_nothing_signed_twice_signed_or_signed_by_another_is_accepted(region, authority, pdf):
    actor, before = region[LEADER], shelf.take_in(pdf).sha256
    other = signed_outside(authority, region["ct-tra-ly"], pdf)
    twice = signed_outside(authority, actor, signed_outside(authority, actor, pdf), number=2)
    for content in (pdf, other, twice, other + b"%"):
        with pytest.raises(RuleError):
            signing.accept(actor, before, shelf.store().put(content).sha256)
    with pytest.raises(BadInput):
        signing.upload(_File(pdf))


def test_a_signature_of_an_unknown_authority_is_told(region, pdf, tmp_path):
    make_authority(tmp_path)
    actor, before = region[LEADER], shelf.take_in(pdf).sha256
    after = shelf.take_in(signed_outside(tmp_path, actor, pdf)).sha256
    with pytest.raises(RuleError) as refused:
        signing.accept(actor, before, after)
    assert "gốc tin cậy" in str(refused.value)


@pytest.mark.parametrize(
    ("subject", "theirs"),
    [
        ("Chủ Thử Bản Nguyên", True),
        ("THỬ - Chủ Thử Bản Nguyên", True),
        ("CHU THU BAN NGUYEN", True),
        ("Chủ Thử Bản Nguyên, Chủ tịch UBND", True),
        ("Ủy ban nhân dân xã Bản Nguyên", True),
        ("Uỷ ban nhân dân xã Bản Nguyên", True),
        ("Chú Thử Bản Nguyên", False),
        ("Chủ Thử Trà Lý", False),
        ("Ủy ban nhân dân xã Bản Nguyên Hai", False),
        ("Chủ Thử Bản Nguyên Hai", False),
        ("", False),
    ],
)
def test_whose_a_certificate_is(region, subject, theirs):
    facts = CertificateFacts(
        subject, "", "", "1", datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC), trial=True
    )
    assert (owners.refuse_owner(facts, region[LEADER]) is None) is theirs
