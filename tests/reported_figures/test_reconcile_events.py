import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of, reconcile
from analysis.reported_figures.reconcile_events import comparable_figures
from analysis.voices import quotes_of

PUBLISHED = "2024-03-14"


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(None)


def tables(texts: dict[str, str], codebook) -> dict[str, pd.DataFrame]:
    figures, sentences, quotes = [], [], []
    for name, text in texts.items():
        document = document_from_text(text, article_id=name, published=PUBLISHED)
        said = quotes_of(document, codebook=codebook)
        quotes += said
        figures += [row | {"source": name} for row in figures_of(document, said, codebook=codebook)]
        sentences += [(s.sentence_id, s.start_char, text[s.start_char : s.end_char]) for s in document.sentences]
    return {
        "reported_figures": schema.frame("reported_figures", figures),
        "sentences": pd.DataFrame(sentences, columns=["sentence_id", "start_char", "text"]),
        "articles": pd.DataFrame([{"article_id": n, "source": n, "title": "", "published": PUBLISHED} for n in texts]),
        "quotes": schema.frame("quotes", quotes),
    }


def shown(texts: dict[str, str], codebook) -> list[str]:
    made = tables(texts, codebook)
    quotes = made.pop("quotes")
    assert quotes is not None
    found = comparable_figures(made.pop("reported_figures"), codebook=codebook, **made)
    return sorted(found)


def causes(texts: dict[str, str], codebook) -> list[str]:
    made = tables(texts, codebook)
    return reconcile(made.pop("reported_figures"), codebook=codebook, **made)[0]["cause"].tolist()


ONE_EVENT = {
    "a": "A bomb at the fish market of Arvela killed 13 people on Tuesday.",
    "b": "On Tuesday 16 people were killed when a bomb went off at the market in Arvela.",
}
TWO_EVENTS = {
    "a": "A bomb at the fish market of Arvela killed 13 people on Tuesday.",
    "b": "In Lomas a landslide killed 16 people, the mayor said.",
}


def test_counts_of_one_event_are_shown_together(codebook):
    assert shown(ONE_EVENT, codebook) == ["a:f1", "b:f1"]


def test_counts_of_two_events_are_not(codebook):
    assert shown(TWO_EVENTS, codebook) == []


def test_two_tolls_of_one_day_are_a_question_because_a_toll_may_rise_by_the_hour(codebook):
    assert causes(ONE_EVENT, codebook) == ["definition"]


def test_tolls_of_two_events_do_not_contradict_each_other(codebook):
    assert causes(TWO_EVENTS, codebook) == []


def test_an_event_of_years_ago_is_not_shown_with_todays(codebook):
    texts = ONE_EVENT | {"c": "In 1998 a bomb at the fish market of Arvela killed 40 people."}
    assert shown(texts, codebook) == ["a:f1", "b:f1"]


def test_the_killers_are_not_the_killed(codebook):
    texts = {
        "a": "Three men are wanted for the killing of the envoy at the market in Arvela.",
        "b": "Two men used a poison to kill the envoy at the market in Arvela, police said.",
    }
    assert causes(texts, codebook) == []


def test_two_authorities_in_contrast_are_set_against_each_other(codebook):
    text = (
        "The ministry said 42 people died. The Arvela Press Centre said at least 50 people were killed in the attack."
    )
    assert causes({"a": text}, codebook) == ["value"]
