"""What the quotations mean for each sentence: how much of it is quoted, and who speaks."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

import pandas as pd

from analysis import schema


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
    filled["share_quoted"] = pd.Series(shares, index=sentences.index, dtype="float64")
    filled["speaker"] = pd.Series(speakers, index=sentences.index, dtype="str")
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
