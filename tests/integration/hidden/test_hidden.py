"""A hidden proposal leaves no trace: every route answers as though it were not there.

Two installations are walked with the same requests. They are equal but for one proposal, so whatever an answer gives
away of it (a name, a number, an id, a text, a document, a count, an error of another kind) shows as a difference.
"""

import re
from itertools import count

import pytest

from tests.integration.hidden.walking import calls, places, routes
from tests.integration.hidden.worlds import AUDITOR, HEAD, SECRETARY, TITLE, Hidden, World, neighbours, viewers

CALLS = count(1)
Worlds = tuple[World, World, Hidden]
# An administrator verifies the whole trail and is told how long it is: a number of entries and of streams.
LENGTHS = {"audits.verify": re.compile(rb'"(?:events|streams)":\d+')}
OWN = {
    "proposals.list_proposals", "proposals.show", "proposals.preflight", "proposals.list_moves",
    "proposals.show_history", "dossiers.list_documents", "dossiers.list_texts", "dossiers.download",
    "pages.proposals.show", "pages.proposals.consider",
}  # fmt: skip
# What shows refused attempts, and with them the identifiers that the walk itself has asked for.
ECHOING = {"proposals.show_history", "pages.proposals.show"}
# What is done between the states shows to whoever takes part in it.
TOGETHER = {
    "council-opinions.show_letter", "pages.councils.show_letter",
    "council-sessions.show", "council-sessions.list_missing", "council-sessions.show_one",
    "council-sessions.take_minutes", "councils.list_owed", "pages.councils.show_session", "pages.councils.show_item",
    "pages.councils.closing", "pages.councils.minutes", "pages.petitions.index", "petitions.show",
    "submissions.show_submission", "consultations.list_requests", "ballots.show", "deadlines.list_limits",
}  # fmt: skip
WATCHED = OWN | {"audits.show_stream", "audits.export"}


def differences(worlds: Worlds, username: str, *methods: str) -> dict[str, list[str]]:
    """Return the requests, by endpoint, whose answers tell the two worlds apart."""
    without, holding, hidden = worlds
    people = [(world, world.people[username], world.browse(username)) for world in (without, holding)]
    found: dict[str, list[str]] = {}
    for call in calls(holding, hidden):
        if methods and call.method not in methods:
            continue
        place = next(CALLS)
        for world in (without, holding):
            world.source.restart(place)
        # Whatever may change something may end the sign-in too, so each such request comes from a new one.
        one, other = (
            call.send(client if call.method == "GET" else world.browse(username), headers)
            for world, headers, client in people
        )
        lengths = LENGTHS.get(call.endpoint)
        if lengths and one[0] == other[0] and lengths.sub(b"", one[2]) == lengths.sub(b"", other[2]):
            continue
        # No deed is rewarded twice (Law 06/2022/QH15, Article 5), so whoever proposes the same one is told the number
        # and the form of the other proposal, and nothing more of it. Identifiers that were only asked for stand in the
        # refused attempts of both worlds, which may be cut at another place; what papers are called was never asked.
        secret = (TITLE,) if call.endpoint in ECHOING else hidden.papers
        told = [word for word in secret if word.encode() in other[2] and word.encode() not in one[2]]
        if call.is_rival and not told:
            continue
        if one != other:
            found.setdefault(call.endpoint, []).append(f"{call}\n{_apart(str(one), str(other))}")
    return found


def _apart(one: str, other: str) -> str:
    """Return where two answers begin to differ, with what stands around it."""
    place = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), 0)
    around = slice(max(0, place - 200), place + 600)
    return f"  without: …{one[around]}\n  with: …{other[around]}"


def test_every_place_of_every_address_can_be_filled(worlds: Worlds) -> None:
    known = places(worlds[1], worlds[2])
    unknown = {(rule.rule, name) for rule, _ in routes(worlds[0].app) for name in rule.arguments - known.keys()}
    assert not unknown


# Everybody on SQLite; on PostgreSQL, where the same queries run, whoever stands near enough to be kept out by them.
VIEWED = [
    *(("sqlite", who) for who in viewers()),
    *(pytest.param("postgresql", who, marks=pytest.mark.postgres) for who in neighbours()),
]


@pytest.mark.parametrize(("urls", "username"), VIEWED, indirect=["urls"])
def test_no_answer_tells_whether_a_hidden_proposal_is_there(worlds: Worlds, username: str) -> None:
    told = differences(worlds, username)
    assert not told, "\n".join(line for lines in told.values() for line in lines)


@pytest.mark.parametrize(("username", "endpoints"), [(HEAD, OWN), (AUDITOR, WATCHED), (SECRETARY, TOGETHER)])
def test_the_walk_finds_the_proposal_where_it_is_shown(worlds: Worlds, username: str, endpoints: set[str]) -> None:
    assert endpoints <= differences(worlds, username, "GET").keys()


def test_the_words_of_the_proposal_are_found_by_whoever_may_open_it(worlds: Worlds) -> None:
    _, holding, hidden = worlds
    client, seen = holding.browse(HEAD), b""
    for call in calls(holding, hidden):
        if call.method == "GET":
            seen += call.send(client, holding.people[HEAD])[2]
    assert not [word for word in hidden.words if word.encode() not in seen]
