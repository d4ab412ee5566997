"""Expand: a PostgreSQL role in which the service acts, and which can't rewrite what is only appended.

Revision 0007 after 0006. `vinhdanh_app` owns nothing: it may add audit events and published documents but neither
change nor remove them, disable their triggers, truncate or drop them. The service takes this role on each connection
when its login is a member of it; best is a login that is a member and nothing more. Where the login that migrates may
not create roles, an administrator runs `CREATE ROLE vinhdanh_app NOLOGIN` first and this revision fills it. Roles are
shared by all databases of a server, so going down only takes the rights away. SQLite has no roles.
"""

import logging

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007_application_role", "0006_search"

ROLE = "vinhdanh_app"
APPENDED = ("audit_event", "published_document")
CHANGED = (
    "account",
    "api_token",
    "audit_secret",
    "counter",
    "document",
    "idempotency_key",
    "judgement",
    "login_attempt",
    "nominee",
    "nominee_record",
    "nominee_search",
    "organisation",
    "organisation_successor",
    "proposal",
    "proposal_access",
    "proposal_search",
    "proposal_step",
    "proposal_text",
    "role_assignment",
)
# Two databases of one server may be migrated at the same time: the second finds the role there.
CREATE = f"""
DO $$ BEGIN
    CREATE ROLE {ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    if not _role_exists():
        if not _may("rolcreaterole"):
            logging.getLogger("alembic").warning("The role %s is missing and could not be created.", ROLE)
            return
        op.execute(CREATE)
        if not _may("rolsuper"):
            op.execute(f"GRANT {ROLE} TO CURRENT_USER")
    schema = op.get_bind().scalar(sa.text("SELECT current_schema()"))
    op.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO {ROLE}')
    op.execute(f"GRANT SELECT ON alembic_version TO {ROLE}")
    op.execute(f"GRANT SELECT, INSERT ON {', '.join(APPENDED)} TO {ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(CHANGED)} TO {ROLE}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql" and _role_exists():
        schema = op.get_bind().scalar(sa.text("SELECT current_schema()"))
        op.execute(f"REVOKE ALL ON {', '.join((*APPENDED, *CHANGED))}, alembic_version FROM {ROLE}")
        op.execute(f'REVOKE USAGE ON SCHEMA "{schema}" FROM {ROLE}')


def _role_exists() -> bool:
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None


def _may(right: str) -> bool:
    query = sa.text(f"SELECT rolsuper OR {right} FROM pg_roles WHERE rolname = current_user")
    return bool(op.get_bind().scalar(query))
