import re

import pytest
from framing_sample import tables
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import Actor, Codebook, Wording
from analysis.framing import names
from analysis.framing.word_choices import distance, form_pattern, may_be_spellings, propose_alternatives, sound_of

WORDS = Codebook(
    actors={
        "union": Actor("union", ("Trade Amnesty Union", "Amnesty Union")),
        "melnik": Actor("melnik", ("Olga Melnik", "Olha Melnyk")),
    },
    wordings={
        "rulers": Wording("rulers", ("government", "regime")),
        "event": Wording("event", ("release", "amnesty", "free")),
    },
)


def named(texts, book=WORDS):
    found = names(*tables(texts), codebook=book)
    return found.set_index(["group", "form", "source"])


def test_words_chosen_are_counted_with_inflections_and_sentences():
    texts = [
        ("a", "Gull", "The regime fell. Regimes fall."),
        ("b", "Fox", "A government’s fall. The regime and governments."),
    ]
    found = named(texts)
    assert found.loc[("rulers", "regime", "Gull"), ["n", "n_articles", "share"]].tolist() == [2, 1, 1.0]
    assert found.loc[("rulers", "government", "Gull"), "n"] == 0
    assert found.loc[("rulers", "government", "Fox"), "n"] == 2
    assert found.loc[("rulers", "regime", "Gull"), "sentences"] == ["a:s1", "a:s2"]


def test_a_word_inside_a_proper_name_is_no_choice():
    found = named([("a", "Gull", "The Amnesty Union was released. An amnesty came.")])
    assert found.loc[("event", "amnesty", "Gull"), "n"] == 1
    assert found.loc[("event", "release", "Gull"), "n"] == 1


def test_spellings_among_an_actors_names_make_a_group():
    found = named([("a", "Gull", "Melnik spoke."), ("b", "Fox", "Melnyk, Olha Melnyk, spoke.")])
    own = found[found.index.get_level_values("group").str.startswith("melnik")].reset_index()
    assert own.loc[(own["form"] == "Melnyk") & (own["source"] == "Fox"), "n"].tolist() == [2]
    assert set(found["kind"]) == {"spelling"}


def test_without_a_codebook_spellings_of_one_name_are_proposed():
    texts = [
        ("a", "Gull", "Then President Tymoshenko spoke. Later President Tymoshenko left."),
        ("b", "Fox", "Here President Timoschenko spoke. There Mr Hansen sat with Ms Jensen."),
    ]
    found = named(texts, Codebook()).reset_index()
    assert found["group"].unique().tolist() == ["Tymoshenko / Timoschenko"]
    assert set(found["basis"]) == {"proposed"}


def test_without_a_codebook_words_that_fill_the_same_places_are_proposed():
    rows = []
    for number in range(6):
        word = "regime" if number % 2 else "junta"
        source = "Gull" if number % 2 else "Fox"
        soldiers = f"Soldiers of the {word} in power fired {'on ' * number}at them."
        critics = f"Critics of the {word} in exile wrote {'very ' * number}much."
        denial = f"The ruling {word} denies that {'and that ' * number}too."
        rows.append((f"a{number}", source, f"{soldiers} {critics} {denial}"))
    found = named(rows, Codebook()).reset_index()
    assert "junta / regime" in found["group"].tolist()


@pytest.mark.parametrize(("n_uses", "is_proposed"), [(4, True), (3, False)])
def test_a_word_is_proposed_from_four_uses_on(n_uses, is_proposed):
    def told(word, n):
        said = [f"Soldiers of the {word} in power fired at them.", f"Critics of the {word} in exile wrote much."] * 2
        return " ".join(f"{one[:-1]} {'on ' * place}then." for place, one in enumerate(said[:n]))

    rows = [(f"r{n}", "Gull", told("regime", 4)) for n in range(2)]
    rows += [("j1", "Fox", told("junta", 2)), ("j2", "Fox", told("junta", n_uses - 2))]
    groups = named(rows, Codebook()).reset_index()["group"].tolist()
    assert ("regime / junta" in groups) is is_proposed


def stands_after(before, word):
    """Where `word` follows these words and shares no other place."""
    return [f"in{name}{word} {name} {word} out{name}{word}" for name in before]


def proposed_for_junta(*, n_shared, n_others):
    """Words proposed where two words share places and each of them shares as many more with other words."""
    shared, said = "loud calm grim bold sour".split()[:n_shared], []
    for word, letter in (("junta", "j"), ("regime", "r")):
        said += 2 * stands_after(shared, word)
        for other in (f"{letter}{'q' * n}other" for n in range(n_others)):
            own = [f"{other}{place}" for place in ("one", "two", "three")]
            said += stands_after([f"odd{other}"], word) + stands_after([f"odd{other}", *own], other)
    half = [f"{'even' if n % 2 else 'odd'}" for n in range(len(said))]
    return [group.name for group in propose_alternatives(said, half, known=())]


@pytest.mark.parametrize(("n_shared", "is_proposed"), [(4, True), (3, False)])
def test_two_words_are_proposed_where_they_share_four_places(n_shared, is_proposed):
    assert (proposed_for_junta(n_shared=n_shared, n_others=1) == ["junta / regime"]) is is_proposed


@pytest.mark.parametrize(("n_others", "is_proposed"), [(6, True), (7, False)])
def test_two_words_that_keep_much_other_company_are_not_proposed(n_others, is_proposed):
    # Four of ten places of each are those of the other too: a likeness of 0.4; of eleven 0.36.
    assert (proposed_for_junta(n_shared=4, n_others=n_others) == ["junta / regime"]) is is_proposed


@pytest.mark.parametrize(
    ("form", "yes", "no"),
    [
        ("freed", ["freed"], ["fred", "free-for-all"]),
        ("policy", ["policy", "policies"], ["police"]),
        ("prisoners of conscience", ["prisoners of conscience", "prisoners  of-conscience"], ["prisoners"]),
        ("Lee", ["Lee", "Lee’s"], ["lee", "Leeds"]),
        ("pardoning", ["pardon", "pardons", "pardoned"], ["pardonable"]),
    ],
)
def test_inflections(form, yes, no):
    pattern = re.compile(form_pattern(form), 0 if form[0].isupper() else re.IGNORECASE)
    assert all(pattern.fullmatch(word) for word in yes)
    assert not any(pattern.fullmatch(word) for word in no)


# --- what the corpus proposes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Tymoshenko", "Timoschenko"),
        ("Hezbollah", "Hizbullah"),
        ("Erdogan", "Erdoğan"),
        ("Moscow", "Moskow"),
        ("Yanukovych", "Janukovich"),
        ("Mohammed", "Muhammad"),
        ("Center", "Centre"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert may_be_spellings(one, other)
    assert may_be_spellings(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Austria", "Australia"),
        ("Ireland", "Iceland"),
        ("Russia", "Russian"),
        ("Europe", "European"),
        ("Clinton", "Clintons"),
        ("Germany", "German"),
        ("Lee", "Li"),
        ("Paris", "Paris"),
    ],
)
def test_other_names_and_inflections_are_none(one, other):
    assert not may_be_spellings(one, other)
    assert not may_be_spellings(other, one)


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=80, deadline=None)
def test_distance_is_symmetric_and_bounded(one, other):
    assert distance(one, other) == distance(other, one)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
    assert may_be_spellings(one, other) == may_be_spellings(other, one)
    sound_of(one)
