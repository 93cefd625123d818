import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.report.links import anchor, readable
from analysis.report.marking import LAYERS, Mark, excerpted, marked, window

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(LAYERS)), max_size=6)
texts = st.text("ab <&\u202e\n\x00", min_size=30, max_size=30)


def words_of(made):
    return html.unescape(re.sub(r"<[^>]*>", "", str(made)))


def marks_of(found):
    return [Mark(layer, f"{layer}{n}", min(a, b), max(a, b)) for n, (a, b, layer) in enumerate(found)]


@settings(max_examples=80, deadline=None)
@given(texts, spans, st.integers(0, 30), st.integers(0, 30))
def test_marks_that_overlap_in_any_way_leave_the_text_as_it_was(text, found, one, other):
    start, end = sorted((one, other))
    marks = marks_of(found)
    made = str(marked(text, start=start, end=end, marks=marks))
    assert words_of(made) == readable(text[start:end])
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(ids) == {anchor(mark.id) for mark in marks if max(mark.start, start) < min(mark.end, end)}
    assert made.count("<span") == made.count("</span")


@settings(max_examples=60, deadline=None)
@given(texts, spans, spans)
def test_what_is_kept_is_shown_and_the_rest_only_counted(text, found, keep):
    marks = marks_of(found)
    kept = [(min(a, b), max(a, b)) for a, b, _ in keep]
    made = str(excerpted(text, start=0, end=30, kept=kept, marks=marks, opened=set()))
    shown = {place for left, right in kept for place in range(left, right)}
    hidden = len(re.sub(r"\[\d+ words? not shown\]", "", words_of(made)).split())
    assert (
        hidden <= len("".join(c if n in shown else " " for n, c in enumerate(readable(text))).split()) + len(kept) + 1
    )
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert set(ids) >= {anchor(mark.id) for mark in marks if mark.start < mark.end}


def test_a_window_holds_the_words_that_it_is_for():
    text = "  one two 3,000 four"
    assert window(text, start=0, end=20, words=1) == (0, 5)
    assert window(text, start=0, end=20, words=9) == (0, 20)
    assert text[slice(*window(text, start=0, end=20, words=2, around=(10, 15)))] == "two 3,000"
    assert text[slice(*window(text, start=0, end=20, words=2, around=(16, 20)))] == "3,000 four"
    # What is longer than the window shows how it begins.
    assert text[slice(*window(text, start=0, end=20, words=2, around=(6, 20)))] == "two 3,000"
