"""What the sender does when Slack's reply is lost or says no: everything is sent once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.places import Origin, Place
from bot.sending import NotDelivered, Sender, client_for
from bot.views.notices import notice

HELLO = notice("Nothing is overdue.")


@dataclass
class Counting:
    """A server that takes every request, and loses its reply or answers with `status`."""

    status: int | None
    paths: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def served(counting: Counting) -> Iterator[Counting]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            counting.paths.append(self.path)
            if counting.status is not None:
                self.send_response(counting.status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    counting.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield counting
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def origin(url: str, *, is_ephemeral: bool) -> Origin:
    return Origin(Place("C1"), "12.5", is_ephemeral, f"{url}response/1")


def test_a_post_whose_reply_is_lost_is_not_sent_again() -> None:
    with served(Counting(status=None)) as slack:
        with pytest.raises(OSError, match="closed connection"):
            Sender(client_for(slack.url)).post(Place("C1"), HELLO)

        assert slack.paths == ["/chat.postMessage"]


def test_a_response_whose_reply_is_lost_is_not_sent_again() -> None:
    with served(Counting(status=None)) as slack:
        with pytest.raises(OSError, match="closed connection"):
            Sender(client_for(slack.url)).replace(origin(slack.url, is_ephemeral=True), HELLO)

        assert slack.paths == ["/response/1"]


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_response_that_slack_does_not_take_is_an_error_and_is_not_sent_again(status: int) -> None:
    with served(Counting(status)) as slack:
        with pytest.raises(NotDelivered, match=str(status)):
            Sender(client_for(slack.url)).tell(origin(slack.url, is_ephemeral=False), HELLO)

        assert len(slack.paths) == 1


@pytest.mark.parametrize("status", [200, 500])
def test_a_channel_about_which_slack_says_nothing_is_taken_for_shared_with_others(status: int) -> None:
    with served(Counting(status)) as slack:
        assert Sender(client_for(slack.url)).is_shared_with_others("C1")

    assert Sender(client_for("http://127.0.0.1:9/")).is_shared_with_others("C1")
