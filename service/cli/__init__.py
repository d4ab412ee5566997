"""The command line: `vinhdanh` and its verbs."""

from service.cli.program import main

__all__ = ["main"]
