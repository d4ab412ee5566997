"""Expand: which acts after its end a proposal still owes, with an index of those that owe any.

Revision 0029 after 0027. Safe beside the running release: a column with a default, and a small partial index. What was
decided before, under a flow that names acts, is told what it owes.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0029_owed_acts", "0027_council_sheets"

INDEX = "ix_proposal_owing"
OWES = sa.text("owes <> ''")
FIRST_WITH_ACTS = 2  # the version of the flows that began to name acts
ASKED = {"approved": ("confer", "issue", "pay"), "revoked": ("recovery",)}


def upgrade() -> None:
    op.add_column("proposal", sa.Column("owes", sa.Text(), nullable=False, server_default=""))
    op.create_index(INDEX, "proposal", ["id"], sqlite_where=OWES, postgresql_where=OWES)
    _say_what_is_owed()


def downgrade() -> None:
    op.drop_index(INDEX, "proposal")
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
