"""One module a task: `HOME` is where its data lies, `PINNED` the figures with a floor, `run` measures."""
