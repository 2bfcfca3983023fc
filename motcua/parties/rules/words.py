"""The kinds of things in this room, as the books keep them and as people call them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_


class PartyKind(StrEnum):
    """A citizen or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class NumberKind(StrEnum):
    """What paper a number stands on."""

    PERSONAL = "personal"
    OLD_CARD = "old_card"
    PASSPORT = "passport"
    TAX = "tax"
    ENTERPRISE = "enterprise"
    FOREIGN = "foreign"


NUMBER_NAMES: Final = {
    NumberKind.PERSONAL: N_("Số định danh cá nhân (căn cước)"),
    NumberKind.OLD_CARD: N_("Số CMND cũ"),
    NumberKind.PASSPORT: N_("Số hộ chiếu"),
    NumberKind.TAX: N_("Mã số thuế"),
    NumberKind.ENTERPRISE: N_("Mã số doanh nghiệp, hộ kinh doanh, hợp tác xã"),
    NumberKind.FOREIGN: N_("Số giấy tờ nước ngoài"),
}


class Source(StrEnum):
    """Where the data of a record came from; a card's code is not signed and proves no more than typing."""

    CARD = "card"
    TYPED = "typed"
    VNEID = "vneid"
    POPULATION = "population"
    PORTAL = "portal"
    IMPORT = "import"


SOURCE_NAMES: Final = {
    Source.CARD: N_("Quét mã QR trên thẻ căn cước"),
    Source.TYPED: N_("Nhập tay theo giấy tờ"),
    Source.VNEID: N_("VNeID"),
    Source.POPULATION: N_("Cơ sở dữ liệu quốc gia về dân cư"),
    Source.PORTAL: N_("Cổng Dịch vụ công"),
    Source.IMPORT: N_("Chuyển từ hệ thống khác"),
}


class Relationship(StrEnum):
    """What the proxy is to the principal."""

    GRANDPARENT = "grandparent"
    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    RELATIVE = "relative"
    NONE = "none"


RELATIONSHIP_NAMES: Final = {
    Relationship.GRANDPARENT: N_("ông, bà"),
    Relationship.PARENT: N_("cha, mẹ"),
    Relationship.CHILD: N_("con"),
    Relationship.SPOUSE: N_("vợ, chồng"),
    Relationship.SIBLING: N_("anh, chị, em ruột"),
    Relationship.GUARDIAN: N_("người giám hộ"),
    Relationship.LEGAL_REPRESENTATIVE: N_("người đại diện theo pháp luật"),
    Relationship.RELATIVE: N_("người thân thích khác"),
    Relationship.NONE: N_("người khác"),
}


class Scope(StrEnum):
    """How far a proxy's authority goes."""

    FILE_AND_COLLECT = "file_and_collect"
    FILE = "file"
    COLLECT = "collect"


SCOPE_NAMES: Final = {
    Scope.FILE_AND_COLLECT: N_("nộp hồ sơ và nhận kết quả"),
    Scope.FILE: N_("nộp hồ sơ"),
    Scope.COLLECT: N_("nhận kết quả"),
}


class Matter(StrEnum):
    """What the proxy is for, as far as the law treats proxies differently."""

    CIVIL_STATUS = "civil_status"
    BIRTH = "birth"
    IN_PERSON = "in_person"
    HOUSEHOLD_BUSINESS = "household_business"
    OTHER = "other"


MATTER_NAMES: Final = {
    Matter.CIVIL_STATUS: N_("hộ tịch"),
    Matter.BIRTH: N_("khai sinh cho trẻ em"),
    Matter.IN_PERSON: N_("kết hôn, nhận cha, mẹ, con"),
    Matter.HOUSEHOLD_BUSINESS: N_("đăng ký hộ kinh doanh"),
    Matter.OTHER: N_("việc khác"),
}


class ConsentPurpose(StrEnum):
    """A use of data for which the person is asked (Luật 91/2025/QH15 Đ9); orders of law need no consent."""

    MESSAGES = "messages"
    ZALO = "zalo"
    REUSE_PAPERS = "reuse_papers"
    SURVEY = "survey"


CONSENT_NAMES: Final = {
    ConsentPurpose.MESSAGES: N_("Nhận tin nhắn, thư điện tử báo tình trạng hồ sơ"),
    ConsentPurpose.ZALO: N_("Nhận tin qua Zalo"),
    ConsentPurpose.REUSE_PAPERS: N_("Dùng lại giấy tờ đã nộp cho hồ sơ sau"),
    ConsentPurpose.SURVEY: N_("Được mời đánh giá chất lượng phục vụ"),
}


CONSENT_SCOPES: Final = {
    ConsentPurpose.MESSAGES: "Số điện thoại, thư điện tử trong sổ; để báo tình trạng hồ sơ nộp tại Trung tâm này; đến khi rút.",
    ConsentPurpose.ZALO: "Số điện thoại trong sổ; để báo tình trạng hồ sơ nộp tại Trung tâm này qua Zalo; đến khi rút.",
    ConsentPurpose.REUSE_PAPERS: "Giấy tờ đã nộp tại Trung tâm này; để không phải nộp lại ở hồ sơ sau; đến khi rút.",
    ConsentPurpose.SURVEY: "Số điện thoại, thư điện tử trong sổ; để mời đánh giá sau khi trả kết quả; đến khi rút.",
}
"""What each consent covers when nobody narrows it: which data, for what, how long (Luật 91/2025/QH15 Đ9). Read out to the
person and kept in the books as read, so it is not translated."""


class Manner(StrEnum):
    """How a person said yes or no; silence is neither (Luật 91/2025/QH15 Đ9)."""

    PAPER = "paper"
    COUNTER = "counter"
    PORTAL = "portal"
    MESSAGE = "message"


MANNER_NAMES: Final = {
    Manner.PAPER: N_("bằng giấy có chữ ký"),
    Manner.COUNTER: N_("bấm chọn trên màn hình tại quầy"),
    Manner.PORTAL: N_("trên Cổng Dịch vụ công"),
    Manner.MESSAGE: N_("bằng tin nhắn trả lời"),
}


class ErasureGround(StrEnum):
    """Why personal data are erased (Luật 91/2025/QH15 Đ14 k1)."""

    REQUEST = "request"
    PURPOSE_DONE = "purpose_done"
    RETENTION_OVER = "retention_over"
    DECISION = "decision"
    OTHER_LAW = "other_law"


ERASURE_NAMES: Final = {
    ErasureGround.REQUEST: N_("Người có dữ liệu yêu cầu và chấp nhận rủi ro"),
    ErasureGround.PURPOSE_DONE: N_("Đã xong mục đích xử lý dữ liệu"),
    ErasureGround.RETENTION_OVER: N_("Hết thời hạn lưu trữ"),
    ErasureGround.DECISION: N_("Quyết định của cơ quan nhà nước có thẩm quyền"),
    ErasureGround.OTHER_LAW: N_("Trường hợp khác theo quy định của pháp luật"),
}
