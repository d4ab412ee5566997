"""The step vocabulary and the world of the features, for the tests of this folder."""

import importlib

import pytest

STEPS = ("setting", "bodies", "records", "dossiers", "moves", "outcomes", "trail", "plans")


def pytest_configure(config: pytest.Config) -> None:
    """Let the steps be found by every scenario bound below."""
    for name in STEPS:
        module = importlib.import_module(f"tests.bdd.steps.{name}")
        if not config.pluginmanager.is_registered(module):
            config.pluginmanager.register(module)
