"""HTTP in production: gunicorn with threads, inside this process."""

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from bot.web import create

THREADS = 16


class Server(BaseApplication):  # type: ignore[misc]  # its base has no types
    """Serves on this machine's loopback, at one port: the proxy before it does TLS and talks to the world."""

    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self._port}")
        self.cfg.set("threads", THREADS)
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Flask:
        return create()
