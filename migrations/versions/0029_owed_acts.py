"""Expand: which acts after its end a proposal still owes, and by when, with indexes of those that owe any.

Revision 0029 after 0028. Safe beside the running release: columns with defaults, and small partial indexes. What was
decided before, under a flow that names acts, is told what it owes; by which day is counted by the next refresh of the
queues.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0029_owed_acts", "0028_council_letters"

INDEX, BY_DAY = "ix_proposal_owing", "ix_proposal_owing_by"
OWES, OWES_BY = sa.text("owes <> ''"), sa.text("owes_by < '9999-12-31'")
FIRST_WITH_ACTS = 2  # the version of the flows that began to name acts
ASKED = {"approved": ("confer", "issue", "pay"), "revoked": ("recovery",)}


def upgrade() -> None:
    op.add_column("proposal", sa.Column("owes", sa.Text(), nullable=False, server_default=""))
    op.add_column("proposal", sa.Column("owes_by", sa.Date(), nullable=False, server_default="9999-12-31"))
    op.create_index(INDEX, "proposal", ["id"], sqlite_where=OWES, postgresql_where=OWES)
    op.create_index(BY_DAY, "proposal", ["owes_by", "id"], sqlite_where=OWES_BY, postgresql_where=OWES_BY)
    _say_what_is_owed()


def downgrade() -> None:
    op.drop_index(BY_DAY, "proposal")
    op.drop_index(INDEX, "proposal")
    op.drop_column("proposal", "owes_by")
    op.drop_column("proposal", "owes")


def _say_what_is_owed() -> None:
    proposal = sa.table("proposal", *(sa.column(name) for name in ("id", "state", "flow_version", "owes")))
    act = sa.table("proposal_act", *(sa.column(name) for name in ("proposal_id", "kind", "state")))
    bind = op.get_bind()
    for state, kinds in ASKED.items():
        ended = sa.select(proposal.c.id).where(proposal.c.state == state, proposal.c.flow_version >= FIRST_WITH_ACTS)
        done: dict[str, set[str]] = {key: set() for (key,) in bind.execute(ended)}
        acts = sa.select(act.c.proposal_id, act.c.kind).where(act.c.kind.in_(kinds), act.c.state == "done")
        for key, kind in bind.execute(acts):
            done.get(key, set()).add(kind)
        for key, recorded in done.items():
            left = [kind for kind in kinds if kind not in recorded]
            if left:
                bind.execute(sa.update(proposal).where(proposal.c.id == key).values(owes=f"|{'|'.join(left)}|"))
