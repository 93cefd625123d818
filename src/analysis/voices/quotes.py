"""The `quotes` table: who says what, in quotation marks or in the reporter's words, by row and by sentence."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document
from analysis.english.classes import plain
from analysis.english.names import is_body, is_named
from analysis.english.phrases import REPORTS
from analysis.voices.attribution import Said, link
from analysis.voices.lines import lines
from analysis.voices.speakers import Speakers

# One person at a time has them.
OFFICES = frozenset("president premier chancellor pope king queen emperor".split())


def quotes_of(document: Document, *, codebook: Codebook) -> list[dict[str, Any]]:
    """Who says what in one article: the rows of `quotes`.

    Parameters
    ----------
    document : Document
        One article with blocks and sentences; blocks outside the body are not read.
    codebook : Codebook
        Its actors' names win over the article's spellings.

    Returns
    -------
    list of dict
        One row for each unbroken span, in reading order. The parts of one statement (split by "he said", or half in
        quotation marks and half not) share `statement_id`. `speaker` is None where the article leaves it open,
        `cue_group` is None where no word reports the statement.

    Notes
    -----
    **Misleads when** a sentence reports with a verb that is not in `cues`, or two people of one sex are talked about
    at once and a pronoun means the one further off.

    Examples
    --------
    >>> from analysis.corpus import document_from_text
    >>> document = document_from_text("“We are free,” said Ann Lee, a teacher. She warned that others are not.")
    >>> [(row["speaker"], row["cue"], row["text"]) for row in quotes_of(document, codebook=Codebook())]
    [('Ann Lee', 'said', 'We are free,'), ('Ann Lee', 'warned', 'that others are not')]
    """
    if not document.sentences:
        return []
    read = list(lines(document))
    said = link(read, document.text)
    speakers = Speakers(document.text, read, said, codebook)
    starts = [sentence.start_char for sentence in document.sentences]
    rows: list[dict[str, Any]] = []
    for number, statement in enumerate(said, start=1):
        shared = _shared(document, statement, number) | speakers.name(statement)
        for start, end, is_direct in statement.spans:
            at = max(bisect_right(starts, start) - 1, 0)
            rows.append(
                shared
                | {
                    "sentence_id": document.sentences[at].sentence_id,
                    "start_char": start,
                    "end_char": end,
                    "text": document.text[start:end],
                    "is_direct": is_direct,
                }
            )
    rows.sort(key=lambda row: (row["start_char"], row["end_char"], row["statement_id"]))
    for number, row in enumerate(rows, start=1):
        row["quote_id"] = f"{document.article_id}:q{number}"
    return rows


def _shared(document: Document, said: Said, number: int) -> dict[str, Any]:
    """What all spans of one statement have in common."""
    group = said.cue.group if said.cue is not None else "neutral" if said.cue_text else None
    return {
        "statement_id": f"{document.article_id}:st{number}",
        "article_id": document.article_id,
        "cue": said.cue_text,
        "cue_group": group,
    }


def find_quotes(documents: Iterable[Document], *, codebook: Codebook) -> pd.DataFrame:
    """Who says what in many articles, one name for a speaker throughout.

    Returns
    -------
    DataFrame
        The table `quotes`, articles in the order given. A surname alone takes the full name that another article of
        the corpus gives it, if there is only one.
    """
    rows = [row for document in documents for row in quotes_of(document, codebook=codebook)]
    return unite_speakers(schema.frame("quotes", rows))


def unite_speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """One name for a person or body that articles write in several ways, as far as the corpus leaves no choice.

    Parameters
    ----------
    quotes : DataFrame
        The declared table.

    Returns
    -------
    DataFrame
        The rows with one `speaker` for "Lee", "A. Lee", "Ann B. Lee" and "Ann Lee Jr.", for accents and without, for
        an acronym and what it stands for, and for "the president" if all presidents quoted are one.

    Notes
    -----
    **Misleads when** two people of one name, or of one office, are quoted, each in another article.
    """
    written = Counter(quotes["speaker"].dropna())
    names = sorted(name for name in written if " and " not in name)
    same = {name: other for name, other in _by_office(quotes).items() if name in written}
    same |= _acronyms([name for name in names if is_body(name)])
    by_last: dict[str, list[str]] = {}
    for name in names:
        if is_named(name) and not is_body(name) and _folded(name)[-1] not in REPORTS:
            by_last.setdefault(_folded(name)[-1], []).append(name)
    for group in by_last.values():
        same |= _one_person(group, written)
    united = quotes.copy()
    speakers = quotes["speaker"].map(lambda name: same.get(name, name), na_action="ignore")
    speakers = speakers.map(lambda name: same.get(name, name), na_action="ignore")  # an office, then its holder's name
    united["speaker"] = schema.series("string", speakers, index=quotes.index)
    return schema.validate("quotes", united)


def _folded(name: str) -> list[str]:
    """The words of a name in small letters without accents, dots and suffixes: Peña, Pena."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace(".", "").split()


def _one_person(names: list[str], written: Mapping[str, int]) -> dict[str, str]:
    """From each name of those with one surname to the one written most; a name that fits two people stays as it is."""
    groups: list[list[str]] = []
    for name in sorted(names, key=lambda name: (-len(name.split()), len(_folded(name)[0]) == 1, name)):
        fitting = [group for group in groups if all(_may_be_one(name, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(name)
        elif not fitting:
            groups.append([name])
    shown = [max(group, key=lambda name: (" " in name, written[name], len(name), name)) for group in groups]
    return {name: best for group, best in zip(groups, shown, strict=True) for name in group}


def _may_be_one(one: str, other: str) -> bool:
    """Whether names with the same last word may be one person's: the shorter ends the longer, or first names fit."""
    short, long = sorted((_folded(one), _folded(other)), key=len)
    if long[-len(short) :] == short:
        return True
    first, second = short[0], long[0]
    fit = first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
    return fit and len(short) > 1 and all(len(word) == 1 or word in long for word in short[1:])


def _acronyms(bodies: list[str]) -> dict[str, str]:
    """From `WHO` to `World Health Organization`, if one body quoted in the corpus has these initials."""
    spelt: dict[str, list[str]] = {}
    for name in bodies:
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 2 and not name.isupper():
            spelt.setdefault(initials, []).append(name)
    short = {name: name.replace(".", "") for name in bodies if name.isupper()}
    return {name: spelt[key][0] for name, key in short.items() if len(spelt.get(key, ())) == 1}


def _by_office(quotes: pd.DataFrame) -> dict[str, str]:
    """From `President` to whom the corpus quotes under that title, if it is one person: `President Ann Lee`."""
    holders: dict[str, set[str]] = {}
    for speaker, as_written in (
        quotes[["speaker", "speaker_as_written"]].dropna().drop_duplicates().itertuples(index=False)
    ):
        for title, name in pairwise(as_written.split()):
            if plain(title) in OFFICES and name in speaker.split():
                holders.setdefault(title.capitalize(), set()).add(speaker)
    return {office: found.pop() for office, found in holders.items() if len(found) == 1}


def annotate_sentences(sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Fill `share_quoted` and `speaker` of the table `sentences`.

    Parameters
    ----------
    sentences, quotes : DataFrame
        The declared tables of the same articles.

    Returns
    -------
    DataFrame
        `sentences` with `share_quoted`, the share of the sentence's characters (0 to 1) that stand in quotation marks
        as speech, and `speaker`, who speaks the largest part of it, quoted or reported; empty if nobody is named.
    """
    spans = _by_article(quotes)
    reached = {article_id: list(accumulate((span[1] for span in group), max)) for article_id, group in spans.items()}
    shares: list[float] = []
    speakers: list[str | None] = []
    for article_id, start, end in sentences[["article_id", "start_char", "end_char"]].itertuples(index=False):
        group = spans.get(article_id, [])
        first = bisect_right(reached.get(article_id, []), start)
        last = bisect_left(group, end, key=lambda span: span[0])
        share, speaker = _of_sentence(group[first:last], start, end)
        shares.append(share)
        speakers.append(speaker)
    filled = sentences.copy()
    filled["share_quoted"] = schema.series("number", shares, index=sentences.index)
    filled["speaker"] = schema.series("string", speakers, index=sentences.index)
    return schema.validate("sentences", filled)


_Span = tuple[int, int, str | None, bool]


def _by_article(quotes: pd.DataFrame) -> dict[str, list[_Span]]:
    spans: dict[str, list[_Span]] = {}
    columns = ["article_id", "start_char", "end_char", "speaker", "is_direct"]
    for article_id, start, end, speaker, is_direct in quotes[columns].itertuples(index=False):
        spans.setdefault(article_id, []).append((start, end, None if pd.isna(speaker) else speaker, bool(is_direct)))
    return {article_id: sorted(group, key=lambda span: span[:2]) for article_id, group in spans.items()}


def _of_sentence(spans: list[_Span], start: int, end: int) -> tuple[float, str | None]:
    quoted = 0
    reached = start
    weights: dict[str, int] = {}
    for begin, stop, speaker, is_direct in spans:
        if stop <= start or begin >= end:
            continue
        inside = min(stop, end) - max(begin, start)
        if is_direct:
            quoted += max(0, min(stop, end) - max(begin, reached))
            reached = max(reached, min(stop, end))
        if speaker is not None:
            weights[speaker] = weights.get(speaker, 0) + inside
    speaker = min(weights, key=lambda name: (-weights[name], name)) if weights else None
    return round(min(1.0, quoted / max(1, end - start)), 4), speaker
