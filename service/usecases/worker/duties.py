"""What a running installation does by itself, a little at a time: tell, remind, write, send, and clear away."""

from datetime import timedelta

from service.db import jobs, notices
from service.db.work import Work
from service.usecases.notices.digests import BATCH as ACCOUNTS
from service.usecases.notices.digests import make_digests
from service.usecases.notices.fanning import BATCH as EVENTS
from service.usecases.notices.fanning import fan_out
from service.usecases.notices.mailing import send_due
from service.usecases.notices.owed_reminders import remind_of_owed_acts
from service.usecases.notices.reminding import keep_days_current, remind_people
from service.usecases.opinions.opinion_reminders import remind
from service.usecases.services import Services
from service.usecases.worker.clearing import clear_sign_ins, clear_unsaved

NOTICE_LIFE = timedelta(days=180)


def tell_people(services: Services) -> bool:
    """Do the next bit of what is told in pages and digests; True when there is more than fits into a bit.

    While moves go on it does not chase each of them: what comes during a pause is told together.
    """
    return fan_out(services) >= EVENTS or make_digests(services) >= ACCOUNTS


def remind_asked(services: Services) -> bool:
    """Remind those who owe an opinion, and tell who asked that it is late; True when there may be more."""
    return remind(services) > 0


def send_mails(services: Services) -> bool:
    """Send the next mail; True when there may be more."""
    return send_due(services)


def clear_away(services: Services) -> bool:
    """Remove results and notices that are kept no longer; True when there may be more."""
    expired = services.database.glance(jobs.list_expired_files)
    for job_id in expired:
        services.results_of(job_id).discard()
    if expired:
        services.database.write(lambda work: jobs.drop_files(work, expired))
    return any([bool(expired), _forget(services), clear_sign_ins(services), clear_unsaved(services)])


def watch_deadlines(services: Services) -> bool:
    """Keep due days as the published calendar has them, and remind of the next that are near or over."""
    return keep_days_current(services) or remind_people(services) or remind_of_owed_acts(services)


def _forget(services: Services) -> bool:
    def act(work: Work) -> int:
        return notices.forget_notices(work, work.now - NOTICE_LIFE)

    is_old = services.database.glance(lambda work: notices.is_any_older(work, work.now - NOTICE_LIFE))
    return is_old and services.database.write(act) > 0
