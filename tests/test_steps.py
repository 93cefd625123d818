"""A step is its function: what it needs stands in the signature, and the signature says no more than is read."""

import ast
import inspect
from importlib import import_module

import pandas as pd
import pytest

from analysis import pipeline
from analysis.steps import STEPS, Step

ADDRESSED = [step for step in STEPS if isinstance(step.by, str)]


def name_of(step):
    return step.makes[0]


@pytest.mark.parametrize("step", ADDRESSED, ids=name_of)
def test_a_signature_read_from_the_source_is_that_of_the_function(step):
    module, _, name = step.by.partition(":")
    given = inspect.signature(getattr(import_module(module), name)).parameters
    assert list(given) == list(step.arguments)
    assert [one.default is not one.empty for one in given.values()] == list(step.arguments.values())


@pytest.mark.parametrize("step", STEPS, ids=name_of)
def test_every_argument_that_a_story_gives_is_read(step):
    function = step._function()
    body = ast.parse(inspect.getsource(function)).body[0]
    read = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
    assert set(pipeline.reads(step)) <= read, "take out of the signature what the measure does not read"


@pytest.mark.parametrize("step", STEPS, ids=name_of)
def test_a_step_reads_only_tables_of_steps_before_it(step):
    before = {table for one in STEPS[: STEPS.index(step)] for table in one.makes}
    later = {table for one in STEPS for table in one.makes} - before
    assert not later & set(pipeline.reads(step)) - {"lexicon"}


ROWS = pd.DataFrame({"a": [1]})


@pytest.mark.parametrize("made", [(ROWS, ROWS), {"right": ROWS, "left": ROWS}], ids=["in order", "by name"])
def test_a_function_returns_its_tables_in_order_or_by_name(made):
    assert list(Step(("left", "right"), lambda: made).run({})) == ["left", "right"]


def test_a_function_of_one_table_returns_just_that():
    assert Step(("left",), lambda seed: ROWS).run({"seed": 1}) == {"left": ROWS}


def test_a_function_that_returns_too_few_tables_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        Step(("left", "right"), lambda: ROWS).run({})
