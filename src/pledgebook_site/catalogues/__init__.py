"""The catalogues of translations: `python -m pledgebook_site.catalogues` collects the messages and compiles them.

Messages are collected from the templates and the Python of the pages, and what the library refuses from the library;
translations that are there stay.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from pledgebook_site.catalogues.refusals import DOMAIN as REFUSALS
from pledgebook_site.catalogues.refusals import LOCALE, SOURCE
from pledgebook_site.catalogues.refusals import refusals as all_refusals

HERE = Path(__file__).parents[1]
DOMAIN = "django"
DOMAINS = (DOMAIN, REFUSALS)
APPS = ("web", "public", "desk")
LANGUAGES = ("ru", "kk")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
}
NOTE = "Drafted by a machine and not yet read by a speaker of the language: corrections are welcome."

Message = str | tuple[str, str]
BORROWED: tuple[Message, ...] = (
    "Null characters are not allowed.",
    "The password is too similar to the %(verbose_name)s.",
    "This password is entirely numeric.",
    "This password is too common.",
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
"""What Django says in our forms and has no Kazakh for, or no Russian that fits."""

_STRING = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(({_STRING}(?:\s*,\s*{_STRING})*)")
Found = tuple[Path, Message, str | None]


def messages(*apps: str) -> Iterator[Found]:
    """Every message of these apps: where it stands, the words (one and many where they are counted), its context."""
    for app in apps:
        for path in sorted((HERE / app).rglob("*.html")):
            yield from _in_template(path)
        for path in sorted((HERE / app).rglob("*.py")):
            yield from _in_python(path)
        for path in sorted((HERE / app / "data").glob("*.json")):
            yield from _in_figures(path)


def _in_template(path: Path) -> Iterator[Found]:
    for call, told in _CALL.findall(templatize(path.read_text(encoding="utf8"), origin=str(path))):
        words = [ast.literal_eval(one) for one in re.findall(_STRING, told)]
        context = words.pop(0) if call in ("pgettext", "npgettext") else None
        yield path, (words[0], words[1]) if call in ("ngettext", "npgettext") else words[0], context


def _in_python(path: Path) -> Iterator[Found]:
    for _, message, _, context in extract("python", BytesIO(path.read_bytes()), keywords=KEYWORDS):
        words = (message[0], message[1]) if isinstance(message, tuple) else message
        yield path, words, context


def _in_figures(path: Path) -> Iterator[Found]:
    """What the measured corpora are called."""
    for task in json.loads(path.read_text(encoding="utf8"))["tasks"]:
        yield path, task["corpus"], None


def template(*apps: str) -> Catalog:
    """A catalogue of all messages, without translations."""
    made = Catalog(domain=DOMAIN, project="pledgebook", charset="utf-8", fuzzy=False)
    for path, message, context in messages(*(apps or APPS)):
        made.add(message, locations=[(path.relative_to(HERE).as_posix(), 0)], context=context)
    for message in () if apps else BORROWED:
        made.add(message)
    return made


def template_of_refusals() -> Catalog:
    """A catalogue of all lines that may be refused with at the desk, without translations."""
    made = Catalog(domain=REFUSALS, project="pledgebook", charset="utf-8", fuzzy=False)
    for path, line in all_refusals():
        made.add(line, locations=[(path.relative_to(SOURCE).as_posix(), 0)])
    return made


def po_of(language: str, domain: str = DOMAIN) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def catalogue(language: str, domain: str = DOMAIN) -> Catalog:
    """The translations of a language."""
    path = po_of(language, domain)
    if not path.exists():
        return Catalog(locale=language, domain=domain, fuzzy=False)
    return read_po(BytesIO(path.read_bytes()), locale=language, domain=domain)


def compiled(language: str, domain: str = DOMAIN) -> bytes:
    """What gettext reads; the same bytes for the same translations, whenever it is compiled."""
    known = catalogue(language, domain)
    known.creation_date = known.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, known)
    return out.getvalue()


def update() -> None:
    """Bring the catalogues up to the messages, and compile them."""
    templates = {DOMAIN: template(), REFUSALS: template_of_refusals()}
    for language in LANGUAGES:
        for domain, messages_now in templates.items():
            _update(language, domain, messages_now)


def _update(language: str, domain: str, messages_now: Catalog) -> None:
    known, path = catalogue(language, domain), po_of(language, domain)
    known.fuzzy = False
    known.header_comment = f"# pledgebook in {known.locale.english_name if known.locale else language}. {NOTE}"
    known.update(messages_now, no_fuzzy_matching=True)
    known.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, known, width=120, no_location=True, sort_output=True, omit_header=False)
    path.write_bytes(_without_dates(out.getvalue()))
    path.with_suffix(".mo").write_bytes(compiled(language, domain))


_CHANGING = "Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator"


def _without_dates(told: bytes) -> bytes:
    """The catalogue without the lines that differ from one run to the next."""
    return re.sub(rf'^"(?:{_CHANGING}|Language-Team): .*\n'.encode(), b"", told, flags=re.MULTILINE)
