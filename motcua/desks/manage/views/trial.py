"""Into the trial realm (*chế độ thử*) and out of it again, for whoever works where a trial run is on."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from motcua.desks.shared import realms
from motcua.desks.shared.door import DeskRequest, signed_in
from motcua.desks.shared.shell import home_of
from motcua.desks.shared.told import tell
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.readiness.queries import running


@require_POST
@signed_in
def switch(request: DeskRequest) -> HttpResponse:
    """Enter the trial (``on`` is 1), or leave it; both lead to one's own desk."""
    if request.POST.get("on") != "1":
        realms.leave(request)
        tell(request, N_("Đã ra khỏi chế độ thử. Việc làm từ đây là thật."))
        return HttpResponseRedirect(home_of(request.actor))
    if not running.trial_runs(request.actor.unit):
        raise RuleError(
            N_("Nơi bạn làm việc chưa vận hành thử nghiệm hoặc đã vận hành chính thức, không có chế độ thử.")
        )
    realms.enter(request)
    tell(request, N_("Đang ở chế độ thử. Việc làm từ đây không có giá trị và không vào số liệu thật."))
    return HttpResponseRedirect(home_of(request.actor))
