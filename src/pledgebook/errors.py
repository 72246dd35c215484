"""What can go wrong for a user, each with one line that says what, where and what to do."""


class PledgebookError(Exception):
    """The root of every error that the library raises on purpose; `str(error)` is one clear line."""


class SourceError(PledgebookError):
    """A source cannot be read: missing, empty, binary, encrypted, broken, too large, or in mixed encodings."""


class FetchError(SourceError):
    """An address cannot be fetched: refused, private, too slow, too large, or redirected for ever."""


class LanguageError(PledgebookError):
    """The document's language is not supported by any installed model."""


class ModelError(PledgebookError):
    """The model is missing or does not fit this version; the line says how to install one that does."""


class MissingExtraError(PledgebookError):
    """A part that this command needs is not installed; the line says how to install it."""


class OptionError(PledgebookError):
    """An option's value cannot be used."""


class LedgerError(PledgebookError):
    """The ledger refuses: the line says which rule, about what, and what to do."""
