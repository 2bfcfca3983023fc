"""Where a matter goes by itself when it is filed: our default, by category; a steering office may say otherwise. Pure.

The departments are those of the delegation of 15/7/2025 with the fields they answer for (report 002, lines 02 to 08).
That seals lie with the provincial police and digital-signature certificates with Science and Technology or the office of
the province is practice; who answers for which field is the province's own decision, so every line can be changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.text import fold
from motcua.proposals.rules.facts import Category


class Body(StrEnum):
    """Bodies of a province that matters go to."""

    FINANCE = "finance"
    HOME_AFFAIRS = "home_affairs"
    SCIENCE = "science"
    ENVIRONMENT = "environment"
    JUSTICE = "justice"
    CONSTRUCTION = "construction"
    POLICE = "police"
    OFFICE = "office"


NAMED: Final = {
    Body.FINANCE: "so tai chinh",
    Body.HOME_AFFAIRS: "so noi vu",
    Body.SCIENCE: "so khoa hoc va cong nghe",
    Body.ENVIRONMENT: "so nong nghiep va moi truong",
    Body.JUSTICE: "so tu phap",
    Body.CONSTRUCTION: "so xay dung",
    Body.OFFICE: "van phong ubnd tinh",
}
"""How each is found among the bodies of a province: its folded name begins so. The police are known by their level."""
ALSO_NAMED: Final = {Body.OFFICE: ("van phong uy ban nhan dan", "van phong ubnd")}

DEFAULT: Final = {
    Category.PREMISES: (Body.FINANCE, Body.CONSTRUCTION),
    Category.EQUIPMENT: (Body.FINANCE,),
    Category.NETWORK: (Body.SCIENCE,),
    Category.SEAL: (Body.POLICE,),
    Category.SIGNATURE: (Body.SCIENCE, Body.OFFICE),
    Category.STAFFING: (Body.HOME_AFFAIRS,),
    Category.TRAINING: (Body.HOME_AFFAIRS,),
    Category.HOUSING: (Body.FINANCE, Body.CONSTRUCTION),
    Category.MONEY: (Body.FINANCE,),
    Category.PROJECTS: (Body.FINANCE, Body.OFFICE),
    Category.LAND: (Body.ENVIRONMENT,),
    Category.CIVIL_STATUS: (Body.JUSTICE,),
    Category.ORDER: (Body.POLICE,),
    Category.OTHER: (Body.OFFICE,),
}
"""The first leads. Where a province has none of them, its office follows up."""


@dataclass(frozen=True, slots=True)
class Known:
    """A body of the province: its id, its name, whether it is the police."""

    id: UUID
    name: str
    police: bool = False


def find(body: Body, among: Iterable[Known]) -> UUID | None:
    """Return which of the bodies of a province it is, ``None`` where there is none."""
    if body is Body.POLICE:
        return next((one.id for one in among if one.police), None)
    begins = (NAMED[body], *ALSO_NAMED.get(body, ()))
    return next((one.id for one in among if fold(one.name).startswith(begins)), None)


def usual(category: Category, among: Sequence[Known]) -> tuple[UUID, ...]:
    """Return the units a matter of this category goes to in a province with these bodies, the lead first.

    None of them known: the office of the province; not even that: nobody, and the steering office must choose.
    """
    found = tuple(id_ for body in DEFAULT[category] if (id_ := find(body, among)) is not None)
    if found:
        return found
    office = find(Body.OFFICE, among)
    return (office,) if office is not None else ()
