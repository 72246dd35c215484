"""What looks like a promise and is none."""

import pytest

from pledgebook.extract.rules import Rule

SAID = [
    "We must repair the bridge",
    "The state should build more schools",
    "We need to open more clinics",
    "The city could open a library",
    "We might open a library next year",
    "We built two schools last year",
    "I never promised to build a bridge",
    "I did not promise to build a bridge",
    "The meeting is scheduled to take place in May",
    "If he had promised to build a bridge, we would have heard of it",
    "You will see the bridge when you come",
    "We hope the council will agree to the plan",
    "I am sure the ministry will pay for the bridge",
    "We will be judged by the bridge that we have built",
    "If we had the money, we would build a bridge",
    "If we do not repair the bridge, we will have failed the harbour",
    "We are meeting on Tuesday",
    "I am travelling to Velmar next week",
    "We are building a bridge",
    "They are scrapping the fare from January",
    "There will be storms in the spring",
    "Critics say I’ll sell the harbour",
    "Critics say that we're closing the school in May",
]
REPORTED = [
    "Mayor Aldo Vance said that the city should sell the bridge.",
    "Mayor Aldo Vance said that the city could open a library.",
    "Mayor Aldo Vance asked whether the ministry would pay for the bridge.",
    "Mayor Aldo Vance denied that the city would close the library.",
    "Mayor Aldo Vance never promised to build a bridge.",
    "Mayor Aldo Vance said he had never promised to build a bridge.",
    "Mayor Aldo Vance urged the government to build a bridge.",
    "Mayor Aldo Vance demanded that the ministry should repair the road.",
    "Mayor Aldo Vance refused to repair the road.",
    "Experts predicted that the economy would grow by 3 percent.",
    "Analysts expect that prices will rise next year.",
    "Mayor Aldo Vance said that the city had built two schools.",
    "“Will the government ever build the bridge?” asked Mayor Aldo Vance.",
    "Mayor Aldo Vance says the council wanted to build a bridge.",
    "Mayor Aldo Vance said that the company planned to close its plant.",
    "Mayor Aldo Vance said that he'd fought for the bridge.",
    "Mayor Aldo Vance explained how the city would pay for the bridge.",
    "Mayor Aldo Vance criticised his promise to build a bridge.",
    "Mayor Aldo Vance refused to promise that the library would stay open.",
    "Mayor Aldo Vance was unable to promise that the school would reopen.",
    "Mayor Aldo Vance stopped short of promising to repair the bridge.",
    "Mayor Aldo Vance said that he was visiting Velmar in May.",
    "Mayor Aldo Vance said that Lindane was sending troops next month.",
    "Mayor Aldo Vance said that the council was meeting on Monday.",
    "Mayor Aldo Vance denied that the city was scrapping the fare from January.",
    "Mayor Aldo Vance said it would take years to build the bridge.",
    "The city council said it would be a mistake to build the bridge.",
    "Mayor Aldo Vance warned that there would be consequences.",
    "Mayor Aldo Vance said he would like to see a bridge.",
    "Mayor Aldo Vance said that the bill would stop the council from selling the harbour.",
    "Mayor Aldo Vance said that the party would be wise to wait.",
    "Mayor Aldo Vance said that the campaign aides were hiring staff from next month.",
    "Mayor Aldo Vance said that the people who back him would be against the bridge.",
]
OWN = [
    "We must repair the bridge.",
    "The state should build more schools.",
    "We could open a library.",
    "Will we build a bridge?",
    "We have built a bridge.",
    "The economy will grow by 3 percent.",
    "You will love the new bridge.",
    "I never promised to build a bridge.",
    "Thank you all for coming.",
    "I want to thank the council for its work.",
    "I will now turn to the schools of our town.",
    "We wish to congratulate the new mayor on his election.",
    "I want to be clear about the bridge.",
    "I hope to see you all in the spring.",
    "Courage is needed if we are to build the bridge.",
    "They promise to build two schools.",
    "The farmers want to build a bridge.",
    "Ten towns have committed to building a bridge.",
    "Let me tell you how we will pay for it.",
    "Our critics say I will sell the harbour.",
    "I won't promise to repair the bridge.",
    "We cannot promise that every school will reopen.",
    "I can't promise we will repair every road.",
    "I will not promise a library.",
    "Parliament returns in May.",
    "The school year starts in September.",
    "The company is closing its plant in June.",
    "We are celebrating our independence next week.",
    "From Monday the shops close at six.",
    "We are working on a plan for next year.",
    "Our critics say I'll sell the harbour.",
    "They claim that we’re closing the school in May.",
    "There will be winners and losers.",
    "There will be no winners in this war.",
    "Every vote will count.",
    "Every generation will face its own tests.",
    "Nobody will believe them.",
    "The first thing we will do is hard.",
    "The towns we love will change the country.",
    "I would rather live in a small town.",
    "It will take years.",
    "We were going to sell the harbour.",
    "We will have to close the school.",
    "You ask what we will do about the bridge.",
    "What we will do.",
    "My opponent will raise your taxes.",
    "Our children will thank us.",
    "I will speak to the farmers on 12 May 2027.",
    "The city will win the cup.",
    "We are paying more for bread since January.",
    "Unemployment will rise.",
    "Lindane will be proud.",
    "The government will be a friend of the farmers.",
    "Our failure will haunt our children.",
    "Our pledge will be handed down by our children.",
    "We are convinced that Lindane will overcome the crisis.",
    "I have no doubt that in the long term our country will overcome its past.",
    "We hope that in these hard times, our city will find its way.",
    "We are hopeful that we will overcome the crisis.",
    "It is likely that the government will close the bridge.",
    "It is our hope that the city will keep its bridge.",
    "We come from a town that has not given up and will not give up.",
    "We founded the alliance, which was planned for years and will open its office in May.",
    "President Vance’s endorsement will divide the party.",
    "The harbour will be lost.",
    "All of this will bring work to the harbour.",
    "Everyone is going to love the bridge.",
    "We are knocking on doors since the 1980s.",
    "I extend my sympathy to all who have mourned from that day.",
    "I invite you all to a meeting next year.",
    "This initiative aims to repair the bridge.",
    "We thank the towns that are resisting and striving to build a bridge.",
    "We are training those who came to us in May.",
]


@pytest.mark.parametrize("words", SAID)
def test_no_promise_in_quotation_marks(promises, words):
    """Need, chance, the past, a denial, the calendar and what is only imagined bind nobody."""
    assert promises(words) == []


@pytest.mark.parametrize("text", REPORTED)
def test_no_promise_in_a_report(read, text):
    """What is asked, denied, refused, demanded or foretold is not promised."""
    assert read(text).pledges == ()


@pytest.mark.parametrize("text", OWN)
def test_no_promise_in_a_speech(read, text):
    """In a speech, too, need, chance, questions, the past, forecasts and thanks bind nobody."""
    assert read(text, genre="speech", speaker="Ilmara Tennholt").pledges == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Mayor Aldo Vance said that the city should sell the bridge.", Rule.NEED),
        ("“We need to open more clinics,” said Mayor Aldo Vance.", Rule.NEED),
        ("Mayor Aldo Vance said that the city could open a library.", Rule.POSSIBILITY),
        ("Mayor Aldo Vance denied that the city would close the library.", Rule.DENIED),
        ("Mayor Aldo Vance never promised to build a bridge.", Rule.DENIED),
        ("Mayor Aldo Vance urged the government to build a bridge.", Rule.DEMAND),
        ("Experts predicted that the economy would grow by 3 percent.", Rule.FORECAST),
    ],
)
def test_a_refusal_says_why(read, text, rule):
    """What is refused is shown with the rule that spoke against it, and where that rule saw it."""
    (refused,) = read(text).refused
    reasons = [r for r in refused.why if r.rule == rule.value]
    assert [(r.speaks_for, r.weight < 0) for r in reasons] == [(False, True)]
    assert all(0 <= r.start < r.end <= len(text) for r in refused.why)
