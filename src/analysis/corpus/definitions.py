"""Reads codebooks: the built-in one for general news, and a corpus's own `codebook.yml` on top of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from analysis.corpus.codebook import ROLES, Actor, Codebook, Frame, KnownFact, Measure, Question, Wording
from analysis.corpus.settings import Node, parse_yaml, read_text
from analysis.schema import FIGURE_KINDS

CODEBOOK_FILE = "codebook.yml"
BUILT_IN_FILE = "general.yml"
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CUE = re.compile(r"[^\n*]{2,120}\*?")
_MOVE_STOCKS = ("flow", "cumulative")
_YES_OR_NO = ("sides", "acts", "plans", "rises")


def load_codebook(folder: Path | None = None) -> Codebook:
    """The built-in codebook, with the folder's `codebook.yml` over it if there is one.

    An entry of the folder's codebook replaces the built-in one of the same name as a whole; its questions replace the
    built-in questions.

    Raises
    ------
    CorpusError
        Names the file, the line, what is wrong and what is allowed.

    >>> load_codebook().measures["killed"].kind
    'cumulative'
    """
    general = resources.files("analysis.corpus").joinpath(BUILT_IN_FILE).read_text("utf-8")
    built_in = parse_codebook(general, where=BUILT_IN_FILE)
    built_in["measures"] = {name: replace(known, is_general=True) for name, known in built_in["measures"].items()}
    path = folder / CODEBOOK_FILE if folder is not None else None
    if path is None or not path.is_file():
        return _codebook([built_in], is_built_in=True)
    return _codebook([parse_codebook(read_text(path), where=str(path)), built_in], is_built_in=False)


def parse_codebook(text: str, *, where: str) -> dict[str, Any]:
    """The sections of one codebook, checked; `where` names it in messages."""
    root = parse_yaml(text, where=where)
    if root is None:
        return {}
    record = root.record("the codebook", tuple(_SECTIONS))
    sections = {name: _SECTIONS[name](node) for name, node in record.items()}
    return sections | ({"moved_stocks": [*_moved_stocks(record["measures"])]} if "measures" in record else {})


def _entries(node: Node, what: str, read: Callable[[str, Node], Any]) -> dict[str, Any]:
    entries = {}
    for name, value in node.items(what):
        if not _KEY.fullmatch(name):
            raise value.fail(f"{name!r} in {what} is no name: use small letters, digits and _, a letter first.")
        entries[name] = read(name, value)
    return entries


def _actor(name: str, node: Node) -> Actor:
    record = node.record(f"actor {name!r}", ("names", "role"), required=("names",))
    names = record["names"].texts("names")
    if not names:
        raise record["names"].fail(f"actor {name!r} has no names. List every spelling.")
    return Actor(name, names, record["role"].one_of("role", ROLES) if "role" in record else None)


def _measure(name: str, node: Node) -> Measure:
    allowed = ("kind", "people", "cues", "of_anybody", "label", "source", "raises", "lowers", "whole", *_YES_OR_NO)
    record = node.record(f"measure {name!r}", allowed, required=("kind", "cues"))
    kind = record["kind"].one_of("kind", FIGURE_KINDS)
    people, raises, lowers = (record[key].texts(key) if key in record else () for key in ("people", "raises", "lowers"))
    if (raises or lowers) and kind not in _MOVE_STOCKS:
        raise node.fail(f"measure {name!r} is a {kind}: only a {' or '.join(_MOVE_STOCKS)} raises or lowers a stock.")
    if both := sorted({*raises} & {*lowers}):
        raise record["lowers"].fail(f"measure {name!r} both raises and lowers {both[0]!r}.")
    if "whole" in record and people:
        record["whole"].one_of("whole", people)
    of_anybody = _cues(record["of_anybody"]) if "of_anybody" in record else ()
    return Measure(
        name,
        kind,
        people,
        (*_cues(record["cues"]), *of_anybody),
        _optional(record, "label"),
        _optional(record, "source"),
        raises,
        lowers,
        _optional(record, "whole") or "people",
        *(_is_yes(record, name) for name in _YES_OR_NO),
        of_anybody,
    )


def _is_yes(record: Mapping[str, Node], name: str) -> bool:
    return name in record and record[name].one_of(name, ("yes", "no")) == "yes"


def _moved_stocks(node: Node) -> Iterator[tuple[str, str, Node]]:
    """Each measure that raises or lowers a stock: its name, which of the two, and where the stock is named."""
    for name, measure in node.items("measures"):
        for key, names in measure.items(f"measure {name!r}"):
            if key in ("raises", "lowers"):
                yield from ((name, key, stock) for stock in names.nodes(key))


def _frame(name: str, node: Node) -> Frame:
    record = node.record(f"frame {name!r}", ("question", "cues", "group", "source"), required=("question",))
    return Frame(
        name,
        record["question"].text("question"),
        _cues(record["cues"]) if "cues" in record else (),
        _optional(record, "group"),
        _optional(record, "source"),
    )


def _optional(record: Mapping[str, Node], name: str) -> str | None:
    return record[name].text(name) if name in record else None


def _cues(node: Node) -> tuple[str, ...]:
    cues = node.texts("cues")
    for cue, each in zip(cues, node.nodes("cues"), strict=True):
        if not _CUE.fullmatch(cue):
            raise each.fail(f"cue {cue[:40]!r}: 2 to 120 characters, with * only at the end.")
    return cues


def _variable(name: str, node: Node) -> dict[str, str]:
    """Values by source or article id: `ownership: {The Herald: state, letter-17: private}`."""
    return {key: value.text(f"the value of {key!r}") for key, value in node.items(f"variable {name!r}")}


def _facts(node: Node) -> tuple[KnownFact, ...]:
    facts = []
    for each in node.nodes("known_facts"):
        record = each.record("a known fact", ("who", "was", "from", "to", "source"), required=("who", "was"))
        start, end = (record[name].day(name) if name in record else None for name in ("from", "to"))
        if start and end and start > end:
            raise each.fail(f"from {start} is after to {end}.")
        who, was = record["who"].text("who"), record["was"].text("was")
        facts.append(KnownFact(who, was, start, end, _optional(record, "source")))
    return tuple(facts)


def _questions(node: Node) -> tuple[tuple[Question, Node], ...]:
    questions = []
    for each in node.nodes("questions"):
        record = each.record("a question", ("ask", "answer_with"), required=("ask", "answer_with"))
        answer_with = record["answer_with"]
        questions.append((Question(record["ask"].text("ask"), answer_with.text("answer_with")), answer_with))
    return tuple(questions)


_SECTIONS: Mapping[str, Callable[[Node], Any]] = MappingProxyType(
    {
        "title": lambda node: node.text("title"),
        "actors": lambda node: _entries(node, "actors", _actor),
        "measures": lambda node: _entries(node, "measures", _measure),
        "frames": lambda node: _entries(node, "frames", _frame),
        "wordings": lambda node: _entries(node, "wordings", lambda name, value: Wording(name, value.texts("words"))),
        "variables": lambda node: _entries(node, "variables", _variable),
        "known_facts": _facts,
        "questions": _questions,
    }
)


def _codebook(layers: list[dict[str, Any]], *, is_built_in: bool) -> Codebook:
    """Merge layers, the first one winning: own definitions come first, then the built-in ones they leave."""
    merged = {name: _merged(layers, name) for name in ("actors", "measures", "frames", "wordings", "variables")}
    _check_stocks(layers[0], merged["measures"])  # a built-in measure whose stock is redefined moves nothing
    asked = next((layer["questions"] for layer in layers if layer.get("questions")), ())
    for question, node in asked:
        if question.answer_with not in merged["measures"] and question.answer_with not in merged["frames"]:
            known = ", ".join([*merged["measures"], *merged["frames"]])
            raise node.fail(f"answer_with {question.answer_with!r} is no measure or frame. Known: {known}.")
    return Codebook(
        **merged,
        known_facts=tuple(fact for layer in layers for fact in layer.get("known_facts", ())),
        questions=tuple(question for question, _ in asked),
        is_built_in=is_built_in,
        title=next((layer["title"] for layer in layers if layer.get("title")), None),
    )


def _check_stocks(layer: dict[str, Any], measures: Mapping[str, Measure]) -> None:
    """What a measure of this layer raises or lowers must be a stock."""
    stocks = ", ".join(name for name, measure in measures.items() if measure.kind == "stock")
    for name, moves, node in layer.get("moved_stocks", ()):
        stock = node.text(moves)
        if stock not in measures:
            raise node.fail(f"measure {name!r} {moves} {stock!r}, which is no measure. Known stocks: {stocks}.")
        if measures[stock].kind != "stock":
            raise node.fail(
                f"measure {name!r} {moves} {stock!r}, which is of the kind {measures[stock].kind}: only a stock can be "
                f"raised or lowered. Known stocks: {stocks}."
            )


def _merged(layers: list[dict[str, Any]], name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.get(name, {}).items():
            merged.setdefault(key, value)
    return merged
