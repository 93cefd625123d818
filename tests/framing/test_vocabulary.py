from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.framing.languages import placed_words, word_forms
from analysis.framing.vocabulary import count_terms


def totals(texts, **options):
    counted = count_terms(texts, **({"ngram_max": 2, "drop_stop_words": True} | options))
    return dict(zip(counted.terms, counted.counts.sum(axis=0).tolist(), strict=True))


def test_terms_neither_start_nor_end_with_a_function_word_and_do_not_cross_punctuation():
    found = totals(["Violations of human rights, trade unions said."], ngram_max=3)
    assert "violations of human" in found
    assert "human rights" in found
    assert "rights trade" not in found
    assert not any(term.startswith("of ") or term.endswith(" of") for term in found)


def test_a_hyphen_of_any_kind_does_not_make_another_term():
    assert totals(["human-rights", "human‑rights", "human rights"])["human rights"] == 3


def test_a_word_that_only_occurs_inside_a_longer_term_is_folded_into_it():
    found = totals(["bargaining chips", "bargaining chips", "chips fell"])
    assert found["bargaining chips"] == 2
    assert "bargaining" not in found
    assert found["chips"] == 3


def test_the_country_is_not_the_pronoun():
    assert word_forms("The US told us") == ["the", "u.s.", "told", "us"]


def test_stop_words_stay_on_request():
    assert "the" in totals(["the cat sat"], drop_stop_words=False)
    assert "the" not in totals(["the cat sat"])


def test_numbers_are_no_terms():
    assert totals(["In 2020 some 1,184 people"]) == {"people": 1}


def test_no_text_gives_no_terms():
    assert totals([]) == {}
    assert totals(["", "…", "123"]) == {}


@given(st.lists(st.text(alphabet="ab the-’.!É1 ", max_size=30), max_size=5), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_counts_agree_with_the_words_of_each_text(texts, ngram_max):
    counted = count_terms(texts, ngram_max=ngram_max, drop_stop_words=False, fold=False)
    assert list(counted.terms) == sorted(set(counted.terms))
    assert counted.counts.shape == (len(texts), len(counted.terms))
    single = np.array([" " not in term for term in counted.terms], dtype=bool)
    assert counted.counts[:, np.flatnonzero(single)].sum(axis=1).tolist() == counted.n_words.tolist()


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_spans_of_words_lie_in_the_text_in_order(text):
    spans = [(start, end) for _, start, end in placed_words(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_long_runs_of_odd_characters_take_linear_time():
    for nasty in ("'" * 100_000, "a'" * 100_000, "a." * 100_000, "-" * 100_000, "a-" * 100_000):
        # Were this quadratic, it would take minutes.
        assert len(word_forms(nasty)) <= 100_000


def kinds(texts, **options):
    settings = {"ngram_max": 2, "drop_stop_words": True, "for_readers": True} | options
    counted = count_terms(texts, **settings)
    return dict(zip(counted.terms, counted.kinds, strict=True))


def test_words_phrases_and_names_are_told_apart_by_capitals_inside_sentences():
    found = kinds(
        ["Later the Port Council shut the wet harbour.", "Harbour men saw Anna there.", "The harbour is full."]
    )
    assert found["port council"] == "name"
    assert found["anna"] == "name"
    assert found["harbour"] == "word"
    assert found["wet harbour"] == "phrase"


def test_a_long_name_is_one_term_and_its_parts_are_none():
    text = "Yesterday we asked the Ministry of Inland Ferries about boats."
    found = kinds([text, "Then the Ministry of Inland Ferries denied it."])
    assert found["ministry of inland ferries"] == "name"
    assert "ministry" not in found
    assert "inland ferries" not in found


def test_a_part_that_also_stands_alone_stays_beside_the_name():
    texts = [
        "They met Kim Jong Un today.",
        "They saw Kim Jong Un again.",
        "They met Kim Jong Nam once.",
        "Then Kim left.",
    ]
    found = kinds([*texts, "Later Kim came.", "Here Kim stayed."])
    assert {"kim jong un", "kim"} <= set(found)
    assert "kim jong" not in found


def test_a_run_that_breaks_off_within_a_name_is_no_term():
    found = kinds(["He is deputy Prime Minister Ann Hill now.", "She was deputy Prime Minister Ann Hill then."])
    assert "deputy prime" not in found


@pytest.mark.parametrize(("n_cut", "n_whole", "is_term"), [(3, 2, False), (5, 4, True)])
def test_a_run_that_goes_on_as_a_name_in_three_of_five_uses_is_no_term(n_cut, n_whole, is_term):
    said = ["He is deputy Prime Minister now."] * n_cut + ["He is a deputy Prime."] * n_whole
    assert ("deputy prime" in kinds(said)) is is_term


def test_capitals_of_a_headline_make_no_names():
    found = kinds(["Ferry Company Fires Every Captain", "The ferry company said that it fires nobody."])
    assert found["ferry company"] == "phrase"
    assert found["fires"] == "word"


def test_days_numerals_with_units_and_lone_particles_are_no_terms():
    found = kinds(["On Monday 30pm 2bn went to Abu Zorg and el Zorg in December."])
    assert set(found) == {"abu zorg", "zorg", "went"} or not {"monday", "30pm", "2bn", "abu", "el", "december"} & set(
        found
    )


def test_short_forms_of_function_words_are_no_terms():
    assert not any("'" in term for term in kinds(["We'r late, they'd say, you'll see."]))
    assert "o'hara" in kinds(["Then O'Hara spoke."])


def test_single_words_alone_where_only_they_are_asked_for():
    assert all(" " not in term for term in kinds(["The Ministry of Inland Ferries met."], ngram_max=1))


def kind_of(term, *texts, n=1):
    counted = count_terms(texts, ngram_max=n, drop_stop_words=True, fold=False)
    return counted.kinds[counted.terms.index(term)]


@pytest.mark.parametrize(("n_small", "kind"), [(2, "name"), (3, "phrase")])
def test_a_run_is_a_name_where_half_of_its_uses_have_capitals(n_small, kind):
    said = ["We saw the Salt Harbour there."] * 2 + ["We saw the salt harbour there."] * n_small
    assert kind_of("salt harbour", *said, n=2) == kind


@pytest.mark.parametrize(("n_large", "kind"), [(4, "name"), (3, "word")])
def test_a_word_is_a_name_where_four_fifths_of_its_uses_have_a_capital(n_large, kind):
    assert kind_of("harrow", *["We met Harrow there."] * n_large, "We met a harrow there.") == kind


@pytest.mark.parametrize(("n_alone", "is_term"), [(1, False), (2, True)])
def test_a_word_that_nine_times_in_ten_is_a_part_of_a_name_is_no_term_beside_it(n_alone, is_term):
    said = ["It was Mira Orr."] * 9 + ["It was Mira."] * n_alone
    assert ("mira" in totals(said)) is is_term


@pytest.mark.parametrize(("said", "kind"), [("Sailors Watch Tide", "word"), ("Sailors Tide", "name")])
def test_capitals_of_a_headline_of_three_words_make_no_name(said, kind):
    assert kind_of("tide", said) == kind
