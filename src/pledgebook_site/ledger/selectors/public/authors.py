"""How those who keep the record are named in public: as the setting `authors_shown` tells."""

from dataclasses import dataclass, field

from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.selectors import record


@dataclass(frozen=True, slots=True)
class Authors:
    """`shown` is `tracker` (nobody is named), `role` or `name`; `known` is id to name or role."""

    shown: str
    known: dict[str, str] = field(default_factory=dict)

    def name(self, author: str) -> str | None:
        """What an author is called; a role as its code, None where nobody is named."""
        return self.known.get(author)


def authors() -> Authors:
    """The authors as strangers may know them."""
    shown = str(record.settings().get("authors_shown") or "tracker")
    if shown not in ("role", "name"):
        return Authors("tracker")
    return Authors(shown, dict(Account.objects.values_list("author", shown)))
