"""The process of the pages: gunicorn on a socket that the parent has opened."""

import logging
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from pledgebook_site.web.serving.orphans import end_with_parent

SECONDS_FOR_A_PAGE = 60
_WORKERS, _THREADS = 2, 4


class Pages(BaseApplication):
    """The site's WSGI application on an open socket, by its file descriptor; WEB_CONCURRENCY sets the processes."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        told: dict[str, Any] = {
            "bind": [f"fd://{self.descriptor}"],
            "worker_class": "gthread",
            "threads": _THREADS,
            "preload_app": True,
            "timeout": SECONDS_FOR_A_PAGE,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "proc_name": "pledgebook",
            "control_socket_disable": True,
        }
        if self.cfg.settings["workers"].get() == 1:
            told["workers"] = _WORKERS
        for name, value in told.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from pledgebook_site.web.wsgi import application

        return application


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
    end_with_parent()
    Pages(int(sys.argv[1])).run()


if __name__ == "__main__":
    main()
