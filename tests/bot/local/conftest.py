"""A stand-in whose clock stands still, with one of three bots, and a browser."""

import http.client
from collections.abc import Iterator

import pytest
from browsing import open_tab, without_complaints
from form_bot import FormBot
from playwright.sync_api import Page, expect
from slack_bolt import App
from slack_sdk import WebClient
from tiny_bots import NOW, SOON, Ear, Fetch, Reply, bolt_app, client_of, wsgi_of

from bot.local import LocalSlack, MovableClock


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW, running=False)


@pytest.fixture
def slack(clock: MovableClock) -> Iterator[LocalSlack]:
    with LocalSlack(clock, registration=SOON) as running:
        yield running


@pytest.fixture
def ear(slack: LocalSlack) -> Ear:
    ear = Ear()
    slack.attach(ear.wsgi())
    return ear


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return client_of(slack)


@pytest.fixture
def fetch(slack: LocalSlack) -> Fetch:
    """fetch(method, path, headers={}, body=b"") sends one plain request to the stand-in."""

    def send(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Reply:
        connection = http.client.HTTPConnection(slack.url.removeprefix("http://"), timeout=5)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Reply(response.status, dict(response.headers), response.read().decode())
        finally:
            connection.close()

    return send


@pytest.fixture
def bolt(slack: LocalSlack) -> App:
    app = bolt_app(slack)
    slack.attach(wsgi_of(app))
    return app


@pytest.fixture
def bot(slack: LocalSlack) -> FormBot:
    bot = FormBot(slack)
    bot.attach()
    return bot


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One tab for all tests of a module: opening a browser takes longer than they do."""
    with open_tab() as tab:
        yield tab


@pytest.fixture
def page(tab: Page, slack: LocalSlack) -> Iterator[Page]:
    """The page of the workspace, as the coordinator sees it first."""
    with without_complaints(tab):
        tab.set_viewport_size({"width": 1280, "height": 860})
        tab.goto(slack.url)
        expect(tab.get_by_role("heading", name="#csp-partnership")).to_be_visible()
        yield tab
        tab.goto("about:blank")
