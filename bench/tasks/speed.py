"""How fast and how large, on one core: speeches in, readings out.

`words_per_second`: words (by blanks) of whole speeches, from bytes to contract JSON, one reader, one thread, after
one speech to warm up. `words_per_network_piece`: the same as a share of the pieces a second that the network alone
reads in the same process, in windows of 128; of two machines it says the same, and one word is some 1.2 pieces.
`cold_start_s`: the seconds of one `pledgebook read` of an article-sized text, the middle of three. `peak_mb`: the
largest resident memory of the process that read the speeches. Both run as processes of their own.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.options import Options
from bench.seen import seen
from pledgebook.analysis.encoder import Encoder, Pieces
from pledgebook.analysis.weights import Weights, load
from pledgebook.export import dumps, reading_json
from pledgebook.records import Genre

HOME = "ungdc"
PINNED = ("words_per_second", "cold_start_s")
SPEECHES = 20
ARTICLE_WORDS = 600
TIMES = 3
WINDOW, WINDOWS = 128, 40  # pieces, and how many of them tell the speed of the network alone
CHILD_SECONDS = 1800
SPEECH = {"language": "en", "genre": Genre.SPEECH, "speaker": "The Delegate"}


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of twenty speeches, spread over the folder (all of them if everything is asked for)."""
    paths = files(data, "*.txt")
    chosen = paths if options.everything else spread(paths, SPEECHES)
    told = json.dumps({"model": options.model, "paths": [str(path) for path in chosen]})
    measured = json.loads(_on_one_core([sys.executable, "-m", "bench.tasks.speed"], told).splitlines()[-1])
    return {
        "words_per_second": round(measured["words"] / measured["seconds"]),
        "words_per_network_piece": round(measured["words"] / measured["seconds"] / measured["network"], 3),
        "cold_start_s": cold_start(chosen[0].read_text(encoding="utf8", errors="replace"), options),
        "peak_mb": round(measured["peak_mb"]),
        "words": measured["words"],
        "documents": len(paths),
        "measured": len(chosen),
        "seen": seen((path.read_text(encoding="utf8", errors="replace") for path in paths), model=options.model),
        "data": fingerprint(paths),
    }


def spread(paths: list[Path], number: int) -> list[Path]:
    """At most so many of the paths, at even distances."""
    step = max(1, len(paths) / number)
    return [paths[int(place * step)] for place in range(min(number, len(paths)))]


def cold_start(text: str, options: Options) -> float:
    """Seconds of `pledgebook read` on the text's first words, from nothing to the last byte; the middle of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article_sized(text), encoding="utf8")
        command = [sys.executable, "-m", "pledgebook", "read", str(path), "--format", "json"]
        command += [] if options.model == "en" else ["--model", options.model]
        return round(sorted(_seconds(command) for _ in range(TIMES))[TIMES // 2], 2)


def article_sized(text: str) -> str:
    """Whole lines of a text until they hold as many words as an article."""
    kept, words = [], 0
    for line in text.splitlines(keepends=True):
        if words >= ARTICLE_WORDS:
            break
        kept.append(line)
        words += len(line.split())
    return "".join(kept)


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    _on_one_core(command, "")
    return time.perf_counter() - began


def _on_one_core(command: list[str], told: str) -> str:
    """What a command prints that may use one core only."""
    core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    pin = None if core is None else lambda: os.sched_setaffinity(0, {core})
    done = subprocess.run(
        command, input=told, capture_output=True, text=True, timeout=CHILD_SECONDS, preexec_fn=pin, check=False
    )
    if done.returncode != 0:
        raise DataError(f"{' '.join(command[1:4])} failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    return done.stdout


def read_speeches() -> None:
    """The process that is measured: on stdin `{"model": …, "paths": […]}`, on stdout words, seconds and megabytes."""
    told = json.load(sys.stdin)
    paths = [Path(path) for path in told["paths"]]
    reader = Options(model=told["model"]).reader()
    reader.read(paths[0], **SPEECH)
    began, words = time.perf_counter(), 0
    for reading in reader.read_many(paths, **SPEECH):
        dumps(reading_json(reading))
        words += len(reading.document.text.split())
    seconds = time.perf_counter() - began
    peak = peak_mb()  # before the network is loaded once more, by itself
    network = network_speed(load(told["model"]))
    print(json.dumps({"words": words, "seconds": seconds, "network": network, "peak_mb": peak}))


def network_speed(weights: Weights) -> float:
    """Pieces that the network alone reads in a second."""
    encoder = Encoder(weights)
    ids = [1000 + piece for piece in range(WINDOW)]
    windows = [Pieces(ids, [(piece, piece + 1) for piece in range(WINDOW)], [0] * WINDOW)] * WINDOWS
    encoder.logits(windows[:2])
    began = time.perf_counter()
    encoder.logits(windows)
    return WINDOW * WINDOWS / (time.perf_counter() - began)


def peak_mb() -> float:
    """The largest resident memory so far, in MB; Linux counts in KiB, macOS in bytes."""
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / 1e6 if sys.platform == "darwin" else largest * 1024 / 1e6


if __name__ == "__main__":
    read_speeches()
