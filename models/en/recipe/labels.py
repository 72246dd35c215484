"""The labels of every head, in the order of the network's output columns."""

HEADS: dict[str, list[str]] = {
    "attribution": ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"],
    "tag": [
        *("NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "PDT", "EX", "CD"),
        *("VB", "VBD", "VBP", "VBZ", "VBN", "VBG", "MD", "TO", "RP", "IN", "CC"),
        *("JJ", "JJR", "JJS", "RB", "RBR", "WDT", "WP", "WRB", "POS", "UH", "PUNCT", "X"),
    ],
    "act": [
        "assertive",
        "assertive-verdict",
        "assertive-stance",
        "commissive-action",
        "commissive-outcome",
        "directive",
        "expressive",
        "interrogative",
    ],
    "specificity": ["vague", "specific"],
    "pledge": ["no", "yes"],
    "degree": ["1", "2", "3", "4", "5", "6", "7"],
}

TOKEN_HEADS = ["attribution", "tag"]
SENTENCE_HEADS = [name for name in HEADS if name not in TOKEN_HEADS]


def columns() -> dict[str, slice]:
    """Which output columns belong to which head."""
    found, at = {}, 0
    for name, labels in HEADS.items():
        found[name] = slice(at, at + len(labels))
        at += len(labels)
    return found


COLUMNS = columns()
WIDTH = sum(len(labels) for labels in HEADS.values())
