"""A PostgreSQL server of the tests' own: in a private folder, on a socket, gone when it is closed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg

SERVER_PROGRAMS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Server:
    """A running server; its socket stands in the folder."""

    folder: Path

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"csp_{uuid4().hex}"
        self._do(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://csp@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        self._do(f'DROP DATABASE "{_name(url)}" WITH (FORCE)')

    def address(self, url: str) -> str:
        """A database of this server as its driver wants it."""
        return f"host={self.folder} user=csp dbname={_name(url)}"

    def _do(self, statement: str) -> None:
        with psycopg.connect(f"host={self.folder} user=csp dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def _name(url: str) -> str:
    return url.split("?")[0].rsplit("/", 1)[-1]


@contextmanager
def private_server() -> Iterator[Server | None]:
    """A server, or None where this machine has none that may run."""
    programs, as_user = _programs(), _unprivileged()
    if programs is None or as_user is None:
        yield None
        return
    folder = Path(mkdtemp(prefix="csp-postgresql-"))
    if as_user:
        shutil.chown(folder, as_user[2])
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -F"
    _run(*as_user, programs / "initdb", "-D", data, "-U", "csp", "-A", "trust", "--no-sync", "-E", "UTF8")
    _run(*as_user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield Server(folder)
    finally:
        _run(*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(SERVER_PROGRAMS.glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _unprivileged() -> tuple[str, ...] | None:
    """How to run as somebody else, because initdb refuses root; None where that cannot be done."""
    if os.geteuid() != 0:
        return ()
    return ("runuser", "-u", "postgres", "--") if shutil.which("runuser") else None


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd="/")
