"""What the bench's tasks and figures are called on a page."""

from django.utils.translation import gettext


def task_name(key: str) -> str:
    """What a task of the bench measures."""
    return {
        "attribution": gettext("Who said what, in news articles"),
        "attribution-sentences": gettext("Who said what, sentence by sentence"),
        "acts": gettext("What a sentence does: promise, demand, assert"),
        "pledges": gettext("Promises, with all that belongs to them"),
        "same-pledge": gettext("Whether two wordings are one promise"),
        "times": gettext("Dates and times"),
        "speed": gettext("How quickly"),
    }.get(key, key)


def figure_name(key: str) -> str:
    """What a figure of the bench is called; its key where it has no other name."""
    return {
        "source.exact_f1": gettext("Who speaks, to the letter (F1)"),
        "cue.exact_f1": gettext("The word that reports, to the letter (F1)"),
        "content.exact_f1": gettext("What was said, to the letter (F1)"),
        "relation_f1": gettext("Who said what, taken together (F1)"),
        "pledge_f1": gettext("Promises found (F1)"),
        "sure_pledge_f1": gettext("Promises of which the annotators were sure (F1)"),
        "statement_f1": gettext("Statements found (F1)"),
        "quotes_true": gettext("Quotations that stand in the source"),
        "promisor": gettext("Who promises"),
        "speaker": gettext("Who speaks"),
        "false_alarm_rate": gettext("Texts without a promise in which one was found (at most)"),
        "macro_f1": gettext("Eight kinds of sentence (mean F1)"),
        "specificity_macro_f1": gettext("Concrete or vague (mean F1)"),
        "f1": gettext("The same promise or not (F1)"),
        "average_precision": gettext("Average precision"),
        "accuracy_hard_negatives": gettext("Alike, but not the same: told apart"),
        "strict_f1": gettext("Found, to the letter (F1)"),
        "relaxed_f1": gettext("Found, overlapping (F1)"),
        "type_f1": gettext("With its kind (F1)"),
        "value_f1": gettext("With its value (F1)"),
        "words_per_second": gettext("Words a second on one core"),
        "cold_start_s": gettext("Seconds of a cold start (at most)"),
    }.get(key, key)


def corpus_name(told: str) -> str:
    """What a corpus is called, and which part of it was read; the catalogues take it from the figures themselves."""
    return gettext(told)
