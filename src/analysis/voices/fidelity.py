"""Whether quoted words stay the same from one article to the next, and whether they are those of a reference text."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.english.marks import straight
from analysis.english.quotations import quotation_spans
from analysis.english.tokens import words
from analysis.english.word_lists import word_list

# Words too common to show that two sentences say the same thing: function words, and those every report has.
_COMMON = word_list("stop_words") | {"said", "people"}
# Two spans are versions of one quotation when this share of the shorter one's words is in order in the other.
SAME = 0.6
# A paraphrase shares at least this many stems of content words with the quotation.
FEWEST_STEMS = 3
_STEM = 6
_GAP = 12
_FEWEST_WORDS = 4


class _Span(NamedTuple):
    article: str
    quote: str
    source: str
    speaker: str
    text: str
    words: tuple[str, ...]


def fidelity(quotes: pd.DataFrame, articles: pd.DataFrame, references: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The same quotation in several articles and in reference texts: the same, changed, shortened, joined, paraphrased.

    Parameters
    ----------
    quotes, articles : DataFrame
        The declared tables.
    references : mapping, optional
        Name of a reference text (a transcript, a press release) → its text.

    Returns
    -------
    DataFrame
        `kind` (`same`, `changed`, `shortened`, `joined`, `paraphrased`, `borrowed`, `not_in_reference`), `speaker`,
        `article_a`, `quote_a`, `text_a`, `article_b` (an article, or the reference's name), `quote_b` (empty for a
        reference), `text_b`, `share_same` (words of the shorter text found in order in the other, 0 to 1), `diff`
        (`[-left out-]`, `{+put in+}`), `explanation`. Sorted by speaker, kind and place.

    Notes
    -----
    `joined`: words that the reference has apart stand side by side. `paraphrased`: one article quotes, the other tells
    the same in its own words. `borrowed`: an article has a phrase in quotation marks that another credits to the
    speaker. **Misleads when** a speaker says nearly the same twice: two true quotations then look like one changed one.

    Examples
    --------
    >>> _diff("we will not go home now".split(), "we will go home".split())
    'we will [-not-] go home [-now-]'
    """
    spans = list(_spans(quotes, articles))
    rows = list(_between_articles(spans, quotes))
    rows += _paraphrases(spans, quotes, articles)
    rows += _borrowed(spans, articles)
    for name in sorted(references or {}):
        rows += [_against_reference(span, name, references[name]) for span in spans]
    rows.sort(key=lambda row: (row["speaker"], row["kind"], row["article_a"], row["article_b"], row["quote_a"]))
    return schema.frame("fidelity", rows)


def _words(text: str) -> tuple[str, ...]:
    return tuple(straight(word.lower()) for word in words(text))


def _spans(quotes: pd.DataFrame, articles: pd.DataFrame) -> Iterator[_Span]:
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    named = quotes[quotes["is_direct"] & quotes["speaker"].notna()]
    for article, quote, speaker, text in named[["article_id", "quote_id", "speaker", "text"]].itertuples(index=False):
        words = _words(text)
        if len(words) >= _FEWEST_WORDS:
            yield _Span(article, quote, source_of[article], speaker, text, words)


def _between_articles(spans: list[_Span], quotes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    by_speaker: dict[str, list[_Span]] = {}
    for span in spans:
        by_speaker.setdefault(span.speaker, []).append(span)
    for speaker in sorted(by_speaker):
        group = by_speaker[speaker]
        for number, first in enumerate(group):
            for second in group[number + 1 :]:
                if first.article != second.article and set(first.words) & set(second.words) - _COMMON:
                    row = _compared(first, second)
                    if row is not None:
                        yield row


def _compared(first: _Span, second: _Span) -> dict[str, Any] | None:
    share = _share(first.words, second.words)
    if share < SAME:
        return None
    kind = "same" if first.words == second.words else "shortened" if share > 0.99 else "changed"
    told = {
        "same": "quote the same words",
        "shortened": "quote the same words, one of them fewer",
        "changed": "quote different words",
    }[kind]
    return {
        "kind": kind,
        "speaker": first.speaker,
        "article_a": first.article,
        "quote_a": first.quote,
        "text_a": first.text,
        "article_b": second.article,
        "quote_b": second.quote,
        "text_b": second.text,
        "share_same": round(share, 4),
        "diff": _diff(first.words, second.words),
        "explanation": f"{first.source} and {second.source} {told} of {first.speaker}.",
    }


def _share(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, min(len(first), len(second)))


def _diff(first: tuple[str, ...] | list[str], second: tuple[str, ...] | list[str]) -> str:
    """The words of both, what only the first has as [-…-], what only the second has as {+…+}."""
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            parts += first[a:b]
            continue
        if b > a:
            parts.append(f"[-{' '.join(first[a:b])}-]")
        if d > c:
            parts.append(f"{{+{' '.join(second[c:d])}+}}")
    return " ".join(parts)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _words(text) if len(word) > 4 and word not in _COMMON)


def _paraphrases(spans: list[_Span], quotes: pd.DataFrame, articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Quoted here, told in other words there."""
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    reported = quotes[~quotes["is_direct"] & quotes["speaker"].notna()]
    columns = ["article_id", "quote_id", "speaker", "text"]
    told = [(*row, _stems(row[3])) for row in reported[columns].itertuples(index=False)]
    for span in spans:
        own = _stems(span.text)
        for article, quote, speaker, text, stems in told:
            if article == span.article or speaker != span.speaker:
                continue
            shared = own & stems
            if len(shared) >= FEWEST_STEMS or (shared and len(shared) >= 0.5 * min(len(own), len(stems))):
                yield {
                    "kind": "paraphrased",
                    "speaker": speaker,
                    "article_a": span.article,
                    "quote_a": span.quote,
                    "text_a": span.text,
                    "article_b": article,
                    "quote_b": quote,
                    "text_b": text,
                    "share_same": round(_share(span.words, _words(text)), 4),
                    "diff": "",
                    "explanation": f"{span.source} quotes {speaker}; {source_of[article]} tells it in its own words.",
                }


def _borrowed(spans: list[_Span], articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The longest phrase in quotation marks in one article that stands inside somebody's quotation in another."""
    for article, source, text in articles[["article_id", "source", "text"]].itertuples(index=False):
        marked = [text[quotation.start : quotation.end] for quotation in quotation_spans(text)]
        phrases = [(_words(phrase), phrase) for phrase in marked]
        phrases = [one for one in phrases if 2 <= len(one[0]) < 2 * _FEWEST_WORDS and not set(one[0]) <= _COMMON]
        for span in spans:
            size = len(span.words) if span.article != article else 0
            held = [one for one in phrases if len(one[0]) < size and _holds(span.words, one[0])]
            if held:
                yield {
                    "kind": "borrowed",
                    "speaker": span.speaker,
                    "article_a": span.article,
                    "quote_a": span.quote,
                    "text_a": span.text,
                    "article_b": article,
                    "quote_b": None,
                    "text_b": max(held, key=lambda one: len(one[0]))[1],
                    "share_same": 1.0,
                    "diff": "",
                    "explanation": f"{span.source} quotes {span.speaker}; {source} has words of it in marks.",
                }


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def _against_reference(span: _Span, name: str, reference: str) -> dict[str, Any]:
    said = _words(reference)
    matcher = SequenceMatcher(None, said, span.words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    share = sum(block.size for block in blocks) / len(span.words)
    gaps = [after.a - before.a - before.size for before, after in pairwise(blocks)]
    if share < SAME:
        kind, told, passage = "not_in_reference", "has no such words", ""
    else:
        passage = " ".join(said[blocks[0].a : blocks[-1].a + blocks[-1].size])
        if share > 0.99 and not any(gaps):
            kind, told = "same", "has the same words"
        elif any(gap > _GAP for gap in gaps):
            kind, told = "joined", "has these words apart from each other"
        elif share > 0.99:
            kind, told = "shortened", "has more words between these"
        else:
            kind, told = "changed", "has other words"
    return {
        "kind": kind,
        "speaker": span.speaker,
        "article_a": span.article,
        "quote_a": span.quote,
        "text_a": span.text,
        "article_b": name,
        "quote_b": None,
        "text_b": passage,
        "share_same": round(share, 4),
        "diff": _diff(tuple(passage.split()), span.words) if passage else "",
        "explanation": f"{span.source} quotes {span.speaker}; the reference {name} {told}.",
    }
