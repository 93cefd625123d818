"""Which rules of reading earn their place? Each pattern and each word list is switched off in turn.

    python benchmarks/rules.py [--jobs N] [--only TEXT]… [--claims] [FILE.jsonl | FOLDER …]

Every regular expression and word list of the rooms that read English is made to match nothing, one at a time, in a
process of its own, and all texts are read again: blocks, sentences, quotations, figures, names, what is wrong with the
text. With `--claims`, the folders are read as corpora instead, for what needs several articles: claims, names joined,
kin, frames, passages shared, changed quotations. Printed are the rules that change hardly any document. One that
changes none is dead: it goes, or gets the real sentence that needs it.

Read are the development sentences, the fixtures and the corpora of `data/raw`; further folders of `.txt` files and
`.jsonl` files with a `text` in each record can be named. The counts say that a rule does something, not that it is
right: the scores of the development sets say that.
"""

import argparse
import ast
import builtins
import hashlib
import importlib.machinery
import json
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"
ROOMS = ("english", "corpus", "voices", "reported_figures", "claims", "framing", "sentiment", "omissions")
FEWEST_WORDS = 3
PATIENCE = 300  # seconds: a rule without which reading never ends is needed


def rules() -> Iterator[tuple[str, str]]:
    """(module, name) of every module-level constant that may be a rule, and (file, "") of every list of words."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            module = ".".join(["analysis", *path.relative_to(PACKAGE).with_suffix("").parts])
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                name = _assigned(node)
                if name and _may_be_rule(node.value):
                    yield module.removesuffix(".__init__"), name
        for path in sorted((PACKAGE / room).rglob("*.txt")):
            yield str(path.relative_to(PACKAGE)), ""


def _assigned(node: ast.stmt) -> str | None:
    if isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _may_be_rule(value: ast.expr) -> bool:
    """A compiled pattern, or a literal with several words in it; a constant made from other constants is none."""
    if not any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(value)):
        return False
    return not isinstance(value, (ast.Constant, ast.JoinedStr)) and "Literal[" not in ast.unparse(value)


def switched_off(value: Any) -> Any:
    """The rule that never applies, in the place of one that may."""
    if isinstance(value, re.Pattern):
        return re.compile(r"(?!)")
    if isinstance(value, (frozenset, set, tuple, list, dict)):
        return type(value)()
    return value


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with one of its constants switched off right after it is assigned."""

    off: tuple[str, str] = ("", "")

    def source_to_code(self, data: bytes, path: str, *, _optimize: int = -1) -> Any:
        tree = ast.parse(data, path)
        if self.name == self.off[0]:
            tree.body = [new for node in tree.body for new in self._followed(node)]
        return compile(ast.fix_missing_locations(tree), path, "exec", optimize=_optimize)

    def _followed(self, node: ast.stmt) -> list[ast.stmt]:
        if _assigned(node) != self.off[1]:
            return [node]
        return [node, *ast.parse(f"{self.off[1]} = _switched_off({self.off[1]})").body]

    def get_code(self, fullname: str) -> Any:
        if fullname != self.off[0]:
            return super().get_code(fullname)
        # Never the compiled file: it holds the rule.
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _finder(path: str) -> importlib.machinery.FileFinder:
    if not Path(path).is_relative_to(PACKAGE):
        raise ImportError
    return importlib.machinery.FileFinder(path, (_Loader, importlib.machinery.SOURCE_SUFFIXES))


def _switch(module: str, name: str) -> None:
    if name:
        _Loader.off = (module, name)
        builtins._switched_off = switched_off
        sys.path_hooks.insert(0, _finder)
        sys.path_importer_cache.clear()
        return
    emptied, read = PACKAGE / module, Path.read_text

    def read_text(path: Path, *args: Any, **named: Any) -> str:
        text = read(path, *args, **named)
        return "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#")) if path == emptied else text

    Path.read_text = read_text


def texts(places: list[Path]) -> list[tuple[str, str, str | None]]:
    """(name, text, date) of all that is read."""
    found = []
    for place in places:
        if place.suffix == ".jsonl":
            for number, line in enumerate(place.read_text(encoding="utf-8").splitlines(), start=1):
                record = json.loads(line)
                found.append((f"{place.parent.name}/{place.name}:{number}", record["text"], record.get("published")))
        else:
            for path in sorted(place.glob("*.txt")):
                found.append((f"{place.name}/{path.name}", path.read_text(encoding="utf-8", errors="replace"), None))
    return found


def read_all(documents: list[tuple[str, str, str | None]]) -> Iterator[str]:
    """A hash of all that is read of each document."""
    from analysis.corpus import document_from_text, load_codebook
    from analysis.corpus.health import findings_of
    from analysis.framing.names_found import mentions_of
    from analysis.reported_figures import figures_of
    from analysis.voices import quotes_of

    codebook = load_codebook(PACKAGE)  # a folder without a codebook: the built-in one
    for _, text, published in documents:
        document = document_from_text(text, article_id="a", published=published or "2024-05-20")
        quotes = quotes_of(document, codebook=codebook)
        figures = figures_of(document, quotes, codebook=codebook, dozens=12.0, hundreds=100.0)
        blocks = [(block.kind, block.is_body, block.reason, block.start_char) for block in document.blocks]
        sentences = [(sentence.start_char, sentence.end_char) for sentence in document.sentences]
        flags = [(flag.code, flag.n, flag.start, flag.end) for flag in findings_of(document)]
        yield _hash([document.title, blocks, sentences, quotes, figures, mentions_of(document)[0], flags])


def compare_all(folders: list[Path]) -> Iterator[str]:
    """A hash of all tables of each corpus but those that vary the choices."""
    from analysis import parameters, pipeline
    from analysis.voices import fidelity

    for folder in folders:
        with tempfile.TemporaryDirectory() as processed:
            story = pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=Path(processed))
            tables = [story.table(name) for step in pipeline.QUICK for name in step.makes]
            tables.append(fidelity(story.quotes, story.articles))
            yield _hash([table.to_json() for table in tables])


def _hash(found: Any) -> str:
    shown = json.dumps(found, default=str, sort_keys=True)
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _work(task: tuple[tuple[str, str] | None, list, bool, list[str], int]) -> list[str] | int | None:
    """In a fresh child: switch off, import, read. How many documents differ from `whole`, as far as `most` + 1.

    None: the package does not work without the rule. Without a rule: the hashes.
    """
    rule, read, claims, whole, most = task
    try:
        signal.signal(signal.SIGALRM, _out_of_patience)
        signal.alarm(PATIENCE)
        sys.path.insert(0, str(PACKAGE.parent))
        if rule:
            _switch(*rule)
        hashes = compare_all(read) if claims else read_all(read)
        if not rule:
            return list(hashes)
        n = 0
        for one, before in zip(hashes, whole, strict=True):
            n += one != before
            if n > most:
                break
        return n
    except Exception:
        return None


def _out_of_patience(*_: Any) -> None:
    raise TimeoutError


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("places", nargs="*", type=Path)
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ask.add_argument("--only", action="append", help="rules whose module, file or name contains this")
    ask.add_argument("--claims", action="store_true", help="read the folders as corpora, for the tables that compare")
    ask.add_argument("--most", type=int, default=2, help="print rules that change at most so many documents")
    asked = ask.parse_args()
    folders = [*sorted(ROOT.glob("data/raw/*/")), *sorted(ROOT.glob("tests/fixtures/*/"))]
    places = [*folders, *asked.places, *sorted(ROOT.glob("tests/*/development.jsonl"))]
    # Long texts first: most rules change something soon, and are then done with.
    read = [place for place in places if place.is_dir()] if asked.claims else texts(places)
    todo = [rule for rule in rules() if any(text in "/".join(rule) for text in asked.only or [""])]
    print(f"{len(todo)} rules over {len(read)} {'corpora' if asked.claims else 'documents'}", flush=True)
    import numpy  # noqa: F401  the children inherit what takes longest to import
    import pandas  # noqa: F401

    counts, started = [], time.perf_counter()
    with multiprocessing.get_context("fork").Pool(asked.jobs, maxtasksperchild=1) as pool:
        whole = pool.apply(_work, [(None, read, asked.claims, [], 0)])
        if whole is None:
            sys.exit("The texts cannot be read with all rules.")
        tasks = [(rule, read, asked.claims, whole, asked.most) for rule in todo]
        for rule, n in zip(todo, pool.imap(_work, tasks), strict=True):
            counts.append(n)
            if n is not None and n <= asked.most:
                print(f"{n:5d}  {rule[0]}  {rule[1]}", flush=True)
    idle = sum(n == 0 for n in counts)
    few = sum(n is not None and 0 < n <= asked.most for n in counts)
    print(f"{len(todo)} rules: {idle} change nothing, {few} change 1 to {asked.most} documents", end="; ")
    print(f"{sum(n is None for n in counts)} cannot be missed at all ({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    _main()
