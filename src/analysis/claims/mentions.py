"""One statement said twice in one article is one claim with two mentions.

`mark_repeats` says which figures of an article repeat an earlier one, `merged` makes one row of all mentions of a
claim: the one rule by which mentions are put together, for readers and for comparing.
"""

import re
from typing import Any

import pandas as pd

_WORD = re.compile(r"[^\W\d_]{4,}")
_END = re.compile(r"[.!?]\s|\n")
# How far around a figure without a measure a word may stand that shows of what it is.
_AROUND = 90
# More different statements of one number than an article makes; a megabyte of "1, 1, 1" stays cheap.
_MOST_STATEMENTS = 50

_DATES = ["event_date", "as_of", "as_of_part", "as_of_basis"]
_CREDIT = ["authority", "authority_basis", "authority_start", "authority_end"]


def mark_repeats(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Fill `repeats` with the figure that first made the same statement in this article.

    Same statement: same value, bound and unit, same measure and population, and no two dates that differ. Without a
    measure the counted noun and a word nearby must agree too: "four years" of war and in prison are two statements.
    """
    first: dict[tuple, list[tuple[dict[str, Any], set[str]]]] = {}
    for row in rows:
        key = (row["value"], row["bound"], row["unit"], row["measure"], row["kind"], row["population"], row["low"])
        known = first.setdefault(key, [])
        near = _near(row, text)
        row["repeats"] = next((one["figure_id"] for one, words in known if _same(one, row, words & near)), None)
        if row["repeats"] is None and len(known) < _MOST_STATEMENTS:
            known.append((row, near))
    return rows


def _same(one: dict[str, Any], other: dict[str, Any], shared_words: set[str]) -> bool:
    for column in ("event_date", "as_of"):
        if one[column] and other[column] and not _compatible(one[column], other[column]):
            return False
    if one["measure"] is not None and one["unit"] is None:
        return True
    return one["head"] == other["head"] and bool(shared_words)


def _compatible(one: str, other: str) -> bool:
    """Whether two dates of reduced precision can be the same day: "2025-09" holds "2025-09-18"."""
    return one.startswith(other) or other.startswith(one) or "/" in one or "/" in other


def _near(row: dict[str, Any], text: str) -> set[str]:
    """The longer words around a figure, in its sentence."""
    before = text[max(0, row["start_char"] - _AROUND) : row["start_char"]]
    after = text[row["end_char"] : row["end_char"] + _AROUND]
    before, after = _END.split(before)[-1], _END.split(after)[0]
    return {word.lower() for word in _WORD.findall(f"{before} {after}")} - {row["head"], str(row["counted"]).lower()}


def merged(reported_figures: pd.DataFrame) -> pd.DataFrame:
    """One row for each claim: its first mention, with what that leaves open taken from the first mention that gives it.

    A date comes with its basis from one mention, a credit with its basis from one. `compared_as` is the mention that
    gives the date (one of the text before the article's own day), else the first: its sentence is read when the claim
    is compared. `n_mentions` counts the mentions.
    """
    is_known = reported_figures["repeats"].isin(reported_figures["figure_id"])
    first = reported_figures["repeats"].where(is_known, reported_figures["figure_id"])
    ledger = reported_figures.assign(claim=first)
    kept = ledger[ledger["claim"] == ledger["figure_id"]].set_index("claim", drop=False)
    dated = _first_mentions(ledger, _datedness(ledger)).loc[kept.index]
    credited = _first_mentions(ledger, ledger["authority"].notna()).loc[kept.index]
    given = {name: rows[name] for rows, names in ((dated, _DATES), (credited, _CREDIT)) for name in names}
    n_mentions = ledger["claim"].value_counts().loc[kept.index]
    return kept.assign(**given, n_mentions=n_mentions, compared_as=dated["figure_id"]).reset_index(drop=True)


def is_of_article(as_of_basis: str | None) -> bool:
    """Whether a day is only that of the article: nothing that the text says itself."""
    return (as_of_basis or "").startswith("at the article")


def is_of_lead(as_of_basis: str | None) -> bool:
    """Whether the day of what happened is only the one that the article opens with."""
    return "the one day that the lead tells of" in (as_of_basis or "")


def _datedness(ledger: pd.DataFrame) -> pd.Series:
    """2 where the text gives a date, 1 where only the article's day is known, 0 without any."""
    has_date = ledger[["event_date", "as_of"]].notna().any(axis=1)
    assumed = ledger["event_date"].isna() & ledger["as_of_basis"].fillna("").map(is_of_article).astype(bool)
    return has_date.astype(int) + (has_date & ~assumed)


def _first_mentions(ledger: pd.DataFrame, gives: pd.Series) -> pd.DataFrame:
    """Of each claim the first mention that gives most, else the first."""
    in_order = ledger.assign(lacks=-gives.astype(int)).sort_values(["lacks", "start_char"], kind="stable")
    return in_order.drop_duplicates("claim").set_index("claim")
