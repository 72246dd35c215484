"""The labels of every head, in the order of the network's output columns, and the sizes of the tree's projections."""

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
    "pos": [
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
        *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
    ],
    "name": [
        "O",
        *(f"{b}-{n}" for n in ("PER", "ORG", "LOC", "NORP", "DATE", "MONEY", "OFFICE", "MISC") for b in "BI"),
    ],
    "time": ["O", "B-TIME", "I-TIME"],
    "root": ["root"],
}

TOKEN_HEADS = ["attribution", "tag", "pos", "name", "time"]
SENTENCE_HEADS = ["act", "specificity", "pledge", "degree"]

# The relations of a tree as the corpora write them; the rare ones fall back on their universal part.
RELATIONS = [
    *("acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc"),
    *("cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det"),
    *("det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark"),
    *("nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj"),
    *("obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp"),
]
ARC, RELATION = 256, 128  # sizes of the projections for arcs and for their relations


def columns() -> dict[str, slice]:
    """Which output columns belong to which head."""
    found, at = {}, 0
    for name, labels in HEADS.items():
        found[name] = slice(at, at + len(labels))
        at += len(labels)
    return found


COLUMNS = columns()
WIDTH = sum(len(labels) for labels in HEADS.values())
