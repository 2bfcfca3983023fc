"""Addresses of difficulties and proposals."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.proposals import acts, boards, commons, evidence, filing, lists, pages, routing

app_name = "proposals"
urlpatterns = [
    path("", lists.home, name="home"),
    path("danh-sach.xlsx", lists.export, name="export"),
    path("bang-tong-hop/", lists.paper, name="print"),
    path("gui/", filing.create, name="file"),
    path("dot/<uuid:filing_id>/", filing.page, name="filing"),
    path("dot/<uuid:filing_id>/them/", filing.add, name="add"),
    path("dot/<uuid:filing_id>/dinh-chinh/", filing.change, name="change_filing"),
    path("tong-hop/", boards.board, name="board"),
    path("tong-hop/theo-xa.xlsx", boards.export, name="board_export"),
    path("van-de-chung/", commons.home, name="commons"),
    path("van-de-chung/moi/", commons.make, name="make_common"),
    path("van-de-chung/<uuid:common_id>/", commons.page, name="common"),
    path("van-de-chung/<uuid:common_id>/gop/", commons.gather, name="gather"),
    path("van-de-chung/<uuid:common_id>/sua/", commons.change, name="change_common"),
    path("van-de-chung/<uuid:common_id>/tra-loi/", commons.answer, name="answer_common"),
    path("noi-nhan/", routing.home, name="routing"),
    path("noi-nhan/<slug:category>/", routing.change, name="change_routing"),
    path("<uuid:proposal_id>/", pages.page, name="proposal"),
    path("<uuid:proposal_id>/viec/<slug:verb>/", acts.change, name="act"),
    path("<uuid:proposal_id>/cau-tra-loi/<uuid:answer_id>/dinh-chinh/", acts.correct_answer, name="correct_answer"),
    path("<uuid:proposal_id>/bang-chung/", evidence.attach, name="attach"),
    path("<uuid:proposal_id>/bang-chung/<uuid:evidence_id>/", evidence.file, name="evidence_file"),
    path("<uuid:proposal_id>/bang-chung/<uuid:evidence_id>/bo/", evidence.aside, name="aside"),
]
