"""Rare labels matter as much as frequent ones where that is asked for."""

from pledgebook.analysis.deciding import likeliest, middle


def test_a_rare_act_is_given_where_it_is_nearly_the_likeliest():
    """Without shares the likeliest act is given; with them one that is seldom seen needs less."""
    scores = {"often": 0.6, "seldom": 0.4}
    assert likeliest(scores, None) == "often"
    assert likeliest(scores, [0.9, 0.1]) == "seldom"


def test_the_middle_of_ordered_labels():
    """The middle is the label up to which half lies, of the weighed probabilities; certainty stays what it is."""
    assert middle({"1": 0.4, "2": 0.2, "3": 0.4}, None) == "2"
    assert middle({"1": 0.8, "2": 0.1, "3": 0.1}, [0.9, 0.05, 0.05]) == "2"
    assert middle({"1": 0.0, "2": 0.0, "3": 1.0}, [0.9, 0.05, 0.05]) == "3"


def test_the_middle_is_not_as_sure_as_the_network():
    """A label that the network holds just likelier than all others together is not yet the middle of them."""
    assert likeliest({"1": 0.51, "2": 0.3, "3": 0.19}, None) == "1"
    assert middle({"1": 0.51, "2": 0.3, "3": 0.19}, None) == "2"
    assert middle({"1": 0.7, "2": 0.2, "3": 0.1}, None) == "1"
