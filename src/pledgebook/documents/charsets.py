"""Bytes to characters: byte order mark, UTF-8, what the source declares, and then a guess that is noted."""

import codecs
import re

from pledgebook.documents.sniffing import wide_encoding
from pledgebook.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_IN_TYPE = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{3}"
)
_UTF8_WORD = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]){3}|\xe2\x80[\x80-\xbf]")
_HIGH = bytes(range(128, 256))
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_WESTERN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")
_OTHER = ("cp1253", "cp1255", "cp1256")
_ASIAN = ("gb18030", "big5", "cp932", "euc_jp", "cp949", "euc_kr", "gbk", "gb2312", "shift_jis")
_CONSIDERED = ("cp1252", "cp1250", *_CYRILLIC, *_WESTERN[2:], *_OTHER, *_ASIAN[:6])


def decode(data: bytes, *, name: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text without its byte order mark, and a note if the encoding was guessed; SourceError if it is mixed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), None
    wide = wide_encoding(data)
    if wide is not None:
        return _strictly(data, wide, name), f"Encoding: {wide} was guessed."
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_utf8(data, declared, name)


def declared_in_type(content_type: str | None) -> str | None:
    """The charset of a content type such as `text/html; charset=windows-1251`."""
    found = _IN_TYPE.search(content_type or "")
    return found[1] if found else None


def declared_in_html(data: bytes) -> str | None:
    """The charset that a page declares of itself in its first bytes."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _not_utf8(data: bytes, declared: str | None, name: str) -> tuple[str, str | None]:
    codec = _codec(declared)
    if codec not in (None, "utf-8"):
        _refuse_mixed(data, codec, name)
        return _strictly(data, str(codec), name), None
    guess = _guess(data)
    _refuse_mixed(data, guess, name)
    if guess is None:
        raise SourceError(f"{name}: its encoding cannot be told; save it as UTF-8.")
    return _strictly(
        data, guess, name
    ), f"Encoding: {guess} was guessed; save the source as UTF-8 if letters look wrong."


def _codec(declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        return codecs.lookup(_WEB_NAMES.get(declared.lower(), declared)).name
    except LookupError:
        return None


def _guess(data: bytes) -> str | None:
    """The likeliest encoding of bytes that are not UTF-8; of those that fit equally well the commonest."""
    from charset_normalizer import from_bytes

    high = set(data) & set(_HIGH)
    if max(high) < 0xC0 and not high & {0x81, 0x8D, 0x8F, 0x90, 0x9D}:
        return "cp1252"  # nothing but typographic marks beside ASCII: what word processors in the West write
    sample = data if len(data) < 200_000 else data[:100_000] + data[-100_000:]
    found = list(from_bytes(sample, cp_isolation=list(_CONSIDERED)))
    least = min((match.chaos for match in found), default=0.0)
    likely = [match.encoding for match in found if match.chaos <= least]
    likely = [codec for codec in _CONSIDERED if codec in likely and _is_plausible(data, codec)]
    return likely[0] if likely else None


def _is_plausible(data: bytes, codec: str) -> bool:
    """Whether an encoding fits to the end, and an East Asian one is not merely the guess for a few accents."""
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return codec not in _ASIAN or sum(character > "\u2e7f" for character in text) > 0.2 * len(text)


def _refuse_mixed(data: bytes, codec: str | None, name: str) -> None:
    """SourceError if some letters are UTF-8 and others are not: no single encoding makes sense of both."""
    if codec in _ASIAN:
        return
    right = _MULTIBYTE.findall(data)
    high = len(data) - len(data.translate(None, _HIGH))
    mostly = sum(map(len, right)) * 2 >= high
    latin = codec in _WESTERN or 4 * high < len(data)
    if mostly or (right and latin) or _UTF8_WORD.search(data):
        raise SourceError(f"{name}: mixes UTF-8 with another encoding ({_where(data)}); save it in one, best UTF-8.")


def _where(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"first at line {data.count(10, 0, error.start) + 1}"
    return "nowhere"


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise SourceError(f"{name}: is not valid {encoding}{place}; save it as UTF-8.") from None
