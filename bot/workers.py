"""Our own executor: what follows an acknowledgement happens here."""

from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock

from bot import failures

WORKERS = 16
MOST_WAITING = 200
Task = Callable[[], object]


class Workers:
    """Threads for what happens after an acknowledgement. The line is bounded: a full one takes nothing more."""

    def __init__(self, workers: int = WORKERS, most_waiting: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="csp-worker")
        self._places = BoundedSemaphore(workers + most_waiting)
        self._lines: dict[Hashable, deque[Task]] = {}
        self._lock = Lock()

    def take(self, task: Task, line: Hashable | None = None) -> bool:
        """Runs the task soon; False when there is no room or it is closed, and then it never runs.

        Tasks of one line run one after another, in the order in which they were taken.
        """
        if not self._places.acquire(blocking=False):
            return False
        if line is not None and self._waits(task, line):
            return True
        try:
            self._pool.submit(self._run_line, task, line)
        except RuntimeError:  # closed in this moment
            self._places.release()
            return False
        return True

    def close(self) -> None:
        """Takes nothing more, and waits until everything taken is done."""
        self._pool.shutdown(wait=True)

    def _waits(self, task: Task, line: Hashable) -> bool:
        """Whether somebody is at work on this line, who will do the task afterwards."""
        with self._lock:
            waiting = self._lines.get(line)
            if waiting is None:
                self._lines[line] = deque()
                return False
            waiting.append(task)
            return True

    def _run_line(self, task: Task | None, line: Hashable | None) -> None:
        while task is not None:
            self._run(task)
            task = self._next(line)

    def _next(self, line: Hashable | None) -> Task | None:
        if line is None:
            return None
        with self._lock:
            if waiting := self._lines[line]:
                return waiting.popleft()
            del self._lines[line]
            return None

    def _run(self, task: Task) -> None:
        try:
            failures.survived(task)
        finally:
            self._places.release()
