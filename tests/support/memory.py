"""A folder in memory for what no run outlives: databases, their copies, documents.

Every test has a database of its own, some 400 files on PostgreSQL. A disk that keeps a journal looks longer for the
place of each new file the more were removed lately: a copy then takes 280 ms and more, in memory 18 ms.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # mkdtemp makes the names in it unguessable
ROOMY = 4 * 2**30  # bytes free; a whole run takes about one of the four
PREFIX = "vinhdanh-"


def make_run_folder(memory: Path = MEMORY, *, roomy: int = ROOMY) -> Path | None:
    """Return a new folder in memory, named after this process; None where there is no such place or not much room.

    What broken runs have left there is removed first: folders named after processes that are gone.
    """
    if not memory.is_dir():
        return None
    for left in memory.glob(f"{PREFIX}*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            shutil.rmtree(left, ignore_errors=True)
    if shutil.disk_usage(memory).free < roomy:
        return None
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=memory))
    folder.chmod(0o711)  # the user of the database server passes through to what is his
    return folder
