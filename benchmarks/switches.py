"""The package with one of its rules switched off, or with all of them watched; what `rules.py` tries is here.

A rule is a module-level constant that holds words, or a file of words.
"""

import ast
import builtins
import functools
import importlib.machinery
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"
ROOMS = ("english", "corpus", "voices", "reported_figures", "claims", "framing", "sentiment", "omissions")
FEWEST_WORDS = 8  # in a list that is tried in parts


@dataclass(frozen=True)
class Rule:
    """A constant of a module, or a file of words; all of it, or one of 2 or 4 parts."""

    module: str
    name: str
    part: tuple[int, int] = (0, 1)

    @property
    def is_file(self) -> bool:
        """Whether it is a file of words."""
        return self.name.endswith(".txt")

    def __str__(self) -> str:
        part = f"  [{self.part[0] + 1}/{self.part[1]}]" if self.part[1] > 1 else ""
        return f"{self.module.removeprefix('analysis.')}  {self.name}{part}"

    def halves(self) -> list["Rule"]:
        """Both halves of it."""
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
                    yield Rule(module_at(path), name)
        for path in sorted((PACKAGE / room).rglob("*.txt")):
            yield Rule(f"analysis.{room}", path.name)


def module_at(path: Path) -> str:
    """The full name of the module in a file."""
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


def watch(used: Any) -> None:
    """From here on the package is imported with rules that `add` their names to `used` when they find something."""

    def watched(value: Any, module: str, name: str) -> Any:
        if isinstance(value, re.Pattern):
            return WatchedPattern(value, lambda: used.add((module, name)))
        if type(value) in (set, frozenset):
            return WatchedSet(value, lambda: used.add((module, name)))
        used.add((module, name))
        return value

    builtins._watched = watched
    Loader.watched = True
    sys.path_hooks.insert(0, _finder)
    sys.path_importer_cache.clear()


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with one of its constants switched off right after it is assigned."""

    off = Rule("", "")
    code: ClassVar[dict[str, Any]] = {}
    watched = False

    def source_to_code(self, data: bytes, path: str, *, _optimize: int = -1) -> Any:
        """The compiled module, with its rule switched off or its rules watched."""
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
        """The module as compiled before, where nothing of it is switched off."""
        if fullname != self.off.module and not self.watched:
            return self.code.get(fullname) or super().get_code(fullname)
        # Never the compiled file: it holds the rule.
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _finder(path: str) -> importlib.machinery.FileFinder:
    if not Path(path).is_relative_to(PACKAGE):
        raise ImportError
    return importlib.machinery.FileFinder(path, (Loader, importlib.machinery.SOURCE_SUFFIXES))


def switch(rule: Rule) -> None:
    """From here on the package is imported without the rule."""
    Loader.off = rule
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
