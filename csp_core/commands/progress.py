"""A progress bar on the error stream, for work that takes longer than a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import Progress

from csp_core.importing.watching import Watch

SECONDS = 1.0


@contextmanager
def watched(words: str, patience: float = SECONDS, console: Console | None = None) -> Iterator[Watch]:
    """Gives a function to tell how far the work is; the bar appears once it has taken `patience` seconds."""
    bar = Progress(console=console or Console(stderr=True), transient=True)
    task = bar.add_task(words, total=None)
    began = monotonic()

    def watch(done: int, total: int) -> None:
        if monotonic() - began >= patience:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield watch
    finally:
        if bar.live.is_started:
            bar.stop()
