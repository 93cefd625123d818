"""Which rules of reading earn their place? Each pattern and each list of words is switched off in turn.

    python benchmarks/rules.py [--jobs N] [--only TEXT]… [--idle] [--parts] [--tests PATH …] [FILE.jsonl | FOLDER …]

A rule is a module-level constant that holds words: a regular expression, a piece of one, a tuple, set or dict; or a
file of words. It is made to match nothing, in a child process that imports the package anew, so that what is built from
it goes too. Then everything it can reach is made again and set beside what stood before:

1. of each text, what is read: blocks, sentences, quotations, figures, names, what is wrong with the text;
2. of each folder as a corpus, the tables. Only steps are run whose code imports the rule's module or that read a table
   that changed; all other tables are taken from the run with all rules.

Patterns that match nowhere while all is made with all rules, and sets in which nothing is ever found, are idle: they
change nothing, and one run that watches all rules finds them (`--idle`: this alone). Of the others, those that change
hardly any row are printed. A rule that changes none is dead: it goes, or gets the real sentence that needs it. `--tests
PATH …` names the dead rules without which no test of these files fails: each file in which the rule finds something is
run without it. With `--parts`, lists that live are tried by halves and quarters.

Read are the development sentences, the fixtures and the corpora of `data/raw`; further folders of `.txt` files and
`.jsonl` files with a `text` in each record can be named. The counts say that a rule does something, not that it is
right: the scores of the development sets say that.
"""

import argparse
import ast
import contextlib
import functools
import hashlib
import importlib.machinery
import io
import json
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from switches import PACKAGE, ROOT, Loader, NotARule, Rule, module_at, rules, switch, watch

# Rooms whose rules a single text can show at work.
READING = ("english", "corpus", "voices", "reported_figures", "framing.names_found", "framing.boilerplate")
NOT_CALLED = {"_without_copies"}  # by steps, unless a parameter asks for it
PATIENCE = 300  # seconds: a rule without which reading never ends is needed


@functools.cache
def _tree(module: str) -> ast.Module | None:
    inside = PACKAGE.joinpath(*module.split(".")[1:])
    for path in (inside.with_suffix(".py"), inside / "__init__.py"):
        if path.is_file():
            return ast.parse(path.read_text(encoding="utf-8"))
    return None


def _imports(tree: ast.AST) -> set[str]:
    """The modules that a piece of code imports names from; a package's names count for the module they come from."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if _tree(alias.name)}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("analysis"):
            found |= {_origin(node.module, alias.name) for alias in node.names}
    return found


@functools.cache
def _origin(module: str, name: str) -> str:
    if _tree(f"{module}.{name}"):
        return f"{module}.{name}"
    for node in _tree(module).body:
        if isinstance(node, ast.ImportFrom) and any((one.asname or one.name) == name for one in node.names):
            return _origin(node.module, name)
    return module


def closure(starts: set[str]) -> set[str]:
    """These modules and all that they import, directly or not."""
    found, todo = set(), [*starts]
    while todo:
        module = todo.pop()
        if module not in found:
            found.add(module)
            todo += _imports(_tree(module))
    return found


@functools.cache
def code_of(by: str) -> frozenset[str]:
    """The modules behind a step: an address, or the name of a function of `steps`."""
    module, _, name = by.partition(":")
    if name:
        return frozenset(closure({module}))
    functions = {node.name: node for node in _tree("analysis.steps").body if isinstance(node, ast.FunctionDef)}
    called, todo = set(), [by]
    while todo:
        called.add(function := todo.pop())
        names = {node.id for node in ast.walk(functions[function]) if isinstance(node, ast.Name)}
        todo += (names & functions.keys()) - called - NOT_CALLED
    return frozenset(closure(set().union(*(_imports(functions[name]) for name in called))))


def modules_of(rule: Rule) -> set[str]:
    """The module that holds the rule, or the modules that name its file."""
    if not rule.is_file:
        return {rule.module}
    stem, found = Path(rule.name).stem, set()
    for path in PACKAGE.rglob("*.py"):
        module = module_at(path)
        strings = (node.value for node in ast.walk(_tree(module)) if isinstance(node, ast.Constant))
        if stem in strings:
            found.add(module)
    return found


def texts(places: list[Path]) -> list[tuple[str, str | None]]:
    """(text, date) of all that is read."""
    found = []
    for place in places:
        if place.suffix == ".jsonl":
            records = map(json.loads, place.read_text(encoding="utf-8").splitlines())
            found += [(record["text"], record.get("published")) for record in records]
        else:
            found += [
                (path.read_text(encoding="utf-8", errors="replace"), None) for path in sorted(place.glob("*.txt"))
            ]
    return found


def read_all(documents: list[tuple[str, str | None]]) -> Iterator[str]:
    """A hash of all that is read of each document."""
    from analysis.corpus import document_from_text, load_codebook
    from analysis.corpus.health import findings_of
    from analysis.framing.names_found import mentions_of
    from analysis.reported_figures import figures_of
    from analysis.voices import quotes_of

    codebook = load_codebook(PACKAGE)  # a folder without a codebook: the built-in one
    for text, published in documents:
        document = document_from_text(text, article_id="a", published=published or "2024-05-20")
        quotes = quotes_of(document, codebook=codebook)
        figures = figures_of(document, quotes, codebook=codebook, dozens=12.0, hundreds=100.0)
        blocks = [(block.kind, block.is_body, block.reason, block.start_char) for block in document.blocks]
        sentences = [(sentence.start_char, sentence.end_char) for sentence in document.sentences]
        flags = [(flag.code, flag.n, flag.start, flag.end) for flag in findings_of(document)]
        found = [document.title, blocks, sentences, quotes, figures, mentions_of(document)[0], flags]
        shown = json.dumps(found, default=str, sort_keys=True)
        yield hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def compared(folder: Path, before: dict[str, Any], touched: set[str] | None) -> tuple[dict[str, Any], Counter[str]]:
    """All tables of a corpus but those that vary the choices, and how many rows of each are not as `before`."""
    # Work on articles is kept under the hash of the code, which does not tell what is switched off.
    with tempfile.TemporaryDirectory() as processed:
        return _compared(folder, Path(processed), before, touched)


def _compared(
    folder: Path, processed: Path, before: dict[str, Any], touched: set[str] | None
) -> tuple[dict[str, Any], Counter[str]]:
    from analysis import parameters, pipeline
    from analysis.voices import fidelity

    settings = parameters.make({"corpus": str(folder), "n_resamples": 20})
    story = pipeline.open_corpus(settings, processed=processed)
    if touched is not None and not touched & code_of("analysis.corpus.codebook:load_codebook"):
        story.__dict__["codebook"] = pickle.loads(before["codebook"])
    tables, changed = {"codebook": pickle.dumps(story.codebook)}, Counter()
    for step in pipeline.QUICK:
        needs = pipeline.reads(step)
        by = step.by if isinstance(step.by, str) else step.by.__name__
        if touched is not None and not touched & code_of(by) and not any(changed[name] for name in needs):
            tables |= {name: before[name] for name in step.makes}
            continue
        given = tables.keys() - {"codebook"}
        tables |= step.run({name: tables[name] if name in given else story._value_of(name) for name in needs})
        if touched is not None:
            changed.update({name: rows_apart(before[name], tables[name]) for name in step.makes})
    if touched is None or "analysis.voices.fidelity" in touched or changed["quotes"]:
        tables["fidelity"] = fidelity(tables["quotes"], tables["articles"])
        changed["fidelity"] = 0 if touched is None else rows_apart(before["fidelity"], tables["fidelity"])
    return tables, +changed


def rows_apart(before: Any, after: Any) -> int:
    """How many rows stand in only one of two tables."""
    was, now = (Counter(table.to_json(orient="records", lines=True).splitlines()) for table in (before, after))
    return sum(((was - now) | (now - was)).values())


@dataclass(frozen=True)
class Whole:
    """What is read, and what comes out with all rules."""

    documents: list[tuple[str, str | None]]
    hashes: list[str]
    tables: dict[Path, dict[str, Any]]


WHOLE = Whole([], [], {})


def _effect(task: tuple[Rule, int]) -> str | Counter[str]:
    """In a fresh child: switch off, import, make again. Rows that differ, counted until there are more than `most`."""
    rule, most = task
    signal.signal(signal.SIGALRM, _out_of_patience)
    signal.alarm(PATIENCE)
    touched = modules_of(rule)
    changed: Counter[str] = Counter()
    try:
        switch(rule)
        if any(module.startswith(tuple(f"analysis.{room}" for room in READING)) for module in touched):
            for one, before in zip(read_all(WHOLE.documents), WHOLE.hashes, strict=True):
                changed["texts"] += one != before
                if changed.total() > most:
                    return +changed
        for folder, before in WHOLE.tables.items():
            changed += compared(folder, before, touched)[1]
            if changed.total() > most:
                break
    except NotARule:
        return "no rule"
    except Exception as error:
        return f"needed: {type(error).__name__}"
    return +changed


def _used(tests: list[str]) -> dict[tuple[str, str], set[str]]:
    """In a fresh child: the rules that find something in what is read, or in tests and in which files of these."""
    used = Noted()
    watch(used)
    if tests:
        _run(tests, used)
        return dict(used.files)
    for _ in read_all(WHOLE.documents):
        pass
    for folder in WHOLE.tables:
        compared(folder, {}, None)
    return dict(used.files)


class Noted:
    """Which rules found something, and in which file of tests; pytest tells it where it is."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], set[str]] = {}
        self.file = ""

    def add(self, rule: tuple[str, str]) -> None:
        """The rule found something just now."""
        self.files.setdefault(rule, set()).add(self.file)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self.file = nodeid.partition("::")[0]


def _run(tests: list[str], *plugins: Any) -> bool:
    """Whether all these tests pass."""
    import pytest

    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not scale", "--tb=no"]
    options += ["--continue-on-collection-errors"] if plugins else ["-x"]
    with contextlib.redirect_stdout(io.StringIO()):
        return pytest.main([*options, *tests], [*plugins]) == 0


def _passes(task: tuple[Rule, list[str]]) -> bool:
    """In a fresh child: whether all tests of these files pass without the rule."""
    rule, tests = task
    signal.signal(signal.SIGALRM, _out_of_patience)
    signal.alarm(PATIENCE)
    try:
        switch(rule)
        return _run(tests)
    except NotARule:
        return False


def _out_of_patience(*_: Any) -> None:
    raise TimeoutError


def _forget_the_package() -> None:
    """Children import it anew, but inherit what takes longest to import, and the compiled code."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "analysis"]:
        loader = sys.modules.pop(name).__loader__
        if isinstance(loader, importlib.machinery.SourceFileLoader):
            Loader.code[name] = loader.get_code(name)


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("places", nargs="*", type=Path)
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ask.add_argument("--only", action="append", default=[], help="rules whose module, file or name contains this")
    ask.add_argument("--idle", action="store_true", help="only list what never finds anything: one run for all rules")
    ask.add_argument("--parts", action="store_true", help="try lists that live by halves and quarters")
    ask.add_argument("--most", type=int, default=2, help="print rules that change at most so many rows")
    ask.add_argument("--tests", nargs="+", default=[], help="say which of the dead rules find something in these tests")
    asked = ask.parse_args()
    started = time.perf_counter()
    _read(asked.places)
    todo = [rule for rule in rules() if any(text in str(rule) for text in asked.only or [""])]
    used = _in_child(_used, [])
    idle = [rule for rule in todo if not rule.is_file and (rule.module, rule.name) not in used]
    print(
        f"{len(todo)} rules, {len(WHOLE.documents)} texts, {len(WHOLE.tables)} corpora; idle are:",
        *idle,
        sep="\n",
        flush=True,
    )
    rest = [] if asked.idle else [rule for rule in todo if rule not in idle]
    dead = idle + _tried(rest, jobs=asked.jobs, most=asked.most, in_parts=asked.parts)
    print(f"{len(dead)} change nothing ({time.perf_counter() - started:.0f} s)", flush=True)
    if asked.tests:
        print("no test needs:", *_not_needed(dead, asked.tests, jobs=asked.jobs), sep="\n", flush=True)


def _not_needed(dead: list[Rule], tests: list[str], *, jobs: int) -> Iterator[Rule]:
    """Those of the rules without which every test passes."""
    found = _in_child(_used, tests)
    files = [tests if one.is_file else sorted(found.get((one.module, one.name), set()) - {""}) for one in dead]
    todo = [(rule, names) for rule, names in zip(dead, files, strict=True) if names]
    yield from (rule for rule, names in zip(dead, files, strict=True) if not names)
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        for (rule, _), passes in zip(todo, pool.imap(_passes, todo), strict=True):
            if passes:
                yield rule


def _read(places: list[Path]) -> None:
    """Read and make everything with all rules, and leave it to the children; folders named come first."""
    global WHOLE
    own = [*sorted(ROOT.glob("tests/fixtures/*/")), *sorted(ROOT.glob("data/raw/*/"))]
    sys.path.insert(0, str(PACKAGE.parent))
    documents = texts([*own, *places, *sorted(ROOT.glob("tests/*/development.jsonl"))])
    corpora = [place for place in [*places, *own] if place.is_dir()]
    tables = {folder: compared(folder, {}, None)[0] for folder in corpora}
    WHOLE = Whole(documents, [*read_all(documents)], tables)
    from analysis.pipeline import QUICK

    # Read once here for all children.
    for by in ["analysis.corpus.codebook:load_codebook", *(step.by for step in QUICK)]:
        code_of(by if isinstance(by, str) else by.__name__)
    _forget_the_package()


def _tried(todo: list[Rule], *, jobs: int, most: int, in_parts: bool) -> list[Rule]:
    """The rules without which nothing changes; those with little effect are printed."""
    dead = []
    while todo:
        parts: list[Rule] = []
        with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
            for rule, effect in zip(todo, pool.imap(_effect, [(one, most) for one in todo]), strict=True):
                n = effect.total() if isinstance(effect, Counter) else None
                if n is None or n > most:
                    parts += rule.halves() if in_parts and n is not None and rule.part[1] < 4 else []
                    continue
                dead += [rule] if n == 0 else []
                print(f"{n} rows  {rule}  {dict(effect)}", flush=True)
        todo = parts
    return dead


def _in_child(work: Any, given: Any) -> Any:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(work, [given])


if __name__ == "__main__":
    _main()
