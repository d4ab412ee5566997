"""The machine around the law: use cases, database, documents, API, pages and the command line."""
