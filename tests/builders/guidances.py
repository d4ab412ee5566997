"""Makers of guidances: a fictitious text of a provincial office, and what the rules see of one.

Every number, name and day is invented; no such guidance exists.
"""

from datetime import date
from typing import Any

from workflows.facts import GuidanceFacts
from workflows.guidance.facts import QuotaFacts
from workflows.guidance.model import Exclusion, Paper, Scope

CAMPAIGN = "xa-hoi-hoc-tap-2023-2030"
HEAD = """# Invented for demonstrations and tests: no such text exists.
code = "{code}"
version = {version}
title_vi = "GIẢ ĐỊNH: hướng dẫn khen thưởng sơ kết (không có thật)"
title_en = "FICTITIOUS: award guidance of the mid-term review (not real)"
campaign = "{campaign}"
effective_on = {effective_on}
confidence = "V"
{more}
[issuer]
code = "{issuer}"
name = "Sở Nội vụ (giả định)"
within = {within}

[document]
number = "09/HD-SNV (giả định)"
issued_on = {effective_on}
quality = "official"

[states]
quotas = "{quotas_state}"
dossier = "{dossier_state}"
exclusions = "{exclusions_state}"

[[awards]]
forms = ["bang_khen_tinh", "bang_khen_thu_tuong"]
occasions = ["so_ket"]
lines = [4]
"""


def guidance_text(
    *,
    code: str = "gia-dinh-snv-2025",
    version: int = 1,
    campaign: str = CAMPAIGN,
    issuer: str = "ht-so-noi-vu",
    within: tuple[str, ...] = ("ht-ubnd-tinh",),
    effective_on: date = date(2025, 1, 2),
    before: date | None = None,
    more: str = "",
    quotas: str = "",
    dossier: str = "",
    exclusions: str = "",
) -> str:
    """Return the TOML of an invented guidance; `quotas`, `dossier`, `exclusions` are tables of the file."""
    states = {
        f"{name}_state": "stated" if lines else "not_stated"
        for name, lines in (("quotas", quotas), ("dossier", dossier), ("exclusions", exclusions))
    }
    named = ", ".join(f'"{body}"' for body in within)
    last = f'submit_before = {{ state = "stated", value = {before}, lines = [7] }}\n' if before else ""
    head = HEAD.format(
        code=code, version=version, campaign=campaign, issuer=issuer, within=f"[{named}]", effective_on=effective_on,
        more=last + more, **states,
    )  # fmt: skip
    return f"{head}\n{quotas}\n{dossier}\n{exclusions}"


def quota_table(kind: str = "per_body", value: str = "1", code: str = "bk-tinh", **more: Any) -> str:
    """Return one table of quotas for the form that the province decides."""
    lines = [f'code = "{code}"', f'kind = "{kind}"', f'value = "{value}"', 'forms = ["bang_khen_tinh"]', "lines = [5]"]
    lines += [f"{name} = {_toml(said)}" for name, said in more.items()]
    return "\n[[quotas]]\n" + "\n".join(lines) + "\n"


def _toml(said: Any) -> str:
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, list | tuple):
        return "[" + ", ".join(_toml(item) for item in said) + "]"
    return str(said) if isinstance(said, int) else f'"{said}"'


def a_quota(**changes: Any) -> QuotaFacts:
    """A place for one entry of a department, still free."""
    values = {"code": "bk", "kind": "per_body", "body_id": "so", "body": "Sở Tư pháp (giả định)", "limit": 1}
    return QuotaFacts(**values | {"lines": (5,)} | changes)


def a_guidance(**changes: Any) -> GuidanceFacts:
    """A guidance that lets the province's form be proposed and asks for nothing more."""
    values: dict[str, Any] = {
        "code": "gia-dinh",
        "higher_forms": ("bang_khen_tinh",),
        "cited": "09/HD-SNV (giả định), Sở Nội vụ (giả định)",
        "digest": "0" * 64,
    }
    return GuidanceFacts(**values | changes)


def a_guidance_unmet() -> GuidanceFacts:
    """A guidance of which nothing is met: no place, no time, a paper missing, the nominee rewarded before."""
    everybody = Scope()
    return a_guidance(
        higher_forms=("bang_khen_tinh", "bang_khen_thu_tuong"),
        submit_before=date(2025, 1, 15),
        quotas=(a_quota(is_full=True), a_quota(limit=None, must_know=True)),
        papers=(Paper("D07", everybody, lines=(8,)),),
        exclusions=(Exclusion("rewarded_in_phase", (), date(2021, 1, 1), date(2024, 12, 31), everybody, lines=(9,)),),
    )
