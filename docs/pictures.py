"""`make pictures`: takes the pictures of README and docs anew, in a real browser at the local workspace."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect

from tests.browser.newcomer import chromium, local_workspace, open_channel, say

PICTURES = Path(__file__).parent / "pictures"


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, local_workspace(Path(folder)) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 800})
        open_channel(page, address)
        say(page, "/csp actions domestic abuse")
        expect(page.get_by_text("6 actions · 1 overdue", exact=False)).to_be_visible()
        page.screenshot(path=PICTURES / "answer.png")


if __name__ == "__main__":
    main()
