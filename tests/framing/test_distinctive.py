import numpy as np
import pandas as pd
import pytest
from framing_sample import Newsroom, tables
from scipy import sparse

from analysis.framing import counted_by, distinctive_terms, left_out, tfidf_terms, written_forms
from analysis.framing.distinctive import _nested


def terms_of(made, **options):
    settings = {"top_terms": 5, "ngram_max": 2, "n_resamples": 50, "seed": 1} | options
    return distinctive_terms(*made, **settings)


HARBOUR = "The harbour is closed. Ships wait outside the harbour. The harbour master said the river rose."
FOREST = "The forest is burning. Firemen went into the forest at night. The forest road and the river are closed."


@pytest.fixture
def two():
    return tables([("a", "Gull", HARBOUR), ("b", "Fox", FOREST)])


def test_the_word_only_one_source_uses_comes_first(two):
    found = terms_of(two).query("rank == 1").set_index("source")
    assert found.loc["Gull", "term"] == "harbour"
    assert found.loc["Fox", "term"] == "forest"
    assert found.loc["Gull", ["n", "n_articles", "n_articles_all"]].tolist() == [3, 1, 1]


def test_log_odds_are_those_of_the_formula(two):
    # 2 texts; words: Gull 16, Fox 18, harbour 3 of 34 in all; prior weighs as one average article (17 words).
    made = terms_of(two, ngram_max=1, drop_stop_words=False)
    row = made[(made["source"] == "Gull") & (made["term"] == "harbour")].iloc[0]
    n_gull, n_fox = len(HARBOUR.split()), len(FOREST.split())
    size = (n_gull + n_fox) / 2
    alpha = 3 / (n_gull + n_fox) * size
    mine = (3 + alpha) / (n_gull + size - 3 - alpha)
    other = alpha / (n_fox + size - alpha)
    assert row["log_odds"] == pytest.approx(np.log(mine) - np.log(other), abs=1e-6)


def test_shuffling_the_articles_changes_nothing_and_renaming_sources_only_renames(two):
    made = terms_of(two)
    shuffled = tables([("b", "Fox", FOREST), ("a", "Gull", HARBOUR)])
    # Resamples are drawn in the order of sentences, so only they may differ.
    steady = ["source", "term", "rank", "n", "tfidf", "log_odds", "z"]
    pd.testing.assert_frame_equal(made[steady], terms_of(shuffled)[steady])
    renamed = terms_of(tables([("a", "X", HARBOUR), ("b", "Y", FOREST)]))
    assert renamed.loc[renamed["source"] == "X", "term"].tolist() == made.loc[made["source"] == "Gull", "term"].tolist()


def test_the_same_seed_gives_the_same_table(two):
    pd.testing.assert_frame_equal(terms_of(two), terms_of(two))


def test_stability_and_intervals_are_in_range(two):
    made = terms_of(two)
    assert made["stability"].between(0, 1).all()
    assert (made["low"] <= made["high"]).all()
    assert made["tfidf"].between(0, 1).all()


def test_a_planted_word_is_found_among_many_articles_counted_by_article():
    room = Newsroom(3)
    rows = []
    for number in range(12):
        source = "Gull" if number % 2 else "Fox"
        text = " ".join(room.article(6))
        # One article about zebras must not make the outlet's vocabulary; a word in most of its articles must.
        text += " Zebra zebra zebra zebra zebra zebra." if number == 1 else ""
        text += f" The quay was calm for {room.name()}." if source == "Gull" else ""
        rows.append((f"a{number:02d}", source, text))
    made = tables(rows)
    assert counted_by(made.articles) == "articles"
    found = terms_of(made)
    gull = found[found["source"] == "Gull"]
    assert "quay" in " ".join(gull.query("rank <= 3")["term"])
    assert "zebra" not in gull.query("rank <= 3")["term"].tolist()


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [("a", "Gull", HARBOUR)],
        [("a", "Gull", "")],
        [("a", "Gull", "the of and"), ("b", "Fox", "is was were")],
        [("a", "Gull", HARBOUR), ("b", "Fox", HARBOUR)],
    ],
    ids=["no article", "one source", "empty", "only function words", "identical articles"],
)
def test_where_nothing_can_be_contrasted_the_table_is_empty(texts):
    assert terms_of(tables(texts)).empty


def test_a_source_with_one_word_gets_no_terms_and_the_other_keeps_its_own():
    found = terms_of(tables([("a", "Gull", HARBOUR), ("b", "Fox", "Forest")]))
    assert set(found["source"]) == {"Gull"}


def test_the_outlets_own_name_by_lines_and_footers_are_left_out_and_listed():
    footer = "Gull brings you the coast every day."
    texts = [
        (
            f"g{number}",
            "Gull",
            f"By Ann Author\nThe quay{' quay' * number} opened. The Gull asked{' why' * number}.\n{footer}",
        )
        for number in range(4)
    ] + [(f"f{number}", "Fox", f"The wood{' wood' * number} is closed.") for number in range(4)]
    made = tables(texts)
    found = terms_of(made)
    words = " ".join(found["term"])
    assert "gull" not in words
    assert "author" not in words
    assert "coast" not in words
    reasons = left_out(*made)
    assert set(reasons["source"]) == {"Gull"}
    assert len(reasons) == 3
    assert reasons["n_sentences"].sum() == 4 + 4 + 4


def test_navigation_is_left_out_unless_asked_for():
    texts = [("a", "Gull", HARBOUR + "\nMenu menu menu menu."), ("b", "Fox", FOREST)]
    made = tables(texts, is_body=lambda line: not line.startswith("Menu"))
    assert "menu" not in terms_of(made)["term"].tolist()
    assert "menu" in terms_of(made, include_boilerplate=True)["term"].tolist()


def test_quoted_words_are_left_out_on_request():
    gull = "“Thunder, thunder and thunder,” she said of the harbour. The harbour is open."
    texts = [("a", "Gull", gull), ("b", "Fox", FOREST)]
    assert "thunder" in terms_of(tables(texts), ngram_max=1)["term"].tolist()
    found = terms_of(tables(texts), ngram_max=1, include_quotes=False)["term"].tolist()
    assert "thunder" not in found
    assert "harbour" in found


FILLER = "Meanwhile the council talked about roads, bridges and schools at length."


def articles(source, extras):
    return [(f"{source}{n:02d}", source, f"{FILLER} {extra}") for n, extra in enumerate(extras)]


def chosen(texts, **options):
    return terms_of(tables(texts), **({"top_terms": 4, "ngram_max": 1, "n_resamples": 40} | options))


@pytest.fixture
def two_stories():
    """Gull wrote six times on a mine, with three words that always come together, and four times on a quay."""
    mine = [f"Miners shouted{' now' * n}. A shaft broke{' now' * n}. Pumps failed{' now' * n}." for n in range(6)]
    quay = [f"A quay flooded{' and flooded' * n}." for n in range(4)]
    return [*articles("Gull", mine + quay), *articles("Fox", [f"It was calm{' and calm' * n}." for n in range(10)])]


def test_of_a_run_and_its_word_in_the_same_articles_only_one_is_shown_first():
    texts = [
        *articles("Gull", [f"The wet harbour closed{' again' * n}." for n in range(5)] + ["A harbour opened."]),
        *articles("Fox", [f"It was calm{' and calm' * n}." for n in range(6)]),
    ]
    found = chosen(texts, ngram_max=2)
    top = found[(found["source"] == "Gull") & (found["rank"] <= 2)]["term"].tolist()
    assert not {"wet harbour", "harbour"} <= set(top)


def test_a_choice_says_the_same_of_the_same_articles_whatever_their_order(two_stories):
    steady = ["source", "term", "rank", "n", "log_odds", "z"]
    made = chosen(two_stories)[steady]
    again = chosen(two_stories[::-1])[steady]
    assert made.equals(again)


def test_a_term_of_most_articles_is_stable_and_one_of_few_is_less_so(two_stories):
    found = chosen(two_stories, n_resamples=200, top_terms=20).query("source == 'Gull'").set_index("term")
    assert found.loc["miners", "stability"] >= found["stability"].min()
    assert found["stability"].between(0, 1).all()
    assert np.isfinite(found[["low", "high"]]).all(axis=None)


def outlets(room, *, habits, n=40):
    """Articles of three outlets on one vocabulary; the first has `habits`: words with the share of its articles."""
    rows = []
    for number in range(3 * n):
        words = [word for word, share in habits.items() if number % 3 == 0 and room.random.random() < share]
        text = " ".join([*room.article(4), *(f"It was {word} for {room.name()}." for word in words), *room.article(4)])
        rows.append((f"a{number:03d}", f"Paper {number % 3}", text))
    return tables(rows)


@pytest.mark.scale
def test_printed_stability_is_what_other_articles_of_the_outlets_give():
    room = Newsroom(61)
    habits = {
        f"{stem}ish": share
        for stem, share in zip("ab bc cd de ef fg gh hi".split(), [0.6, 0.5, 0.4, 0.3] * 2, strict=True)
    }
    printed, again = [], []
    for _ in range(3):
        first, second = (terms_of(outlets(room, habits=habits), top_terms=20) for _ in range(2))
        shown = set(zip(second["source"], second["term"], strict=True))
        printed += first["stability"].tolist()
        again += [pair in shown for pair in zip(first["source"], first["term"], strict=True)]
    assert np.mean(printed) == pytest.approx(np.mean(again), abs=0.15)


def test_a_list_ends_where_its_terms_would_not_come_again():
    room = Newsroom(62)
    made = outlets(room, habits={"offish": 0.7, "uppish": 0.6, "bookish": 0.5})
    found = terms_of(made, top_terms=50)
    assert found.groupby("source").size().max() < 15
    assert {"offish", "uppish", "bookish"} <= set(found.loc[found["source"] == "Paper 0", "term"])
    assert len(terms_of(made, top_terms=50, ends_early=False)) > 2 * len(found)


def test_lists_are_as_long_as_their_terms_come_again_more_often_than_not_and_never_below_five():
    habits = {f"{letter * 2}ish": 0.7 for letter in "abcdefghijkl"}
    found = terms_of(outlets(Newsroom(67), habits=habits), top_terms=50)
    # A step further down the mean is 0.52, a step further up no list is longer than five.
    assert 0.55 <= found["stability"].mean() < 0.6
    # Two outlets have no words of their own.
    assert found["source"].value_counts().tolist()[1:] == [5, 5]


def test_chance_alone_is_not_called_stable():
    found = terms_of(outlets(Newsroom(63), habits={}), top_terms=50)
    assert found["stability"].mean() < 0.2


def test_tfidf_sets_each_term_beside_every_source(two):
    found = tfidf_terms(*two, top_terms=3, ngram_max=1)
    first = found[found["rank"] == 1].set_index("source")["term"]
    assert first.to_dict() == {"Gull": "harbour", "Fox": "forest"}
    assert found.groupby("term")["source"].nunique().eq(2).all()
    elsewhere = found[(found["term"] == "harbour") & (found["source"] == "Fox")].iloc[0]
    assert (elsewhere["tfidf"], elsewhere["n"]) == (0.0, 0)
    assert pd.isna(elsewhere["rank"])
    assert elsewhere["log_odds"] < 0


def test_tfidf_of_one_source_or_no_words_is_empty():
    assert tfidf_terms(*tables([("a", "Gull", HARBOUR)]), top_terms=3, ngram_max=1).empty
    nothing = tables([("a", "Gull", "the of and"), ("b", "Fox", "is was were")])
    assert tfidf_terms(*nothing, top_terms=3, ngram_max=1).empty


def test_terms_are_given_as_their_source_writes_them():
    text = "Ships of the NATO wait. The NATO said ships of Ida Berg wait. Ferries came. Old ferries stay."
    made = tables([("a", "Gull", text)])
    terms = pd.DataFrame({"source": "Gull", "term": ["nato", "ida berg", "ships", "ferries", "old ferries"]})
    forms = written_forms(made.articles, made.sentences, terms)
    assert [forms["Gull", term] for term in terms["term"]] == ["NATO", "Ida Berg", "ships", "ferries", "old ferries"]


@pytest.mark.parametrize(("n_sources", "is_every"), [(12, True), (13, False)])
def test_a_term_is_set_beside_twelve_sources_and_of_more_beside_those_that_rank_it(n_sources, is_every):
    texts = [(f"a{n:02d}", f"S{n:02d}", f"The w{'x' * n}q is here. A w{'x' * n}q is there.") for n in range(n_sources)]
    found = tfidf_terms(*tables(texts), top_terms=1, ngram_max=1)
    assert (len(found) == found["term"].nunique() * n_sources) is is_every


@pytest.mark.parametrize(("n_both", "is_nested"), [(2, False), (3, True)])
def test_two_terms_of_one_word_are_one_finding_where_more_than_half_of_their_articles_have_both(n_both, is_nested):
    has = np.zeros((n_both + 2, 2))
    has[:n_both] = 1
    has[n_both, 0] = has[n_both + 1, 1] = 1
    nested = _nested(sparse.csr_array(has), [frozenset({"minister"}), frozenset({"prime", "minister"})])
    assert (0 in nested) is is_nested
