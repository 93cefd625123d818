"""Frames by codebook: where the cues of each yes/no question stand, and how often in each source.

A cue suggests that a passage is worth reading for the frame; whether the frame is there, a reader decides (see
`hand_coding`). Entman (1993) on what a frame does; Semetko and Valkenburg (2000) on the generic news frames.
"""

from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.english.names import is_body, names_in, strip_possessive
from analysis.english.tokens import scan_words, word_set
from analysis.english.word_lists import word_list
from analysis.framing.concordance import PhraseSearch
from analysis.framing.reading import read
from analysis.statistics.intervals import share_interval, units_interval
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST

_PLACES, _MOST_ASKED = 6, 3
_BUILT_IN = ("functions", "generic")
_HEADINGS = ("title", "heading")
# Words of an office that stand before the office as well as before a name: "a senior campaigner".
_DESCRIBES = word_set("acting assistant chief deputy foreign former junior opposition senior vice")
_TITLES, _FIRST_NAMES = word_list("titles"), word_list("first_names")


class FrameTables(NamedTuple):
    """The tables `frames` and `frame_evidence`."""

    frames: pd.DataFrame
    frame_evidence: pd.DataFrame


def frames(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
    confidence: float = 0.95,
) -> FrameTables:
    """How often does each source write what suggests each frame, and where?

    Parameters
    ----------
    codebook
        Its `frames`; a cue may hold several words, and end in `*` for the other words of its family. A frame without
        cues gets no rows.
    include_boilerplate, include_quotes
        See `reading.read`.
    confidence
        Coverage that the intervals aim at.

    Returns
    -------
    FrameTables
        `frames`: one row for each source and frame, zeros included, in the order of the codebook within a source.
        `frame_evidence`: one row for each cue found; spans point into `articles.text`.

    Misleads when
        counts are read as frames. A cue can be denied ("this is no bargain") or stand in a quotation that the article
        rejects; and a frame can be there without any of its cues. Shares compare sources only as far as the cues
        catch each source's wording equally well, which hand coding checks.
    """
    how = {"include_boilerplate": include_boilerplate, "include_quotes": include_quotes}
    rows = read(articles, blocks, sentences, **how, only_english=True).sentences
    headings = set(blocks.loc[blocks["kind"].isin(_HEADINGS), "block_id"])
    evidence = _evidence(articles, sentences, rows, codebook, headings=headings)
    return FrameTables(_shares(articles, rows, evidence, codebook, confidence=confidence), evidence)


def asked(codebook: Codebook, used: pd.Series) -> list[str]:
    """Which frames does the first page ask for?

    Those that the codebook's questions name; without such questions its own, or else the built-in ones: the three that
    most sentences suggest. `used` is that number by frame.
    """
    defined = codebook.frames
    wanted = [question.answer_with for question in codebook.questions if question.answer_with in defined]
    if wanted:
        return wanted
    own = [name for name, frame in defined.items() if frame.group not in _BUILT_IN] or list(defined)
    return used[used.index.isin(own)].sort_values(ascending=False, kind="stable").index[:_MOST_ASKED].tolist()


def _evidence(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    rows: pd.DataFrame,
    codebook: Codebook,
    *,
    headings: set[str],
) -> pd.DataFrame:
    start_of = dict(zip(sentences["sentence_id"], sentences["start_char"], strict=True))
    text_of = dict(zip(articles["article_id"], articles["text"], strict=True))
    texts = dict(zip(sentences["sentence_id"], sentences["text"], strict=True))
    ids = rows[["article_id", "source", "sentence_id"]].to_numpy().tolist()
    # Spans must point into the article, so cues are sought in the sentence as written, own names and all.
    written = [texts[sentence_id] for _, _, sentence_id in ids]
    persons, search, found = _Persons(sentences, headings), PhraseSearch(written), []
    for frame in codebook.frames.values():
        if not frame.cues:
            continue
        for row, start, end in search.find(frame.cues, in_families=True):
            article_id, source, sentence_id = ids[row]
            if persons.hold(sentence_id, start, end):
                continue
            first, last = start_of[sentence_id] + start, start_of[sentence_id] + end
            found.append(
                {
                    "frame": frame.name,
                    "article_id": article_id,
                    "source": source,
                    "sentence_id": sentence_id,
                    "start_char": int(first),
                    "end_char": int(last),
                    "surface": text_of[article_id][first:last],
                }
            )
    return schema.frame("frame_evidence", found)


class _Persons:
    """The persons whom articles name, so that a cue finds no Mr. Price; sought only where a cue has a capital."""

    def __init__(self, sentences: pd.DataFrame, headings: set[str]) -> None:
        # Headlines are full of capitals that name nobody.
        running = sentences[~sentences["block_id"].isin(headings)]
        self._article_of = dict(zip(running["sentence_id"], running["article_id"], strict=True))
        self._texts: dict[str, dict[str, str]] = {}
        for article_id, sentence_id, text in running[["article_id", "sentence_id", "text"]].itertuples(index=False):
            self._texts.setdefault(article_id, {})[sentence_id] = text
        self._named: dict[str, list[tuple[int, int, str]]] = {}

    def hold(self, sentence_id: str, start: int, end: int) -> bool:
        """Whether these characters of a sentence are in the name of a person."""
        article_id = self._article_of.get(sentence_id)
        if article_id is None or not self._texts[article_id][sentence_id][start].isupper():
            return False
        text = self._texts[article_id][sentence_id]
        if any(first <= start and end <= last for first, last, _ in self._in(text)):
            return True
        surname = strip_possessive(text[start:end])
        return any(
            name.split()[-1] == surname
            for other in self._texts[article_id].values()
            if surname in other
            for _, _, name in self._in(other)
        )

    def _in(self, text: str) -> list[tuple[int, int, str]]:
        if text not in self._named:
            self._named[text] = _persons_in(text)
        return self._named[text]


def _persons_in(text: str) -> list[tuple[int, int, str]]:
    """Names of persons, with their places: those that open with a first name or stand after a title."""
    tokens = scan_words(text)
    found = []
    for name in names_in(tokens):
        words = name.text.split()
        start = text.find(words[0], tokens.start[name.start]) if words else -1
        if start < 0 or is_body(name.text):
            continue
        before = text[:start].split()[-1:]
        is_titled = bool(before) and before[0].lower().rstrip(".") in _TITLES - _DESCRIBES
        if is_titled or (len(words) > 1 and words[0].lower() in _FIRST_NAMES):
            found.append((start, tokens.end[name.end - 1], name.text))
    return found


def _shares(
    articles: pd.DataFrame, rows: pd.DataFrame, evidence: pd.DataFrame, codebook: Codebook, *, confidence: float
) -> pd.DataFrame:
    n_read = rows.groupby("article_id")["sentence_id"].nunique().to_dict()
    hits = evidence.groupby(["frame", "article_id"])["sentence_id"].nunique().to_dict()
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    by_source: dict[str, list[str]] = {}
    for article_id in sorted(source_of):
        by_source.setdefault(source_of[article_id], []).append(article_id)
    table = []
    for source in sorted(by_source):
        ids = [article_id for article_id in by_source[source] if n_read.get(article_id)]
        for frame in codebook.frames.values():
            if frame.cues:
                n_hits = [hits.get((frame.name, article_id), 0) for article_id in ids]
                counts = {"n_hits": n_hits, "n": [n_read[article_id] for article_id in ids]}
                table.append(
                    {"source": source, "frame": frame.name, "question": frame.question}
                    | _row(**counts, confidence=confidence)
                )
    return schema.frame("frames", table)


def _row(*, n_hits: list[int], n: list[int], confidence: float) -> dict:
    of_sentences = share_interval(n_hits, n, confidence=confidence)
    n_with = sum(hit > 0 for hit in n_hits)
    ends = units_interval(n_with, len(n), confidence=confidence) if len(n) >= ARTICLES_FOR_A_TEST else (None, None)
    return {
        "n_sentences": sum(n_hits),
        "n_sentences_all": sum(n),
        "share_sentences": _rounded(of_sentences.share),
        "low": _rounded(of_sentences.low),
        "high": _rounded(of_sentences.high),
        "n_articles": n_with,
        "n_articles_all": len(n),
        "share_articles": _rounded(n_with / len(n) if n else None),
        "articles_low": _rounded(ends[0]),
        "articles_high": _rounded(ends[1]),
        "resampled": of_sentences.resampled,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)
