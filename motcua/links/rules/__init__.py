"""Decisions about lines: what they are and may be, what measurements say, when they were cut, how long they were up.

Pure: values in, answers, :class:`Said` or errors out. Instants are aware; latencies in microseconds, speeds in kbit/s.
"""

from motcua.links.rules.judging import Act, Known, cuts, health, minutes_words, reconcile, verdict
from motcua.links.rules.lines import (
    HEALTH_NAMES,
    KIND_NAMES,
    SERVICE_NAMES,
    SOURCE_NAMES,
    USE_NAMES,
    Health,
    Kind,
    Limits,
    Service,
    Source,
    Use,
    check_limits,
    check_line,
    check_span,
)
from motcua.links.rules.measuring import (
    BATCH_MOST,
    FUTURE_BORNE,
    RAW_KEPT,
    Measured,
    RolledUp,
    check_measured,
    digest_of,
    percentile,
    roll_up,
)
from motcua.links.rules.uptime import Span, Uptime, Watched, pieces, stretches, uptime, watched

__all__ = [
    "BATCH_MOST",
    "FUTURE_BORNE",
    "HEALTH_NAMES",
    "KIND_NAMES",
    "RAW_KEPT",
    "SERVICE_NAMES",
    "SOURCE_NAMES",
    "USE_NAMES",
    "Act",
    "Health",
    "Kind",
    "Known",
    "Limits",
    "Measured",
    "RolledUp",
    "Service",
    "Source",
    "Span",
    "Uptime",
    "Use",
    "Watched",
    "check_limits",
    "check_line",
    "check_measured",
    "check_span",
    "cuts",
    "digest_of",
    "health",
    "minutes_words",
    "percentile",
    "pieces",
    "reconcile",
    "roll_up",
    "stretches",
    "uptime",
    "verdict",
    "watched",
]
