"""The web application of a test: over its own services, on routes that are laid once per process."""

from copy import copy
from functools import cache

from flask import Flask

from service.app import bind, lay_routes
from service.usecases.services import Services


def app_of(services: Services) -> Flask:
    """Return an application over these services, as `create_app` makes one.

    To lay some 400 routes with their descriptions takes a third of a second, which thousands of tests would pay. Each
    application has its own services and settings; routes, views and compiled templates are shared and never change: a
    test that adds a route of its own asks `create_app` for a whole application.
    """
    app = copy(_laid())
    app.config, app.extensions = copy(app.config), dict(app.extensions)
    return bind(app, services)


@cache
def _laid() -> Flask:
    app = lay_routes()
    app._got_first_request = True  # from now on it refuses further routes, as an application that serves does
    return app
