"""Forms: what was typed stays in the fields, every problem is said at once, beside its field and in a summary."""

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields

from service.http.context import language
from service.i18n import sentence
from service.schemas.base import find_problems
from service.usecases.errors import DomainError, UploadRefused

# Fields by which a grave act asks once more who is there (service/web/reauthentication.py).
PASSWORD_FIELD, CODE_FIELD = "confirm_password", "confirm_code"  # names of fields
NOT_OURS = frozenset({"csrf_token", "next", PASSWORD_FIELD, CODE_FIELD})


class Form:
    """One form of a page over the strict schema that the API takes too; dots in names nest: `decision.number`."""

    def __init__(self, schema: type[Schema], start: Mapping[str, Any] | None = None) -> None:
        self.schema = schema()
        self.values: dict[str, list[str]] = {name: _texts(value) for name, value in (start or {}).items()}
        self.problems: dict[str, str] = {}
        self.errors: list[str] = []
        self.labels: dict[str, str] = {}
        if request.method == "POST":
            self.values = {name: texts for name, texts in request.form.lists() if name not in NOT_OURS}

    def load(self) -> dict[str, Any] | None:
        """Return the values as the schema reads them, or None with every problem noted."""
        try:
            loaded: dict[str, Any] = self.schema.load(self._nested())
        except ValidationError as error:
            self.note(find_problems({"form": error.messages}))
            return None
        return loaded

    def note(self, problems: Any) -> None:
        """Note problems (`path`, `code`, `params`): beside the field of that name, or above them all."""
        for problem in problems:
            said = sentence("problems", problem["code"], problem.get("params", {}), language())
            self.problems.setdefault(str(problem["path"]), said)

    def refuse(self, error: DomainError) -> None:
        """Take the refusal of a use case: problems of its fields, else its sentence above the form."""
        if "problems" in error.params:
            self.note(error.params["problems"])
        else:
            self.errors.append(sentence("errors", error.code, error.params, language()))

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return (self.values.get(name) or [""])[-1]

    def chosen(self, name: str) -> list[str]:
        """Return everything that is chosen in a field that takes several."""
        return self.values.get(name, [])

    def problem(self, name: str) -> str:
        """Return the sentence beside a field, empty when nothing is wrong with it."""
        return self.problems.get(name, "")

    def named(self, name: str, label: str) -> str:
        """Note what the page calls a field, so that the summary can name it; returns nothing, to be printed."""
        self.labels[name] = label
        return ""

    @property
    def has_problems(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self.problems or self.errors)

    def _nested(self) -> dict[str, Any]:
        nested: dict[str, Any] = {}
        for name, texts in self.values.items():
            kept = [text.replace("\r\n", "\n") for text in texts if text.strip()]
            parts = name.split(".")
            if kept:
                _put(nested, parts, kept if _takes_several(self.schema, parts) else kept[-1])
        listed: dict[str, Any] = _with_lists(nested)
        return listed


def refuse_beside_file(form: Form, error: DomainError) -> None:
    """Say beside a form with a file why it was refused; what is wrong with the file stands beside the file."""
    if isinstance(error, UploadRefused):
        form.problems["file"] = sentence("uploads", str(error.params["reason"]), error.params, language())
    else:
        form.refuse(error)


def _put(nested: dict[str, Any], parts: list[str], value: Any) -> None:
    place = nested
    for part in parts[:-1]:
        inner = place.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        place = inner
    place[parts[-1]] = value


def _with_lists(value: Any) -> Any:
    """Return nested values in which names that are all numbers have become lists, in order."""
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(part) for name, part in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def _takes_several(schema: Schema, parts: list[str]) -> bool:
    field = schema.fields.get(parts[0])
    for part in parts[1:]:
        if isinstance(field, fields.List):
            field = field.inner
        if part.isdecimal():
            continue
        field = field.schema.fields.get(part) if isinstance(field, fields.Nested) else None
    return isinstance(field, fields.List) and not isinstance(field.inner, fields.Nested)


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]
