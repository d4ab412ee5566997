"""The door for a WSGI server: `gunicorn wsgi:application`."""

import atexit
import os

from service.app import build_services, create_app
from service.config import Settings
from service.usecases.worker.workers import Workers

services = build_services(Settings.from_environment(os.environ))
workers = Workers(services, services.settings.job_workers)
workers.start()
atexit.register(workers.stop)
application = create_app(services)
