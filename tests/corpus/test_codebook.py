"""Codebooks: the built-in one, a corpus's own over it, what is refused with file and line; where actors are named."""

from pathlib import Path

import pytest

from analysis.corpus import Actor, Codebook, find_actors, load_codebook
from analysis.corpus.codebook import Measure, cue_pattern
from analysis.errors import CorpusError
from analysis.schema import FIGURE_KINDS

CODEBOOK = Codebook(
    actors={
        "vey": Actor("vey", ("Tomas Vey", "Vey")),
        "board": Actor("board", ("Orra Water Board", "Water Board")),
        "us": Actor("us", ("US", "U.S.", "United States")),
        "duarte": Actor("duarte", ("Ana O'Brien-Duarte",)),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Governor Tomas Vey and Vey’s men", [("vey", "Tomas Vey"), ("vey", "Vey")]),
        ("the Orra water board, then the Water Board", [("board", "Orra water board"), ("board", "Water Board")]),
        ("the U.S. and the US told us", [("us", "U.S."), ("us", "US")]),
        ("Ana O’Brien‑Duarte said", [("duarte", "Ana O’Brien‑Duarte")]),
        ("Veyron, survey, Tomas\nVey", [("vey", "Tomas\nVey")]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words_the_longest_first(text, found):
    assert [(m.actor, text[m.start : m.end]) for m in find_actors(text, CODEBOOK)] == found


def test_no_actors_no_mentions():
    assert find_actors("Anything", Codebook()) == []


ROOT = Path(__file__).parents[2]


def load(tmp_path, text):
    tmp_path.joinpath("codebook.yml").write_text(text, encoding="utf-8")
    return load_codebook(tmp_path)


def test_the_built_in_codebook_covers_general_news():
    codebook = load_codebook()
    assert codebook.is_built_in
    assert {
        "held",
        "released",
        "killed",
        "injured",
        "missing",
        "displaced",
        "arrested",
        "protesting",
        "money",
        "votes",
    } <= set(codebook.measures)
    assert [f.group for f in codebook.frames.values()] == ["functions"] * 4 + ["generic"] * 5
    assert all(m.kind in FIGURE_KINDS and m.source and m.label for m in codebook.measures.values())
    assert all(f.source and f.question.endswith("?") for f in codebook.frames.values())


def test_a_folder_without_a_codebook_has_the_built_in_one(tmp_path):
    assert load_codebook(tmp_path) == load_codebook()


def test_the_sample_codebook_adds_to_the_built_in_one():
    codebook = load_codebook(ROOT / "data/raw/belarus-2025")
    assert not codebook.is_built_in
    assert codebook.measures["held"].label == "political prisoners held"
    assert "killed" in codebook.measures
    assert next(iter(codebook.measures)) == "held"
    fact = codebook.known_facts[0]
    assert (fact.who, fact.state, fact.start, fact.end) == ("Ales Bialiatski", "in prison", "2021-07-14", "2025-12-13")
    assert all(fact.source for fact in codebook.known_facts)
    assert codebook.questions[0].answer_with == "held"


def test_values_stay_the_words_that_were_written(tmp_path):
    codebook = load(tmp_path, "actors: {norway: {names: [NO, no, 007, 2021-07-14, null]}}\n")
    assert codebook.actors["norway"].names == ("NO", "no", "007", "2021-07-14", "null")


def test_an_empty_codebook_changes_nothing_but_is_the_corpus_own(tmp_path):
    assert load(tmp_path, "# nothing yet\n").measures == load_codebook().measures


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor: {}\n", "line 1: unknown key 'actor' in the codebook. Allowed: title, actors"),
        ("measures:\n  held:\n    kind: stok\n    cues: [held]\n", "line 3: kind 'stok' is not one of stock, flow"),
        ("measures:\n  held:\n    kinds: stock\n", "line 3: unknown key 'kinds' in measure 'held'. Allowed: kind"),
        ("measures: {held: {kind: stock}}\n", "has no 'cues'"),
        (
            "measures:\n  left: {kind: flow, cues: [left], lowers: [hled]}\n",
            "line 2: measure 'left' lowers 'hled', which is no measure. Known stocks: held, missing",
        ),
        (
            "measures: {left: {kind: flow, cues: [left], raises: [killed]}}\n",
            "raises 'killed', which is of the kind cumulative: only a stock can be raised or lowered",
        ),
        (
            "measures: {in_camps: {kind: stock, cues: [in camps], raises: [held]}}\n",
            "measure 'in_camps' is a stock: only a flow or cumulative raises or lowers a stock",
        ),
        ("measures: {x: {kind: flow, cues: [xx], raises: [held], lowers: [held]}}\n", "both raises and lowers 'held'"),
        ("measures: {x: {kind: flow, cues: [xx], lowers: held}}\n", "lowers must be a list"),
        ("measures: {x: {kind: flow, cues: [xx], people: [cows, pigs], whole: hens}}\n", "'hens' is not one of cows"),
        ("measures: {x: {kind: flow, cues: [xx], sides: maybe}}\n", "sides 'maybe' is not one of yes, no"),
        ("actors: {x: {names: Vey}}\n", "names must be a list"),
        ("actors: {x: {names: []}}\n", "has no names"),
        ("actors: {x: {names: [A], role: king}}\n", "role 'king' is not one of government"),
        ("actors: {X y: {names: [A]}}\n", "is no name"),
        ("actors:\n  x: {names: [A]}\n  x: {names: [B]}\n", "line 3: 'x' stands twice"),
        ("frames: {f: {question: 'Is it?', cues: ['a*b']}}\n", "with \\* only at the end"),
        ("known_facts: [{who: A, was: here, from: 2021-13-01}]\n", "no date"),
        ("known_facts: [{who: A, was: here, from: 2022-01-02, to: 2022-01-01}]\n", "is after"),
        ("questions: [{ask: 'How many?', answer_with: hled}]\n", "answer_with 'hled' is no measure or frame"),
        ("- a\n- b\n", "must be written as"),
        ("actors: {x: [\n", "not valid YAML"),
        ("a: &a [x]\nb: *a\n", "line 2: aliases"),
        ("a: " + "[" * 5000, "nested deeper|not valid"),
        ("actors: {x: {names: [A\x01]}}\n", "not valid YAML"),
        ("x" * 300_000, "larger than"),
        ("actors: !!python/object/apply:os.system [echo]\n", "must be written as"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path, text, said):
    with pytest.raises(CorpusError, match=r"codebook\.yml") as caught:
        load(tmp_path, text)
    assert any(part in str(caught.value).replace("\\", "") for part in said.replace("\\", "").split("|"))


def test_a_measure_may_raise_and_lower_stocks_name_its_whole_and_have_sides(tmp_path):
    measures = load(
        tmp_path,
        "measures:\n"
        "  in_camps: {kind: stock, cues: [in camps], people: [families, people], whole: families}\n"
        "  moved: {kind: flow, cues: [moved], lowers: [in_camps], raises: [displaced]}\n"
        "  ballots: {kind: flow, cues: [cast], sides: yes, acts: yes}\n",
    ).measures
    assert (measures["moved"].lowers, measures["moved"].raises) == (("in_camps",), ("displaced",))
    assert (measures["in_camps"].whole, measures["moved"].whole) == ("families", "people")
    assert measures["ballots"].has_sides
    assert measures["ballots"].acts
    assert not measures["moved"].has_sides


def test_a_corpus_may_redefine_the_stock_of_a_built_in_flow(tmp_path):
    codebook = load(tmp_path, "measures: {held: {kind: cumulative, cues: [held]}}\n")
    assert codebook.measures["released"].lowers == ("held",)


def test_a_codebook_that_is_not_utf8_is_refused(tmp_path):
    tmp_path.joinpath("codebook.yml").write_bytes(b"actors: {x: {names: [Caf\xe9]}}")
    with pytest.raises(CorpusError, match="UTF-8"):
        load_codebook(tmp_path)


def test_variables_say_of_sources_and_articles_what_the_texts_do_not(tmp_path):
    (tmp_path / "codebook.yml").write_text(
        "variables: {ownership: {The Gull: state, letter-17: no}}\n", encoding="utf-8"
    )
    assert load_codebook(tmp_path).variables == {"ownership": {"The Gull": "state", "letter-17": "no"}}


def test_a_variable_without_values_is_refused_with_its_line(tmp_path):
    (tmp_path / "codebook.yml").write_text("variables:\n  ownership: state\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2: variable 'ownership' must be written as `name: value` lines"):
        load_codebook(tmp_path)


MEASURES = [
    Measure("freed", "flow", cues=("set free", "releas*", "freed")),
    Measure("spent", "flow", cues=("$", "spent")),
    Measure("none", "flow"),
]
SAID = "Released on Monday, 40 were set  free; “RELEASES cost US$ 4m”, spent by 12 who freed set free men."


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
@pytest.mark.parametrize(("first", "last"), [(0, 200), (1, 90), (33, 60), (40, 94), (90, 91)])
def test_cues_are_found_where_their_pattern_finds_them(measure, first, last):
    cues = Codebook(measures={one.name: one for one in MEASURES}).cues
    whole = cue_pattern(measure.cues).finditer(SAID, first, last)
    assert [cue.span() for cue in cues.within(first, last, measure, SAID)] == [cue.span() for cue in whole]


def test_each_text_has_its_own_cues():
    cues = Codebook(measures={one.name: one for one in MEASURES}).cues
    assert [sorted(cues.starts(text)) for text in ("All spent.", "They were freed.", "All spent.")] == [
        ["spent"], ["freed", "spent"], ["spent"]
    ]  # fmt: skip
