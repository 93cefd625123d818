"""The same quotation in several articles and in a reference text."""

import pandas as pd
import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.voices import fidelity, find_quotes


def compare(texts, references=None):
    documents = [document_from_text(text, article_id=key, source=key.upper()) for key, text in texts.items()]
    quotes = find_quotes(documents, codebook=Codebook())
    articles = pd.DataFrame(
        {"article_id": list(texts), "source": [k.upper() for k in texts], "text": list(texts.values())}
    )
    return fidelity(quotes, articles, references)


@pytest.mark.parametrize(
    ("second", "kind", "diff"),
    [
        ("We will never leave this valley again", "same", "we will never leave this valley again"),
        ("We will leave this valley again", "shortened", "we will [-never-] leave this valley again"),
        ("We will never quit this valley again", "changed", "we will never [-leave-] {+quit+} this valley again"),
    ],
)
def test_changed_and_shortened_words_are_shown(second, kind, diff):
    table = compare(
        {"a": "“We will never leave this valley again,” said Ann Lee.", "b": f"“{second},” said Ann Lee on Monday."}
    )
    assert table[["kind", "diff"]].values.tolist() == [[kind, diff]]


def test_two_different_quotations_are_not_compared():
    table = compare(
        {"a": "“We will never leave this valley,” said Ann Lee.", "b": "“The school has no roof,” said Ann Lee."}
    )
    assert table.empty


def test_quoted_here_and_paraphrased_there():
    table = compare(
        {
            "a": "“The releases are a revolving door, more people are arrested,” said Ann Lee.",
            "b": "Ann Lee said that arrests of people go on despite the releases, a “revolving door” in effect.",
        }
    )
    assert sorted(table["kind"]) == ["borrowed", "paraphrased"]


def test_several_phrases_borrowed_from_one_quotation_are_one_pair():
    table = compare(
        {
            "a": "“The bridge was a death trap and the ferry a bad joke for years,” said Ann Lee.",
            "b": "Readers wrote of a “death trap” and of “a bad joke” on the lake, and again of “a bad joke”.",
        }
    )
    assert table[["kind", "text_b"]].values.tolist() == [["borrowed", "a bad joke"]]


REFERENCE = (
    "Thank you. We will never leave this valley. I have lived here for sixty years and so have my parents and theirs. "
    "The dam is not safe and nobody has asked us."
)


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        ("We will never leave this valley", "same"),
        ("We will not leave this valley", "changed"),
        ("We will never leave this valley, and nobody has asked us", "joined"),
        ("Our grandchildren deserve a better government", "not_in_reference"),
    ],
)
def test_quotations_are_held_against_a_reference(quotation, kind):
    table = compare({"a": f"“{quotation},” said Ann Lee."}, {"speech.txt": REFERENCE})
    assert table[["kind", "article_b"]].values.tolist() == [[kind, "speech.txt"]]
