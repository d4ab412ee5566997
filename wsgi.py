"""The door for a WSGI server: `gunicorn wsgi:application`."""

import os

from service.app import build_services, create_app
from service.config import Settings

application = create_app(build_services(Settings.from_environment(os.environ)))
