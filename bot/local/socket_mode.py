"""Socket Mode: websockets that the bot opens, each payload sent over one of them and acknowledged there."""

import itertools
import json
import logging
import secrets
import socket
from concurrent.futures import Future
from threading import Condition, Lock
from typing import Protocol

from flask import Flask, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed  # type: ignore[import-untyped]  # it has no types

from bot.local.api_call import Call
from bot.local.delivering import Acknowledged, Delivery, Failed, Outcome
from bot.local.model import Payload

MOST_CONNECTIONS = 10
PATH = "/socket"

log = logging.getLogger(__name__)


class Websocket(Protocol):
    """What we use of simple_websocket.Server."""

    sock: socket.socket

    def send(self, data: str) -> None: ...

    def receive(self) -> str: ...

    def close(self) -> None: ...


class Connection:
    """One websocket; sending is for one thread at a time."""

    def __init__(self, websocket: Websocket) -> None:
        self._websocket = websocket
        self._lock = Lock()

    def send(self, envelope: Payload) -> None:
        with self._lock:
            self._websocket.send(json.dumps(envelope))

    def close(self) -> None:
        with self._lock:
            try:
                self._websocket.close()
                self._websocket.sock.shutdown(socket.SHUT_RDWR)
            except (ConnectionClosed, OSError):
                log.debug("the bot had closed its socket already")


class SocketMode:
    """The open connections of the app; a `Transport` to the bot."""

    def __init__(self, app_id: str, patience: float) -> None:
        self._app_id = app_id
        self._patience = patience
        self._lock = Condition()
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turns = itertools.count()
        self._waiting: dict[str, Future[Payload | None]] = {}

    @property
    def connections(self) -> int:
        with self._lock:
            return len(self._connections)

    def wait_for_connections(self, number: int, seconds: float = 5.0) -> bool:
        """Wait until the bot has so many connections open: its client may return before that."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._connections) == number, timeout=seconds)

    def open_connection(self, call: Call) -> Payload:
        """apps.connections.open: a URL that can be used once."""
        call.need("connections:write")
        ticket = secrets.token_urlsafe(18)
        with self._lock:
            self._tickets.add(ticket)
        return {"url": f"ws://{request.host}{PATH}?ticket={ticket}"}

    def serve(self, app: Flask) -> None:
        """Add the websocket's address to a Flask app."""
        Sock(app).route(PATH)(self._serve)

    def deliver(self, delivery: Delivery) -> Outcome:
        """Send over the connection whose turn it is, and wait for its acknowledgement."""
        connection = self._next()
        if connection is None:
            return Failed("connection_failed")
        envelope_id = secrets.token_hex(16)
        acknowledgement: Future[Payload | None] = Future()
        with self._lock:
            self._waiting[envelope_id] = acknowledgement
        try:
            connection.send(_envelope(envelope_id, delivery))
            return Acknowledged(acknowledgement.result(self._patience))
        except TimeoutError:
            return Failed("http_timeout")
        except (ConnectionClosed, OSError):
            return Failed("connection_failed")
        finally:
            with self._lock:
                self._waiting.pop(envelope_id, None)

    def close(self) -> None:
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.close()

    def _next(self) -> Connection | None:
        with self._lock:
            if not self._connections:
                return None
            return self._connections[next(self._turns) % len(self._connections)]

    def _serve(self, websocket: Websocket) -> None:
        connection = Connection(websocket)
        number = self._admit(connection)
        if number is None:
            connection.send({"type": "disconnect", "reason": "too_many_websockets"})
            return
        try:
            connection.send(self._hello(number))
            while (answer := _parsed(websocket.receive())) is not None:
                self._acknowledge(answer)
        finally:
            with self._lock:
                self._connections.remove(connection)
                self._lock.notify_all()

    def _admit(self, connection: Connection) -> int | None:
        """The number of connections with this one; none for a used ticket or one connection too many."""
        with self._lock:
            ticket = request.args.get("ticket", "")
            if ticket not in self._tickets or len(self._connections) >= MOST_CONNECTIONS:
                return None
            self._tickets.discard(ticket)
            self._connections.append(connection)
            self._lock.notify_all()
            return len(self._connections)

    def _acknowledge(self, answer: Payload) -> None:
        payload = answer.get("payload")
        with self._lock:
            waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(payload if isinstance(payload, dict) and payload else None)

    def _hello(self, number: int) -> Payload:
        info: Payload = {"app_id": self._app_id}
        return {"type": "hello", "num_connections": number, "connection_info": info}


def _parsed(text: str) -> Payload | None:
    """What the bot sent; nothing when it does not keep to the protocol, which ends the connection."""
    try:
        answer = json.loads(text)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _envelope(envelope_id: str, delivery: Delivery) -> Payload:
    envelope: Payload = {
        "envelope_id": envelope_id,
        "type": delivery.kind.value,
        "payload": delivery.payload,
        "accepts_response_payload": True,
    }
    if delivery.retry:
        envelope |= {"retry_attempt": delivery.retry, "retry_reason": delivery.retry_reason}
    return envelope
