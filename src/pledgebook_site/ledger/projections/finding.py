"""The index of content words by which known pledges are found again, and how many pledges each word leads to."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from pledgebook_site.ledger.models.record import PledgeWord, WordCount

AT_ONCE = 500
LONGEST = 100
BETWEEN = "\n"
ALL = ""  # in place of a word: how many pledges there are
Pair = tuple[str, str]


def write_content(pledges: Iterable[str], now: set[Pair]) -> None:
    """Bring the index up to these pledges, of which `now` tells every word with its pledge."""
    before = _indexed(list(pledges))
    gone, new = before - now, sorted(now - before)
    for word, pledge in gone:
        PledgeWord.objects.filter(word=word, pledge=pledge).delete()
    PledgeWord.objects.bulk_create([PledgeWord(word=word, pledge=pledge) for word, pledge in new], batch_size=AT_ONCE)
    difference = Counter(word for word, _ in new)
    difference.subtract(Counter(word for word, _ in gone))
    difference[ALL] = len({pledge for _, pledge in now}) - len({pledge for _, pledge in before})
    _count({word: many for word, many in difference.items() if many})


def _indexed(pledges: list[str]) -> set[Pair]:
    found: set[Pair] = set()
    for first in range(0, len(pledges), AT_ONCE):
        rows = PledgeWord.objects.filter(pledge__in=pledges[first : first + AT_ONCE])
        found.update(rows.values_list("word", "pledge"))
    return found


def _count(difference: dict[str, int]) -> None:
    """Let the counts of these words differ by so much; writers follow one another, so none is lost."""
    words = sorted(difference)
    for first in range(0, len(words), AT_ONCE):
        some = words[first : first + AT_ONCE]
        known = counts(some)
        told = {word: known[word] + difference[word] for word in some}
        rows = [WordCount(word=word, pledges=many) for word, many in told.items() if many]
        WordCount.objects.bulk_create(rows, update_conflicts=True, unique_fields=["word"], update_fields=["pledges"])
        WordCount.objects.filter(word__in=[word for word, many in told.items() if not many]).delete()


def pledges_with(words: Iterable[str]) -> dict[str, list[str]]:
    """The pledges that each of these words leads to."""
    return _grouped("word", "pledge", words)


def words_of(pledges: Iterable[str]) -> dict[str, list[str]]:
    """The words that lead to each of these pledges."""
    return _grouped("pledge", "word", pledges)


def _grouped(by: str, what: str, keys: Iterable[str]) -> dict[str, list[str]]:
    """One string a group: a row for each pair would take several times as long."""
    sought = list(keys)
    if not sought:
        return {}
    joined = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
    table, places = connection.ops.quote_name(PledgeWord._meta.db_table), ", ".join(["%s"] * len(sought))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {by}, {joined}({what}, %s) FROM {table} WHERE {by} IN ({places}) GROUP BY {by}", [BETWEEN, *sought]
        )
        return {key: told.split(BETWEEN) for key, told in cursor.fetchall()}


def counts(words: Iterable[str]) -> Counter[str]:
    """How many pledges each of these words leads to."""
    return Counter(dict(WordCount.objects.filter(word__in=list(words)).values_list("word", "pledges")))
