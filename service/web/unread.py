"""How many notices wait to be read: one statement for the header of each whole page."""

from flask import g

from service.db.errors import DatabaseError
from service.http.context import services
from service.usecases.notices.notices import MOST_COUNTED, count_unread
from service.web.rendering import who_is_here

__all__ = ["MOST_COUNTED", "unread_notices"]


def unread_notices() -> int:
    """Return how many notices the one who is signed in has not read; 0 for a stranger.

    A page that tells of a failure is told also when the count is what fails.
    """
    if "unread_notices" not in g:
        here = who_is_here()
        try:
            g.unread_notices = (
                services().database.glance(lambda work: count_unread(work, actor=here.actor)) if here else 0
            )
        except DatabaseError:
            return 0
    return int(g.unread_notices)
