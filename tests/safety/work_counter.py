"""Counts the work of reading one text: lines of this package's code that run, and characters that its patterns scan.

Run by itself, since the package's patterns must be made after `re.compile` has been replaced:
`python work_counter.py SMALL LARGE [--tables] SHAPE...` prints, as JSON, for each shape and stage both counts at both
sizes; with `--tables` also of comparing claims and of the ledger of facts; with `--files` of reading a file, for the
shapes of `reader_shapes`: there the lines of libraries count too.
Neither depends on the machine or on what else it does.
"""

import functools
import json
import re
import sys
from contextlib import suppress
from functools import partial

_N_SCANNED = 0


class Counted:
    """A compiled pattern that counts how many characters it is led over."""

    def __init__(self, pattern):
        self._pattern = pattern

    def __getattr__(self, name):
        return getattr(self._pattern, name)

    def _end(self, text, pos, endpos):
        return max(0, min(endpos, len(text)) - pos)

    def _one(self, method, text, pos=0, endpos=sys.maxsize):
        global _N_SCANNED
        found = getattr(self._pattern, method)(text, pos, endpos)
        if found:
            _N_SCANNED += found.end() - min(pos, found.start())
        elif method == "search":
            _N_SCANNED += self._end(text, pos, endpos)
        return found

    def search(self, *given):
        return self._one("search", *given)

    def match(self, *given):
        return self._one("match", *given)

    def fullmatch(self, *given):
        return self._one("fullmatch", *given)

    def finditer(self, text, pos=0, endpos=sys.maxsize):
        global _N_SCANNED
        at = pos
        for found in self._pattern.finditer(text, pos, endpos):
            _N_SCANNED += found.end() - at
            at = found.end()
            yield found
        _N_SCANNED += self._end(text, at, endpos)

    def findall(self, text, pos=0, endpos=sys.maxsize):
        global _N_SCANNED
        _N_SCANNED += self._end(text, pos, endpos)
        return self._pattern.findall(text, pos, endpos)

    def split(self, text, maxsplit=0):
        global _N_SCANNED
        _N_SCANNED += len(text)
        return self._pattern.split(text, maxsplit)

    def sub(self, new, text, count=0):
        global _N_SCANNED
        _N_SCANNED += len(text)
        return self._pattern.sub(new, text, count)

    def subn(self, new, text, count=0):
        global _N_SCANNED
        _N_SCANNED += len(text)
        return self._pattern.subn(new, text, count)


def _count_patterns():
    compiled = re.compile

    def compile_counted(pattern, flags=0):
        made = compiled(pattern, flags)
        return Counted(made) if sys._getframe(1).f_globals.get("__name__", "").startswith("analysis.") else made

    re.compile = compile_counted


def _keep_little(most=128):
    """Count as for long texts: what is kept of short ones makes small articles alone cheaper."""
    kept = functools.lru_cache

    def keep(maxsize=128, typed=False):
        return kept(maxsize if callable(maxsize) else min(maxsize or most, most), typed)

    functools.lru_cache = keep


def _lines_of(function, within=("/analysis/",)):
    n = 0

    def of_line(frame, event, _):
        nonlocal n
        n += event == "line"
        return of_line

    def of_call(frame, event, _):
        place = frame.f_code.co_filename.replace("\\", "/")
        return of_line if any(part in place for part in within) else None

    sys.settrace(of_call)
    try:
        made = function()
        made = list(made) if hasattr(made, "__next__") else made
    finally:
        sys.settrace(None)
    return made, n


NAMES = ["Orlen", "Tavik", "Mersin", "Halvor", "Pelin", "Quarr", "Dovrek", "Iskra", "Valdo", "Brenna"]
DEEDS = ["killed", "held", "freed", "wounded", "arrested", "displaced"]


def _filled(size, piece, between):
    pieces, n = [], 0
    while n < size:
        pieces.append(piece(len(pieces)))
        n += len(pieces[-1]) + len(between)
    return between.join(pieces)[:size]


def name(i):
    return NAMES[i % 10]


# Texts in forms that break rules of reading: much of one thing, nothing where a rule looks for an end, all on one line.
SHAPES = {
    "bullets": lambda n: _filled(
        n, lambda i: f"- {1000 + i * 7 % 9000:,} people were {DEEDS[i % 6]} in {name(i)}", "\n"
    ),
    "plain bullets": lambda n: _filled(n, lambda i: f"• {i + 2} prisoners held", "\n"),
    "one row of figures": lambda n: _filled(n, lambda i: f"{i + 2} people were {DEEDS[i % 6]} in {name(i)},", " "),
    "one row of sentences": lambda n: _filled(n, lambda i: f"At least {i + 2} died in {name(i)}, she said.", " "),
    "one row of words": lambda n: _filled(n, lambda i: f"the {name(i).lower()} and the water", " "),
    "headings": lambda n: _filled(n, lambda i: f"Part {i} of the {name(i)} Report\n", "\n"),
    "rows of a table": lambda n: _filled(n, lambda i: f"{name(i)} | {i + 1} | {i * 3 % 1000} | 12 May 2024", "\n"),
    "rows with tabs": lambda n: _filled(n, lambda i: f"{name(i)}\t{i + 1}\t{i * 3 % 1000}\t{DEEDS[i % 6]}", "\n"),
    "punctuation": lambda n: ("?!.,;:—" * n)[: n - 2] + " a",
    "dashes": lambda n: ("- " * n)[: n - 2] + " a",
    "one word": lambda n: "a" * n,
    "one number": lambda n: "a " + "7" * (n - 2),
    "numbers and commas": lambda n: ("a " + "1," * n)[:n],
    "numbers and spaces": lambda n: ("a " + "12 " * n)[:n],
    "nested quotations": lambda n: "He said " + ("“a ‘b " * n)[: n // 2] + ("c’ d” " * n)[: n // 2],
    "open quotations": lambda n: _filled(n, lambda i: f"“{name(i)} was here and", " "),
    "straight quotations": lambda n: _filled(n, lambda i: f'"I was {name(i)}" said', " "),
    "apostrophes": lambda n: _filled(n, lambda i: f"'{name(i)}' said it's", " "),
    "quotations by line": lambda n: _filled(n, lambda i: f"“It was number {i},” {name(i)} {name(i + 3)} said.", "\n"),
    "links": lambda n: _filled(n, lambda i: f"https://example.org/{i}?a=b&c=[{name(i)}](http://x.y/{i})", " "),
    "brackets": lambda n: "a " + ("(" * n)[: n // 2] + "b" + (")" * n)[: n // 2],
    "names": lambda n: _filled(n, lambda i: f"{name(i)} {name(i * 7 + 1)}", ", "),
    "initials": lambda n: _filled(n, lambda i: f"{chr(65 + i % 26)}.", " "),
    "dates": lambda n: _filled(n, lambda i: f"on {i % 28 + 1} May {1990 + i % 30}", " "),
    "colons": lambda n: _filled(n, lambda i: f"{name(i)}: {i}", "; "),
    "verbs of saying": lambda n: _filled(n, lambda i: f"{name(i)} said that", " "),
    "questions": lambda n: _filled(n, lambda i: f"Q: How many were {DEEDS[i % 6]}?\nA: {i + 3} people.", "\n"),
    "one line again and again": lambda n: _filled(n, lambda i: "Three people died in Orlen on Monday.", "\n"),
    "short lines": lambda n: _filled(n, lambda i: "ab", "\n"),
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "spaces": lambda n: "a" + " " * (n - 2) + "b",
    "amounts": lambda n: _filled(n, lambda i: f"${i + 2} million", " "),
    "tags": lambda n: _filled(n, lambda i: f"<p>a<b>{i % 900}", ""),  # no years in the longer text alone
    "date lines": lambda n: _filled(n, lambda i: f"{name(i).upper()}, May {i % 28 + 1} (Wire) - Water came.", "\n"),
}


def _steps(text, *, with_tables):
    """The stages of one article, each with what the ones before it made."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from analysis.claims import mark_repeats
    from analysis.corpus import load_codebook
    from analysis.corpus.document import document_from_text
    from analysis.corpus.health import health_flags
    from analysis.corpus.language import detect_language
    from analysis.corpus.repair import repaired
    from analysis.corpus.settings import read_settings
    from analysis.framing.names_found import mentions_of
    from analysis.parameters import make
    from analysis.pipeline import open_corpus
    from analysis.reported_figures import figures_of
    from analysis.voices import quotes_of

    nowhere = Path("/nonexistent-corpus")
    book = load_codebook(nowhere)

    def of_text():
        detect_language(text)
        return repaired(text, read_settings(nowhere).repairs)

    def of_document():
        made = document_from_text(text, published="2024-05-03", is_english=True)
        health_flags(made, language="en", is_given=True, is_listed=True)
        return made

    def of_figures(document, quotes):
        return mark_repeats(figures_of(document, quotes, codebook=book), document.text)

    yield "text", of_text
    document = yield "document", of_document
    quotes = yield "voices", partial(quotes_of, document, codebook=book)
    yield "figures", partial(of_figures, document, list(quotes))
    yield "names", partial(mentions_of, document)
    if not with_tables:
        return
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "valley"
        corpus.mkdir()
        (corpus / "a.txt").write_text(f"Water in the valley\n\n{text}", "utf-8")
        (corpus / "b.txt").write_text("Other news\n\nThree people were killed in Orlen, the mayor said.\n", "utf-8")
        story = open_corpus(make({"corpus": str(corpus)}), processed=Path(folder) / "processed")
        story.tables(("reported_figures", "origins", "names_found"))
        for table in ("claims", "facts"):
            yield table, partial(story.table, table)


def counts(text, *, with_tables):
    """For each stage: lines run and characters scanned."""
    global _N_SCANNED
    found, steps = {}, _steps(text, with_tables=with_tables)
    stage, function = next(steps)
    while True:
        _N_SCANNED = 0
        made, n_lines = _lines_of(function)
        found[stage] = [n_lines, _N_SCANNED]
        try:
            stage, function = steps.send(made)
        except StopIteration:
            return found


def counts_of_file(made):
    """The same of reading a file, given by its name and bytes."""
    global _N_SCANNED
    from analysis.readers import File, Settings, Unreadable, read_file, unpacked

    def read():
        for one in unpacked(File.of(*made)):
            with suppress(Unreadable):
                yield from read_file(one, Settings())[1] if isinstance(one, File) else ()

    _N_SCANNED = 0
    _, n_lines = _lines_of(read, within=("/analysis/", "/site-packages/", "/email/", "/json/", "csv.py", "zipfile.py"))
    return {"file": [n_lines, _N_SCANNED]}


if __name__ == "__main__":
    _count_patterns()
    _keep_little()
    small, large, *chosen = sys.argv[1:]
    if "--files" in chosen:
        import reader_shapes

        shapes, counted = reader_shapes.SHAPES, counts_of_file
        make = reader_shapes.content
    else:
        shapes, counted = SHAPES, partial(counts, with_tables="--tables" in chosen)

        def make(shape, size):
            return SHAPES[shape](size)

    for shape in chosen:
        if shape in shapes:
            counted(make(shape, 2_000))  # what is made once is made
            print(json.dumps([shape, *(counted(make(shape, int(size))) for size in (small, large))]), flush=True)
