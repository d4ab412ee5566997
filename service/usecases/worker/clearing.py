"""What is kept no longer: old sign-ins and attempts, files held for a form nobody came back to, imports only tried."""

from datetime import timedelta

from service.db import browser_sessions, deadlines, sign_ins, working_copies
from service.db.work import Work
from service.usecases.drafting.held_files import HELD, held_store
from service.usecases.registry.import_jobs import imports_store
from service.usecases.services import Services

BATCH = 500
REMINDERS_KEPT = timedelta(days=400)


def clear_sign_ins(services: Services) -> bool:
    """Remove sign-ins and attempts older than the installation keeps them; True when there may be more."""
    life = timedelta(days=services.settings.keep_sign_in_days)

    def act(work: Work) -> int:
        before = work.now - life
        return max(
            browser_sessions.forget_ended(work, before, BATCH),
            sign_ins.forget_attempts(work, before, BATCH),
            deadlines.forget_reminders(work, (work.now - REMINDERS_KEPT).date(), BATCH),
        )

    return services.database.write(act) >= BATCH


def clear_unsaved(services: Services) -> bool:
    """Remove held files and tried imports that nobody has used for so long; never what lies in a dossier."""
    life = timedelta(days=services.settings.keep_unsaved_days)
    before = services.database.glance(lambda work: work.now - life)
    gone = services.database.write(lambda work: working_copies.take_old(work, HELD, before))
    for account_id, proposal_id, part in gone:
        held_store(services, account_id, proposal_id, part).discard()
    for name in imports_store(services).old_parts(before):
        imports_store(services).part(name).discard()
    return bool(gone)
