"""Importing this module registers every check kind there is."""

from importlib import import_module
from pkgutil import iter_modules

import workflows.checks

for _module in iter_modules(workflows.checks.__path__):
    if _module.name != "all":
        import_module(f"workflows.checks.{_module.name}")
