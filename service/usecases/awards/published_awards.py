"""Awards that were published: what anybody may read of them, and no more than the publication said."""

from typing import Any

from service.db import after_awards
from service.db.after_awards import PublishedAward
from service.db.organisations import OrganisationRow, load_organisations
from service.db.work import Work
from service.usecases.pages import Page, page_of

LONGEST_QUERY = 200
DECIDER = "decider"
CACHING = "public, max-age=60"  # an award that is revoked says so in caches after a minute


def list_published(work: Work, *, query: str = "", after: str | None = None, limit: int = 50) -> Page:
    """Return what was published, newest first; published on purpose, so nobody is asked who he is.

    Keys: `id`, `name`, `form`, `number` and `signed_on` of the decision, `body`, `place`, `published_on`,
    `is_revoked`: an award that was revoked later stays as such, for it was read in public before.
    """
    rows = after_awards.list_published(work, query=query[:LONGEST_QUERY], after=after, limit=limit + 1)
    bodies = load_organisations(work, (row.bodies.get(DECIDER, "") for row in rows))
    return page_of([_for_the_public(row, bodies) for row in rows], limit)


def _for_the_public(row: PublishedAward, bodies: dict[str, OrganisationRow]) -> dict[str, Any]:
    decision, decider = row.decision or {}, bodies.get(row.bodies.get(DECIDER, ""))
    return {
        "id": row.id,
        "name": row.name,
        "form": row.form,
        "number": decision.get("number", ""),
        "signed_on": decision.get("signed_on"),
        "body": decider.name if decider else "",
        "place": row.data.get("place", ""),
        "published_on": row.data.get("on"),
        "is_revoked": row.state == "revoked",
    }
