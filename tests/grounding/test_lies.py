"""Quotations that are not in their source: none may pass, whatever the way in which they lie."""

from pathlib import Path

import pytest

from pledgebook.grounding import ground
from pledgebook.records import DifferenceKind, Found

TEXTS = {
    code: (Path(__file__).parent / "texts" / f"{code}.txt").read_text(encoding="utf8") for code in ("en", "ru", "kk")
}
NUMBER, NEGATION, NAME, WORD = (
    DifferenceKind.NUMBER,
    DifferenceKind.NEGATION,
    DifferenceKind.NAME,
    DifferenceKind.WORD,
)

# Language, what kind of lie, the lie, and the kind of difference that must be named first (None: not looked at).
LIES = [
    ("en", "another number", "We will hire 30,000 nurses by 2033", NUMBER),
    ("en", "a number cut short", "We will hire 20", NUMBER),
    ("en", "a number without its head", "000 nurses by 2033", NUMBER),
    ("en", "a number lengthened", "We will hire 20,000,000 nurses by 2033", NUMBER),
    ("en", "a number without its separator", "We will hire 20000 nurses by 2033", NUMBER),
    ("en", "a decimal cut off", "Unemployment fell by 1", NUMBER),
    ("en", "a decimal's tail", "5 percentage points", NUMBER),
    ("en", "a decimal comma for a point", "Unemployment fell by 1,5 percentage points", NUMBER),
    ("en", "a lost sign", "12 degrees", NUMBER),
    ("en", "a sign made a dash", "the temperature was — 12 degrees", NUMBER),
    ("en", "a lost percent sign", "to 6.25", NUMBER),
    ("en", "a lost scale", "the budget grew by $5.4", NUMBER),
    ("en", "a lost currency", "the budget grew by 5.4 billion", NUMBER),
    ("en", "another currency", "the budget grew by €5.4 billion", NUMBER),
    ("en", "another scale", "the budget grew by $5.4 million", NUMBER),
    ("en", "another unit", "The government will repay the loan of 300 million crowns", WORD),
    ("en", "percent for percentage points", "Unemployment fell by 1.5 percent", WORD),
    ("en", "half of a range", "plant ten million trees between 2030", NUMBER),
    ("en", "figures for words", "the party would plant 10 million trees", NUMBER),
    ("en", "another number word", "the party would plant twenty million trees", NUMBER),
    ("en", "another date", "spoke in Port Vellan on 14 June 2031", NUMBER),
    ("en", "another month", "The government will repay the loan of 300 million euros in May", NAME),
    ("en", "full-width digits", "We will hire ２０,０００ nurses by 2033", NUMBER),
    ("en", "Arabic digits", "We will hire ٢٠,٠٠٠ nurses by 2033", NUMBER),
    ("en", "superscript digits", "We will hire 20,000 nurses by ²033", NUMBER),
    ("en", "a letter for a digit", "We will hire 2O,OOO nurses by 2033", NUMBER),
    ("en", "a lost not", "We will raise the fuel tax", NEGATION),
    (
        "en",
        "a lost not in a long sentence",
        "“We will hire 20,000 nurses by 2033,” she said. “We will raise the fuel tax",
        NEGATION,
    ),
    ("en", "a lost never", "The state will close a rural school without a vote", NEGATION),
    ("en", "a lost n't", "We do plan to sell the railway", None),
    ("en", "half of a contraction", "The vice-chair of the council can", NEGATION),
    ("en", "an invented not", "The government will not repay the loan of 300 million euros", NEGATION),
    ("en", "an invented tail", "We will hire 20,000 nurses by 2033 and pay them double", None),
    ("en", "an invented head", "I swear that we will hire 20,000 nurses by 2033", None),
    ("en", "two sentences made one", "We will hire 20,000 nurses by 2033 and not raise the fuel tax", None),
    ("en", "parts sewn together", "We will hire 20,000 nurses by 2033 and we will not raise the fuel tax", None),
    ("en", "parts sewn with an ellipsis", "We will hire 20,000 nurses … We don’t plan to sell the railway", None),
    ("en", "the order turned", "Teodor Quill, said the party … Odalys Brenner, spoke in Port Vellan", None),
    ("en", "a swapped name", "Her deputy, Odalys Brenner, said the party would plant", NAME),
    ("en", "another place", "Odalys Brenner, spoke in Port Lindane", NAME),
    ("en", "a Cyrillic letter", "We will hire 20,000 nurs\u0435s by 2033", WORD),
    ("en", "a Greek letter", "Her deputy, Te\u03bfdor Quill", NAME),
    ("en", "a ligature", "Unemployment \ufb01ell by 1.5 percentage points", WORD),
    ("en", "a dotless i", "The government w\u0131ll repay the loan", WORD),
    ("en", "half a word", "We will hire 20,000 nurse", WORD),
    ("en", "the end of a word", "employment fell by 1.5 percentage points", WORD),
    ("en", "half of a hyphenated word", "chair of the council", WORD),
    ("en", "the first half of a hyphenated word", "He said that a well", WORD),
    ("en", "another case of a letter", "we will hire 20,000 nurses", WORD),
    ("en", "another case of a denial", "We will Not raise the fuel tax", WORD),
    ("en", "all in capitals", "WE WILL HIRE 20,000 NURSES", WORD),
    ("en", "another tense", "We would hire 20,000 nurses by 2033", WORD),
    ("en", "one of many", "a well-known firm would build 120 clinic in the north", WORD),
    ("en", "a lost word", "a firm would build 120 clinics in the north", WORD),
    ("en", "an added word", "a well-known firm would build 120 new clinics in the north", WORD),
    ("en", "a synonym", "a well-known company would build 120 clinics in the north", WORD),
    ("en", "two words made one", "We will hire 20,000 nurses by 2033 she saidWe will", None),
    ("en", "one word made two", "Un employment fell by 1.5 percentage points", WORD),
    ("en", "an accent more", "We will hire 20,000 nurs\u00e9s by 2033", WORD),
    ("en", "another ending mark", "We will hire 20,000 nurses by 2033!", None),
    ("en", "a lost comma", "not this year not next year", DifferenceKind.TYPOGRAPHY),
    ("ru", "другое число", "Мы построим 30 000 квартир к 2034 году", NUMBER),
    ("ru", "обрезанное число", "Мы построим 20", NUMBER),
    ("ru", "хвост числа", "000 квартир к 2034 году", NUMBER),
    ("ru", "потерянное «не»", "Мы поднимем налог на хлеб", NEGATION),
    ("ru", "потерянное «ни»", "и одна больница не будет закрыта", NEGATION),
    ("ru", "потерянный масштаб", "Правительство выделит 5", NUMBER),
    ("ru", "другой масштаб", "Правительство выделит 5 млн крон", NUMBER),
    ("ru", "латинская буква", "Мы постр\u006fим 20 000 квартир", WORD),
    ("ru", "другое имя", "Экс-министр Ладомир Ордынский с этим не согласен", NAME),
    ("ru", "половина слова", "министр Ладомир Сухов", WORD),
    ("ru", "е вместо ё", "это наше твердое слово", WORD),
    ("ru", "й без краткой", "Велизар Ордынскии выступил", NAME),
    ("ru", "другой падеж", "Мы построим 20 000 квартиры", WORD),
    ("kk", "басқа сан", "2034 жылға дейін 30 000 пәтер саламыз", NUMBER),
    ("kk", "қысқарған сан", "Біз 2034 жылға дейін 20", NUMBER),
    ("kk", "жоғалған болымсыздық", "Біз нан салығын көтереміз", NEGATION),
    ("kk", "орыс әрпі", "2034 жылга дейін 20 000 пәтер саламыз", WORD),
    ("kk", "жарты сөз", "2034 жылға дейін 20 000 пәтер салам", WORD),
    ("kk", "басқа есім", "Еңбек министрі Нұрболат Талғарұлы", NAME),
]


@pytest.mark.parametrize(("code", "way", "lie", "first"), LIES, ids=[lie[1] for lie in LIES])
def test_no_lie_passes(code, way, lie, first):
    """The lie is neither exact nor folded, and where it was absent the gravest difference is named first."""
    grounding = ground(TEXTS[code], lie)
    assert grounding.found in (Found.STITCHED, Found.ABSENT)
    if first is not None:
        assert grounding.found is Found.ABSENT
        assert [difference.kind for difference in grounding.differences][:1] == [first]


@pytest.mark.parametrize(("code", "way", "lie", "first"), LIES, ids=[lie[1] for lie in LIES])
def test_evidence_is_cut_from_the_source(code, way, lie, first):
    """Whatever is shown of the source stands in it at that place, also against a lie."""
    text, grounding = TEXTS[code], ground(TEXTS[code], lie)
    shown = [*grounding.places, *([grounding.nearest] if grounding.nearest else [])]
    assert all(text[quote.start : quote.end] == quote.text for quote in shown)
    assert all(text[found.start : found.end] == found.source for found in grounding.differences)
    assert grounding.quote == lie


def test_a_lie_in_quotation_marks_is_a_lie():
    """Quotation marks around a lie do not help it."""
    for code, _, lie, _ in LIES:
        assert ground(TEXTS[code], f"“{lie}”").found in (Found.STITCHED, Found.ABSENT)


def test_the_table_is_long_enough():
    """There are at least thirty lies in the table."""
    assert len(LIES) >= 30
