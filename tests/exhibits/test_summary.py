"""The first page: what happened in an article's own words, every question answered or a line at the end."""

import re
from collections import Counter

import pandas as pd
import pytest
from report_sample import shown

from analysis import parameters, pipeline
from analysis.exhibits import omissions, reported_figures, summary, voices
from analysis.report.links import pieces, without_links
from analysis.report.show import MIME, show

SECTIONS = {
    "figures": reported_figures.comparable,
    "contradictions": lambda story: story.conflicts,
    "left_out": lambda story: omissions.cells(story).query("is_central"),
    "voices": lambda story: voices.statements(story).query("n_direct_words > 0"),
    "telling": lambda story: story.frames[story.frames["frame"].isin(summary.asked_frames(story))],
    "words": lambda story: story.terms.groupby(["language", "source"]).head(4),
    "tone": lambda story: story.sentiment_summary.query("by == 'source'"),
    "choices": lambda story: story.survival,
}


def said(monkeypatch, story, section):
    """What a section packs for the page."""
    rows = SECTIONS[section](story)
    outputs = shown(monkeypatch, lambda: show(getattr(summary, section)(rows, story)))
    return [output.data[MIME] for output in outputs if output.data[MIME]["kind"] != "caption"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_question_is_answered_and_leads_on_or_is_a_line_at_the_end(monkeypatch, story, section):
    found = said(monkeypatch, story, section)
    assert found
    for one in found:
        if one["kind"] == "nothing":
            assert len(found) == 1
            assert one["text"].strip().endswith(".")
            continue
        assert one["kind"] in ("chart", "answers")
        asked = [one["question"]] if one["kind"] == "chart" else [row[0] for row in one["answers"]]
        assert all(question.endswith("?") for question in asked)
    leads = [one.get("finding") or one.get("text") or one["answers"][0][2] for one in found]
    assert any(leads)


def test_no_sentence_is_said_twice_on_the_page(monkeypatch, story):
    texts = [summary.in_short(story), summary.limits(story)]
    for section in SECTIONS:
        # Of two numbers the same may be true.
        for one in said(monkeypatch, story, section) if section != "figures" else ():
            texts += [one["finding"], one["limit"] or ""] if one["kind"] == "chart" else []
            texts += [answer for _, answer, _ in one.get("answers", ())] + [one.get("text", "")]
    lines = [line for text in texts for line in re.split(r"(?<=[.?!])\s+|\n", without_links(text)) if len(line) > 30]
    assert [line for line, n in Counter(lines).items() if n > 1] == []


def test_what_happened_is_told_by_an_opening_that_the_link_leads_to(flood):
    first = next(piece for piece in pieces(summary.in_short(flood)) if piece.target)
    assert re.fullmatch("“.+”", first.text)
    sentence = flood.sentences.set_index("sentence_id")["text"]
    told = {f"articles.html#e-{key}": text for key, text in sentence.items()}
    assert first.text == f"“{told[first.target]}”"


OPENINGS = {
    "a.txt": "Ferry talks in Orlan went on late into the night, a spokesman for the town said.\n\nNobody slept.\n",
    "b.txt": "Seven sailors were rescued off Orlan on 3 May 2024, the coast guard said.\n\nThe ferry left at noon.\n",
    "c.txt": "The ferry line answered questions in Orlan.\n\nSeven sailors were rescued on 4 May 2024, it said.\n",
}


@pytest.fixture
def ferry(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()
    for name, text in OPENINGS.items():
        (folder / name).write_text(text, encoding="utf-8")
    rows = "a.txt,Echo,2024-05-02\nb.txt,Herald,2024-05-05\nc.txt,Post,\n"
    (folder / "sources.csv").write_text(f"file,source,published\n{rows}", encoding="utf-8")
    return pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=tmp_path / "processed")


def test_an_opening_with_the_number_that_most_sources_give_comes_first(ferry):
    words = without_links(summary.in_short(ferry))
    assert words.startswith(
        "“Seven sailors were rescued off Orlan on 3 May 2024, the coast guard said.” (Herald, 5 May"
    )
    assert "dated 3 May 2024 (Herald) or 4 May 2024 (Post)" in words


def test_an_article_in_another_language_or_without_a_sentence_is_no_reason_to_fail(poor):
    words = without_links(summary.in_short(poor))
    assert words.strip()
    assert not re.search(r"\b(nan|None|<NA>)\b", words)


def test_the_exhibit_is_the_chapters_own(flood):
    rows = SECTIONS["voices"](flood)
    chapter, page = voices.speakers(rows, flood), summary.voices(rows, flood)
    assert page.limit == chapter.limit
    assert page.name == chapter.name
    assert page.question != chapter.question
    assert page.rows.equals(chapter.rows)


def test_what_is_asked_for_is_what_is_told(rich):
    assert sorted(summary.asked_frames(rich)) == ["cost", "hope"]


def test_the_sources_of_a_frame_add_up(flood):
    rows = pd.DataFrame(
        {"source": ["A", "B", "C"], "n_sentences": [2, 0, 1], "share_sentences": [0.2, 0.0, 0.05], "frame": "x"}
    ).assign(n_sentences_all=[10, 10, 20])
    assert without_links(summary._suggested(rows)) == "A 20 % and C 5 %; none in B."
    # Of a source that writes in another language it is not known.
    unread = pd.DataFrame(
        {"source": ["D"], "n_sentences": [0], "share_sentences": [float("nan")], "n_sentences_all": [0]}
    )
    assert without_links(summary._suggested(pd.concat([rows, unread]))) == "A 20 % and C 5 %; none in B."
    more = rows.head(2).assign(source=["E", "F"], n_sentences=0, share_sentences=0.0)
    assert without_links(summary._suggested(pd.concat([rows, more]))) == "A 20 % and C 5 %; none in the three others."
    assert summary._suggested(rows.assign(n_sentences=0)) == "In no source."


def test_terms_are_called_examples_only_where_most_would_change(flood):
    rows = flood.terms.groupby(["language", "source"]).head(4)
    warning = "Most would change with other articles"
    assert warning in summary.words(rows.assign(stability=0.2), flood).shown
    assert warning not in summary.words(rows.assign(stability=0.9), flood).shown
