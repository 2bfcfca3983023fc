"""Acts on projects, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.places import place_options
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.oversight import queries, rules
from motcua.oversight.commands import CloseProject, CorrectProject, ListProject, PostProjectWord, ReopenProject
from motcua.oversight.queries import ProjectPage

HOME: Final = Link(N_("Dự án theo dõi"), "/du-an/")
OPEN_STATES: Final = [Option(state, rules.STATUS_NAMES[state]) for state in rules.OPEN]
SITE: Final = Field("site", N_("Địa điểm"), most=200)
KIND: Final = Field("kind", N_("Loại"), "radio", required=True, options=options_of(rules.KIND_NAMES))
OWNER: Final = Field("owner", N_("Đầu mối chịu trách nhiệm"), most=200)
NEXT: Final = (
    Field("next_step", N_("Việc tiếp theo"), "textarea", most=500),
    Field("next_by", N_("Hẹn đến hết ngày"), "date", size="m"),
)
STALE: Final = Field("stale_days", N_("Sau mấy ngày không có tin thì nhắc"), "number", required=True, size="xs", most=3)
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)


@dataclass(frozen=True, slots=True)
class Ask:
    """One form: its command, words, questions, what it shows at first, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Sequence[Field]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[ProjectPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


ASKS: Final[Mapping[str, Ask]] = {
    "tinh-hinh": Ask(
        PostProjectWord,
        N_("Ghi tình hình"),
        [
            Field("status", N_("Tình trạng"), "radio", required=True, options=OPEN_STATES),
            Field("words", N_("Tình hình"), "textarea", required=True, most=2000),
            *NEXT,
            OWNER,
        ],
        lambda project, v: PostProjectWord(
            project=project,
            status=rules.Status(v["status"]),
            words=v["words"],
            next_step=v["next_step"],
            next_by=v["next_by"],
            owner=v["owner"],
        ),
        start=lambda page: {
            "status": page.row.status.value,
            "next_step": page.row.next_step,
            "next_by": short_date(page.row.next_by) if page.row.next_by else "",
            "owner": page.row.owner,
        },
    ),
    "dinh-chinh": Ask(
        CorrectProject,
        N_("Đính chính"),
        [Field("name", N_("Tên dự án"), required=True, most=200), KIND, SITE, STALE, REASON],
        lambda project, v: CorrectProject(
            project=project,
            name=v["name"],
            kind=rules.Kind(v["kind"]),
            site=v["site"],
            stale_days=v["stale_days"],
            reason=v["reason"],
        ),
        start=lambda page: {
            "name": page.row.name,
            "kind": page.row.kind.value,
            "site": page.row.site,
            "stale_days": page.stale_days,
        },
    ),
    "dua-khoi": Ask(
        CloseProject,
        N_("Đưa khỏi danh sách"),
        [
            Field(
                "how",
                N_("Vì sao"),
                "radio",
                required=True,
                options=[Option("finished", N_("Hoàn thành")), Option("dropped", N_("Dừng, không làm"))],
            ),
            Field("words", N_("Kết quả"), "textarea", required=True, most=2000),
        ],
        lambda project, v: CloseProject(project=project, finished=v["how"] == "finished", words=v["words"]),
        what=[N_("Dự án rời danh sách đang theo dõi; lịch sử vẫn còn và có thể theo dõi lại.")],
    ),
    "theo-doi-lai": Ask(
        ReopenProject,
        N_("Theo dõi lại"),
        [Field("words", N_("Lý do"), "textarea", required=True, most=2000)],
        lambda project, v: ReopenProject(project=project, words=v["words"]),
    ),
}
DONE: Final = {"lap": N_("Đã đưa vào danh sách"), "viec": N_("Đã ghi")}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@power("project.write")
def create(request: DeskRequest) -> HttpResponse:
    """Put a project on the list."""
    places = place_options(request.actor)
    questions = [
        Field("place", N_("Xã, phường"), "select", required=True, options=places, ids=True),
        Field("name", N_("Tên dự án"), required=True, most=200),
        KIND,
        SITE,
        OWNER,
        Field("status", N_("Tình trạng"), "radio", required=True, options=OPEN_STATES),
        *NEXT,
        STALE,
    ]
    start = {
        "place": places[0].value if len(places) == 1 else "",
        "kind": rules.Kind.PROJECT.value,
        "status": rules.Status.PREPARING.value,
        "stale_days": rules.STALE_DAYS,
    }
    title = N_("Đưa vào danh sách")
    page = FormPage(title, title, questions, HOME.href, trail=[HOME, Link(title)], draft="du-an", start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ListProject(
            place=values["place"],
            name=values["name"],
            kind=rules.Kind(values["kind"]),
            site=values["site"],
            owner=values["owner"],
            status=rules.Status(values["status"]),
            next_step=values["next_step"],
            next_by=values["next_by"],
            stale_days=values["stale_days"],
        )
        done = act(request, command)
        tell(request, DONE["lap"])
        return HttpResponseRedirect(reverse("projects:project", args=[done.target]))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("project.write")
def change(request: DeskRequest, project_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a project."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.page(request.actor, project_id)
    here = reverse("projects:project", args=[project_id])
    version = request.GET.get("ban", "")
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions,
        here,
        trail=[HOME, Link(found.row.name, here), Link(ask.title)],
        lead=found.row.name,
        what=ask.what,
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(project_id, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)
