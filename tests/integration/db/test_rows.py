"""Rows as they go in and come out: the object mapper and the prepared statements agree, and types survive."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import StatementError

from service.db import (
    accounts,
    acts,
    audit,
    dossiers,
    guidance,
    keys,
    nominees,
    organisations,
    proposals,
    publications,
    records,
    registrations,
    tokens,
)
from service.db.database import Database
from service.db.errors import DuplicateKey, NotFound
from service.db.models import Base, Nominee, Organisation, Proposal
from service.db.work import Work
from tests.integration.db.rows import TOKEN, a_body, a_person, a_proposal, an_account, move
from tests.support.databases import START, Clock, Statements
from workflows.audit.chains import find_breaks, verify_stored
from workflows.audit.digests import GENESIS
from workflows.policy import Holding


def columns(model: type[Base], row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(model).column_attrs}


def test_mapper_reads_what_prepared_statements_wrote(database: Database) -> None:
    def act(work: Work) -> None:
        unit = a_body(work)
        person = a_person(work, organisation_id=unit, data={"số": [1, None, "ă"]}, party_managed=False)
        key = a_proposal(
            work, person, unit, bodies={"unit": unit}, starts_on=date(2026, 1, 2), decision={"number": "1"}
        )
        pairs: list[tuple[type[Base], Any]] = [
            (Proposal, proposals.load_case(work, key).proposal),
            (Nominee, nominees.get_nominee(work, person)),
            (Organisation, organisations.get_organisation(work, unit)),
        ]
        for model, row in pairs:
            stored = work.session.get_one(model, row.id)
            known = {name: value for name, value in row._asdict().items() if not name.startswith("successor_")}
            assert {name: getattr(stored, name) for name in known} == known

    database.write(act)


def test_prepared_statements_read_what_the_mapper_wrote(database: Database) -> None:
    def act(work: Work) -> None:
        unit = a_body(work)
        person = a_person(work)
        by_hand = proposals.load_case(work, a_proposal(work, person, unit)).proposal
        values = by_hand._asdict() | {"id": work.new_id(), "number": "khác", "decision": {"ngày": "x"}}
        work.session.add(Proposal(**values))
        work.session.flush()
        assert proposals.load_case(work, values["id"]).proposal._asdict() == values
        twin = work.session.scalars(select(Proposal).where(Proposal.id == values["id"])).one()
        assert columns(Proposal, twin) == values

    database.write(act)


def test_both_ways_of_advancing_write_the_same_row(database: Database) -> None:
    def act(work: Work) -> None:
        unit, person = a_body(work), a_person(work)
        first, second = a_proposal(work, person, unit), a_proposal(work, person, unit)
        change: dict[str, Any] = {"state": "approved", "version": 2, "head_hash": "f" * 64}
        change |= {"decision": {"signed_on": "2026-11-22"}, "received_on": date(2026, 11, 1), "awaits_body_id": None}
        proposals.advance_proposal(work, first, expected_version=1, values=change)
        mapped = work.session.get_one(Proposal, second)
        for name, value in (change | {"updated_at": work.now}).items():
            setattr(mapped, name, value)
        work.session.flush()
        one, two = (proposals.load_case(work, key).proposal for key in (first, second))
        assert one == two._replace(id=one.id, number=one.number)

    database.write(act)


def test_moves_cost_a_fixed_number_of_statements(database: Database, statements: Statements) -> None:
    case = database.write(lambda work: a_proposal(work, a_person(work), a_body(work)))
    for state in ("unit_reviewed", "hr_verified"):
        with statements.expect(3):
            database.write(lambda work, state=state: move(work, case, state))


def test_chain_of_moves_holds_and_ends_at_the_head_of_the_row(database: Database) -> None:
    case = database.write(lambda work: a_proposal(work, a_person(work), a_body(work)))
    for state in ("unit_reviewed", "hr_verified", "approved"):
        database.write(lambda work, state=state: move(work, case, state))

    def verify(work: Work) -> list[Any]:
        heads = dict(audit.read_heads(work))
        assert heads[f"proposal/{case}"].seq == 4
        fast = list(verify_stored(audit.iter_stored(work, batch=2), heads))
        return fast + list(find_breaks((row.entry() for row in audit.iter_events(work)), heads))

    assert database.read(verify) == []


def test_case_comes_with_token_roles_and_nominee_in_one_select(
    database: Database, statements: Statements, clock: Clock
) -> None:
    def fill(work: Work) -> tuple[str, str]:
        unit = a_body(work)
        account = an_account(work)
        accounts.grant_role(work, account, "unit_head", unit)
        accounts.grant_role(work, account, "hr_officer", unit, valid_to=work.today)
        accounts.grant_role(work, account, "auditor", unit, valid_from=work.today + timedelta(days=1))
        return a_proposal(work, a_person(work), unit), unit

    case, unit = database.write(fill)
    with statements.expect(1):
        found = database.read(lambda work: proposals.load_authorised_case(work, TOKEN, case))
    assert found is not None
    assert found.case == database.read(lambda work: proposals.load_case(work, case))
    assert found.token == database.read(lambda work: tokens.find_token(work, TOKEN))
    assert found.token.holdings == (Holding("hr_officer", unit, f"/{unit}/"), Holding("unit_head", unit, f"/{unit}/"))
    assert (found.token.scopes, found.token.is_active, found.token.revoked_at) == (["*"], True, None)
    absent = database.read(lambda work: proposals.load_authorised_case(work, TOKEN, "0"))
    assert absent is not None
    assert absent.case is None
    assert database.read(lambda work: proposals.load_authorised_case(work, "e" * 64, case)) is None
    clock.move(days=1)
    later = database.read(lambda work: proposals.load_authorised_case(work, TOKEN, case))
    assert later is not None
    assert [holding.role for holding in later.token.holdings] == ["auditor", "unit_head"]


def test_token_revoked_keeps_its_first_instant(database: Database, clock: Clock) -> None:
    account = database.write(an_account)
    token = database.read(lambda work: tokens.list_tokens(work, account))[0]
    database.write(lambda work: tokens.revoke_token(work, token.id))
    clock.move(hours=1)
    database.write(lambda work: tokens.revoke_token(work, token.id))
    assert database.read(lambda work: tokens.get_token(work, token.id)).revoked_at == START


def fill_a_dossier(database: Database) -> tuple[str, str]:
    """Make a dossier with replaced and removed papers, two texts and a voided judgement; returns it and its person."""

    def fill(work: Work) -> tuple[str, str]:
        person = a_person(work)
        key = a_proposal(work, person, a_body(work))
        values: dossiers.DocumentValues = {"type": "D03", "digest": "1" * 64, "size": 2**33, "attached_seq": 1}
        first = dossiers.add_document(work, key, {**values, "meta": {"a": {"ă": [True, None]}}, "dated_on": work.today})
        dossiers.add_document(work, key, values)
        dossiers.replace_document(work, key, first.id, {"digest": "2" * 64, "size": 1, "attached_seq": 2})
        removed = dossiers.add_document(work, key, values)
        dossiers.remove_document(work, key, removed.id)
        for number in (1, 2):
            dossiers.add_text(work, key, f"Thành tích {number}", by_account=None, stream_seq=number)
            judged = dossiers.add_judgement(
                work, key, {"criterion": "HT-CN-1", "met": number == 2, "reason": "rõ", "seq": number}
            )
            if number == 1:
                assert dossiers.void_judgements(work, key, [judged.id], 2, "hồ sơ đã thay") == 1
                assert dossiers.void_judgements(work, key, [judged.id], 3, "lại") == 0
            dossiers.add_step(
                work,
                dossiers.StepRow(
                    key, number, "review", "drafted", "unit_reviewed", None, None, "", None, work.today, ""
                ),
            )
        records.add_record(work, person, {"kind": "hold", "starts_on": work.today, "data": {"số": 1}})
        for number, state in enumerate(("open", "done"), 1):
            ended = (5, work.today) if state == "done" else (None, None)
            asked = ("consultation", state, "", "Công an tỉnh", {"số": number}, number, work.today, None, *ended)
            acts.add_act(work, dossiers.ActRow(work.new_id(), key, *asked))
        return key, person

    return database.write(fill)


def guide(work: Work, key: str, person: str) -> tuple[list[Any], list[Any], list[Any]]:
    """Publish a guidance, hold a place under it (and free another), and send one of two registrations."""
    published = {"digest": "0" * 64, "effective_on": work.today, "title": "Hướng dẫn (giả định)", "source": ""}
    publications.publish(work, "guidance", "hd", 2, **published)  # type: ignore[arg-type]  # values of the right types
    where = {"version": 2, "limit": 2, "seq": 5, "on": work.today}
    for proposal in (key, key):
        guidance.take_place(work, guidance.PlaceKey("hd", "bk", "so"), proposal_id=proposal, **where)
    guidance.free_places(work, key, seq=6, on=work.today)
    number = guidance.take_place(work, guidance.PlaceKey("hd", "bk", "so"), proposal_id=key, **where)
    (place,) = work.execute(select(guidance.PLACE.c.id).where(guidance.PLACE.c.freed_seq.is_(None))).scalars()
    entries = [register(work, person, is_sent=is_sent) for is_sent in (False, True)]
    return (
        [dossiers.GuidanceHead("hd", 2, work.today)],
        [dossiers.PlaceRow(place, "hd", 2, "bk", "so", number or 0)],
        [dossiers.RegisteredRow(entries[1].id, "DK-1", "kh", "yearly", 2026, "giay_khen", work.today)],
    )


def register(work: Work, person: str, *, is_sent: bool) -> registrations.EntryRow:
    """Begin a registration of one line, and perhaps send it."""
    account = accounts.add_account(work, username=f"dk-{is_sent}", name="Người đăng ký", password_hash="")
    unit = organisations.add_organisation(work, {"code": f"dk-{is_sent}", "name": "Đơn vị", "level": "unit"})
    number = f"DK-{int(is_sent)}"
    about = {"number": number, "plan_code": "kh", "occasion": "yearly", "year": 2026}
    row = registrations.RegistrationRow(
        id=work.new_id(), plan_version=1, round=1, unit_id=unit.id, state="draft", version=1, created_by=account.id,
        created_at=work.now, **about,  # type: ignore[arg-type]  # values of the right types
    )  # fmt: skip
    registrations.add_registration(work, row)
    entry = registrations.EntryRow(work.new_id(), row.id, 1, person, "giay_khen", "", "", **about)  # type: ignore[arg-type]  # the same
    registrations.add_entry(work, entry)
    if is_sent:
        assert registrations.send(work, row.id, 1, by=account.id, on=work.today)
    return entry


def test_dossier_comes_in_one_statement_and_equals_its_parts(database: Database, statements: Statements) -> None:
    key, person = fill_a_dossier(database)
    guided = database.write(lambda work: guide(work, key, person))
    with statements.expect(1):
        rows = database.read(lambda work: dossiers.load_dossier(work, key, person))

    def parts(work: Work) -> dossiers.DossierRows:
        return dossiers.DossierRows(
            dossiers.list_documents(work, key),
            dossiers.list_judgements(work, key),
            dossiers.list_steps(work, key),
            dossiers.current_text(work, key),
            records.list_records(work, person),
            acts.list_acts(work, key),
            *guided,
        )

    assert rows == database.read(parts)
    assert [(row.version, row.digest[0], row.status) for row in rows.documents] == [
        (1, "1", "current"),
        (2, "2", "current"),
    ]
    assert rows.text is not None
    assert (rows.text.version, rows.text.text) == (2, "Thành tích 2")
    assert [row.met for row in rows.judgements] == [True]
    everything = database.read(lambda work: dossiers.list_documents(work, key, current_only=False))
    assert sorted(row.status for row in everything) == ["current", "current", "removed", "replaced"]
    assert len(database.read(lambda work: dossiers.list_texts(work, key))) == 2
    nothing = ([], [], [], None, [], [], rows.guidances, [], [])  # published guidances are nobody's own
    assert database.read(lambda work: dossiers.load_dossier(work, "0", "0")) == nothing


def test_document_that_is_not_current_can_not_be_replaced_or_removed(database: Database) -> None:
    def act(work: Work) -> None:
        key = a_proposal(work, a_person(work), a_body(work))
        values: dossiers.DocumentValues = {"type": "D03", "digest": "1" * 64, "size": 1, "attached_seq": 1}
        document = dossiers.add_document(work, key, values)
        dossiers.remove_document(work, key, document.id)
        with pytest.raises(NotFound):
            dossiers.remove_document(work, key, document.id)
        with pytest.raises(NotFound):
            dossiers.replace_document(work, key, document.id, values)

    database.write(act)


def test_organisations_come_with_their_successor_in_one_statement(database: Database, statements: Statements) -> None:
    def fill(work: Work) -> tuple[str, str, str]:
        root = a_body(work, "root", level="province")
        old = a_body(work, "old", name="Sở Giáo dục cũ", level="unit", parent_id=root, valid_to=date(2025, 2, 28))
        new = a_body(work, "new", name="Sở Giáo dục", level="department", parent_id=root)
        organisations.add_successor(work, old_id=old, new_id=new, since=date(2025, 3, 1), source="NQ 1")
        return root, old, new

    root, old, new = database.write(fill)
    with statements.expect(1):
        found = database.read(lambda work: organisations.load_organisations(work, [old, new, root, "absent", ""]))
    assert found.keys() == {root, old, new}
    assert (found[old].successor_id, found[old].successor_name) == (new, "Sở Giáo dục")
    assert (found[old].agency_id, found[new].agency_id, found[root].agency_id) == (root, new, root)
    assert found[old].path == f"/{root}/{old}/"
    assert found[new].successor_id == ""


def test_instants_come_back_aware_and_in_utc(database: Database) -> None:
    hanoi = datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))

    def act(work: Work) -> None:
        account = an_account(work)
        row = tokens.add_token(work, account, "9" * 64, name="", prefix="", scopes=[], expires_at=hanoi)
        stored = tokens.get_token(work, row.id)
        assert stored.expires_at == hanoi
        assert stored.expires_at.tzinfo == UTC
        with pytest.raises((ValueError, StatementError), match="time zone"):
            tokens.add_token(work, account, "8" * 64, name="", prefix="", scopes=[], expires_at=datetime(2026, 1, 1))  # noqa: DTZ001  # refused for it

    database.write(act)


def test_failed_sign_ins_are_counted_by_name_or_network_since_an_instant(database: Database, clock: Clock) -> None:
    for succeeded, network in ((False, "a"), (True, "a"), (False, "b"), (False, "a")):
        database.write(
            lambda work, s=succeeded, n=network: accounts.add_attempt(work, username="lan", network=n, succeeded=s)
        )
        clock.move(minutes=1)

    def count(since: datetime, **who: str) -> int:
        return database.read(lambda work: accounts.count_failures(work, since=since, **who))

    assert count(START, username="lan") == 3
    assert count(START, network="a") == 2
    assert count(START + timedelta(minutes=1), network="a") == 1
    assert count(START, username="minh") == 0


def test_publication_in_effect_on_a_day_is_the_highest_version_by_then(database: Database) -> None:
    def act(work: Work) -> None:
        for version, month in ((1, 1), (2, 6), (3, 12)):
            publications.publish(
                work, "plan", "x", version, digest="", effective_on=date(2026, month, 1), title="", source="a = 1"
            )
        found = [publications.latest(work, "plan", "x", date(2026, month, 15)) for month in (1, 7, 12)]
        assert [row.version for row in found if row] == [1, 2, 3]
        assert publications.latest(work, "plan", "x", date(2025, 12, 31)) is None
        newest = publications.latest(work, "plan", "x")
        assert newest is not None
        assert newest.version == 3
        assert publications.get(work, "plan", "x", 2).source == "a = 1"
        with pytest.raises(NotFound):
            publications.get(work, "plan", "x", 4)

    database.write(act)


def test_key_answers_once(database: Database) -> None:
    account = database.write(an_account)

    def save(work: Work) -> None:
        keys.save_key(work, account, "k", request_digest="0" * 64, status=200, response={"số": 1})

    assert database.read(lambda work: keys.find_key(work, account, "k")) is None
    database.write(save)
    found = database.read(lambda work: keys.find_key(work, account, "k"))
    assert found is not None
    assert (found.status, found.response) == (200, {"số": 1})
    with pytest.raises(DuplicateKey) as caught:
        database.write(save)
    assert caught.value.constraint == "pk_idempotency_key"
    assert database.write(lambda work: keys.expire_keys(work, START + timedelta(days=1))) == 1


def test_similar_proposals_are_the_open_ones_of_the_same_nominee(database: Database) -> None:
    def act(work: Work) -> None:
        unit, person, other = a_body(work), a_person(work), a_person(work, "Khác")
        one = a_proposal(work, person, unit)
        two = a_proposal(work, person, unit, state="on_hold")
        for state in proposals.CLOSED_STATES:
            a_proposal(work, person, unit, state=state)
        a_proposal(work, other, unit)
        assert [row.id for row in proposals.list_similar(work, person, one)] == [two]
        assert proposals.find_by_number(work, proposals.load_case(work, two).proposal.number) == two
        assert proposals.find_by_number(work, "0") is None

    database.write(act)


def test_access_once_given_keeps_its_first_event(database: Database) -> None:
    def act(work: Work) -> list[Any]:
        unit = a_body(work)
        key = a_proposal(work, a_person(work), unit)
        proposals.grant_access(work, key, [unit, unit, ""], 1)
        proposals.grant_access(work, key, [unit], 5)
        return list(work.execute(select(Base.metadata.tables["proposal_access"].c.since_seq)).scalars())

    assert database.write(act) == [1]


def test_secrets_are_kept_and_erased(database: Database) -> None:
    def act(work: Work) -> None:
        audit.append(work, stream="person/1", event="person.added", payload={}, actor_id=None, head=(0, GENESIS))
        audit.add_secrets(work, "person/1", 1, {"name": (b"0" * 16, "Lan"), "note": (b"1" * 16, "ghi chú")})
        assert audit.list_secrets(work, "person/1") == [
            (1, "name", b"0" * 16, "Lan"),
            (1, "note", b"1" * 16, "ghi chú"),
        ]
        assert audit.erase_secrets(work, "person/1") == 2
        assert audit.list_secrets(work, "person/1") == []

    database.write(act)


def test_record_closes_with_what_became_known(database: Database) -> None:
    def act(work: Work) -> None:
        record = records.add_record(work, a_person(work), {"kind": "hold", "data": {"body": "Thanh tra"}})
        closed = records.update_record_status(work, record.id, "closed", ends_on=work.today, data={"cleared": True})
        assert records.get_record(work, record.id) == closed
        assert closed.data == {"body": "Thanh tra", "cleared": True}

    database.write(act)


def test_role_ends_and_stays_in_the_list_of_all(database: Database) -> None:
    def act(work: Work) -> None:
        account, unit = an_account(work), a_body(work)
        held = accounts.grant_role(work, account, "auditor", unit, document="QĐ 1", granted_by=account)
        assert accounts.list_holdings(work, account, work.today) == [held]
        accounts.revoke_role(work, held.id, valid_to=work.today - timedelta(days=1))
        assert accounts.list_holdings(work, account, work.today) == []
        assert [row.document for row in accounts.list_holdings(work, account)] == ["QĐ 1"]

    database.write(act)
