"""Minutes of a council session as an official paper: its parts in order, each sentence from what was recorded."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from workflows.labels import label
from workflows.submission_papers import short_day


@dataclass(frozen=True, slots=True)
class Matter:
    """One item of the agenda: its heading and what is said under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The paper from its title down to the hash of who sat; head and foot are fixed words."""

    about: str
    opening: tuple[str, ...]
    matters: tuple[Matter, ...]
    closing: str
    recipients: tuple[str, ...]
    digest: str
    is_draft: bool
    words: Mapping[str, str] = field(default_factory=dict)


@cache
def words() -> Mapping[str, str]:
    """Return the fixed words by name (`workflows/data/minutes.toml`)."""
    text = (files("workflows") / "data" / "minutes.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)["words"]
    return found


def write_minutes(minutes: Mapping[str, Any]) -> MinutesPaper:
    """Return the paper of minutes as they were drafted; what is not known yet is left open.

    `minutes` holds session, council, rule_title, chair, secretaries, present, absent, items and seats_digest;
    `ends_at` is the hour at which the meeting ended, as it was said: the hour of closing the session is another.
    """
    said, session = words(), minutes["session"]
    rule = {"title": minutes["rule_title"], "code": session["rule_code"], "version": session["rule_version"]}
    starts, held_on = session["starts_at"] or said["open"], date.fromisoformat(session["held_on"])
    opening = (
        said["starts"].format(time=starts, day=short_day(held_on)),
        said["place"].format(place=session["place"] or said["open"]),
        said["present"].format(count=len(minutes["present"]), names=_names(minutes["present"])),
        said["absent"].format(count=len(minutes["absent"]), names=_names(minutes["absent"])),
        *_turned(minutes["turns"]),
        said["chair"].format(name=_chairs(minutes["chairs"])),
        said["secretary"].format(name=", ".join(minutes["secretaries"]) or said["open"]),
        said["rule"].format(**rule),
    )
    ends_at = minutes["ends_at"]
    return MinutesPaper(
        about=said["about"].format(council=minutes["council"]["name"], number=session["number"]),
        opening=opening,
        matters=tuple(_matter(item) for item in minutes["items"]),
        closing=said["ends"].format(time=ends_at or said["open"], day=short_day(held_on if ends_at else None)),
        recipients=(said["owner"].format(owner=minutes["council"]["owner_name"]), said["kept"]),
        digest=said["digest"].format(digest=minutes["seats_digest"]),
        is_draft=session["state"] != "closed",
        words=said,
    )


def paper_as_text(paper: MinutesPaper, council_name: str) -> str:
    """Return the paper as plain text, for who sets it elsewhere."""
    said = paper.words
    head = (council_name.upper(), said["number"], said["state_name"], said["motto"], "")
    body = [line for matter in paper.matters for line in (matter.heading, *(f"   {one}" for one in matter.lines))]
    foot = ("", f"{said['sign_left']}          {said['sign_right']}", "", said["recipients"], *paper.recipients)
    draft = (said["draft"],) if paper.is_draft else ()
    lines = (*head, *draft, said["title"], paper.about, "", *paper.opening, said["content"], *body, paper.closing)
    return "\n".join((*lines, *foot, "", paper.digest)) + "\n"


def spell_percent(figures: Mapping[str, Any]) -> str:
    """Return a share in tenths of a per cent, rounded half up in whole numbers."""
    if not figures["base"]:
        return "—"
    tenths = (2000 * figures["in_favour"] + figures["base"]) // (2 * figures["base"])
    return f"{tenths // 10},{tenths % 10} %"


def _matter(item: Mapping[str, Any]) -> Matter:
    said, figures = words(), item["figures"]
    lines = [said["note"].format(note=item["note"])] if item["note"] else []
    lines += [said["recused"].format(names=", ".join(item["recused"]))] if item["recused"] else []
    counted = {name: figures[name] for name in ("issued", "returned", "invalid", "yes", "no", "blank", "written")}
    counted |= {"valid": figures["returned"] - figures["invalid"], "written_yes": figures["written_yes"]}
    lines.append(said["votes"].format(mode=label("council_modes", item["mode"], "vi"), **counted))
    lines += [said["wrote" if one["digest"] else "wrote_on_paper"].format(**one) for one in item["wrote"]]
    lines.append(_result(item))
    form = label("forms", item["form"], "vi")
    return Matter(said["item"].format(place=item["place"], name=item["nominee_name"], form=form), tuple(lines))


def _chairs(chairs: list[Mapping[str, Any]]) -> str:
    """Return who presided; where it changed, from which item on."""
    said = words()
    if len(chairs) < 2:  # noqa: PLR2004 - one who presided throughout, or nobody
        return chairs[0]["name"] if chairs else said["open"]
    return "; ".join(said["from_item"].format(**one) for one in chairs)


def _turned(turns: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the line of who came late or left early, none where nobody did."""
    said = words()
    told = "; ".join(said[f"turned_{one['said']}"].format(**one) for one in turns)
    return (said["turned"].format(turns=told),) if told else ()


def _result(item: Mapping[str, Any]) -> str:
    """Return what a vote came to, or that the item was taken off after it, and why."""
    said, figures, withdrawn = words(), item["figures"], item.get("withdrawn")
    if withdrawn:
        reason = withdrawn["reason"].rstrip(".")
        return said["withdrawn"].format(reason=reason) if reason else said["went_elsewhere"]
    outcome = label("council_outcomes", figures["outcome"], "vi").lower()
    share = {"in_favour": figures["in_favour"], "base": figures["base"], "percent": spell_percent(figures)}
    return said["result"].format(outcome=outcome, **share)


def _names(people: list[Mapping[str, Any]]) -> str:
    named = (f"{one['name']}, {one['title']}" if one["title"] else one["name"] for one in people)
    return "; ".join(named) or words()["nobody"]
