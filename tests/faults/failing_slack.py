"""A Slack that fails: it loses replies, refuses for a while, breaks before and after accepting, and shows what it
accepted a little late. It keeps every message that it accepted, so that doubles can be counted."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

UNREADABLE = "CUNREADABLE"
"""Channels whose ids begin so do not show their history."""
SHOWN_AFTER = 0.5
TOO_LONG = 2.0
FAULTS = (
    ("rate limited", 0.05),
    ("error before accepting", 0.04),
    ("error after accepting", 0.04),
    ("reply lost", 0.05),
    ("reply too late", 0.02),
)


@dataclass(frozen=True)
class Accepted:
    """One message as it stands in a channel; `key` is the id that came with it."""

    key: str
    channel: str
    thread: str | None
    ts: str
    at: float

    def as_slack(self) -> dict[str, object]:
        payload = {"event_type": "csp_reminder", "event_payload": {"id": self.key}}
        return {"type": "message", "ts": self.ts, "thread_ts": self.thread or self.ts, "metadata": payload}


@dataclass
class FailingSlack:
    """The messages it accepted, by channel. `faults` off: it works."""

    random: Random
    faults: bool = True
    accepted: dict[str, list[Accepted]] = field(default_factory=lambda: defaultdict(list))
    calls: Counter[str] = field(default_factory=Counter)
    url: str = ""
    _lock: Lock = field(default_factory=Lock)

    def times(self) -> Counter[str]:
        """How often each message was accepted, by its id."""
        with self._lock:
            return Counter(each.key for messages in self.accepted.values() for each in messages)

    def channel_of(self) -> dict[str, str]:
        with self._lock:
            return {each.key: each.channel for messages in self.accepted.values() for each in messages}

    def fault(self) -> str | None:
        """What goes wrong with this call, if anything does."""
        with self._lock:
            drawn = self.random.random() if self.faults else 1.0
        for name, share in FAULTS:
            if drawn < share:
                with self._lock:
                    self.calls[name] += 1
                return name
            drawn -= share
        return None

    def accept(self, sent: dict[str, object]) -> str:
        metadata = sent["metadata"]
        assert isinstance(metadata, dict)
        with self._lock:
            self.calls["accepted"] += 1
            ts = f"{time.time():.6f}"
            thread = sent.get("thread_ts")
            message = Accepted(
                str(metadata["event_payload"]["id"]),
                str(sent["channel"]),
                str(thread) if thread else None,
                ts,
                time.time(),
            )
            self.accepted[message.channel].append(message)
        return ts

    def delete(self, channel: str, ts: str) -> None:
        with self._lock:
            self.calls["taken back"] += 1
            self.accepted[channel] = [each for each in self.accepted[channel] if each.ts != ts]

    def shown(self, channel: str, thread: str | None) -> list[dict[str, object]]:
        """What can be seen of a channel, or of a thread: what was accepted long enough ago."""
        seen = time.time() - SHOWN_AFTER
        with self._lock:
            messages = list(self.accepted[channel])
        return [each.as_slack() for each in messages if each.at <= seen and each.thread == thread]


@contextmanager
def served(slack: FailingSlack) -> Iterator[FailingSlack]:
    """The stand-in over HTTP on the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"slack": slack}))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    slack.url = f"http://127.0.0.1:{server.server_port}/api/"
    try:
        yield slack
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    slack: FailingSlack

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        method = urlsplit(self.path).path.rsplit("/", 1)[-1]
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        sent = json.loads(body) if is_json else {name: values[0] for name, values in parse_qs(body).items()}
        sent |= {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        getattr(self, method.replace(".", "_").lower(), self._nothing)(sent)

    do_GET = do_POST

    def conversations_info(self, sent: dict[str, object]) -> None:
        self._reply(200, {"ok": True, "channel": {"id": sent["channel"], "is_ext_shared": False}})

    def conversations_history(self, sent: dict[str, object]) -> None:
        self._read(str(sent["channel"]), None)

    def conversations_replies(self, sent: dict[str, object]) -> None:
        self._read(str(sent["channel"]), str(sent["ts"]))

    def chat_postmessage(self, sent: dict[str, object]) -> None:
        match self.slack.fault():
            case "rate limited":
                self._reply(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})
            case "error before accepting":
                self._reply(500, {"ok": False, "error": "internal_error"})
            case "error after accepting":
                self.slack.accept(sent)
                self._reply(502, "<html>Bad Gateway</html>")
            case "reply lost":
                self.slack.accept(sent)
                self.close_connection = True
            case "reply too late":
                ts = self.slack.accept(sent)
                time.sleep(TOO_LONG)
                self._reply(200, {"ok": True, "ts": ts, "channel": sent["channel"]})
            case _:
                self._reply(200, {"ok": True, "ts": self.slack.accept(sent), "channel": sent["channel"]})

    def chat_delete(self, sent: dict[str, object]) -> None:
        self.slack.delete(str(sent["channel"]), str(sent["ts"]))
        self._reply(200, {"ok": True, "channel": sent["channel"], "ts": sent["ts"]})

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _read(self, channel: str, thread: str | None) -> None:
        if channel.startswith(UNREADABLE):
            self._reply(200, {"ok": False, "error": "missing_scope"})
        else:
            self._reply(200, {"ok": True, "messages": self.slack.shown(channel, thread), "has_more": False})

    def _nothing(self, _: dict[str, object]) -> None:
        self._reply(200, {"ok": False, "error": "unknown_method"})

    def _reply(self, status: int, answer: object, headers: dict[str, str] | None = None) -> None:
        body = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        try:
            self.send_response(status)
            for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return  # whoever asked was killed meanwhile
