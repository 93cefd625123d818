"""The `quotes` table: who says what, in quotation marks or in the reporter's words, by row and by sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document
from analysis.english.names import is_body
from analysis.voices.attribution import Said, link
from analysis.voices.lines import lines
from analysis.voices.speakers import Speakers


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
    """Give a person known by surname in one article the full name from another, if the corpus has just one."""
    names = sorted(quotes["speaker"].dropna().unique())
    by_last: dict[str, list[str]] = {}
    for name in names:
        for at in range(1, name.count(" ") + 1):
            if not is_body(name) and " and " not in name:
                by_last.setdefault(name.split(" ", at)[at], []).append(name)
    full = {name: by_last[name][0] for name in names if len(by_last.get(name, ())) == 1}
    united = quotes.copy()
    speakers = quotes["speaker"].map(lambda name: full.get(name, name), na_action="ignore")
    united["speaker"] = schema.series("string", speakers, index=quotes.index)
    return schema.validate("quotes", united)


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
