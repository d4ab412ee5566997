"""The plans that ship with the product, read once."""

from functools import cache
from importlib.resources import files

from workflows.plans.loading import load_plan
from workflows.plans.model import Plan


@cache
def packaged_plans() -> tuple[Plan, ...]:
    """Return every packaged plan version, ordered by source file and version; raises PlanInvalid for a broken file."""
    plans = (load_plan(text) for text in packaged_texts().values())
    return tuple(sorted(plans, key=lambda plan: (plan.file_ref, plan.version)))


def packaged_plan(code: str) -> Plan:
    """Return the newest packaged version of one plan; raises KeyError when none has that code."""
    versions = [plan for plan in packaged_plans() if plan.code == code]
    if not versions:
        raise KeyError(code)
    return versions[-1]


def packaged_texts() -> dict[str, str]:
    """Return the text of every packaged plan file under its name, such as `kon-tum-snn/1.toml`."""
    folder = files("workflows").joinpath("data", "plans")
    return {
        f"{plan.name}/{version.name}": version.read_text(encoding="utf-8")
        for plan in sorted(folder.iterdir(), key=lambda item: item.name)
        for version in sorted(plan.iterdir(), key=lambda item: item.name)
        if version.name.endswith(".toml")
    }
