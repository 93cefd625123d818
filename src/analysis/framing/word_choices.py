"""Names and words chosen: which spelling of a name, and which of several words for one thing, each source uses.

The codebook says which forms belong together; for the rest the corpus is asked (`proposals`), and what it proposes is
marked so until a researcher has taken it into the codebook.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.english.marks import HYPHENS
from analysis.framing.concordance import PhraseSearch
from analysis.framing.languages import ENGLISH, in_each_language, language_of
from analysis.framing.proposals import Group, may_be_spellings, propose_alternatives, propose_spellings
from analysis.framing.reading import read
from analysis.statistics.groups import joined

_PLACES = 6
_APOSTROPHES = "['’ʼ]"


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where a form of a group stands."""

    form: str
    row: int
    start: int


@in_each_language
def names(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """Which spelling and which word does each source choose?

    Parameters
    ----------
    codebook
        Its `wordings`, and spellings among the `names` of its actors. What the corpus itself suggests (spellings that
        sound alike, words that fill the same places) is added and marked as proposed, in English only.
    include_quotes
        Count words inside quotation marks too; without them, only what the outlet writes in its own voice.

    Returns
    -------
    DataFrame
        The table `names`: for each group, every form in every source that uses the group, zeros included.

    Misleads when
        a choice is put down to the outlet that is its speaker's: leave quotations out to see the outlet's own. And a
        form counts wherever it stands: "regime" also where sanctions regimes are meant; read the sentences.
    """
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).sentences
    texts = rows["words"].tolist()
    groups = _from_codebook(codebook)
    known = {form.lower() for group in groups for form in group.forms}
    known |= {part.lower() for actor in codebook.actors.values() for name in actor.names for part in name.split()}
    articles_of = rows["article_id"].tolist()
    code = language_of(articles)
    if code == ENGLISH.code:
        groups += propose_spellings(texts, articles_of, known=known)
        groups += propose_alternatives(texts, articles_of, known=known)
    proper = _proper_names(codebook)
    places = rows[["source", "article_id", "sentence_id"]].to_numpy().tolist()
    search, table = PhraseSearch(texts), []
    for group in groups:
        table += _rows(group, _uses(group.forms, texts, search, proper), places)
    return schema.frame("names", [{"language": code} | row for row in table])


def _from_codebook(codebook: Codebook) -> list[Group]:
    groups = [
        Group(wording.name, _kind_of(wording.words), wording.words, "codebook")
        for wording in codebook.wordings.values()
        if len(wording.words) > 1
    ]
    covered = [{form.lower() for form in group.forms} for group in groups]
    for actor in codebook.actors.values():
        # Last words only: a first name is shared by people who have nothing else in common.
        parts = sorted({name.split()[-1] for name in actor.names if name.split()[-1][:1].isupper()})
        ties = [pair for pair in combinations(parts, 2) if may_be_spellings(*pair)]
        for forms in joined(parts, ties):
            if len(forms) > 1 and not any({form.lower() for form in forms} <= known for known in covered):
                groups.append(Group(actor.name, "spelling", tuple(forms), "codebook"))
    return _with_own_names(groups)


def _kind_of(forms: Sequence[str]) -> Literal["spelling", "alternative"]:
    are_names = all(form[:1].isupper() and " " not in form for form in forms)
    alike = are_names and all(any(may_be_spellings(a, b) for b in forms if a != b) for a in forms)
    return "spelling" if alike else "alternative"


def _with_own_names(groups: Sequence[Group]) -> list[Group]:
    """A second group of one name and kind is told apart by its forms."""
    seen: set[tuple[str, str]] = set()
    named = []
    for group in groups:
        name = group.name if (group.name, group.kind) not in seen else f"{group.name}: {' / '.join(group.forms)}"
        seen.add((name, group.kind))
        named.append(Group(name, group.kind, group.forms, group.basis))
    return named


def _proper_names(codebook: Codebook) -> re.Pattern[str]:
    """Actors' names that are capitalised throughout: a word inside one is part of the name ("Union Bank")."""
    written = {name for actor in codebook.actors.values() for name in actor.names}
    proper = [name for name in written if " " in name and all(part[:1].isupper() for part in name.split())]
    longest_first = sorted(proper, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")


def form_pattern(form: str) -> str:
    """A regular expression for a form and its inflections; names (capitalised) only as written, or with 's.

    >>> found = re.compile(form_pattern("release"))
    >>> [word for word in ("release", "releases", "released", "releasing", "lease") if found.fullmatch(word)]
    ['release', 'releases', 'released', 'releasing']
    """
    words = form.split()
    last = re.escape(words[-1]) if form[:1].isupper() or form.endswith("*") else _inflected(words[-1])
    last = last.replace(r"\*", r"[\w’'-]*+")
    before = "".join(re.escape(word) + rf"[{HYPHENS}\s]++" for word in words[:-1])
    return rf"(?<!\w){before}{last}(?:{_APOSTROPHES}s)?(?!\w)"


def _inflected(word: str) -> str:
    base = word
    for ending in ("ing", "ed", "s"):
        if base.endswith(ending) and not base.endswith(("eed", "ss", "us", "is")) and len(base) - len(ending) >= 4:
            base = base[: -len(ending)]
            break
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return rf"{re.escape(base[:-1])}(?:y|ies|ied|ying)"
    if base.endswith("e"):
        return rf"{re.escape(base[:-1])}(?:e|es|ed|ing|eing)"
    return rf"{re.escape(base)}(?:e?s|ed|e|ing|{re.escape(base[-1])}(?:ed|ing))?"


def _rows(group: Group, uses: Sequence[_Use], places: Sequence[Sequence[str]]) -> list[dict]:
    by_form: dict[tuple[str, str], list[_Use]] = {}
    n_of_source: dict[str, int] = {}
    for use in uses:
        source = places[use.row][0]
        by_form.setdefault((source, use.form), []).append(use)
        n_of_source[source] = n_of_source.get(source, 0) + 1
    table = []
    for form in group.forms:
        for source in sorted(n_of_source):
            found = by_form.get((source, form), [])
            ids = dict.fromkeys(places[use.row][2] for use in found)
            table.append(
                {
                    "group": group.name,
                    "kind": group.kind,
                    "form": form,
                    "source": source,
                    "n": len(found),
                    "n_articles": len({places[use.row][1] for use in found}),
                    "share": round(len(found) / n_of_source[source], _PLACES),
                    "basis": group.basis,
                    "sentences": list(ids),
                }
            )
    return table


def _uses(forms: Sequence[str], texts: Sequence[str], search: PhraseSearch, proper: re.Pattern[str]) -> list[_Use]:
    """Where the forms stand; of two that overlap, the longer. A word inside a proper name is none."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    patterns = {form: re.compile(form_pattern(form), 0 if form[:1].isupper() else re.IGNORECASE) for form in ordered}
    # An inflected form has the first letters of its word.
    stems = {form.split()[0][: max(3, len(form.split()[0]) - 3)].rstrip("*") for form in forms}
    found = []
    for row in search.with_any(stems):
        text = texts[row]
        taken: list[tuple[int, int]] = []
        named: list[tuple[int, int]] | None = None
        for form, pattern in patterns.items():
            for match in pattern.finditer(text):
                if named is None:
                    named = [one.span() for one in proper.finditer(text)]
                blocked = taken if form[:1].isupper() else taken + named
                if not any(start < match.end() and match.start() < end for start, end in blocked):
                    taken.append(match.span())
                    found.append(_Use(form, row, match.start()))
    return sorted(found, key=lambda use: (use.row, use.start))
