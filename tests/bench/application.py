"""The product as a measured server runs it: the real application, on the day of the measurement."""

import os
import time
from datetime import timedelta

from service.app import build_services, create_app
from service.config import Settings
from service.usecases.worker.workers import Workers
from tests.bench.places import MORNING

_STARTED = time.monotonic()

services = build_services(
    Settings.from_environment(os.environ),
    clock=lambda: MORNING + timedelta(seconds=time.monotonic() - _STARTED),
)
Workers(services, services.settings.job_workers).start()
application = create_app(services)
