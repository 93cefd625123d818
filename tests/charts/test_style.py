import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.charts import style


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return np.dot(linear, (0.2126, 0.7152, 0.0722))


def contrast(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", [*style.COLOURS, style.NEUTRAL, style.ABOVE, style.BELOW])
def test_marks_stand_out_on_white_and_on_near_black(colour):
    assert contrast(colour, style.PAPER) >= 3
    assert contrast(style.DARK_MARKS.get(colour, colour), style.DARK[style.PAPER]) >= 4.5


@pytest.mark.parametrize("colour", [style.INK, style.QUIET])
def test_text_is_legible_in_light_and_dark(colour):
    assert contrast(colour, style.PAPER) >= 4.5
    assert contrast(style.DARK[colour], style.DARK[style.PAPER]) >= 4.5


# Machado, Oliveira & Fernandes (2009), severity 1: protanopia, deuteranopia, tritanopia.
BLIND = (
    np.eye(3),
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
)


def lab(colour, seen):
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    light = np.clip(np.array(seen) @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ light / [0.9505, 1, 1.089]
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def test_sources_are_told_apart_however_one_sees_colour():
    for seen, (one, other) in itertools.product(BLIND, itertools.combinations(style.COLOURS, 2)):
        assert np.linalg.norm(lab(one, seen) - lab(other, seen)) > 15, (one, other)


def test_a_source_keeps_colour_and_shape_whatever_the_order():
    names = ["c", "a", "b"]
    assert style.source_styles(names) == style.source_styles(sorted(names, reverse=True))
    looks = style.source_styles("abcdefgh")
    assert len({look.colour for look in looks.values()}) == len({look.marker for look in looks.values()}) == 8


def test_more_than_eight_sources_are_grey_with_shapes():
    looks = style.source_styles("abcdefghi")
    assert {look.colour for look in looks.values()} == {style.NEUTRAL}
    assert len({look.marker for look in looks.values()}) == 9


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_becomes_one_short_safe_line(text):
    line = style.short(text)
    assert len(line) <= style.LABEL_CHARS
    assert line == " ".join(line.split())
    assert not any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 or letter in "\u202e\u2066" for letter in line)
    assert style.short(line) == line


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.floats(0.2, 5))
def test_fitted_text_is_never_wider_than_its_room(text, room):
    assert style.width_of(style.fit(text, room)) <= room + 0.2


def test_letters_of_every_script_stay():
    for name in ("محمد", "Müller-Lüdenscheidt", "Аляксандр", "日本", "नमस्ते", "می‌خواهم"):
        assert style.plain(name) == name


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (1e9, "1,000,000,000"), (float("inf"), "no upper limit"), (float("nan"), "not known"), (0.004, "0.004"),
     (999.6, "1,000"), (-12.345, "−12.3")],
)  # fmt: skip
def test_numbers_as_a_newspaper_prints_them(value, said):
    assert style.number(value) == said


@pytest.mark.parametrize(("share", "said"), [(0.0004, "under 0.1 %"), (1, "100 %"), (0.0996, "10 %"), (0.031, "3.1 %")])
def test_percentages(share, said):
    assert style.percent(share) == said


def test_wrapped_text_says_when_it_was_cut():
    assert style.wrap("one two three four five six", 0.6, lines=2)[-1].endswith("…")
    assert style.wrap("one", 5, lines=3) == ["one"]
