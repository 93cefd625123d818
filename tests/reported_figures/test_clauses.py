"""What the clause of a figure says of it."""

import pytest

from analysis.english.tokens import scan
from analysis.reported_figures.clauses import clause_of, is_object, is_quantity_verb


def clause(text, figure, *, others=()):
    """The clause of the figure written `figure`, with the texts of its spans."""
    tokens = scan(text)
    first, last = span(tokens, figure)
    found = clause_of(tokens, first, last, others=[span(tokens, other) for other in others])
    said = [text[start:end] for start, end in found.after]
    topic = [text[start:end] for start, end in found.topic]
    return found, text[: found.governed], topic, said


def span(tokens, part):
    start = tokens.text.index(part)
    return tokens.start.index(start), tokens.end.index(start + len(part)) + 1


@pytest.mark.parametrize(
    ("text", "governed", "link"),
    [
        ("Police freed 52 men.", "Police freed", ""),
        ("The release of 52 men followed.", "The release", "of"),
        ("The blast killed a woman and 52 men.", "The blast killed", ""),
        ("They held a group of 52 men.", "They held", ""),
        ("It was led by 52 men.", "It was led", "by"),
        ("The strike by 52 men went on.", "The strike", "by"),
        ("The toll rose to 52 men.", "The toll rose", "level"),
        ("Dead: 52 men", "Dead", "label"),
        ("He met with 52 men.", "He met", "adjunct"),
    ],
)
def test_what_governs_a_figure(text, governed, link):
    found, before, _, _ = clause(text, "52 men")
    assert (before, found.link) == (governed, link)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("52 men were killed and homes burnt.", "were killed"),
        ("52 men, including two guards, were killed.", "were killed"),
        ("52 men — most of them old — were killed.", "were killed"),
        ("52 men, police said, were killed, and a dog fled.", "were killed"),
        ("52 men formed a chain to help rescue workers.", "formed a chain"),
        ("52 men are expected to join the strike.", "are expected to join the strike"),
        ("52 men marched while police watched.", "marched"),
        ("52 men, women, and children were held.", "children were held"),
    ],
)
def test_what_is_said_of_a_figure_ends_with_its_clause(text, said):
    found, _, _, after = clause(text, "52 men")
    assert (after[-1].strip(), found.has_verb) == (said, True)


def test_a_figure_in_between_is_passed_over():
    _, _, _, after = clause("52 men in 12 villages fled.", "52 men", others=("12 villages",))
    assert after[-1].strip() == "fled"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The number of injured has been raised on Sunday to 52", "The number of injured has been"),
        ("They lowered the death toll to 52", "the death toll"),
        ("They saw an increase in deaths to 52", "in deaths"),
        ("Police said the toll reached 52", "the toll"),
    ],
)
def test_the_noun_whose_number_a_figure_is(text, topic):
    assert clause(text, "52")[2] == [topic]


def test_the_whole_takes_only_a_participle_right_behind_it():
    assert clause("Forty of the 52 men brought in died.", "52 men")[0].is_close


def test_an_object_is_what_something_is_done_to():
    tokens = scan("They killed 52.")
    assert is_object(tokens, clause_of(tokens, 2, 3, others=()))
    assert is_quantity_verb("numbered")
    assert not is_quantity_verb("killed")
