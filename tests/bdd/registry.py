"""Those who may be honoured in a scenario, and what is on record about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.usecases.registry.nominees import add_nominee, change_nominee, show_nominee
from service.usecases.registry.records import add_record, close_hold, revoke_record
from tests.bdd.bodies import Bodies
from tests.bdd.staff import Staff
from workflows.achievements import achievement_key
from workflows.names import fold

NOWHERE = "nơi ban hành (giả định)"
NEEDS_REPRESENTATIVE = {"household", "clan"}


@dataclass
class Registry:
    """The nominees of a scenario by name; records go in as the one who keeps the registry would enter them."""

    staff: Staff
    bodies: Bodies
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    without: dict[str, set[str]] = field(default_factory=dict)  # nominee → titles and kinds said to be absent

    def find(self, name: str) -> dict[str, Any]:
        """Return a nominee by name; raises LookupError with the names there are."""
        nominee = self.known.get(fold(name))
        if nominee is None:
            names = ", ".join(row["name"] for row in self.known.values())
            message = f"chưa có đối tượng “{name}”; đã có: {names or 'chưa có ai'}"
            raise LookupError(message)
        return nominee

    def has(self, name: str) -> bool:
        """Tell whether a nominee of that name is known."""
        return fold(name) in self.known

    def home(self, name: str) -> str:
        """Return the name of the body where a nominee stands."""
        key = self.find(name)["organisation_id"]
        assert key, f"“{name}” không thuộc đơn vị nào"
        return next(str(row["name"]) for row in self.bodies.known.values() if row["id"] == key)

    def person_id(self, name: str) -> str:
        """Return the id of the person of that name, or an empty text."""
        row = self.known.get(fold(name))
        return row["id"] if row and row["kind"] == "person" else ""

    def add(self, name: str, kind: str, body: str | None, **details: Any) -> dict[str, Any]:
        """Register a nominee at a body; a territory or a collective of the same name is that body itself."""
        values: dict[str, Any] = {"kind": kind, "name": name, **details}
        home = body or (name if self.bodies.has(name) else None)
        if home:
            values["organisation_id"] = self.bodies.find(home)["id"]
        if kind in NEEDS_REPRESENTATIVE:
            values.setdefault("representative", f"Người đại diện của {name}")
        if kind == "territory":
            values.setdefault("level", self.bodies.find(home or name)["level"])
        added = self.staff.write(lambda work: add_nominee(work, actor=self.staff.registrar, values=values))
        self.known[fold(name)] = added
        if kind == "person":
            self.staff.is_person(name, added["id"])
        return added

    def change(self, name: str, **values: Any) -> None:
        """Change what is known of a nominee."""
        key = self.find(name)["id"]
        changed = self.staff.write(
            lambda work: change_nominee(work, actor=self.staff.registrar, nominee_id=key, values=values)
        )
        self.known[fold(name)] = changed

    def record(self, name: str, kind: str, **values: Any) -> dict[str, Any]:
        """Put something on record about a nominee."""
        key = self.find(name)["id"]
        if "achievement" in values:
            said = values.pop("achievement")
            values["achievement_key"] = achievement_key(key, values.get("starts_on"), values.get("ends_on"), said)
        if kind in {"title", "initiative", "rating", "award", "discipline"}:
            values.setdefault("issuer", NOWHERE)
        return self.staff.write(
            lambda work: add_record(work, actor=self.staff.registrar, nominee_id=key, kind=kind, values=values)
        )

    def records(self, name: str, kind: str) -> list[dict[str, Any]]:
        """Return what is on record about a nominee, of one kind."""
        key = self.find(name)["id"]
        shown = self.staff.services.database.read(
            lambda work: show_nominee(work, actor=self.staff.registrar, nominee_id=key)
        )
        return [row for row in shown["records"] if row["kind"] == kind]

    def revoke(self, name: str, number: str, reason: str) -> dict[str, Any]:
        """Take the record with that number out of force."""
        found = self._with_number(name, number, ("title", "initiative", "award", "rating", "discipline", "hold"))
        return self.staff.write(
            lambda work: revoke_record(work, actor=self.staff.registrar, record_id=found["id"], reason=reason)
        )

    def conclude(self, name: str, number: str, conclusion: str, on: date, *, cleared: bool) -> None:
        """Close the matter opened by the paper with that number."""
        found = self._with_number(name, number, ("hold",))
        self.staff.write(
            lambda work: close_hold(
                work,
                actor=self.staff.registrar,
                record_id=found["id"],
                closed_on=on,
                conclusion=conclusion,
                cleared=cleared,
            )
        )

    def _with_number(self, name: str, number: str, kinds: Iterable[str]) -> dict[str, Any]:
        rows = [row for kind in kinds for row in self.records(name, kind)]
        found = [row for row in rows if row["number"] == number]
        assert found, f"“{name}” không có văn bản số “{number}”; có: {[row['number'] for row in rows]}"
        return found[-1]
