"""Which flow a proposal takes: by form, deciding level, the plan's level, collector or none, and the day."""

from collections.abc import Iterable
from datetime import date

from workflows.definition import FlowDefinition, Selection, admitted


class NoFlow(LookupError):
    """No flow, or more than one, fits; `closed` names flows that would fit on another day, `found` those that do."""

    def __init__(self, asked: dict[str, str], *, closed: tuple[str, ...], found: tuple[str, ...]) -> None:
        words = ", ".join(f"{key} {value}" for key, value in asked.items())
        super().__init__(f"{len(found)} flows for {words}")
        self.asked, self.closed, self.found = asked, closed, found


def select_flow(
    flows: Iterable[FlowDefinition], *, form: str, issuer_level: str, plan_level: str, has_collector: bool, on: date
) -> FlowDefinition:
    """Return the one flow that fits, in its newest version effective on that day; raises NoFlow otherwise.

    `issuer_level` is the level of the body that decides, or, for the Prime Minister's award, of the body that submits.
    """
    fitting = [
        flow
        for flow in flows
        if _fits(flow.selection, form, issuer_level, plan_level, has_collector=has_collector)
        and flow.effective_on <= on
    ]
    newest: dict[str, FlowDefinition] = {}
    for flow in sorted(fitting, key=lambda flow: flow.version):
        newest[flow.code] = flow
    valid = [flow for flow in newest.values() if _is_valid(flow.selection, on)]
    if len(valid) != 1:
        asked = {"form": form, "issuer_level": issuer_level, "plan_level": plan_level, "on": on.isoformat()}
        closed = tuple(code for code, flow in newest.items() if flow not in valid)
        raise NoFlow(asked, closed=closed, found=tuple(flow.name for flow in valid))
    return valid[0]


def _fits(chosen: Selection, form: str, issuer_level: str, plan_level: str, *, has_collector: bool) -> bool:
    return (
        form in chosen.forms
        and issuer_level in chosen.issuer_levels
        and (not chosen.plan_levels or plan_level in chosen.plan_levels)
        and chosen.collector in admitted(has_collector=has_collector)
    )


def _is_valid(chosen: Selection, on: date) -> bool:
    return (chosen.valid_from is None or chosen.valid_from <= on) and (chosen.valid_to is None or on <= chosen.valid_to)
