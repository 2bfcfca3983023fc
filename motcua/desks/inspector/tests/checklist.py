"""A pack made of a checklist: an XForm as pyxform makes it, and beside it our own list of the same questions."""

from __future__ import annotations

from typing import Any

import msgspec

from motcua.desks.inspector.packs import Group, Pack, Question, checklist_item

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>Thử</h:title><model odk:xforms-version="1.0.0">
<instance><data id="thu" version="1"><quay><bien/><bien_sai/><may/></quay><so/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/quay/bien" type="string" required="true()"/>
<bind nodeset="/data/quay/bien_sai" type="string" relevant=" /data/quay/bien  = 'khong'"/>
<bind nodeset="/data/quay/may" type="string"/>
<bind nodeset="/data/so" type="int" relevant="selected( /data/quay/may , 'in')"/>
<bind jr:preload="uid" nodeset="/data/meta/instanceID" readonly="true()" type="string"/></model></h:head>
<h:body><group ref="/data/quay"><label>Quầy</label>
<select1 ref="/data/quay/bien"><label>Biển chỉ dẫn</label>
<item><label>Đạt</label><value>dat</value></item><item><label>Không đạt</label><value>khong</value></item></select1>
<input ref="/data/quay/bien_sai"><label>Biển sai chỗ nào</label></input>
<select ref="/data/quay/may"><label>Máy có tại quầy</label>
<item><label>Máy in</label><value>in</value></item><item><label>Máy quét</label><value>quet</value></item></select></group>
<input ref="/data/so"><label>Số máy in</label></input></h:body></h:html>"""


def pack() -> Pack:
    """The checklist, with photographs, a voice, and at its end a signature."""
    items = [
        checklist_item(
            name="bien",
            label="Biển chỉ dẫn",
            type_="select_one",
            node="/data/quay/bien",
            group="quay",
            required=True,
            choices=[("dat", "Đạt"), ("khong", "Không đạt")],
            unmet=["khong"],
            weight=2,
        ),
        checklist_item(
            name="bien_sai", label="Biển sai chỗ nào", type_="text", node="/data/quay/bien_sai", group="quay"
        ),
        checklist_item(
            name="may",
            label="Máy có tại quầy",
            type_="select_multiple",
            node="/data/quay/may",
            group="quay",
            choices=[("in", "Máy in"), ("quet", "Máy quét")],
        ),
        checklist_item(name="so", label="Số máy in", type_="integer", node="/data/so", group="quay"),
        checklist_item(name="ky", label="Người dẫn đoàn ký", type_="signature", node="", group="quay"),
    ]
    questions = [
        Question(name="anh", label="Ảnh hiện trạng", kind="photos", most=3, longest=0),
        Question(name="tieng", label="Lời ghi", kind="voice"),
    ]
    return Pack(
        title="Kiểm tra thử",
        lead="Đoàn thử",
        groups=[Group(key="quay", title="Quầy")],
        items=items,
        questions=questions,
        form=FORM,
    )


def made() -> dict[str, Any]:
    """The pack as it goes out."""
    found: dict[str, Any] = msgspec.to_builtins(pack())
    return found
