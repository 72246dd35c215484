"""A component for spaCy pipelines: `nlp.add_pipe("pledgebook")` puts statements and promises on a Doc.

`doc._.reading` is the reading as the JSON contract has it, or None before; `doc._.statements` and `doc._.pledges` are
its lists. `doc.spans["statements"]` and `doc.spans["pledges"]` are the same as spans of tokens, with the act or kind as
label and the id of the reading (`s1`, `p1`) as `span.id_`. Where a word of ours is part of a token of spaCy's, the
span is the whole token: the exact words are those of the reading, whose offsets count characters of `doc.text`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pledgebook.documents import from_text
from pledgebook.errors import MissingExtraError, PledgebookError
from pledgebook.export import reading_json
from pledgebook.reader import Reader
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ImportError as error:
    raise MissingExtraError(f"pledgebook.spacy needs {error.name}: pip install 'pledgebook[read,spacy]'.") from error

NAME = "pledgebook"
LISTS = {"statements": "act", "pledges": "kind"}  # of the reading, and the field that labels its spans


class Component:
    """Reads each Doc as one document, with one loaded model, as `pledgebook read` would."""

    def __init__(self, reader: Reader, options: DocumentOptions) -> None:
        self._reader, self._options = reader, options

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with what was found; an error of pledgebook names the reason as on the command line."""
        found = {}
        if doc.text.strip():
            found = reading_json(self._reader.read(from_text(doc.text, options=self._options)))
        doc._.reading = found or None
        for name, label in LISTS.items():
            doc.spans[name] = list(_spans(doc, found.get(name, []), label))
        return doc


def _spans(doc: Doc, items: list[dict[str, Any]], label: str) -> Iterator[Span]:
    """The items as spans of tokens."""
    for item in items:
        span = doc.char_span(item["start"], item["end"], label=item[label], span_id=item["id"], alignment_mode="expand")
        if span is not None:
            yield span


def _listed(name: str) -> Any:
    """What `doc._.NAME` answers: a list of the reading, empty before there is one."""
    return lambda doc: (doc._.reading or {}).get(name, [])


def _extend() -> None:
    """Let every Doc have our three attributes."""
    if not Doc.has_extension("reading"):
        Doc.set_extension("reading", default=None)
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=_listed(name))


def component(
    nlp: Language,
    name: str,
    model: str,
    threads: int,
    genre: str | None,
    speaker: str | None,
    published: str | None,
) -> Component:
    """Make the component; ModelError if the model is missing, PledgebookError for a genre that there is none of."""
    _extend()
    if genre is not None and genre not in list(Genre):
        raise PledgebookError(f'There is no genre "{genre}": choose of {", ".join(Genre)}.')
    told = None if genre is None else Genre(genre)
    options = DocumentOptions(language="en", genre=told, speaker=speaker, published=published)
    return Component(Reader(model=Path(model) if Path(model).is_dir() else model, threads=threads), options)


Language.factory(
    NAME,
    assigns=["doc._.reading", "doc._.statements", "doc._.pledges", "doc.spans"],
    default_config={"model": "en", "threads": 1, "genre": None, "speaker": None, "published": None},
    func=component,
)
