"""The story of three conclusions: Lâm Thao on 13/6, Phụng Công on 11/7, Đại Đồng on 15/7/2025, and an inspection's draft.

Who spoke, where, when and what was asked are those of the press reports, in words of our own. That a notice was written
of it, its number, and the inspection are made up (*thử*): no report names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from motcua.conclusions.commands import (
    DraftConclusion,
    NumberConclusion,
    PublishConclusion,
    ReceiveConclusion,
    SaveConclusion,
    SignConclusion,
    SubmitConclusion,
)
from motcua.conclusions.queries import file_of
from motcua.conclusions.rules import reading
from motcua.conclusions.rules.life import Genre, Kind
from motcua.config.demo import certificates
from motcua.config.demo.region import Region
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import AboutTold, DueTold, HeadTold, PersonTold, RecipientTold, SentenceTold
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.gazetteer.facts import REFORM

PHUNG_CONG: Final = "12025"
SIGNED_FOR: Final = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the story: what it does, its words, whom it asks, what it speaks of."""

    kind: Kind
    words: str
    group: str = ""
    about: Sequence[AboutTold] = field(default_factory=tuple)


LAM_THAO: Final = (
    Line(Kind.ASSESSMENT, "Cơ sở vật chất ba nơi được đầu tư mới, cơ bản đáp ứng yêu cầu trước mắt; Phùng Nguyên đang xây dựng."),
    Line(
        Kind.INSTRUCTION,
        "Các cơ quan chuyên môn phối hợp với các địa phương rà soát toàn bộ trang thiết bị, bám hướng dẫn để bổ sung, nhất là"
        " đường truyền và hạ tầng công nghệ thông tin.",
        "Các cơ quan chuyên môn của huyện",
    ),
    Line(Kind.REQUEST, "Bảo đảm kết nối đồng bộ với hệ thống quản lý của tỉnh.", "UBND ba xã"),
    Line(
        Kind.REQUEST,
        "UBND xã Phùng Nguyên phối hợp chặt với đơn vị thi công, đẩy nhanh tiến độ, phấn đấu hoàn thành trước ngày 25/6.",
        "UBND xã Phùng Nguyên",
    ),
    Line(Kind.REQUEST, "Các địa phương sớm bổ sung cơ sở vật chất cho Trung tâm.", "UBND ba xã"),
    Line(
        Kind.REQUEST,
        "Tạo điều kiện để cán bộ, công chức sớm làm quen nơi làm việc mới; giữ kỷ luật hành chính, phục vụ chuyên nghiệp.",
        "UBND ba xã",
    ),
    Line(
        Kind.REQUEST,
        "Cần hoàn thành kiểm kê, phân loại, chuẩn hóa hồ sơ theo danh mục, sẵn sàng bàn giao khoa học, khách quan, đầy đủ.",
        "UBND ba xã",
    ),
)  # fmt: skip
AT_PHUNG_CONG: Final = (
    Line(Kind.RECOGNITION, "Cán bộ, công chức xã làm việc khẩn trương, có trách nhiệm; cơ sở vật chất cơ bản đáp ứng."),
    Line(Kind.REQUEST, "Tiếp tục ổn định bộ máy, nâng cao trách nhiệm, tăng cường phối hợp giữa các đơn vị.", "UBND xã Phụng Công"),
    Line(
        Kind.REQUEST,
        "Rà soát, xây dựng kế hoạch 6 tháng cuối năm theo phương châm «6 rõ» của Thủ tướng Chính phủ.",
        "UBND xã Phụng Công",
    ),
    Line(
        Kind.REQUEST,
        "Tổ chức tốt Ngày Thương binh – Liệt sỹ 27/7, Quốc khánh 2/9, dạy và học dịp hè, khai giảng, trung thu…",
        "Phòng Văn hóa – Xã hội",
    ),
    Line(Kind.REQUEST, "Tập trung giải phóng mặt bằng, thu hút đầu tư, tăng nguồn thu ngân sách.", "Phòng Kinh tế"),
    Line(Kind.REQUEST, "Cần cung cấp đủ dịch vụ công ích: thu gom rác thải, chiếu sáng công cộng…", "UBND xã Phụng Công"),
    Line(Kind.REQUEST, "Chú trọng an ninh trật tự, công khai số điện thoại trực ban của Công an xã.", "Công an xã Phụng Công"),
    Line(Kind.REQUEST, "Rà soát trụ sở, trang thiết bị để rõ đơn vị quản lý, khai thác hiệu quả tài sản công.", "UBND xã Phụng Công"),
    Line(Kind.REQUEST, "Sớm hoàn thiện thủ tục dự toán, bảo đảm kinh phí vận hành.", "UBND xã Phụng Công"),
    Line(Kind.INSTRUCTION, "Văn phòng UBND tỉnh đôn đốc, phối hợp các sở ngành sớm bồi dưỡng chuyên môn cho công chức.", "Các sở ngành"),
)  # fmt: skip
AT_DAI_DONG: Final = (
    Line(Kind.RECOGNITION, "Ghi nhận những cố gắng của chính quyền xã, bộ máy từng bước đi vào nền nếp."),
    Line(
        Kind.REQUEST,
        "Trong lúc cơ sở vật chất còn khó khăn, đề nghị xã duy trì hoạt động Trung tâm bảo đảm thông suốt.",
        "UBND xã Đại Đồng",
    ),
    Line(Kind.REQUEST, "Ưu tiên mua sắm cho Trung tâm từ nguồn kinh phí được cấp hỗ trợ.", "UBND xã Đại Đồng"),
    Line(Kind.REQUEST, "Xã khẩn trương, chủ động xây dựng quy hoạch không gian phát triển…", "UBND xã Đại Đồng"),
)  # fmt: skip
INSPECTED: Final = (
    Line(Kind.HEADING, "Ưu điểm"),
    Line(Kind.RECOGNITION, "Khu vực một cửa gọn, có người trực đủ giờ (số liệu thử)."),
    Line(Kind.HEADING, "Tồn tại, hạn chế và nguyên nhân"),
    Line(Kind.SHORTCOMING, "Còn 2 hồ sơ quá hạn chưa có văn bản xin lỗi (số liệu thử)."),
    Line(Kind.CAUSE, "Nguyên nhân là thiếu người theo dõi hạn trả."),
    Line(Kind.RESPONSIBILITY, "Trách nhiệm thuộc về Trung tâm và người được phân công."),
    Line(Kind.HEADING, "Yêu cầu"),
    Line(Kind.REQUEST, "Gửi văn bản xin lỗi và hẹn lại, xong trước ngày 25/7.", "UBND xã Đại Đồng"),
)


def fill(built: Region) -> dict[str, UUID]:
    """Write, sign and send the conclusions on their days; return them by ``lam-thao``, ``phung-cong``, ``dai-dong``, ``kiem-tra``."""
    found = {}
    if "khoakd" in built.actors:
        with clock.fixed(clock.at(2025, 6, 13, 16)):
            found["lam-thao"] = lam_thao(built)
    if "hungnq" in built.actors and (place := office.unit_by_code(PHUNG_CONG, REFORM)) is not None:
        with clock.fixed(clock.at(2025, 7, 11, 16)):
            found["phung-cong"] = phung_cong(built, place.id)
    if "liemqt" in built.actors:
        with clock.fixed(clock.at(2025, 7, 15, 14)):
            found["dai-dong"] = dai_dong(built)
            found["kiem-tra"] = inspected(built)
        with clock.fixed(clock.at(2025, 7, 15, 16)):
            perform(ReceiveConclusion(conclusion=found["dai-dong"]), built["ct-dai-dong"])
    return found


def lam_thao(built: Region) -> UUID:
    """The district chair's conclusion of 13/6 on three communes, signed and sent by himself."""
    chair, places = built["khoakd"], [built.places[key] for key in ("cao-xa", "phung-nguyen", "xuan-lung")]
    head = HeadTold(
        title="Kết luận của đồng chí Khuất Đăng Khoa, Chủ tịch UBND huyện tại buổi kiểm tra Trung tâm phục vụ hành chính công"
        " các xã Cao Xá, Phùng Nguyên, Xuân Lũng",
        places=places,
        spoken_on=date(2025, 6, 13),
        speaker=person(chair),
        attended=[
            *(person(built[name]) for name in ("saund", "dungnt", "khoacd") if name in built.actors),
            PersonTold(unit_name="Văn phòng HĐND&UBND huyện"),
            PersonTold(unit_name="Phòng Nội vụ huyện"),
        ],
        recipients=[RecipientTold(words="UBND các xã Cao Xá, Phùng Nguyên, Xuân Lũng")],
        symbol="TB-UBND",
        signs_as="CHỦ TỊCH",
    )
    three = [built.committees[key] for key in ("cao-xa", "phung-nguyen", "xuan-lung")]
    bodies = {"UBND ba xã": three, "UBND xã Phùng Nguyên": three[1:2]}
    return out(chair, chair, chair, Genre.LEADER, head, LAM_THAO, bodies)


def phung_cong(built: Region, place: UUID) -> UUID:
    """The standing deputy chair's conclusion of 11/7 at Phụng Công, drafted by the provincial office; signed, not sent."""
    speaker, office_ = built["hungnq"], built["vp-hy"]
    head = HeadTold(
        title="Kết luận của đồng chí Nguyễn Quang Hưng, Phó Chủ tịch Thường trực UBND tỉnh tại buổi làm việc với xã Phụng Công",
        places=[place],
        spoken_on=date(2025, 7, 11),
        speaker=person(speaker),
        attended=[PersonTold(unit_name="xã Phụng Công")],
        recipients=[RecipientTold(words="UBND xã Phụng Công")],
        symbol="TB-UBND",
        signs_as=SIGNED_FOR,
    )
    made = written(office_, committee(speaker), Genre.LEADER, head, AT_PHUNG_CONG)
    perform(SubmitConclusion(conclusion=made), office_)
    return made


def dai_dong(built: Region) -> UUID:
    """The deputy chair's conclusion of 15/7 at Đại Đồng: drafted by the office, signed, numbered, sent."""
    speaker, office_ = built["liemqt"], built["vp-pt"]
    units = ("stc-pt", "snv-pt", "skhcn-pt", "snnmt-pt", "stp-pt", "ca-pt", "vp-pt")
    head = HeadTold(
        title="Kết luận của đồng chí Quách Tất Liêm, Phó Chủ tịch UBND tỉnh tại buổi làm việc với xã Đại Đồng",
        places=[built.places["dai-dong"]],
        spoken_on=date(2025, 7, 15),
        half="am",
        speaker=person(speaker),
        attended=[
            PersonTold(unit=built[one].unit, unit_name=built[one].unit_name) for one in units if one in built.actors
        ],
        recipients=[
            RecipientTold(words="Đảng ủy, UBND xã Đại Đồng", unit=built.committees["dai-dong"]),
            RecipientTold(words="Sở Tài chính", unit=built["stc-pt"].unit),
        ],
        symbol="TB-UBND",
        signs_as=SIGNED_FOR,
    )
    return out(office_, speaker, built["vt-pt"], Genre.LEADER, head, AT_DAI_DONG, _of_dai_dong(built))


def inspected(built: Region) -> UUID:
    """A draft of an inspection's conclusion on Đại Đồng, made up for practice."""
    head = HeadTold(
        title="Kết luận kiểm tra việc giải quyết thủ tục hành chính tại xã Đại Đồng (thử)",
        places=[built.places["dai-dong"]],
        spoken_on=date(2025, 7, 15),
        basis=["Căn cứ Quyết định thử về việc kiểm tra cải cách hành chính năm 2025;"],
        report_on=date(2025, 8, 15),
        recipients=[RecipientTold(words="UBND xã Đại Đồng")],
        symbol="TB-UBND",
        signs_as=SIGNED_FOR,
    )
    writer, issuer = built["vp-pt"], committee(built["liemqt"])
    return written(writer, issuer, Genre.INSPECTION, head, INSPECTED, _of_dai_dong(built))


def _of_dai_dong(built: Region) -> Bodies:
    return {"UBND xã Đại Đồng": [built.committees["dai-dong"]]}


def committee(speaker: Actor) -> UUID:
    """Return the committee a speaker acts for."""
    found = office.committee_of(speaker.unit) if speaker.unit else None
    if found is None:
        raise LookupError(speaker.name)
    return found.id


def person(actor: Actor) -> PersonTold:
    """Return somebody of the books as one who was there; titles are those of the day."""
    return PersonTold(official=actor.official)


Bodies = Mapping[str, Sequence[UUID]]
"""Which bodies the words of a group mean, where that is known."""


def sentences(lines: Sequence[Line], spoken_on: date, bodies: Bodies) -> list[SentenceTold]:
    """Return the lines of a story as sentences; times are read as the rule suggests."""
    return [
        SentenceTold(
            id=new_id(),
            kind=line.kind.value,
            words=line.words,
            group="" if line.group in bodies else line.group,
            units=list(bodies.get(line.group, ())),
            due=reading.due_of(line.words, spoken_on) if line.group else DueTold(),
            open=line.words.endswith("…"),
            about=list(line.about),
        )
        for line in lines
    ]


def written(
    writer: Actor, issuer: UUID, genre: Genre, head: HeadTold, lines: Sequence[Line], bodies: Bodies | None = None
) -> UUID:
    """Begin a conclusion and write it."""
    made = perform(DraftConclusion(issuer=issuer, genre=genre, head=head), writer).target
    perform(
        SaveConclusion(conclusion=made, head=head, sentences=sentences(lines, head.spoken_on, bodies or {})), writer
    )
    return made


def out(
    writer: Actor,
    signer: Actor,
    clerk: Actor,
    genre: Genre,
    head: HeadTold,
    lines: Sequence[Line],
    bodies: Bodies | None = None,
) -> UUID:
    """Write a conclusion, sign it with a trial certificate, number it and send it."""
    made = written(writer, committee(signer), genre, head, lines, bodies)
    perform(SubmitConclusion(conclusion=made), writer)
    certificates.give([signer])
    perform(SignConclusion(conclusion=made, paper=file_of(signer, made)), signer)
    perform(NumberConclusion(conclusion=made, issued_on=clock.today()), clerk)
    perform(PublishConclusion(conclusion=made), clerk)
    return made
