"""One command that serves a tracker: a parent that listens, the process of the pages, and that of the queue."""
