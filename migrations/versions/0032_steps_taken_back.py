"""Expand: which step a step takes back, so that nothing counts a step that was undone or handed back.

Revision 0032 after 0031. Safe beside the running release: a column without a value. Steps that were taken back before
are read from the trail, which has named them since going back is possible.
"""

import json

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0032_steps_taken_back", "0031_kept_papers"

GOING_BACK = ("proposal.step-undone", "proposal.stepped-back")


def upgrade() -> None:
    op.add_column("proposal_step", sa.Column("undoes", sa.Integer(), nullable=True))
    event = sa.table("audit_event", *(sa.column(name) for name in ("stream", "stream_seq", "event", "body")))
    step = sa.table("proposal_step", *(sa.column(name) for name in ("proposal_id", "seq", "undoes")))
    bind = op.get_bind()
    page = sa.select(event.c.stream, event.c.stream_seq, event.c.body).where(event.c.event.in_(GOING_BACK))
    for stream, seq, body in bind.execute(page).all():
        undone = json.loads(bytes(body))["payload"]["step"]
        of_event = step.c.proposal_id == stream.removeprefix("proposal/"), step.c.seq == seq
        bind.execute(sa.update(step).where(*of_event).values(undoes=undone))


def downgrade() -> None:
    op.drop_column("proposal_step", "undoes")
