"""From the five articles to every table, through the one way that notebooks and commands use."""

import pytest

from analysis import corpus, framing, parameters, pipeline, schema, voices
from analysis.errors import ParameterError
from analysis.steps import STEPS

NAMED = {
    "1,184 against over 1,400 inside one article": ("value", "1,184", "1,400"),
    "1 against 11 September": ("date", "11 September 2025", "1 September 2025"),
    "quoted while in prison": ("impossible_quote", "Bialiatski", "13 December 2025"),
    "at least 1,200 credited to those who count journalists": ("authority", "at least 1,200", "at least 27"),
    "since 2020, two counts": ("definition", "more than 1,000", "over 37,000"),
    "a credit dropped on the way": ("attribution", "Archyde credits at least 27", "credits nobody"),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return pipeline.open_corpus(processed=tmp_path_factory.mktemp("processed"))


def test_every_table_that_is_kept_is_made_once():
    made = [name for step in STEPS for name in step.makes]
    assert sorted(made) == sorted(name for name, declared in schema.TABLES.items() if declared.kept)


ASKED_FOR = {
    "health_card": lambda story: corpus.health_card(story.articles, story.blocks),
    "concordance": lambda story: framing.concordance(story.articles, story.sentences, "the"),
    "first_places": lambda story: framing.first_places(story.articles, story.sentences, story.terms),
    "statements": lambda story: voices.statements(story.quotes, articles=story.articles, codebook=story.codebook),
    "shares": lambda story: voices.shares(story.quotes, articles=story.articles, by="role", codebook=story.codebook),
    "cue_use": lambda story: voices.cue_use(story.quotes, story.articles),
    "never_quoted": lambda s: voices.never_quoted(s.quotes, s.sentences, s.articles, s.codebook),
    "fidelity": lambda story: voices.fidelity(story.quotes, story.articles, {"a": " ".join(story.quotes["text"])}),
}


@pytest.mark.parametrize("name", sorted(ASKED_FOR))
def test_a_table_that_is_asked_for_is_the_declared_one(story, name):
    rows = ASKED_FOR[name](story)
    assert len(rows)
    schema.validate(name, rows)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_contradictions_of_the_sample_are_found(story, name):
    cause, *words = NAMED[name]
    found = story.conflicts[story.conflicts["cause"] == cause]["explanation"]
    assert any(all(word in text for word in words) for text in found), found.tolist()


def test_nothing_else_is_called_a_contradiction(story):
    assert len(story.conflicts) == len(NAMED) + 1  # 1,184 in September against 1,200 in October, although some left


def test_parts_that_fit_a_total_are_said(story):
    assert story.agreements["explanation"].str.contains("add up to 77").any()


def test_two_of_the_five_articles_share_an_origin(story):
    assert story.origins["origin"].nunique() == 4
    pair = story.origins[story.origins["n_articles"] == 2]["article_id"]
    assert sorted(pair) == ["archyde", "daily-ledger"]


def test_a_kept_table_is_used_again_and_a_changed_parameter_makes_it_anew(story, monkeypatch):
    again = pipeline.open_corpus(processed=story.processed.parent)
    assert story.terms is not None
    made = []
    monkeypatch.setattr(pipeline.Story, "_make", lambda self, step: made.append(step.makes))
    assert again.terms.equals(story.terms)
    assert made == []
    other = parameters.make({"top_terms": 3})
    with pytest.raises(KeyError):
        pipeline.open_corpus(other, processed=story.processed.parent).table("terms")
    assert made == [("terms",)]


def test_a_name_that_is_no_table_is_an_attribute_error(story):
    with pytest.raises(AttributeError, match="no table or attribute 'figures'"):
        _ = story.figures


@pytest.fixture
def bridge(tmp_path):
    folder = tmp_path / "bridge"
    (folder / "lexicons").mkdir(parents=True)
    (folder / "references").mkdir()
    (folder / "a.txt").write_text("Bridge falls\n\n“We will rebuild this bridge by spring,” said Mayor Anna Weber.\n")
    (folder / "b.txt").write_text(
        "Bridge down\n\nThe bridge is gone. People in the town were sad about it on Monday.\n"
    )
    (folder / "lexicons" / "mine.csv").write_text("word,weight\nbridge,3\n")
    (folder / "references" / "speech.txt").write_text("My friends, we will rebuild the bridge by spring. Thank you.\n")
    return folder


def opened(folder, **settings):
    given = parameters.make({"corpus": str(folder), "n_resamples": 50, **settings})
    return pipeline.open_corpus(given, processed=folder.parent / "processed")


def test_a_lexicon_of_the_researchers_own_scores_the_sentences(bridge):
    plain, own = opened(bridge), opened(bridge, lexicon="mine.csv")
    assert own.lexicon.name == "mine.csv"
    assert own.sentiment["compound"].max() > 0.5
    assert plain.sentiment["n_lexicon_words"].sum() != own.sentiment["n_lexicon_words"].sum()
    assert "lexicons/mine.csv" in own.inputs
    assert plain.rejected.empty


@pytest.mark.parametrize("name", ["none.csv", "../a.txt", ""])
def test_an_unknown_lexicon_is_answered_with_the_known_ones(bridge, name):
    with pytest.raises(ParameterError, match="vader, afinn, or a CSV"):
        _ = opened(bridge, lexicon=name).sentiment


def test_a_quotation_is_compared_with_the_reference_text(bridge):
    story = opened(bridge)
    assert list(story.references) == ["speech.txt"]
    rows = voices.fidelity(story.quotes, story.articles, story.references)
    assert rows["kind"].tolist() == ["changed"]
    assert "[-the-] {+this+}" in rows["diff"].iloc[0] or "[-this-] {+the+}" in rows["diff"].iloc[0]
