"""Digests: once at their hour, of what is owed then, as counts that name nobody."""

import random
from datetime import UTC, datetime

import pytest

from service.config import Settings
from service.db import accounts
from service.i18n import sentence
from service.usecases.accounts.contacts import set_contact, show_contact
from service.usecases.errors import Invalid, NotFound, PermissionDenied
from service.usecases.notices import digests
from service.usecases.notices.digests import Content, last_slot, make_digests, texts
from service.usecases.services import Services
from service.usecases.trail.audits import verify_audit
from tests.integration.services import add_actor
from tests.integration.usecases.told import REASON, Telling
from tests.support.databases import Statements
from workflows.policy import Actor


@pytest.mark.parametrize(
    ("hours", "now", "slot"),
    [
        ("7", datetime(2026, 11, 22, 0, 0, tzinfo=UTC), "2026-11-22 07:00"),
        ("7", datetime(2026, 11, 21, 23, 59, tzinfo=UTC), "2026-11-21 07:00"),
        ("13,7", datetime(2026, 11, 22, 5, 59, tzinfo=UTC), "2026-11-22 07:00"),
        ("13, 7", datetime(2026, 11, 22, 6, 0, tzinfo=UTC), "2026-11-22 13:00"),
    ],
)
def test_digests_are_due_at_hours_of_vietnam(hours: str, now: datetime, slot: str) -> None:
    assert f"{last_slot(Settings(digest_hours=hours), now):%Y-%m-%d %H:%M}" == slot


def test_a_digest_says_what_is_owed_in_either_language() -> None:
    content, at = Content(owed=12, overdue=3, soon=999, news=1, fresh=4), datetime(2026, 11, 22, tzinfo=UTC)
    said = texts(Settings(public_url="https://vd.example"), content, at)
    assert said["subject"] == "Vinh Danh: 12 hồ sơ đang chờ xử lý"
    assert said["body"].splitlines() == [
        "Kính gửi ông/bà,",
        "",
        "Tính đến 07:00 22/11/2026 (giờ Việt Nam):",
        "- Hồ sơ đang chờ ông/bà xử lý: 12",
        "  + trong đó đã quá hạn: 3",
        "  + trong đó đến hạn trong 5 ngày làm việc tới: 999+",
        "- Hồ sơ do ông/bà lập vừa có kết quả: 1",
        "",
        "Đăng nhập để xem và xử lý: https://vd.example",
        "",
        sentence("mails", "closing"),
    ]
    assert texts(Settings(language="en"), content, at)["subject"] == "Vinh Danh: 12 proposals are waiting for you"


def test_a_digest_comes_once_at_its_hour(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    place.write_to("appraise")
    assert place.mails() == [], "who has just said where he is written to waits for the next hour"
    place.clock.move(days=1)
    (mail,) = place.mails()
    assert (mail.kind, mail.state, mail.subject) == ("daily", "waiting", "Vinh Danh: 1 hồ sơ đang chờ xử lý")
    assert len(place.mails()) == 1
    place.clock.move(hours=1)
    assert len(place.mails()) == 1
    place.clock.move(days=1)
    assert len(place.mails()) == 2


def test_who_owes_nothing_gets_nothing(place: Telling) -> None:
    (one,) = place.ready(1)
    place.write_to("appraise")
    place.write_to("collect", mail="none")
    place.write_to("agency", email="")
    place.move(one, "collect")
    place.move(one, "appraise")
    place.tell()
    place.clock.move(days=1)
    assert place.mails() == []


def test_who_wants_to_know_at_once_gets_one_mail_for_all_that_came(place: Telling) -> None:
    first, second, third = place.ready(3)
    place.write_to("appraise", mail="prompt")
    place.clock.move(minutes=11)
    for one in (first, second):
        place.move(one, "collect")
    place.tell()
    (mail,) = place.mails()
    assert mail.subject == "Vinh Danh: 2 hồ sơ đang chờ xử lý"
    place.clock.move(minutes=5)
    place.move(third, "collect")
    place.tell()
    assert len(place.mails()) == 1, "a mail at a time"
    place.clock.move(minutes=6)
    assert [mail.subject for mail in place.mails()] == [
        "Vinh Danh: 3 hồ sơ đang chờ xử lý",
        "Vinh Danh: 2 hồ sơ đang chờ xử lý",
    ]
    place.clock.move(days=3)
    assert len(place.mails()) == 2, "nothing new has come"


def test_what_was_done_before_the_mail_is_not_mailed_at_once(place: Telling) -> None:
    (one,) = place.ready(1)
    place.write_to("appraise", mail="prompt")
    place.clock.move(minutes=11)
    place.move(one, "collect")
    place.tell()
    place.move(one, "appraise")
    assert place.mails() == []


def test_two_who_make_the_same_digest_write_one_mail(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    place.write_to("appraise", mail="prompt")
    place.clock.move(minutes=11)
    place.tell()
    database, settings = place.services.database, place.services.settings
    slot, due = database.read(lambda work: digests._due(settings, work))
    contents = {row: database.read(lambda work, row=row: digests.content_of(work, row)) for row in due}
    for _ in range(2):
        database.write(lambda work: digests._tell(settings, work, slot, contents))
        place.clock.move(seconds=1)
    assert len(place.mails()) == 1


def test_a_disabled_account_is_not_written_to(place: Telling) -> None:
    (one,) = place.ready(1)
    place.move(one, "collect")
    actor = place.write_to("appraise")
    place.services.database.write(lambda work: accounts.update_account(work, actor.account_id, {"is_active": False}))
    place.clock.move(days=1)
    assert place.mails() == []


@pytest.mark.parametrize("chance", [3, 14, 159])
def test_no_digest_names_anything_and_each_counts_what_is_owed(place: Telling, chance: int) -> None:
    choose = random.Random(chance)  # noqa: S311  # repeatable on purpose
    parts = ("collect", "appraise", "approve", "agency")
    for part in parts:
        place.write_to(part, mail=choose.choice(("daily", "prompt")))
    ready = list(place.ready(40))
    moved = choose.sample(ready, 9)
    for one in moved:
        place.drafted_by(one, place.actor("agency"))
        for action in ("collect", "appraise", "approve")[: choose.randint(0, 3)]:
            place.move(one, action)
        if choose.random() < 0.3 and place.row(one)["state"] == "collected":
            place.decide("appraise", one, "reject")
    place.tell()
    place.clock.move(days=1)
    keys = [row[0] for row in place.ground.ask("SELECT id FROM proposal")]
    rows = {one: place.row(one) for one in keys}
    account_of = {place.actor(part).account_id: part for part in parts}
    awaited = {"collect": "collector", "appraise": "home_affairs_appraiser", "approve": "provincial_chair"}
    mails = place.mails()
    for mail in mails:
        part = account_of[mail.account_id]
        owed = sum(row["awaits_role"] == awaited.get(part) for row in rows.values())
        line = next((line for line in mail.body.splitlines() if line.startswith("- Hồ sơ đang chờ")), ": 0")
        assert line.endswith(f": {owed}")
        assert_names_nothing(f"{mail.subject}\n{mail.body}\n{mail.message_id}\n{mail.key}", rows.values())
    owing = {part for part, role in awaited.items() if any(row["awaits_role"] == role for row in rows.values())}
    daily = {part for part in owing if place.services.database.read(
        lambda work, part=part: show_contact(work, actor=place.actor(part), account_id=place.actor(part).account_id)
    )["mail"] == "daily"}  # fmt: skip
    assert daily <= {account_of[mail.account_id] for mail in mails}
    assert verify_audit(place.services.database)["breaks"] == []


def assert_names_nothing(text: str, rows: object) -> None:
    """Nothing of a dossier stands in a mail: no name, number, reason, unit, or identifier."""
    assert REASON not in text
    assert "Nguyễn" not in text
    assert "giả định" not in text
    assert "DN-" not in text
    for row in rows:  # type: ignore[attr-defined]  # any rows
        assert row["id"] not in text
        assert row["number"] not in text


def test_making_digests_when_none_is_due_is_two_statements(place: Telling) -> None:
    watcher = Statements()
    stop = place.services.database.watch(watcher)
    make_digests(place.services)
    stop()
    assert len(watcher.texts) == 2


def test_an_address_is_kept_out_of_the_trail(services: Services, auditor: Actor, administrator: Actor) -> None:
    database = services.database
    values = {"email": "kiem.toan@coquan.example", "mail": "prompt"}
    own = database.write(lambda work: set_contact(work, actor=auditor, account_id=auditor.account_id, values=values))
    assert own == values
    assert database.read(lambda work: show_contact(work, actor=auditor, account_id=auditor.account_id)) == values
    bodies = database.read(lambda work: [
        bytes(row[0]) for row in work.connection.exec_driver_sql("SELECT body FROM audit_event").all()
    ])  # fmt: skip
    assert any(b"account.changed" in body and b'"email"' in body for body in bodies)
    assert not any(b"coquan.example" in body for body in bodies)
    database.write(lambda work: set_contact(
        work, actor=administrator, account_id=auditor.account_id, values={"email": "moi@coquan.example"}
    ))  # fmt: skip
    shown = database.read(lambda work: show_contact(work, actor=administrator, account_id=auditor.account_id))
    assert shown == {"email": "moi@coquan.example", "mail": "prompt"}
    with pytest.raises(Invalid):  # how often is the owner's choice
        database.write(lambda work: set_contact(
            work, actor=administrator, account_id=auditor.account_id, values={"mail": "none"}
        ))  # fmt: skip


@pytest.mark.parametrize(
    "email",
    ["kiem", "a@b", "ô@coquan.example", "a b@coquan.example", "a@coquan.example\nBcc: x@y.example", "@x.example"],
)
def test_what_is_no_address_is_refused(services: Services, auditor: Actor, email: str) -> None:
    with pytest.raises(Invalid) as met:
        services.database.write(
            lambda work: set_contact(work, actor=auditor, account_id=auditor.account_id, values={"email": email})
        )
    assert met.value.params["problems"][0]["path"] == "email"


def test_nobody_changes_where_another_is_written_to(
    services: Services, root: str, auditor: Actor, administrator: Actor
) -> None:
    clerk = services.database.write(lambda work: add_actor(work, "van-thu", "unit_clerk", root))
    for act in (set_contact, show_contact):
        more = {"values": {"email": ""}} if act is set_contact else {}
        with pytest.raises(PermissionDenied):
            services.database.write(lambda work: act(work, actor=clerk, account_id=auditor.account_id, **more))  # type: ignore[operator]  # noqa: B023  # bound at once
        with pytest.raises(NotFound):
            services.database.write(lambda work: act(work, actor=administrator, account_id="f" * 32, **more))  # type: ignore[operator]  # noqa: B023  # bound at once
