"""Stock, flow or cumulative: the kind of a count without a measure, and what the tense makes of one with it."""

import pytest

from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook
from analysis.reported_figures import figures_of
from analysis.reported_figures.kinds import Said, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The group has 300 members.", "stock"),
        ("Some 40 shops are still open.", "stock"),
        ("A crowd of 31,200 watched the final.", "flow"),
        ("Thousands of pilgrims flocked to the shrine.", "flow"),
        ("Since January 140 shops have closed.", "cumulative"),
        ("The company employs 8,000 people in 14 countries.", "stock"),
        ("A 7.1-magnitude earthquake struck today.", "other"),
        ("He is linked to two other inquiries.", "other"),
    ],
)
def test_kind_without_a_codebook(text, kind):
    rows = figures_of(document_from_text(text, article_id="a"), [], codebook=Codebook())
    assert rows[0]["kind"] == kind


@pytest.mark.parametrize(
    ("after", "sentence", "kind", "expected"),
    [
        (" men have been held", "40 men have been held since May", "stock", "cumulative"),
        (" men are still held", "40 men are still held", "stock", "stock"),
        (" men were freed", "40 men were freed", "flow", "flow"),
        (" men were freed", "40 men were freed, 300 so far", "flow", "cumulative"),
    ],
)
def test_a_beginning_makes_a_count_cumulative(after, sentence, kind, expected):
    assert kind_of(Said("", after, after, "", sentence), kind=kind) == expected


@pytest.mark.parametrize(("letters", "kind"), [(49, "stock"), (50, "other")])
def test_words_within_sixty_characters_tell_the_kind(letters, kind):
    before, after = f"currently {'x' * letters} ", f" {'x' * (letters + 4)} now"
    assert kind_of(Said(before, "", "", "", ""), kind=None) == kind
    assert kind_of(Said("", after, "", "", ""), kind=None) == ("stock" if len(after) <= 60 else "other")
