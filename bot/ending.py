"""How a process learns that it is to end."""

import signal
from queue import Empty, SimpleQueue

SECONDS_BETWEEN_LOOKS = 1.0


class Ending:
    """The terminal's Ctrl-C or a SIGTERM, heard from the moment this is made."""

    def __init__(self) -> None:
        # A handler may run in the middle of a wait of the same thread; of the standard queues only this allows it.
        self._signals: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda heard, _: self._signals.put(heard))

    def wait(self) -> None:
        """Returns once it has come.

        A signal that the system hands to another thread does not wake the main thread, and only the main thread runs
        handlers: a wait without limit has outlasted its SIGTERM. So this looks every second.
        """
        while True:
            try:
                self._signals.get(timeout=SECONDS_BETWEEN_LOOKS)
            except Empty:
                continue
            return
