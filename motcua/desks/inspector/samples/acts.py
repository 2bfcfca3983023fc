"""Acts on samples: fixed, drawn, added to by hand; each a page with one form."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.catalogue import queries as catalogue
from motcua.desks.inspector.samples import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.samples import queries
from motcua.samples.commands import CommitSample, HoldSample, PickDossier
from motcua.samples.rules.drawing import BASIS_NAMES, COUNT_MOST, Basis

FORM: Final = ["GET", "HEAD", "POST"]
PERIOD: Final = N_("Ngày tiếp nhận")


@require_http_methods(FORM)
@power("inspection.work")
def commit(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Fix from which dossiers a sample is drawn."""
    found = queries.at_stop(request.actor, stop_id)
    back = reverse("samples:home", args=[stop_id])
    centre = office.centre_of(found.place)
    fields = catalogue.fields_of(centre.id) if centre is not None else []
    questions = [
        Field("basis", N_("Cách lấy mẫu"), "radio", required=True, options=options_of(BASIS_NAMES)),
        Field("since", N_("Từ ngày"), "date", required=True, size="m", group=PERIOD),
        Field("until", N_("Đến hết ngày"), "date", required=True, size="m", group=PERIOD),
        Field("count", N_("Số hồ sơ bốc"), "number", required=True, size="xs", most=3),
        Field(
            "field",
            N_("Lĩnh vực"),
            "select",
            options=[Option(name, name) for name in fields],
            empty=N_("mọi lĩnh vực"),
        ),
        Field("procedure", N_("Mã thủ tục"), size="m", most=20, hint=N_("Chỉ ghi khi kiểm tra riêng một thủ tục.")),
        # Of a second click the answer is that of the first: only the act itself insists on a reason.
        Field("reason", N_("Lý do lấy thêm mẫu"), "textarea", required=request.method != "POST", most=500),
    ]
    what = [
        N_(
            "Máy đếm tập hồ sơ, lấy dấu vân tay và ghi mã hạt giống vào sổ trước khi bốc; bốc xong mới công bố hạt giống."
        ),
        N_("Ai cũng tính lại được: cùng hạt giống, cùng tập hồ sơ thì ra cùng mẫu."),
    ]
    title = N_("Chốt tập hồ sơ để bốc mẫu")
    page = FormPage(
        title,
        title,
        questions if found.rows else questions[:-1],
        back,
        [*shown.stop_trail(stop_id, found.place_name), Link(title)],
        lead=found.place_name,
        what=what,
        start={"basis": Basis.CLOSED.value, "count": 10},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        if not 1 <= values["count"] <= COUNT_MOST:
            raise BadInput(N_("Ghi số hồ sơ từ 1 đến {most}."), field="count", most=COUNT_MOST)
        command = CommitSample(
            stop=stop_id,
            basis=Basis(values["basis"]),
            since=values["since"],
            until=values["until"],
            count=values["count"],
            field=values["field"] or "",
            procedure=values["procedure"],
            reason=values.get("reason", ""),
        )
        done = act(request, command)
        tell(request, N_("Đã chốt tập hồ sơ. Xem lại rồi bốc."))
        return HttpResponseRedirect(reverse("samples:sample", args=[stop_id, done.target]))

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.work")
def hold(request: DeskRequest, stop_id: UUID, sample_id: UUID) -> HttpResponse:
    """Draw from what was fixed."""
    row = shown.within(stop_id, queries.page(request.actor, sample_id).row)
    title, here = N_("Bốc mẫu"), shown.at("sample", row)
    page = FormPage(title, title, [], here, shown.trail(row, Link(title)), lead=row.place_name, facts=shown.facts(row))

    def do(values: dict[str, Any]) -> HttpResponse:
        del values
        act(request, HoldSample(sample=sample_id))
        tell(request, N_("Đã bốc mẫu"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.work")
def pick(request: DeskRequest, stop_id: UUID, sample_id: UUID) -> HttpResponse:
    """Add a dossier by hand."""
    row = shown.within(stop_id, queries.page(request.actor, sample_id).row)
    title, here = N_("Thêm hồ sơ chọn tay"), shown.at("sample", row)
    questions = [
        Field("code", N_("Mã hồ sơ"), required=True, most=60, size="m"),
        Field("reason", N_("Vì sao chọn hồ sơ này"), "textarea", required=True, most=500),
    ]
    what = [N_("Hồ sơ chọn tay được đánh dấu và không tính vào tỷ lệ của mẫu ngẫu nhiên.")]
    page = FormPage(title, title, questions, here, shown.trail(row, Link(title)), lead=row.place_name, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, PickDossier(sample=sample_id, code=values["code"], reason=values["reason"]))
        tell(request, N_("Đã thêm hồ sơ"))
        return HttpResponseRedirect(shown.at("dossier", row, done.ids["line"]))

    return run(request, page, do)
