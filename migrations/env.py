"""How Alembic reaches the database: through the connection it is handed, or by DATABASE_URL at the command line."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, MetaData, NullPool, create_engine


def migrate(connection: Connection, metadata: MetaData | None, include: Any = None) -> None:
    """Run the revisions in the transaction of the caller."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=include,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes
if "connection" in handed:
    migrate(handed["connection"], handed.get("metadata"), handed.get("include"))
elif address := os.environ.get("DATABASE_URL"):
    with create_engine(address, poolclass=NullPool).begin() as opened:
        migrate(opened, None)
else:
    raise SystemExit("Set DATABASE_URL, or run: vinhdanh db upgrade")
