"""Frames by codebook: where the cues of each yes/no question stand in each source, and what coders answer.

A cue suggests that a passage is worth reading for the frame; whether the frame is there, a reader decides. Entman
(1993) on what a frame does; Semetko and Valkenburg (2000) on the generic news frames.

In hand coding each frame's question is put to a random sample of sentences: those with one of its cues and those
without are drawn apart, so that rare frames meet enough candidates, and each sentence's chance of being drawn is kept
(in the key, not on the sheet). From it the share of sentences with a frame is corrected by the design-based supervised
learning estimator of Egami, Hinck, Stewart and Wei (2023), which for a share is the stratified mean of the hand codes:
right on average however wrong the machine is.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.corpus.coding_sheets import UNDECIDED, CodingSheets
from analysis.corpus.selection import outlets
from analysis.english.names import is_body, names_in, strip_possessive
from analysis.english.tokens import scan_words, word_set
from analysis.english.word_lists import word_list
from analysis.errors import CorpusError
from analysis.framing.boilerplate import own_names
from analysis.framing.concordance import PhraseSearch
from analysis.framing.reading import read
from analysis.statistics import DECIMALS
from analysis.statistics.agreement import krippendorff_alpha
from analysis.statistics.intervals import Stratum, share_interval, stratified_share, units_interval
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST

# --- cues

_MOST_ASKED = 3
# The sets of the literature (Entman's functions, the generic news frames); any other frame is the story's own.
BUILT_IN = ("functions", "generic")
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
    own = [name for name, frame in defined.items() if frame.group not in BUILT_IN] or list(defined)
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
    return None if value is None else round(value, DECIMALS)


# --- hand coding

ALL_SOURCES = "all sources"
_SHARES = ("machine", "corrected", "low", "high")
_KNOWN = ["frame", "sentence_id", "has_cue", "probability", "n_drawn"]
_YES, _NO = frozenset(("yes", "y", "1", "true")), frozenset(("no", "n", "0", "false"))
# Coded sentences needed with a cue, and as many without: in simulation fewer say next to nothing (see the benchmark).
_LEAST_CODED = 10
# So many of the coded sentences may have left the corpus (by-lines that measures do not read).
_MOST_LOST = 0.1


def coding_sheet(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    codebook: Codebook,
    per_frame: int = 50,
    by_source: bool = False,
    seed: int = 2025,
) -> CodingSheets:
    """A blind coding sheet: one yes/no question for each row, by question, sentences in random order.

    Parameters
    ----------
    articles, sentences
        The tables of those names; give only the sentences that measures read (`reading.read(...).sentences` by id).
    evidence
        The table `frame_evidence`: which sentences hold a cue.
    codebook
        Its `frames`.
    per_frame
        Sentences for each frame (for each frame and source with `by_source`), half of them with a cue as far as there
        are so many.
    by_source
        Draw as many for each source, as far as it has so many, so that each source's prevalence can be corrected:
        that takes at least 20 coded sentences a source (see `corrected_prevalence`).
    seed
        The same seed gives the same sheet.

    Returns
    -------
    CodingSheets
        Tables `coding_sheet`, the outlet's own name blanked in its texts, and `coding_key`.

    Misleads when
        coders talk to each other, or know the articles: blind is only the sheet.
    """
    rng = np.random.default_rng(seed)
    text_of = dict(zip(sentences["sentence_id"], _blinded(articles, sentences), strict=True))
    every = sorted(text_of)
    groups = _of_each_source(articles, sentences) if by_source else [every]
    keys, rows = [], []
    for number, frame in enumerate(codebook.frames.values(), start=1):
        with_cue = set(evidence.loc[evidence["frame"] == frame.name, "sentence_id"]) & set(every)
        drawn = [one for group in groups for one in _drawn(group, with_cue, wanted=per_frame, rng=rng)]
        for place, at in enumerate(rng.permutation(len(drawn)).tolist(), start=1):
            sentence_id, has_cue, probability = drawn[at]
            item = f"{number:02d}-{place:03d}"
            asked = {"question": frame.question, "text": text_of[sentence_id], "answer": "", "note": ""}
            drawn_as = {"sentence_id": sentence_id, "has_cue": has_cue, "probability": round(probability, 9)}
            rows.append({"item": item} | asked)
            keys.append({"item": item, "frame": frame.name} | drawn_as)
    return CodingSheets(schema.frame("coding_sheet", rows), schema.frame("coding_key", keys))


def _of_each_source(articles: pd.DataFrame, sentences: pd.DataFrame) -> list[list[str]]:
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    of_source = sentences.groupby(sentences["article_id"].map(source_of), sort=True)["sentence_id"]
    return [sorted(ids) for _, ids in of_source]


def _drawn(
    sentence_ids: list[str], with_cue: set[str], *, wanted: int, rng: np.random.Generator
) -> list[tuple[str, bool, float]]:
    """A random draw from the sentences with a cue and one from those without: id, has_cue, chance of being drawn."""
    strata = [[one for one in sentence_ids if (one in with_cue) is has_cue] for has_cue in (True, False)]
    sizes = _sizes([len(stratum) for stratum in strata], wanted)
    drawn = []
    for has_cue, stratum, size in zip((True, False), strata, sizes, strict=True):
        chosen = rng.choice(len(stratum), size=size, replace=False) if size else []
        drawn += [(stratum[at], has_cue, size / len(stratum)) for at in sorted(int(place) for place in chosen)]
    return drawn


def _sizes(available: list[int], wanted: int) -> list[int]:
    """Half of the sample from each stratum; what one cannot give, the other does."""
    half = min(available[0], (wanted + 1) // 2)
    rest = min(available[1], wanted - half)
    return [min(available[0], wanted - rest), rest]


def _blinded(articles: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    names = {
        article_id: own_names(source, url if isinstance(url, str) else None)
        for article_id, source, url in zip(articles["article_id"], outlets(articles), articles["url"], strict=True)
    }
    blinded = []
    for article_id, text in sentences[["article_id", "text"]].itertuples(index=False):
        for name in names[article_id]:
            text = text.replace(name, "[the outlet]")
        blinded.append(" ".join(text.split()))
    return blinded


def read_codes(key: pd.DataFrame, sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The codes of several coders, one row for each code given.

    Parameters
    ----------
    key
        As `coding_sheet` made it.
    sheets
        Filled-in sheets by coder. Answers are yes or no (y, n, 1, 0); an empty answer or "?" is no code.

    Returns
    -------
    DataFrame
        unit (the item), coder, code (bool), frame, sentence_id, has_cue, probability, n_drawn (sentences that the key
        holds of the same draw, coded or not: over `probability`, they give what they were drawn from); by item and
        coder.

    Raises
    ------
    CorpusError
        A sheet lacks a column, or an answer is neither yes nor no: names coder and row.
    """
    draw = key.groupby(["frame", "has_cue", "probability"], dropna=False)["item"].transform("size")
    by_item = key.assign(n_drawn=draw).drop_duplicates("item").set_index("item")[_KNOWN].to_dict("index")
    rows = []
    for coder in sorted(sheets):
        sheet = sheets[coder]
        missing = [column for column in ("item", "answer") if column not in sheet.columns]
        if missing:
            raise CorpusError(f"The sheet of {coder!r} has no column {missing[0]!r}.")
        for number, (item, answer) in enumerate(sheet[["item", "answer"]].itertuples(index=False), start=2):
            code = _code(answer, coder=coder, row=number)
            if item not in by_item:
                raise CorpusError(f"The sheet of {coder!r}, row {number}: item {item!r} is not in the key.")
            if code is not None:
                rows.append((item, coder, code, *by_item[item].values()))
    columns = ["unit", "coder", "code", *_KNOWN]
    return pd.DataFrame(rows, columns=columns).sort_values(["unit", "coder"], kind="stable").reset_index(drop=True)


def _code(answer: object, *, coder: str, row: int) -> bool | None:
    written = str(answer).strip().lower()
    if written in _YES:
        return True
    if written in _NO:
        return False
    if written in UNDECIDED:
        return None
    raise CorpusError(f"The sheet of {coder!r}, row {row}: the answer {answer!r} is neither yes nor no.")


def frame_agreement(
    codes: pd.DataFrame,
    *,
    codebook: Codebook,
    n_resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 2025,
) -> pd.DataFrame:
    """Krippendorff's alpha for each frame: frame, question, alpha, low, high, n_units, n_coders, is_reliable, note.

    A frame is reliable if the lower end of its interval reaches .667; grey out the others.
    """
    rows = []
    for frame in codebook.frames.values():
        found = krippendorff_alpha(
            codes[codes["frame"] == frame.name], n_resamples=n_resamples, confidence=confidence, seed=seed
        )
        rows.append(
            {
                "frame": frame.name,
                "question": frame.question,
                "alpha": found.value,
                "low": found.low,
                "high": found.high,
                "n_units": found.n_units,
                "n_coders": found.n_coders,
                "is_reliable": found.is_reliable,
                "note": found.note,
            }
        )
    return pd.DataFrame(rows)


def corrected_prevalence(
    read: pd.DataFrame,
    evidence: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    frames: Sequence[str] | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """What share of these sentences has each frame, by source, once the machine's errors are allowed for?

    Parameters
    ----------
    read
        The sentences that were read: article_id, sentence_id, source.
    evidence
        The table `frame_evidence`.
    codes
        From `read_codes`: codes of a sample whose drawing the key records. Several coders' codes are averaged.
    frames
        Which frames; default: those in `codes`.
    confidence
        Coverage that the interval aims at.

    Returns
    -------
    DataFrame
        source ("all sources" first), frame, machine (share with a cue), corrected, low, high (0-1), n_coded,
        n_sentences, note, n_needed. The interval is for what the coders would have found in all of these sentences:
        where all were coded it has no width (see `intervals.stratified_share`).
        Corrected, low and high are empty, and `note` says why, where the sample was not drawn at random as far as the
        key can tell, or holds fewer than 10 coded sentences with a cue or 10 without (`n_needed` in all).

    Misleads when
        it is read as a statement on other articles, or on how well coders read: it allows for the drawing of the
        sample only. And when coders left out the sentences that they found hard.
    """
    wanted = sorted(codes["frame"].unique()) if frames is None else list(frames)
    groups = [(ALL_SOURCES, read), *read.groupby("source", sort=True)]
    cues = evidence.groupby("frame")["sentence_id"].agg(set).to_dict()
    rows = []
    for frame in wanted:
        of_frame = codes[codes["frame"] == frame]
        wrong = _not_random(of_frame, read, cues.get(frame, set()))
        for name, sentences in groups:
            row = {"source": name, "frame": frame}
            row |= _corrected(sentences, cues.get(frame, set()), of_frame, wrong=wrong, confidence=confidence)
            rows.append(row)
    order = {name: place for place, (name, _) in enumerate(groups)}
    rows.sort(key=lambda row: order[row["source"]])
    columns = ["source", "frame", "machine", "corrected", "low", "high", "n_coded", "n_sentences", "note", "n_needed"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_SHARES, float) | {"n_needed": "Int64"})


def _not_random(codes: pd.DataFrame, read: pd.DataFrame, with_cue: set[str]) -> str | None:
    """Why the key does not show that this sample was drawn at random from these sentences; None if it does."""
    again = "Make new sheets of this corpus."
    if codes.empty:
        return None
    if not codes["probability"].between(0, 1, inclusive="right").all():
        return f"The key does not say how likely each sentence was to be drawn. {again}"
    drawn = codes.drop_duplicates("sentence_id")
    if drawn["sentence_id"].isin(read["sentence_id"]).mean() < 1 - _MOST_LOST:
        return f"More than a tenth of the coded sentences are not among those read now. {again}"
    if (drawn["has_cue"].astype(bool) != drawn["sentence_id"].isin(with_cue)).any():
        return f"The cues of the frame have changed since the sentences were drawn. {again}"
    if "n_drawn" in drawn:
        sizes = drawn["n_drawn"] / drawn["probability"]
        # The key gives chances to nine places.
        if ((sizes - sizes.round()).abs() > 1e-3 + 1e-9 * sizes / drawn["probability"]).any():
            return f"The chances in the key are not those of a random draw. {again}"
    return None


def _corrected(
    sentences: pd.DataFrame, with_cue: set[str], codes: pd.DataFrame, *, wrong: str | None, confidence: float
) -> dict:
    hand = codes.groupby("sentence_id")["code"].mean()
    has_cue = sentences["sentence_id"].isin(with_cue)
    given = sentences["sentence_id"].map(hand).astype(float)
    n, n_coded = len(sentences), int(given.notna().sum())
    row = {"n_coded": n_coded, "n_sentences": n, "n_needed": None, "note": wrong or ""}
    row |= {"machine": round(float(has_cue.mean()), DECIMALS) if n else None}
    if wrong or not n:
        return row
    # Where the chance of being drawn differs by source, sources are strata too.
    by_source = codes.groupby("has_cue")["probability"].nunique().gt(1).any()
    keys = [has_cue.to_numpy(), sentences["source"].to_numpy()] if by_source else [has_cue.to_numpy()]
    strata = [
        Stratum(len(codes_of), int(codes_of.notna().sum()), float(codes_of.sum()))
        for _, codes_of in given.groupby(keys, sort=True)
    ]
    n_needed = sum(min(_LEAST_CODED, stratum.size) for stratum in strata)
    if any(stratum.n_coded < min(_LEAST_CODED, stratum.size) for stratum in strata):
        note = (
            f"{n_coded} of its sentences were coded by people; a correction needs at least {_LEAST_CODED} with a cue "
            f"and {_LEAST_CODED} without, or all there are: {n_needed} here."
        )
        return row | {"note": note, "n_needed": n_needed}
    share, low, high = stratified_share(strata, confidence=confidence)
    return row | {"corrected": round(share, DECIMALS), "low": round(low, DECIMALS), "high": round(high, DECIMALS)}
