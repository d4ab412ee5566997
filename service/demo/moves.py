"""What people state with a move in the stories: reasons, decisions, submissions upward, sources of a hold."""

from datetime import date
from typing import Any

from service.demo.reading import Row, read_data
from workflows.facts import DecisionFacts, MoveFacts, SubmissionFacts

STATED = ("reason", "legal_ground", "source_body", "source_number", "hold_kind", "conclusion_number", "cleared")


def move_facts(story: Row, step: Row, *, ordinal: int, today: date) -> MoveFacts:
    """Return what is stated with a step: its own words, the cast's decision or submission, reasons for warnings."""
    stated: dict[str, Any] = {name: step[name] for name in STATED if name in step}
    stated["missing"] = tuple(step.get("missing", ()))
    texts = read_data("reasons")["acknowledgements"]
    wanted = [*story.get("reasons", ()), *step.get("reasons", ())]
    stated["acknowledgements"] = {code: texts[code] for code in wanted}
    cast = read_data("casts")[story["cast"]]
    if step["act"] in {"approve", "revoke"}:
        stated["decision"] = _decision(cast["decision"] | step.get("decision", {}), step["act"], ordinal, today)
    if step["act"] == "submit_upward":
        stated["submission"] = _submission(cast["submission"], ordinal, today)
    return MoveFacts(**stated)


def _decision(row: Row, act: str, ordinal: int, today: date) -> DecisionFacts:
    shown = f"{ordinal:02}" if act == "approve" else f"{ordinal:02}a"
    return DecisionFacts(
        number=row["number"].replace("%", shown),
        signed_on=today,
        decider_post=row["decider_post"],
        signer_name=row["signer_name"],
        signer_post=row["signer_post"],
        sign_mode=row.get("sign_mode", ""),
        legal_bases=tuple(row.get("legal_bases", ())),
    )


def _submission(row: Row, ordinal: int, today: date) -> SubmissionFacts:
    return SubmissionFacts(
        number=row["number"].replace("%", f"{ordinal:02}"),
        signed_on=today,
        signer_post=row["signer_post"],
        sign_mode=row.get("sign_mode", ""),
        parts=("bases", "content", "achievements", "opinions", "appraisal"),
        paper_received_on=today,
        electronic_received_on=today,
    )
