"""How many notices wait to be read: one statement for the header of each whole page."""

from service.http.context import services
from service.usecases.notices import MOST_COUNTED, count_unread
from service.web.rendering import who_is_here

__all__ = ["MOST_COUNTED", "unread_notices"]


def unread_notices() -> int:
    """Return how many notices the one who is signed in has not read; 0 for a stranger."""
    here = who_is_here()
    return services().database.glance(lambda work: count_unread(work, actor=here.actor)) if here else 0
