"""Everything that is written down: tables, queries, the unit of work; the one place that knows SQLAlchemy."""
