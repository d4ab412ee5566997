"""The step vocabulary, for the tests of this folder."""

from importlib import import_module

import pytest

from tests.bdd.vocabulary import CHAPTERS


def pytest_configure(config: pytest.Config) -> None:
    """Let the steps be found by every scenario bound below."""
    for name in CHAPTERS:
        module = import_module(f"tests.bdd.steps.{name}")
        if not config.pluginmanager.is_registered(module):
            config.pluginmanager.register(module)
