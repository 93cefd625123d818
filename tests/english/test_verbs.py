"""Forms of verbs."""

import pytest

from analysis.english.verbs import common_forms, forms, ing_form, is_in_ed, pasts, third_person


@pytest.mark.parametrize(
    ("verb", "past", "participle", "ing", "third"),
    [
        ("go", "went", "gone", "going", "goes"),
        ("regret", "regretted", "regretted", "regretting", "regrets"),
        ("stop", "stopped", "stopped", "stopping", "stops"),
        ("visit", "visited", "visited", "visiting", "visits"),
        ("quit", "quit", "quit", "quitting", "quits"),
        ("deny", "denied", "denied", "denying", "denies"),
        ("die", "died", "died", "dying", "dies"),
        ("free", "freed", "freed", "freeing", "frees"),
        ("vow", "vowed", "vowed", "vowing", "vows"),
        ("push", "pushed", "pushed", "pushing", "pushes"),
    ],
)
def test_forms_follow_the_rules_of_spelling(verb, past, participle, ing, third):
    assert pasts(verb) == ((past,), (participle,))
    assert (ing_form(verb), third_person(verb)) == (ing, third)


def test_a_past_like_the_base_comes_first():
    assert list(forms("cut"))[:2] == [("cut", "past"), ("cut", "base")]


def test_common_verbs_are_known_by_every_form():
    assert common_forms()["left"] == {"past"}
    assert common_forms()["taken"] == {"participle"}
    assert "mayor" not in common_forms()


def test_not_every_word_in_ed_is_a_past_form():
    assert [is_in_ed(word) for word in ("freed", "need", "bed")] == [True, False, False]
