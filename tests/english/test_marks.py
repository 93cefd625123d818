"""Dashes, hyphens, apostrophes and quotation marks."""

import re
import unicodedata

from analysis.english.marks import APOSTROPHES, DASHES, HYPHENS, QUOTES, straight


def test_a_set_of_dashes_can_stand_in_a_character_class():
    assert all(re.fullmatch(f"[{DASHES}]", mark) for mark in DASHES)
    assert not re.fullmatch(f"[{DASHES}]", "a")


def test_every_dash_of_unicode_in_running_text_is_known():
    assert {chr(code) for code in range(0x2010, 0x2016)} <= set(DASHES)
    assert all(unicodedata.category(mark) in ("Pd", "Sm") for mark in DASHES)
    assert set(HYPHENS) <= set(DASHES)
    assert set(APOSTROPHES) <= set(QUOTES)


def test_straightening_leaves_every_place_as_it_is():
    text = "“don’t” — re‑arrest «now»"
    assert straight(text) == '"don\'t" — re-arrest "now"'
    assert len(straight(text)) == len(text)
