"""The component for spaCy says on a Doc what `pledgebook read` says of its text."""

import pytest

from pledgebook.errors import MissingExtraError, PledgebookError
from pledgebook.export import reading_json
from pledgebook.reader import read_text

TEXT = (
    "Mayor Vera Voss said on Monday that the city would build three libraries by 2031. "
    "“We will plant a thousand trees,” she added.\n"
)


@pytest.fixture(scope="module")
def nlp():
    """An English pipeline of spaCy with nothing but ours."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: requirements/spacy.txt")
    import pledgebook.spacy  # noqa: F401, registers the component

    pipeline = spacy.blank("en")
    pipeline.add_pipe("pledgebook", config={"published": "2030-04-02"})
    return pipeline


def test_without_spacy_it_says_what_to_install():
    """Where spaCy is missing, importing the component names the extra."""
    try:
        import spacy  # noqa: F401
    except ImportError:
        with pytest.raises(MissingExtraError, match=r"pledgebook\[read,spacy\]"):
            import pledgebook.spacy  # noqa: F401
    else:
        pytest.skip("spaCy is installed")


def test_a_doc_has_the_reading(nlp):
    """The lists on a Doc are those of the reading of its text."""
    doc = nlp(TEXT)
    expected = reading_json(read_text(TEXT, language="en", published="2030-04-02"))
    assert doc._.pledges == expected["pledges"]
    assert doc._.statements == expected["statements"]
    assert doc._.pledges, "this text promises something"


def test_spans_cover_the_words(nlp):
    """Each span is as long as its item or, by parts of tokens, longer, and has its id and label."""
    doc = nlp(TEXT)
    assert [span.id_ for span in doc.spans["pledges"]] == [pledge["id"] for pledge in doc._.pledges]
    for name, label in (("pledges", "kind"), ("statements", "act")):
        for span, item in zip(doc.spans[name], getattr(doc._, name), strict=True):
            assert span.label_ == item[label]
            assert span.start_char <= item["start"] < item["end"] <= span.end_char
            assert doc.text[item["start"] : item["end"]] in span.text


@pytest.mark.parametrize("text", ["", "  \n", "🚢 Ahoy."])
def test_little_text(nlp, text):
    """A Doc of nothing, of blanks, and of little has empty lists."""
    doc = nlp(text)
    assert (doc._.pledges, list(doc.spans["pledges"])) == ([], [])


def test_a_doc_can_be_kept(nlp):
    """What was found is still there after a Doc was written out and read back."""
    doc = nlp(TEXT)
    kept = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert kept._.pledges == doc._.pledges
    assert [span.id_ for span in kept.spans["pledges"]] == [span.id_ for span in doc.spans["pledges"]]


def test_many_docs_are_read_as_one(nlp):
    """A text gives the same among others as alone."""
    docs = list(nlp.pipe([TEXT, "Nobody promised anything.", TEXT]))
    assert docs[0]._.reading == docs[2]._.reading == nlp(TEXT)._.reading


def test_an_unknown_genre_is_told(nlp):
    """A genre that there is none of is named, with those that there are."""
    import pledgebook.spacy as ours

    with pytest.raises(PledgebookError, match=r"poem.*speech"):
        ours.component(nlp, "pledgebook", "en", 1, "poem", None, None)
