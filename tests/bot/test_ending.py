"""A process ends when it is told to, wherever in its wait the signal meets it."""

import subprocess
import sys

WAITING = """
import os, signal, sys
from threading import Thread
from bot.ending import Ending

ending = Ending()
{told}
ending.wait()
print("ended")
"""

# Signals to this process go to the other thread alone, because the main one blocks them until it has begun to wait.
BY_ANOTHER_THREAD = """
import time
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
def other():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
Thread(target=other, daemon=True).start()
"""
BEFORE_THE_WAIT = "os.kill(os.getpid(), signal.SIGINT)"


def ended(told: str) -> str:
    code = WAITING.replace("{told}", told)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True).stdout


def test_a_signal_before_the_wait_is_not_forgotten() -> None:
    assert ended(BEFORE_THE_WAIT) == "ended\n"


def test_a_signal_that_another_thread_receives_ends_the_wait() -> None:
    assert ended(BY_ANOTHER_THREAD) == "ended\n"
