"""Worker processes that are killed and stopped at random, and started again. Only who has begun to work is struck:
on a slow machine nobody would ever get as far."""

import os
import signal
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from random import Random
from threading import Event, Thread

from tests.faults.worker import TIMING, Job, work

BEYOND_THE_LEASE = TIMING.lease.total_seconds() + 0.7
BETWEEN_BLOWS = 3.6  # seconds that one process is left to work, on average
SHARE_STOPPED = 0.25


class Workers:
    """So many processes on one job; `counts` says how often which blow fell."""

    def __init__(self, job: Job, how_many: int, random: Random) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.worker"])
        self._context, self._job, self._random = context, job, random
        self._working = [context.Event() for _ in range(how_many)]
        self._processes = [self._started(at) for at in range(how_many)]
        self._over = Event()
        self._thread = Thread(target=self._strike, daemon=True)
        self.counts: Counter[str] = Counter()

    def start_killing(self) -> None:
        self._thread.start()

    def stop_killing(self) -> None:
        """Lets everybody work in peace from now on."""
        self._over.set()
        self._thread.join()

    def close(self) -> None:
        for each in self._processes:
            each.kill()
        for each in self._processes:
            each.join()

    def _strike(self) -> None:
        interval = BETWEEN_BLOWS / len(self._processes)
        while not self._over.wait(self._random.uniform(0.5, 1.5) * interval):
            at = self._random.randrange(len(self._processes))
            if not self._working[at].is_set():
                continue
            if self._random.random() < SHARE_STOPPED:
                self._stop(self._processes[at])
            else:
                self._kill(at)

    def _kill(self, at: int) -> None:
        self.counts["killed"] += 1
        self._processes[at].kill()
        self._processes[at].join()
        self._processes[at] = self._started(at)

    def _stop(self, process: BaseProcess) -> None:
        """Stops it for longer than its lease, and lets it go on where it was."""
        if process.pid is None or not process.is_alive():
            return
        self.counts["stopped"] += 1
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(BEYOND_THE_LEASE)
        os.kill(process.pid, signal.SIGCONT)

    def _started(self, at: int) -> BaseProcess:
        self._working[at].clear()
        process = self._context.Process(target=work, args=(self._job, self._working[at]), daemon=True)
        process.start()
        return process
