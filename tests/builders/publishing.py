"""Publishing in tests as in life: one proposes, another confirms."""

from service.db.work import Work
from service.usecases.publishing.publications import PublishedVersion
from service.usecases.publishing.publishing import confirm_publication, propose_publication
from workflows.policy import Actor, Holding

SECOND = Actor("nguoi-thu-hai", "nguoi-thu-hai", "Người thứ hai (giả định)", (Holding("administrator", "", "/"),))


def publish_by_two(
    work: Work, *, actor: Actor, kind: str, text: str, second: Actor = SECOND
) -> PublishedVersion | None:
    """Propose in one name and confirm in another; None when the same content is published already."""
    waiting = propose_publication(work, actor=actor, kind=kind, text=text)
    if waiting["id"] is None:
        return None
    return confirm_publication(work, actor=second, pending_id=waiting["id"], digest=waiting["digest"])
