"""Words that officials write again and again about slips and files, one press away; the others are the centre's own list
(:mod:`motcua.dossiers.patterns`)."""

from __future__ import annotations

from motcua.kernel.words import N_

REISSUES = (N_("Người nộp làm mất giấy hẹn, đã xuất trình giấy tờ tùy thân."), N_("Giấy hẹn in lỗi."))
REMOVALS = (N_("Đính kèm nhầm hồ sơ."), N_("Bản quét mờ, đã quét lại."))
