"""Shares worked out by hand on two short articles."""

import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import document_from_text
from analysis.corpus.codebook import Actor, Codebook
from analysis.voices import annotate_sentences, cue_use, find_quotes, never_quoted, shares, statements
from analysis.voices.actors import proposed_role

TEXTS = {
    "a": "“We are safe now,” said Ann Lee, a teacher. The mayor claimed that all is well. Boris Dahl was silent.",
    "b": "Ann Lee said that nobody had called. “All is well,” the mayor said. Boris Dahl left for Rome.",
}
CODEBOOK = Codebook(
    actors={"lee": Actor("lee", ("Ann Lee",), "affected"), "dahl": Actor("dahl", ("Boris Dahl",), "government")}
)


@pytest.fixture(scope="module")
def corpus():
    documents = [document_from_text(text, article_id=key, source=key.upper()) for key, text in TEXTS.items()]
    quotes = find_quotes(documents, codebook=CODEBOOK)
    columns = {"article_id": list(TEXTS), "source": ["A", "B"], "text": list(TEXTS.values())}
    articles = pd.DataFrame(columns).assign(language="en")
    sentences = schema.frame(
        "sentences",
        [
            {
                "article_id": document.article_id,
                "sentence_id": sentence.sentence_id,
                "block_id": sentence.block_id,
                "start_char": sentence.start_char,
                "end_char": sentence.end_char,
                "text": document.text[sentence.start_char : sentence.end_char],
                "share_quoted": 0.0,
            }
            for document in documents
            for sentence in document.sentences
        ],
    )
    return quotes, articles, sentences


def test_words_and_statements_by_speaker(corpus):
    quotes, articles, _ = corpus
    by_speaker = shares(quotes, articles=articles, by="speaker", codebook=CODEBOOK).set_index("group")
    assert by_speaker.loc["Ann Lee", ["n_statements", "n_direct", "n_words", "n_direct_words"]].tolist() == [2, 1, 8, 4]
    assert by_speaker.loc["Mayor", ["n_statements", "n_direct", "n_words", "n_direct_words"]].tolist() == [2, 1, 7, 3]
    assert by_speaker["share_words"].sum() == pytest.approx(1)
    assert by_speaker["n_sources"].tolist() == [2, 2]


def test_roles_come_from_the_codebook_and_are_proposed_otherwise(corpus):
    quotes, articles, _ = corpus
    told = statements(quotes, articles=articles, codebook=CODEBOOK).drop_duplicates("speaker").set_index("speaker")
    assert told.loc["Ann Lee", ["role", "role_is_proposed"]].tolist() == ["affected", False]
    assert told.loc["Mayor", ["role", "role_is_proposed"]].tolist() == ["politician", True]


def test_who_is_quoted_by_one_source_only(corpus):
    quotes, articles, _ = corpus
    only_first = quotes[quotes["article_id"] == "a"]
    by_speaker = shares(only_first, articles=articles, by="speaker").set_index("group")
    assert by_speaker["only_source"].tolist() == ["A", "A"]


def test_doubled_articles_leave_shares(corpus):
    quotes, articles, _ = corpus
    copy = quotes.assign(article_id=quotes["article_id"] + "2", statement_id=quotes["statement_id"] + "2")
    both = pd.concat([quotes, copy], ignore_index=True)
    twice = pd.concat([articles, articles.assign(article_id=articles["article_id"] + "2")], ignore_index=True)
    one = shares(quotes, articles=articles, by="speaker")
    two = shares(both, articles=twice, by="speaker")
    assert one[["group", "share_words"]].equals(two[["group", "share_words"]])


def test_cue_groups_by_source_and_speaker(corpus):
    quotes, articles, _ = corpus
    used = cue_use(quotes, articles)
    mayor = used[used["speaker"] == "Mayor"]
    assert mayor[["source", "cue_group", "cues"]].values.tolist() == [
        ["A", "doubting", "claimed"],
        ["B", "neutral", "said"],
    ]


def test_who_is_spoken_about_but_never_speaks(corpus):
    quotes, articles, sentences = corpus
    silent = never_quoted(quotes, sentences, articles, CODEBOOK)
    assert silent[["name", "role", "n_sentences", "sources"]].values.tolist() == [
        ["Boris Dahl", "government", 2, "A, B"]
    ]


def test_sentences_know_what_is_quoted_and_by_whom(corpus):
    quotes, _, sentences = corpus
    filled = annotate_sentences(sentences, quotes)
    assert filled["speaker"].iloc[0] == "Ann Lee"
    assert filled["share_quoted"].iloc[0] == pytest.approx(
        len("We are safe now,") / len(sentences["text"].iloc[0]), abs=1e-4
    )
    assert filled["share_quoted"].iloc[2] == 0
    assert pd.isna(filled["speaker"].iloc[2])


def test_empty_quotes_give_empty_tables(corpus):
    _, articles, sentences = corpus
    quotes = schema.frame("quotes")
    assert shares(quotes, articles=articles, by="role").empty
    assert cue_use(quotes, articles).empty
    assert (annotate_sentences(sentences, quotes)["share_quoted"] == 0).all()


def test_who_leads_a_union_is_no_government():
    assert proposed_role("the dockers' union secretary Ann Lee") == "labour"
    assert proposed_role("Secretary of State Ann Lee") == "government"
    assert proposed_role("the European Union") == "government"
