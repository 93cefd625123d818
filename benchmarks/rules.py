"""Which rules of reading earn their place? Each pattern and each list of words is switched off in turn.

    python benchmarks/rules.py [--jobs N] [--only TEXT]… [--parts] [FILE.jsonl | FOLDER …]

A rule is a module-level constant that holds words: a regular expression, a piece of one, a tuple, set or dict; or a
file of words. It is made to match nothing, in a child process that imports the package anew, so that what is built from
it goes too. Then everything it can reach is made again and set beside what stood before:

1. of each text, what is read: blocks, sentences, quotations, figures, names, what is wrong with the text;
2. of each folder as a corpus, the tables. Only steps are run whose code imports the rule's module or that read a table
   that changed; all other tables are taken from the run with all rules.

Patterns that match nowhere while all is made with all rules, and sets in which nothing is ever found, change nothing:
one run that watches them spares a run for each. Printed are rules that change hardly any row. One that changes none is dead: it goes, or gets the real sentence that
needs it. With `--parts`, lists that live are tried by halves and quarters. With `--tests PATH …`, pytest runs these
tests without each dead rule, and says which of them needs it.

Read are the development sentences, the fixtures and the corpora of `data/raw`; further folders of `.txt` files and
`.jsonl` files with a `text` in each record can be named. The counts say that a rule does something, not that it is
right: the scores of the development sets say that.
"""

import argparse
import ast
import builtins
import contextlib
import functools
import hashlib
import importlib.machinery
import io
import json
import multiprocessing
import os
import pickle
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"
ROOMS = ("english", "corpus", "voices", "reported_figures", "claims", "framing", "sentiment", "omissions")
# Rooms whose rules a single text can show at work.
READING = ("english", "corpus", "voices", "reported_figures", "framing.names_found", "framing.own_names")
FEWEST_WORDS = 8  # in a list that is tried in parts
NOT_CALLED = {"_without_copies"}  # by steps, unless a parameter asks for it
PATIENCE = 300  # seconds: a rule without which reading never ends is needed


@dataclass(frozen=True)
class Rule:
    """A constant of a module, or a file of words; all of it, or one of 2 or 4 parts."""

    module: str
    name: str
    part: tuple[int, int] = (0, 1)

    @property
    def is_file(self) -> bool:
        return self.name.endswith(".txt")

    def __str__(self) -> str:
        part = f"  [{self.part[0] + 1}/{self.part[1]}]" if self.part[1] > 1 else ""
        return f"{self.module.removeprefix('analysis.')}  {self.name}{part}"

    def halves(self) -> list["Rule"]:
        at, of = self.part
        return [Rule(self.module, self.name, (2 * at + half, 2 * of)) for half in (0, 1)]

    def takes(self, place: int, of: int) -> bool:
        """Whether this part of a list of `of` words holds the one at `place`."""
        return place * self.part[1] // max(of, 1) == self.part[0]


def rules() -> Iterator[Rule]:
    """Every module-level constant that may hold words, and every file of words."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                name = _assigned(node)
                if name and name != "__all__" and _may_hold_words(node.value):
                    yield Rule(_module_at(path), name)
        for path in sorted((PACKAGE / room).rglob("*.txt")):
            yield Rule(f"analysis.{room}", path.name)


def _module_at(path: Path) -> str:
    return ".".join(["analysis", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


def _assigned(node: ast.stmt) -> str | None:
    if isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _may_hold_words(value: ast.expr) -> bool:
    """A pattern, or part of one, or something made with words; plain names and sentences are none."""
    words = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    if isinstance(value, ast.Constant | ast.JoinedStr):
        return any(re.search(r"[|\\\[]|\(\?", word) for word in words)
    return bool(words) and "Literal[" not in ast.unparse(value)


def switched_off(value: Any, rule: Rule) -> Any:
    """What never applies, in the place of a rule that may; of a list, without the words of one part."""
    if rule.part[1] > 1:
        return _without_part(value, rule)
    if isinstance(value, re.Pattern):
        return re.compile(r"(?!)")
    if isinstance(value, str):
        return r"(?!)"
    if isinstance(value, MappingProxyType):
        return MappingProxyType({})
    if type(value) in (frozenset, set, tuple, list, dict):
        return type(value)()
    raise NotARule


def _without_part(value: Any, rule: Rule) -> Any:
    if type(value) not in (frozenset, set, tuple, list, dict, MappingProxyType) or len(value) < FEWEST_WORDS:
        raise NotARule
    items = [*value.items()] if isinstance(value, dict | MappingProxyType) else [*value]
    ordered = sorted(items, key=repr) if isinstance(value, frozenset | set) else items
    kept = [item for place, item in enumerate(ordered) if not rule.takes(place, len(ordered))]
    return MappingProxyType(dict(kept)) if isinstance(value, MappingProxyType) else type(value)(kept)


class NotARule(Exception):
    """What cannot be switched off: a function, a number, a list too short to be tried in parts."""


class WatchedPattern:
    """A pattern that notes when it matches something, or is used in another way than to match."""

    def __init__(self, pattern: re.Pattern, note: Callable[[], None]) -> None:
        self._pattern, self._note = pattern, note

    def __getattr__(self, name: str) -> Any:
        used = getattr(self._pattern, name)
        if name not in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            self._note()
            return used

        def match(*given: Any, **named: Any) -> Any:
            where = [one for one in given if not callable(one)][-1:] if name in ("sub", "subn") else given[:1]
            if name in ("finditer", "findall"):
                found = list(used(*given, **named))
                if found:
                    self._note()
                return iter(found) if name == "finditer" else found
            found = used(*given, **named)
            if found is not None and (name != "sub" or found not in where) and (name != "split" or len(found) > 1):
                self._note()
            return found

        return match


class WatchedSet(Set):
    """A set that notes when something is found in it, or it is used in another way.

    No `frozenset`: one of these to the left of an operator would do the work itself.
    """

    def __init__(self, items: frozenset | set, note: Callable[[], None] = lambda: None) -> None:
        self._items, self._note = frozenset(items), note

    def __contains__(self, one: Any) -> bool:
        if one in self._items:
            self._note()
            return True
        return False

    def __iter__(self) -> Iterator:
        return iter(self.seen())

    def __len__(self) -> int:
        return len(self.seen())

    def __hash__(self) -> int:
        return hash(self._items)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.seen(), name)

    def seen(self) -> frozenset:
        """The set itself, from now on unwatched."""
        self._note()
        return self._items

    @classmethod
    def _from_iterable(cls, items: Iterable) -> frozenset:
        return frozenset(items)


def watch(used: set[tuple[str, str]]) -> None:
    """From here on the package is imported with rules that add their names to `used` when they find something."""

    def watched(value: Any, module: str, name: str) -> Any:
        if isinstance(value, re.Pattern):
            return WatchedPattern(value, lambda: used.add((module, name)))
        if type(value) in (set, frozenset):
            return WatchedSet(value, lambda: used.add((module, name)))
        used.add((module, name))
        return value

    builtins._watched = watched
    _Loader.watched = True
    sys.path_hooks.insert(0, _finder)
    sys.path_importer_cache.clear()


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with one of its constants switched off right after it is assigned."""

    off = Rule("", "")
    code: dict[str, Any] = {}
    watched = False

    def source_to_code(self, data: bytes, path: str, *, _optimize: int = -1) -> Any:
        tree = ast.parse(data, path)
        if self.name != self.off.module and not self.watched:
            return compile(tree, path, "exec", optimize=_optimize)
        tree.body = [new for node in tree.body for new in self._followed(node)]
        return compile(ast.fix_missing_locations(tree), path, "exec", optimize=_optimize)

    def _followed(self, node: ast.stmt) -> list[ast.stmt]:
        name = _assigned(node)
        if self.watched:
            is_rule = name and name != "__all__" and _may_hold_words(node.value)
            return [node, *ast.parse(f"{name} = _watched({name}, {self.name!r}, {name!r})").body] if is_rule else [node]
        if _assigned(node) != self.off.name:
            return [node]
        return [node, *ast.parse(f"{self.off.name} = _switched_off({self.off.name})").body]

    def get_code(self, fullname: str) -> Any:
        if fullname != self.off.module and not self.watched:
            return self.code.get(fullname) or super().get_code(fullname)
        # Never the compiled file: it holds the rule.
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _finder(path: str) -> importlib.machinery.FileFinder:
    if not Path(path).is_relative_to(PACKAGE):
        raise ImportError
    return importlib.machinery.FileFinder(path, (_Loader, importlib.machinery.SOURCE_SUFFIXES))


def switch(rule: Rule) -> None:
    """From here on the package is imported without the rule."""
    _Loader.off = rule
    builtins._switched_off = functools.partial(switched_off, rule=rule)
    sys.path_hooks.insert(0, _finder)
    sys.path_importer_cache.clear()
    if not rule.is_file:
        return
    emptied, read = PACKAGE / rule.module.partition(".")[2] / "words" / rule.name, Path.read_text

    def read_text(path: Path, *args: Any, **named: Any) -> str:
        text = read(path, *args, **named)
        return _without_words(text, rule) if path == emptied else text

    Path.read_text = read_text


def _without_words(text: str, rule: Rule) -> str:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    split = [line.partition(": ") if ": " in line else ("", "", line) for line in lines]
    of = sum(len(words.split()) for *_, words in split)
    if rule.part[1] > 1 and of < FEWEST_WORDS:
        raise NotARule
    kept, place = [], 0
    for value, colon, words in split:
        left = []
        for word in words.split():
            if not rule.takes(place, of):
                left.append(word)
            place += 1
        if left or colon:
            kept.append(f"{value}{colon}{' '.join(left)}")
    return "\n".join(kept)


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
        module = _module_at(path)
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
            found += [(path.read_text(encoding="utf-8", errors="replace"), None) for path in sorted(place.glob("*.txt"))]
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
    from analysis import parameters, pipeline
    from analysis.voices import fidelity

    settings = parameters.make({"corpus": str(folder), "n_resamples": 20})
    story = pipeline.open_corpus(settings, processed=folder / "nowhere")
    if touched is not None and not touched & code_of("analysis.corpus.definitions:load_codebook"):
        story.__dict__["codebook"] = pickle.loads(before["codebook"])
    tables, changed = {"codebook": pickle.dumps(story.codebook)}, Counter()
    for step in pipeline.QUICK:
        needs = pipeline.reads(step)
        by = step.by if isinstance(step.by, str) else step.by.__name__
        if touched is not None and not touched & code_of(by) and not any(changed[name] for name in needs):
            tables |= {name: before[name] for name in step.makes}
            continue
        tables |= step.run({name: tables[name] if name in tables and name != "codebook" else story._value_of(name) for name in needs})
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
    touched = {module for module in modules_of(rule)}
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


def _used(_: None) -> set[tuple[str, str]]:
    """In a fresh child: the rules that find something, and those that cannot be watched."""
    used: set[tuple[str, str]] = set()
    watch(used)
    for _ in read_all(WHOLE.documents):
        pass
    for folder in WHOLE.tables:
        compared(folder, {}, None)
    return used


def _out_of_patience(*_: Any) -> None:
    raise TimeoutError


def _failing_test(task: tuple[Rule, list[str]]) -> str:
    """In a fresh child: the first test that fails without the rule."""
    import pytest

    rule, paths = task
    switch(rule)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-m", "not scale", "--tb=no", *paths])
    return next((line for line in shown.getvalue().splitlines() if line.startswith(("FAILED", "ERROR"))), "no test")


def _forget_the_package() -> None:
    """Children import it anew, but inherit what takes longest to import, and the compiled code."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "analysis"]:
        loader = sys.modules.pop(name).__loader__
        if isinstance(loader, importlib.machinery.SourceFileLoader):
            _Loader.code[name] = loader.get_code(name)


def _in_children(work: Any, tasks: list, jobs: int) -> Iterator[Any]:
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        yield from pool.imap(work, tasks, chunksize=1)


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("places", nargs="*", type=Path)
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ask.add_argument("--only", action="append", help="rules whose module, file or name contains this")
    ask.add_argument("--parts", action="store_true", help="try lists that live by halves and quarters")
    ask.add_argument("--most", type=int, default=2, help="print rules that change at most so many rows")
    ask.add_argument("--tests", nargs="+", default=[], help="tests to run without each dead rule")
    asked = ask.parse_args()
    folders = [*sorted(ROOT.glob("tests/fixtures/*/")), *sorted(ROOT.glob("data/raw/*/"))]
    places = [*folders, *asked.places]
    sys.path.insert(0, str(PACKAGE.parent))
    documents = texts([*places, *sorted(ROOT.glob("tests/*/development.jsonl"))])
    corpora = sorted((place for place in places if place.is_dir()), key=lambda place: place in folders)
    tables = {folder: compared(folder, {}, None)[0] for folder in corpora}
    global WHOLE
    WHOLE = Whole(documents, [*read_all(documents)], tables)
    from analysis.pipeline import QUICK

    # Read once here for all children.
    for by in ["analysis.corpus.definitions:load_codebook", *(step.by for step in QUICK)]:
        code_of(by if isinstance(by, str) else by.__name__)
    _forget_the_package()
    todo = [rule for rule in rules() if any(text in str(rule) for text in asked.only or [""])]
    print(f"{len(todo)} rules over {len(documents)} texts and {len(corpora)} corpora", flush=True)
    counts, started, dead = Counter(), time.perf_counter(), []
    used = next(_in_children(_used, [None], 1))
    print(f"watched: {len(todo)} rules, {sum((one.module, one.name) in used or one.is_file for one in todo)} to be tried ({time.perf_counter() - started:.0f} s)", flush=True)
    while todo:
        parts = []
        idle = [one for one in todo if not one.is_file and (one.module, one.name) not in used]
        todo = [one for one in todo if one not in idle]
        dead += idle
        counts["dead"] += len(idle)
        print(*(f"idle      {one}" for one in idle), sep="\n", flush=True)
        for rule, effect in zip(todo, _in_children(_effect, [(one, asked.most) for one in todo], asked.jobs), strict=True):
            kind = effect.partition(":")[0] if isinstance(effect, str) else _kind(effect.total(), asked.most)
            counts[kind] += 1
            if kind == "dead":
                dead.append(rule)
            elif kind not in ("no rule", "few") and asked.parts and rule.part[1] < 4:
                parts += rule.halves()
            if kind in ("dead", "few", "no rule") and rule.part[1] == 1 or kind == "dead":
                print(f"{kind:8}  {rule}  {effect if isinstance(effect, str) else dict(effect)}", flush=True)
        todo = parts
    print(", ".join(f"{n} {kind}" for kind, n in counts.items()), f"({time.perf_counter() - started:.0f} s)")
    if asked.tests:
        for rule, test in zip(dead, _in_children(_failing_test, [(one, asked.tests) for one in dead], 1), strict=True):
            print(f"{rule}  {test}", flush=True)


def _kind(n: int, most: int) -> str:
    return "dead" if not n else "few" if n <= most else "live"


if __name__ == "__main__":
    _main()
