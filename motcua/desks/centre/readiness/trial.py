"""Trial runs: planned for several centres, tried by scripts, defects mended, and the decision to start together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.dossiers import queries as dossiers
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.readiness.commands import (
    GiveDutyPlan,
    KeepLessons,
    LaunchTogether,
    MendDefect,
    MoveTrial,
    PlanTrial,
    ReportDefect,
    SignWaiver,
    TryScript,
)
from motcua.readiness.queries import files, running, trials
from motcua.readiness.queries.trials import TrialPage
from motcua.readiness.rules.facts import PHASE_NAMES, Phase
from motcua.readiness.rules.trial import OUTCOME_NAMES, SEVERITY_NAMES, STAGE_NAMES, Outcome, Severity
from motcua.readiness.rules.verdicts import GRADE_NAMES

FORM = ["GET", "HEAD", "POST"]
COLUMNS = (
    Column(N_("Kế hoạch")),
    Column(N_("Tình trạng")),
    Column(N_("Từ ngày")),
    Column(N_("Chính thức")),
    Column(N_("Trung tâm"), numeric=True),
)
CRUMB = N_("Vận hành thử")


@require_safe
@power("readiness.read")
def trials_(request: DeskRequest) -> HttpResponse:
    """List the plans that concern the actor."""
    context = {
        "rows": trials.trials(request.actor),
        "columns": COLUMNS,
        "stage_names": STAGE_NAMES,
        "may_plan": request.actor.can("readiness.launch"),
        "trail": [shown.HOME, Link(CRUMB)],
    }
    return render(request, "centre/readiness/trials.html", context)


@require_safe
@power("readiness.read")
def trial(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Show a plan: whether all may start, scripts by centre, defects, who answers for what."""
    page = trials.trial(request.actor, trial)
    actor = request.actor
    mine = [one.unit for one in page.centres if one.mine]
    context = {
        "page_": page,
        "stage_names": STAGE_NAMES,
        "phase_names": PHASE_NAMES,
        "outcome_names": OUTCOME_NAMES,
        "outcome_looks": shown.OUTCOME_LOOKS,
        "severity_names": SEVERITY_NAMES,
        "severity_looks": shown.SEVERITY_LOOKS,
        "grade_names": GRADE_NAMES,
        "looks": shown.GRADE_LOOKS,
        "may_launch": actor.can("readiness.launch"),
        "may_try": bool(mine) and bool({"readiness.write", "readiness.inspect"} & actor.powers),
        "trial_runs": running.trial_runs(actor.unit),
        "left_behind": dossiers.trial_left_behind(actor, mine),
        "gd": shown.PHASE_WORDS[page.next_phase] if page.next_phase else "",
        "once_key": once_key(),
        "trail": [shown.HOME, Link(CRUMB, reverse("readiness:trials")), Link(page.title)],
    }
    return render(request, "centre/readiness/trial.html", context)


def _back(request: DeskRequest, trial: UUID, sentence: str, **values: Any) -> HttpResponse:
    tell(request, sentence, **values)
    return HttpResponseRedirect(reverse("readiness:trial", args=[trial]))


def _page(found: TrialPage, title: Text, verb: Text, questions: list[Field], **more: Any) -> FormPage:
    back = reverse("readiness:trial", args=[found.id])
    trail = [shown.HOME, Link(CRUMB, reverse("readiness:trials")), Link(found.title, back), Link(title)]
    return FormPage(title, verb, questions, back, trail, lead=found.title, **more)


@require_http_methods(FORM)
@power("readiness.launch")
def plan(request: DeskRequest) -> HttpResponse:
    """Plan a trial run."""
    centres = [Option(str(id_), place) for id_, place, _ in files.centres(request.actor)]
    questions = [
        Field("title", N_("Tên kế hoạch"), required=True, most=150),
        Field("centres", N_("Trung tâm"), kind="many", required=True, options=centres, ids=True),
        Field("trial_on", N_("Vận hành thử nghiệm từ ngày"), kind="date", required=True, size="s"),
        Field("official_on", N_("Vận hành chính thức từ ngày"), kind="date", size="s"),
    ]
    title = N_("Lập kế hoạch vận hành thử nghiệm")
    trail = [shown.HOME, Link(CRUMB, reverse("readiness:trials")), Link(title)]
    begin = {"trial_on": short_date(clock.today() + timedelta(days=3))}
    page = FormPage(title, N_("Lập kế hoạch"), questions, reverse("readiness:trials"), trail, start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        done = act(request, PlanTrial(**asked))
        return _back(request, done.target, N_("Đã lập kế hoạch."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.launch")
def duty(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Lay down who is on duty on the first day of a phase."""
    found, phase = trials.trial(request.actor, trial), shown.phase_of(request.GET)
    questions = [
        Field(
            "plan",
            N_("Phương án trực"),
            kind="textarea",
            required=True,
            most=4_000,
            hint=N_("Ai trực, ở Trung tâm nào, giờ nào, gọi ai khi có sự cố."),
        )
    ]
    asked_for = found.resting if found.next_phase is phase else None
    what: list[Text] = [asked_for.rest] if asked_for and asked_for.rest else []
    title = said(N_("Phương án trực: {phase}"), phase=said(PHASE_NAMES[phase]))
    page = _page(found, title, N_("Ghi"), questions, what=what, start={"plan": found.plans[phase]})

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, GiveDutyPlan(trial=trial, phase=phase, **asked))
        return _back(request, trial, N_("Đã ghi phương án trực."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.launch")
def move(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Move the days of a plan."""
    found = trials.trial(request.actor, trial)
    questions = [
        Field("trial_on", N_("Vận hành thử nghiệm từ ngày"), kind="date", required=True, size="s"),
        Field("official_on", N_("Vận hành chính thức từ ngày"), kind="date", size="s"),
        Field("reason", N_("Lý do"), required=True, most=500),
    ]
    begin = {
        "trial_on": short_date(found.trial_on),
        "official_on": short_date(found.official_on) if found.official_on else "",
    }
    what = [N_("Phương án trực đã ghi cho ngày bị dời không còn giá trị.")] if any(found.plans.values()) else []
    page = _page(found, N_("Dời ngày"), N_("Dời ngày"), questions, start=begin, what=what)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, MoveTrial(trial=trial, **asked))
        return _back(request, trial, N_("Đã dời ngày."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.write", "readiness.inspect")
def script(request: DeskRequest, trial: UUID, script: str) -> HttpResponse:
    """Write down what came of a script at a centre."""
    found = trials.trial(request.actor, trial)
    one = next((each for each in found.scripts if each.key == script), None)
    if one is None:
        raise NotFound(N_("Kế hoạch không có kịch bản này."))
    questions = [
        _of_mine(found),
        _tried_on(request, found),
        Field("outcome", N_("Kết quả"), kind="radio", required=True, options=options_of(OUTCOME_NAMES)),
        Field("note", N_("Ghi chú"), kind="textarea", most=500, hint=N_("Không đạt hoặc không thử được: ghi vì sao.")),
    ]
    steps: list[Text] = [said(N_("Bước {n}: {step}"), n=n, step=step) for n, step in enumerate(one.steps, 1)]
    steps.append(said(N_("Phải được: {expected}"), expected=one.expected))
    begin = {"unit": request.GET.get("tt", "")}
    page = _page(found, one.title, N_("Ghi kết quả"), questions, what=steps, start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        outcome = Outcome(asked["outcome"])
        act(request, TryScript(trial=trial, script=script, **asked | {"outcome": outcome}))
        return _back(request, trial, N_("Đã ghi kết quả."))

    return run(request, page, do)


def _tried_on(request: DeskRequest, found: TrialPage) -> Field:
    names = {one.unit: one.name for one in found.centres}
    made = [
        Option(
            str(one.id),
            said(
                N_("{label} · {procedure} · {standing} · {centre}"),
                label=one.label,
                procedure=one.procedure,
                standing=one.standing,
                centre=names[one.unit],
            ),
        )
        for one in trials.dossiers_on_trial(request.actor, found.id)
    ]
    hint = N_("Hồ sơ các Trung tâm đã tiếp nhận ở chế độ thử từ khi bắt đầu, mới nhất trước.")
    return Field("dossier", N_("Hồ sơ thử đã làm"), kind="select", options=made, ids=True, hint=hint)


def _of_mine(found: TrialPage) -> Field:
    centres = [Option(str(one.unit), one.printed) for one in found.centres if one.mine]
    return Field("unit", N_("Trung tâm"), kind="select", required=True, options=centres, ids=True)


@require_http_methods(FORM)
@power("readiness.write", "readiness.inspect")
def defect(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Write down something found wrong."""
    found = trials.trial(request.actor, trial)
    questions = [
        _of_mine(found),
        Field("title", N_("Lỗi gì"), required=True, most=300),
        Field("severity", N_("Mức độ"), kind="radio", required=True, options=options_of(SEVERITY_NAMES)),
        Field("owner", N_("Nơi chịu trách nhiệm sửa"), most=150),
        Field("due", N_("Xong ngày"), kind="date", size="s"),
    ]
    page = _page(found, N_("Ghi lỗi"), N_("Ghi lỗi"), questions)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, ReportDefect(trial=trial, **asked | {"severity": Severity(asked["severity"])}))
        return _back(request, trial, N_("Đã ghi lỗi."))

    return run(request, page, do)


@require_POST
@power("readiness.write", "readiness.inspect")
def mend(request: DeskRequest, trial: UUID, defect: UUID) -> HttpResponse:
    """Say how a defect was mended, or open it again."""
    again = request.POST.get("open") == "1"
    act(request, MendDefect(trial=trial, defect=defect, how=request.POST.get("how", ""), open=again))
    return _back(request, trial, N_("Đã mở lại lỗi.") if again else N_("Đã ghi sửa xong."))


@require_http_methods(FORM)
@power("readiness.launch")
def waive(request: DeskRequest, trial: UUID, unit: UUID) -> HttpResponse:
    """Answer for a centre that is not ready."""
    found = trials.trial(request.actor, trial)
    runner = next((one for one in found.runners if one.unit == unit), None)
    if runner is None:
        raise NotFound(N_("Trung tâm này không có trong kế hoạch."))
    phase = shown.phase_of(request.GET)
    questions = [Field("reason", N_("Lý do cho phép khi chưa đủ điều kiện"), kind="textarea", required=True, most=500)]
    title = said(N_("Ý kiến cho phép: {name}"), name=runner.name)
    page = _page(found, title, N_("Ký ý kiến cho phép"), questions, what=[runner.why], danger=True)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, SignWaiver(trial=trial, unit=unit, phase=phase, **asked))
        return _back(request, trial, N_("Đã ký ý kiến cho phép."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.launch")
def launch(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Let all start, or be told who holds them."""
    found, phase = trials.trial(request.actor, trial), shown.phase_of(request.GET)
    title = said(N_("Cho vận hành đồng loạt: {phase}"), phase=said(PHASE_NAMES[phase]))
    what: list[Text] = []
    if found.decision is not None and found.next_phase is phase:
        what = [found.decision.words, *(one.why for one in found.decision.reds)]
    if found.next_phase is phase and found.resting and found.resting.refusal:
        what.append(found.resting.refusal)
    if phase is Phase.OFFICIAL:
        what.append(
            N_(
                "Từ lúc này không còn chế độ thử: ai đang làm thử trở về chế độ thật, việc thử làm dở không ghi tiếp được."
            )
        )
        what.append(
            N_("Từ lúc này số liệu thử không còn trong danh sách và thống kê nào; số còn lại ghi ở trang kế hoạch.")
        )
    page = _page(found, title, N_("Quyết định vận hành"), [], what=what)

    def do(asked: dict[str, Any]) -> HttpResponse:
        del asked
        act(request, LaunchTogether(trial=trial, phase=phase))
        return _back(request, trial, N_("Đã quyết định vận hành đồng loạt."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.launch")
def lessons(request: DeskRequest, trial: UUID) -> HttpResponse:
    """Write down what was learnt."""
    found = trials.trial(request.actor, trial)
    questions = [Field("lessons", N_("Bài học kinh nghiệm"), kind="textarea", required=True, most=4_000)]
    page = _page(found, N_("Rút kinh nghiệm"), N_("Ghi"), questions, start={"lessons": found.lessons})

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, KeepLessons(trial=trial, **asked))
        return _back(request, trial, N_("Đã ghi bài học kinh nghiệm."))

    return run(request, page, do)
