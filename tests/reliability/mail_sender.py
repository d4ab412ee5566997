"""A process that sends what lies in the outbox, some seconds after the morning of the dossiers, until it is killed."""

import sys
import time
from datetime import timedelta
from pathlib import Path

from service.app import build_services
from service.config import Settings
from service.usecases.notices.mailing import send_due
from tests.bench.places import MORNING


def main(url: str, folder: str, port: str, shift: str) -> None:
    """Send mail after mail; ends when none is left."""
    settings = Settings(
        database_url=url, documents_dir=Path(folder), smtp_host="127.0.0.1", smtp_port=int(port), smtp_tls="none",
        mail_from="vd@coquan.example", public_url="https://vd.example",
    )  # fmt: skip
    started, later = time.monotonic(), timedelta(seconds=int(shift))
    services = build_services(settings, clock=lambda: MORNING + later + timedelta(seconds=time.monotonic() - started))
    while send_due(services):
        pass
    services.database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
