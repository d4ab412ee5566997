"""An interface held against its own description: every answer, and every field of it."""

from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient
from jsonschema_rs import Draft202012Validator

from tests.integration.api.conftest import Headers

API = "/api/v1"
# Particulars that depend on the kind of thing: nothing is promised about their names.
FREE = {"data", "meta", "payload", "entry", "params", "decision", "figures", "counted", "answer", "offers"}
Json = dict[str, Any]


class Reader:
    """Reads addresses as somebody, and holds every answer against the description."""

    def __init__(self, client: FlaskClient, headers: Headers) -> None:
        self.client, self.headers = client, headers
        self.description: Json = client.get(f"{API}/openapi.json").json or {}
        self.templates: set[str] = set()

    def read(self, template: str, **values: str) -> Json:
        """Return what an address answers; fails for an answer, or a field of it, that is not described."""
        self.templates.add(template)
        answer = self.client.get(template.format(**values), headers=self.headers)
        assert answer.status_code == 200, (template, values, answer.text)
        self.hold(answer, template, "get")
        body: Json = answer.json or {}
        return body

    def hold(self, answer: Any, template: str, method: str) -> None:
        """Fail unless the answer is described, and no field of it goes unmentioned."""
        responses = self.description["paths"][template][method]["responses"]
        described = responses.get(str(answer.status_code)) or responses["default"]
        if "$ref" in described:
            described = self.description["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
        schema = described["content"][answer.content_type]["schema"]
        whole = {**schema, "components": self.description["components"]}
        problems = [
            f"{error.instance_path}: {error.message}" for error in Draft202012Validator(whole).iter_errors(answer.json)
        ]
        assert not problems, (template, problems[:5])
        unmentioned = sorted(set(self.unmentioned(answer.json, schema, "")))
        assert not unmentioned, (template, unmentioned)

    def unmentioned(self, value: Any, schema: Json, path: str) -> Iterator[str]:
        """Yield the fields of an answer that its description does not name."""
        schema = self.resolved(schema)
        if isinstance(value, list):
            for item in value:
                yield from self.unmentioned(item, schema.get("items", {}), f"{path}[]")
        elif isinstance(value, dict) and path.rsplit(".", 1)[-1] not in FREE:
            inner = schema.get("additionalProperties")
            for key, item in value.items():
                known = schema.get("properties", {}).get(key) or (inner if isinstance(inner, dict) and inner else None)
                if known is None:
                    yield f"{path}.{key}"
                else:
                    yield from self.unmentioned(item, known, f"{path}.{key}")

    def resolved(self, schema: Json) -> Json:
        """Return a part of the description by its reference, for a part that may be null too."""
        for option in schema.get("anyOf", []):
            if "$ref" in option:
                schema = option
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        found: Json = self.description["components"]["schemas"][name] if name else schema
        return found
