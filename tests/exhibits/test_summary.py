"""The first page asks a chapter's exhibit anew: every question has an answer, and a way to the chapter."""

import re

import pytest
from report_sample import shown

from analysis.exhibits import ingest, reported_figures, summary, voices
from analysis.report.show import MIME, show


def flows(story):
    return story.claims.query("is_comparable and kind == 'flow' and measure.notna()")


def words(story):
    return ingest.counted_blocks(story).groupby(["article_id", "kind", "is_body"], as_index=False)["n_words"].sum()


SECTIONS = {
    "figures": reported_figures.comparable,
    "contradictions": flows,
    "voices": lambda story: voices.statements(story).query("n_direct_words > 0"),
    "telling": lambda story: story.frames[story.frames["frame"].isin(summary.asked_frames(story))],
    "origins": lambda story: story.kinship,
    "tone": lambda story: story.sentiment_summary.query("by == 'source'"),
    "choices": lambda story: story.survival,
    "material": words,
}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_question_is_answered_and_leads_on(monkeypatch, story, section):
    rows = SECTIONS[section](story)
    outputs = shown(monkeypatch, lambda: show(getattr(summary, section)(rows, story)))
    said = [output.data[MIME] for output in outputs if output.data[MIME]["kind"] != "caption"]
    for one in said:
        assert one["kind"] in ("chart", "answers")
        questions = [one["question"]] if one["kind"] == "chart" else [row[0] for row in one["answers"]]
        assert all(question.endswith("?") for question in questions)
        # Every answer leads on to the chapter that has all of it.
        chapters = re.findall("Read on: ", one["finding"]) if one["kind"] == "chart" else [r[2] for r in one["answers"]]
        assert chapters
        assert all(chapters)
    assert said


def test_the_exhibit_is_the_chapters_own(flood):
    rows = SECTIONS["voices"](flood)
    chapter, page = voices.speakers(rows, flood), summary.voices(rows, flood)
    assert page.limit == chapter.limit
    assert page.name == chapter.name
    assert page.question != chapter.question
    assert page.rows.equals(chapter.rows)


def test_what_is_asked_for_is_what_is_told(rich):
    assert sorted(summary.asked_frames(rich)) == ["cost", "hope"]
