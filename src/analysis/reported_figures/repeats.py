"""One statement said twice in one article is one claim with two mentions."""

import re
from typing import Any

_WORD = re.compile(r"[^\W\d_]{4,}")
_END = re.compile(r"[.!?]\s|\n")
_AROUND = 90
# More different statements of one number than an article makes; a megabyte of "1, 1, 1" stays cheap.
_MOST = 50


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
        if row["repeats"] is None and len(known) < _MOST:
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
