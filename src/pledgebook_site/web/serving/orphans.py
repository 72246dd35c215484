"""A child that notices when its parent is gone."""

import os
import signal
import sys
import threading
import time

_GRACE = 10.0


def end_with_parent() -> None:
    """End this process in an orderly way when standard input closes: the parent holds it open as long as it lives."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.killpg(os.getpgrp(), signal.SIGKILL)
