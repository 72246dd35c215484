"""The reasons for which a clause is taken for a promise or refused, and what each weighs in log-odds."""

from enum import StrEnum


class Rule(StrEnum):
    """The names of all reasons; their sentences for people are in `languages/*/labels.yml`."""

    FIRST_PERSON_WILL = "first-person-will"
    BODY_WILL = "body-will"
    OTHER_SUBJECT = "other-subject"
    PASSIVE_WILL = "passive-will"
    FOR_ALL = "for-all"
    EXISTENCE = "existence"
    MEASURE = "measure"
    PROGRAMME = "programme"
    REPORTED_WILL = "reported-will"
    DATED_PRESENT = "dated-present"
    PLEDGING_CUE = "pledging-cue"
    PLANNING_CUE = "planning-cue"
    PERFORMING_VERB = "performing-verb"
    INTENTION = "intention"
    IMPERATIVE = "imperative"
    MODEL = "model"
    MODEL_AGAINST = "model-against"
    NEED = "need"
    POSSIBILITY = "possibility"
    DENIED = "denied"
    DEMAND = "demand"
    FORECAST = "forecast"
    QUESTION = "question"
    IMAGINED = "imagined"
    UNDERGOING = "undergoing"
    SPEAKING = "speaking"
    EFFECT = "effect"
    SCHEDULED = "scheduled"
    SECOND_PERSON = "second-person"
    OTHERS_PROMISE = "others-promise"
    DONE = "done"
    SUBORDINATE = "subordinate"
    IMPERSONAL = "impersonal"
    ASKING = "asking"


WEIGHTS = {
    Rule.FIRST_PERSON_WILL: 3.0,
    Rule.BODY_WILL: 2.3,
    Rule.OTHER_SUBJECT: 0.6,
    Rule.PASSIVE_WILL: 1.6,
    Rule.FOR_ALL: 1.0,
    Rule.EXISTENCE: -0.5,
    Rule.MEASURE: 2.0,
    Rule.PROGRAMME: 0.8,
    Rule.REPORTED_WILL: 0.3,
    Rule.DATED_PRESENT: -0.5,
    Rule.PLEDGING_CUE: 3.5,
    Rule.PLANNING_CUE: 1.5,
    Rule.PERFORMING_VERB: 3.0,
    Rule.INTENTION: 0.9,
    Rule.IMPERATIVE: 1.8,
    Rule.NEED: -3.5,
    Rule.POSSIBILITY: -3.5,
    Rule.DENIED: -6.0,
    Rule.DEMAND: -4.0,
    Rule.FORECAST: -3.0,
    Rule.QUESTION: -3.5,
    Rule.IMAGINED: -5.0,
    Rule.UNDERGOING: -3.0,
    Rule.SPEAKING: -5.0,
    Rule.EFFECT: -1.2,
    Rule.SCHEDULED: -3.5,
    Rule.SECOND_PERSON: -2.0,
    Rule.OTHERS_PROMISE: -4.5,
    Rule.DONE: -4.0,
    Rule.SUBORDINATE: -2.5,
    Rule.IMPERSONAL: -2.0,
    Rule.ASKING: -8.0,
}
SUBJECT_RULES = frozenset(
    (
        Rule.FIRST_PERSON_WILL,
        Rule.BODY_WILL,
        Rule.OTHER_SUBJECT,
        Rule.FOR_ALL,
        Rule.EXISTENCE,
        Rule.OTHERS_PROMISE,
        Rule.SECOND_PERSON,
        Rule.IMPERSONAL,
    )
)
