"""What a house at work has and a demonstration lacks: a batch that was tried, notices that were sent, a mail."""

from datetime import timedelta
from typing import Any

from service.db import accounts, contacts
from service.db.work import Work
from service.usecases.accounts.contacts import set_contact
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.jobs.owners import actor_of
from service.usecases.moves.batch_plans import ChosenRow, prepare_batch
from service.usecases.notices.digests import make_digests
from service.usecases.notices.fanning import fan_out
from service.usecases.proofs.trail_exports import start_search_export, start_verification
from service.usecases.publishing.publishing import propose_publication
from service.usecases.services import Services
from service.usecases.trail.trail_search import TrailFilters
from service.usecases.worker.job_runner import JobRunner
from workflows.facts import MoveFacts
from workflows.plans.catalog import packaged_texts
from workflows.policy import Actor

WORKER = "truongphong.hatinh"  # whose house is at work
AUDITOR, PUBLISHER = "kiemtoan", "quantri"
PLAN = "ha-tinh-stp/1.toml"
WRITTEN_TO = {"email": "truong.phong@so-tu-phap.example", "mail": "daily"}


def seed_work(services: Services) -> None:
    """Try a batch, tell people what happened, and write the mail of the day."""
    services.database.write(lambda work: _begin(work, services))
    services.database.write(lambda work: _watch(work, services))
    runner = JobRunner(services)
    while runner.run_one():
        pass
    while fan_out(services):
        pass
    while make_digests(services):
        pass


def actor_named(work: Work, username: str) -> Actor:
    """Return a demo account as it acts today."""
    row = accounts.find_account(work, username)
    assert row is not None, username
    return actor_of(work, row.id, ("*",))


def _begin(work: Work, services: Services) -> str:
    who = actor_named(work, WORKER)
    set_contact(work, actor=who, account_id=who.account_id, values=WRITTEN_TO)
    contact = contacts.find_contact(work, who.account_id)
    assert contact is not None
    contacts.note_told(work, contact, work.now - timedelta(days=2))  # so that the digest of this morning is due
    drafted: list[Any] = list(
        list_proposals(work, actor=who, filters=Filters(state="drafted"), after=None, limit=5).items
    )
    rows = [ChosenRow(item["id"], item["version"]) for item in drafted]
    return prepare_batch(work, services.catalog, actor=who, action="review", rows=rows, move=MoveFacts())


def _watch(work: Work, services: Services) -> None:
    auditor, publisher = actor_named(work, AUDITOR), actor_named(work, PUBLISHER)
    start_search_export(work, actor=auditor, filters=TrailFilters(), form="csv")
    start_verification(work, actor=auditor)
    text = packaged_texts()[PLAN].replace("version = 1", "version = 2", 1)
    propose_publication(work, actor=publisher, kind="plan", text=text)
