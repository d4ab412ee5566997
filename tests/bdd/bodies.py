"""The bodies of a scenario: a tree under the Government, filled by steps and by what a plan names."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from service.db import organisations
from service.db.work import Work
from service.usecases.registry.registry import (
    add_organisation,
    change_organisation,
    link_successor,
    organisation_as_data,
)
from tests.bdd.staff import Staff
from workflows.names import fold
from workflows.plans.model import Plan
from workflows.plans.parts import Body

HEADS = {
    "government": "prime_minister",
    "ministry": "minister",
    "ministry_unit": "agency_head",
    "province": "provincial_chair",
    "department": "agency_head",
    "office": "agency_head",
    "district": "district_chair",
    "commune": "commune_chair",
    "enterprise": "agency_head",
    "party": "agency_head",
    "mass_organisation": "agency_head",
    "association": "agency_head",
}
FUNCTIONS = {"mass_organisation": "mass_organisation", "party": "party", "enterprise": "business"}
SPECIALISED = {"department", "office"}
WITHOUT_STANDING = {"unit"}
UNDER_ISSUER = {"unit"}


@dataclass
class Bodies:
    """Every body that the scenario knows, by the names it may be called."""

    staff: Staff
    known: dict[str, dict[str, Any]] = field(default_factory=dict)  # folded name → body as shown
    standing: dict[str, dict[str, Any]] = field(default_factory=dict)  # code → body that the database holds already

    def find(self, name: str) -> dict[str, Any]:
        """Return a body by one of its names; raises LookupError with the names there are."""
        body = self.known.get(fold(name))
        if body is None:
            names = ", ".join(sorted({row["name"] for row in self.known.values()}))
            message = f"chưa có cơ quan, đơn vị “{name}”; đã có: {names or 'chưa có gì'}"
            raise LookupError(message)
        return body

    def has(self, name: str) -> bool:
        """Tell whether a body of that name is known."""
        return fold(name) in self.known

    def add(self, name: str, level: str, parent: dict[str, Any] | None, **particulars: Any) -> dict[str, Any]:
        """Add a body through the registry and remember its names; one that is known is returned as it is."""
        known = self.known.get(fold(name))
        if known is not None and (parent is None or known["parent_id"] == parent["id"]):
            return known
        code = particulars.setdefault("code", _code(name, parent))
        if code in self.standing:
            self.call(self.standing[code], name)
            return self.standing[code]
        values = {
            "name": name,
            "level": level,
            "parent_id": parent["id"] if parent else "",
            "function": FUNCTIONS.get(level, "administration"),
            "head_role": HEADS.get(level, ""),
            "legal_personality": level not in WITHOUT_STANDING,
            "specialised_agency": level in SPECIALISED,
            **particulars,
        }
        body = self.staff.write(lambda work: self._add(work, values))
        self.standing[code] = body
        self.call(body, name)
        return body

    def load(self) -> None:
        """Learn which bodies the database holds already; they are called by name once a step or a plan names them."""
        found = self.staff.services.database.read(lambda work: organisations.list_organisations(work, limit=1000))
        self.standing = {row.code: organisation_as_data(row) for row in found}

    def _add(self, work: Work, values: dict[str, Any]) -> dict[str, Any]:
        return add_organisation(work, actor=self.staff.administrator, values=values)

    def call(self, body: dict[str, Any], *names: str) -> None:
        """Let a body be found by more names; a name used again means the body named last."""
        self.known |= {fold(name): body for name in names if name}

    def change(self, name: str, **values: Any) -> dict[str, Any]:
        """Change a body through the registry."""
        before = self.find(name)
        after = self.staff.write(
            lambda work: change_organisation(
                work, actor=self.staff.administrator, organisation_id=before["id"], values=values
            )
        )
        self.known |= {key: after for key, body in self.known.items() if body["id"] == after["id"]}
        return after

    def succeed(self, old: str, new: str, **link: Any) -> None:
        """Record that one body took over from another."""
        keys = {"old_id": self.find(old)["id"], "new_id": self.find(new)["id"]}
        self.staff.write(lambda work: link_successor(work, actor=self.staff.administrator, **keys, **link))

    def end(self, name: str, day: date, successor: str | None) -> None:
        """End a body, its last day being the day before, and link the one that took over."""
        self.change(name, valid_to=(day - timedelta(days=1)).isoformat())
        if successor:
            self.succeed(name, successor, since=day, source="Nghị quyết sắp xếp (giả định)")

    def government(self) -> dict[str, Any]:
        """Return the root of the tree, with the central Home Affairs office below it."""
        if not self.has("Chính phủ"):
            root = self.add("Chính phủ", "government", None, code="chinh-phu")
            self.add("Bộ Nội vụ", "ministry", root, code="bo-noi-vu", function="home_affairs")
        return self.find("Chính phủ")

    def province(self, place: str, code: str = "") -> dict[str, Any]:
        """Return a province's committee and its Home Affairs office, made where they are missing."""
        name = f"Ủy ban nhân dân tỉnh {place}"
        if not self.has(name):
            particulars = {"code": code} if code else {}
            body = self.add(name, "province", self.government(), **particulars)
            self.call(body, f"UBND tỉnh {place}", f"tỉnh {place}", place)
        return self.find(name)

    def home_affairs(self, seat: dict[str, Any], name: str, level: str, **particulars: Any) -> dict[str, Any]:
        """Return the office that appraises for a province, a ministry, a district or a commune."""
        body = self.add(name, level, seat, function="home_affairs", **particulars)
        self.call(body, f"{name} {_place(seat)}", f"{name} tỉnh {_place(seat)}")
        return body

    def of_plan(self, plan: Plan) -> None:
        """Make every body that a plan names, at its place in the tree, and the offices that its flows need."""
        issuer = self._issuer(plan)
        seat = issuer if plan.issuer_level in {"province", "ministry"} else self.find(f"tỉnh {plan.place}")
        named = {body.code: body for body in plan.bodies}
        for body in named.values():
            if body.code != plan.issuer_code:
                self._named(body, issuer if body.level in UNDER_ISSUER else seat)
        if plan.issuer_level != "ministry" and not any(fold(body.name) == "so noi vu" for body in named.values()):
            self.home_affairs(seat, "Sở Nội vụ", "department")

    def _issuer(self, plan: Plan) -> dict[str, Any]:
        if plan.issuer_level == "province":
            body = self.province(plan.place, plan.issuer_code)
        elif plan.issuer_level == "ministry":
            body = self.add(plan.issuer_name, "ministry", self.government(), code=plan.issuer_code)
        else:
            seat = self.province(plan.place)
            body = self.add(plan.issuer_name, plan.issuer_level, seat, code=plan.issuer_code)
            self.call(body, f"{plan.issuer_name} {plan.place}", f"{plan.issuer_name} tỉnh {plan.place}")
        self.call(body, plan.issuer_name)
        return body

    def _named(self, named: Body, parent: dict[str, Any]) -> None:
        if fold(named.name) in {"so noi vu", "vu to chuc can bo"}:
            body = self.home_affairs(parent, named.name, named.level, code=named.code)
        else:
            body = self.add(named.name, named.level, parent, code=named.code)
        self.call(body, *named.aliases)


def _code(name: str, parent: dict[str, Any] | None) -> str:
    """Return the code of a body that nobody gave one: by its name and the body above it."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return f"{parent['code'] if parent else 'goc'}.{plain}"[-80:]


def _place(seat: dict[str, Any]) -> str:
    return str(seat["name"]).removeprefix("Ủy ban nhân dân tỉnh ")
