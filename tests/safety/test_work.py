"""The work of reading an article grows with its length, whatever is in it: counted, not timed."""

import json
import os
import subprocess
import sys
from math import log
from pathlib import Path

import pytest
import reader_shapes
from work_counter import SHAPES

COUNTER = Path(__file__).with_name("work_counter.py")
LARGEST_EXPONENT_OF_READING = 1.1
# Of twice the text at most 2.2 times the work: windows of some thousand characters fill up only in long texts.
LARGEST_EXPONENT = 1.15
# Fewer lines of code, or characters scanned, say nothing: long sentences are read in pieces, and few of them are steps.
LEAST = 40_000
LONG = int(os.environ.get("MEDIA_ANALYSIS_LONG", "1"))


def exponents(shapes, small, large):
    """For each shape and stage, the exponent by which lines run and characters scanned grow."""
    command = [sys.executable, str(COUNTER), str(small), str(large), *shapes]
    builders = str(Path(reader_shapes.exports.__file__).parent)
    known = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [builders, os.environ.get("PYTHONPATH")]))}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=known).stdout
    for line in said.splitlines():
        shape, before, after = json.loads(line)
        for stage in before:
            for what, n, m in zip(("lines", "characters"), before[stage], after[stage], strict=True):
                if m > LEAST:
                    yield (shape, stage, what), round(log(m / max(n, 1)) / log(large / small), 2)


def check(found, least, largest=LARGEST_EXPONENT):
    found = dict(found)
    assert len(found) >= least
    print(f"{len(found)} counts, largest exponent {max(found.values(), default=0)}")
    assert {key: exponent for key, exponent in found.items() if exponent > largest} == {}


def test_twice_the_text_is_twice_the_work():
    check(exponents(["one row of figures", "plain bullets", "nested quotations"], 12_000, 36_000), 10)


@pytest.mark.scale
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work_in_every_form(shape):
    check(exponents([shape], 12_000 * LONG, 36_000 * LONG), 1)


def test_a_file_twice_as_large_is_twice_the_work_of_reading_it():
    shapes = ["plain: one line", "csv: separators", "json: lines", "rich text: groups", "page: nested", "nexis: labels"]
    check(exponents(["--files", *shapes], 12_000, 36_000), 9, LARGEST_EXPONENT_OF_READING)


@pytest.mark.scale
@pytest.mark.parametrize("kind", sorted({shape.partition(":")[0] for shape in reader_shapes.SHAPES}))
def test_a_file_twice_as_large_is_twice_the_work_of_reading_it_in_every_form(kind):
    shapes = [shape for shape in reader_shapes.SHAPES if shape.startswith(f"{kind}:")]
    check(exponents(["--files", *shapes], 16_000 * LONG, 64_000 * LONG), 1, LARGEST_EXPONENT_OF_READING)


@pytest.mark.scale
@pytest.mark.parametrize("shape", ["bullets", "rows of a table"])
def test_twice_the_figures_are_twice_the_work_of_comparing_them(shape):
    check(exponents(["--tables", shape], 24_000 * LONG, 96_000 * LONG), 10)


def test_the_counter_counts():
    # What reads everything again for each of its lines is seen.
    sys.path.insert(0, str(COUNTER.parent))
    from work_counter import _lines_of

    namespace = {}
    code = "def look(n):\n    for at in range(n):\n        for other in range(n):\n            at += other\n"
    exec(compile(code, "/analysis/made_up.py", "exec"), namespace)
    _, few = _lines_of(lambda: namespace["look"](10))
    _, many = _lines_of(lambda: namespace["look"](40))
    assert log(many / few) / log(4) > 1.7
