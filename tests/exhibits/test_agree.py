"""A sentence and its chart are of the same rows: the numbers of the one are those of the other."""

import re

import pandas as pd
import pytest

from analysis.charts.robustness import VERDICTS
from analysis.exhibits import framing, omissions, robustness, sentiment, voices
from analysis.report.links import without_links
from analysis.wording import capital


def numbers(words):
    return [float(number.replace(",", "").replace("−", "-")) for number in re.findall(r"[−+]?\d[\d,.]*\d|\d", words)]


def test_who_speaks_most_is_the_longest_sum_of_the_bars(flood):
    rows = voices.statements(flood).query("n_direct_words > 0")
    exhibit = voices.speakers(rows, flood)
    by_speaker = exhibit.rows.groupby("speaker")["n_words"].sum()
    said = without_links(exhibit.finding)
    assert numbers(said)[:2] == [by_speaker.max(), exhibit.rows["n_words"].sum()]
    assert said.startswith(by_speaker.idxmax())


def test_the_ends_of_the_tone_are_those_drawn(flood):
    exhibit = sentiment.by_source(sentiment.of_sources(flood), flood)
    drawn = exhibit.shown.rows.query("part == 'all'")["mean"].round(2)
    assert numbers(without_links(exhibit.finding))[:2] == [drawn.min(), drawn.max()]


def test_facts_counted_are_facts_drawn(flood):
    rows = omissions.cells(flood).query("is_central")
    exhibit = omissions.told(rows, flood)
    assert f"{rows['fact_id'].nunique()} fact" in exhibit.shown.n or "fact" in exhibit.n
    assert exhibit.shown.rows["fact_id"].nunique() == rows["fact_id"].nunique()


def test_terms_that_both_measures_rank_first_are_the_bold_ones(flood):
    exhibit = framing.tfidf_terms(flood.tfidf_terms, flood)
    drawn = exhibit.shown.rows
    ranked = drawn[drawn["rank"].notna()]
    both = int(ranked["is_distinctive"].sum())
    assert without_links(exhibit.finding).startswith(capital(f"{both} of {len(ranked)} terms"))
    first = set(zip(flood.terms["source"], flood.terms["term"], strict=True))
    assert both == sum(key in first for key in zip(ranked["source"], ranked["term"], strict=True))
    assert f"{both} " in exhibit.shown.alt or len(ranked) > 60


@pytest.mark.parametrize(
    "verdicts",
    [["all"], ["unsaid"], ["few"], ["all", "all"], ["most"] * 3, ["all", "most", "half", "few", "none", "unsaid"]],
)
def test_the_findings_add_up(verdicts):
    rows = pd.DataFrame(
        {"finding": [f"Finding {n}" for n in range(len(verdicts))], "verdict": verdicts, "measure": "sentiment"}
    )
    assert set(verdicts) <= set(VERDICTS)
    words = without_links(robustness.counts(rows))
    if len(verdicts) == 1:
        assert words.startswith("The one finding")
        return
    names = ["none", "one", "two", "three", "four", "five", "six"]
    counted = [names.index(word.lower()) for word in re.findall(r"[A-Za-z]+", words) if word.lower() in names]
    if set(verdicts) == {"all"}:
        assert words.startswith("Both findings" if len(verdicts) == 2 else "All ")
        return
    total = counted.pop(1) if "of" in words.split("hold")[0] else counted[0]
    assert total == len(verdicts)
    assert sum(counted) == len(verdicts)


def test_no_source_is_told_apart_by_intervals_that_overlap(flood):
    assert "overlap" not in sentiment.order(sentiment.of_sources(flood))
