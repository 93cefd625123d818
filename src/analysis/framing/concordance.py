"""Keyword in context: every place where a word, phrase or pattern stands, with the text on either side."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import ParameterError

_OPEN, _CLOSE = "\ue000", "\ue001"
_LONGEST_PATTERN = 300
_SEPARATORS = re.compile(r"[\s\-‐‑]+")
_COLUMNS = {
    "article_id": "str",
    "source": "str",
    "sentence_id": "str",
    "start_char": "int64",
    "end_char": "int64",
    "left": "str",
    "keyword": "str",
    "right": "str",
}


def concordance(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    pattern: str,
    *,
    width: int = 50,
    sort: Literal["position", "left", "right"] = "position",
    is_regex: bool = False,
) -> pd.DataFrame:
    """Where does a word stand, and in what company?

    Parameters
    ----------
    articles, sentences
        The tables of those names.
    pattern
        Words as a reader writes them; `*` ends a word in any way ("releas*"), a space matches white space or hyphens,
        case and the kind of apostrophe do not matter. With `is_regex`, a regular expression in RE2 syntax, which
        takes linear time on any text and so has no look-around and no back-references.
    width
        Characters of context on each side; white space in it is evened out.
    sort
        By place in the corpus, by the word before (read from right to left), or by the words after.

    Returns
    -------
    DataFrame
        article_id, source, sentence_id, start_char, end_char, left, keyword, right;
        `articles.text[start_char:end_char] == keyword`.

    Raises
    ------
    ParameterError
        The pattern is empty, too long, or not a regular expression.

    Misleads when
        one spelling is searched and the outlets use several: see the table `names`.
    """
    source_of = articles.set_index("article_id")["source"].to_dict()
    text_of = articles.set_index("article_id")["text"].to_dict()
    texts = sentences["text"].tolist()
    spans = find_regex(texts, pattern) if is_regex else find_phrases(texts, [pattern])
    places = sentences[["article_id", "sentence_id", "start_char"]].to_numpy().tolist()
    rows = []
    for row, start, end in spans:
        article_id, sentence_id, first = places[row]
        text = text_of[article_id]
        start, end = first + start, first + end
        left = " ".join(text[max(0, start - width) : start].split(" ")).replace("\n", " ")
        right = text[end : end + width].replace("\n", " ")
        rows.append((article_id, source_of[article_id], sentence_id, start, end, left, text[start:end], right))
    found = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return _sorted(found, sort)


def _sorted(found: pd.DataFrame, sort: str) -> pd.DataFrame:
    if sort == "left":
        context = found["left"].map(lambda left: left.lower().split()[::-1])
    elif sort == "right":
        context = found["right"].map(lambda right: right.lower().split())
    elif sort == "position":
        return found
    else:
        raise ParameterError(f"A concordance is sorted by position, left or right, not by {sort!r}.")
    order = sorted(range(len(found)), key=lambda at: (context.iloc[at], at))
    return found.iloc[order].reset_index(drop=True)


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases as whole words: linear, for `re` with IGNORECASE.

    >>> bool(re.search(phrase_pattern(["bargaining chip*"]), "“Bargaining-chips”", re.IGNORECASE))
    True
    """
    found = {
        " ".join(_SEPARATORS.split(phrase)).strip(" *'’ʼ") + "*" * phrase.rstrip().endswith("*") for phrase in phrases
    }
    written = sorted(found - {"", "*"}, key=lambda text: (-len(text), text))
    if not written:
        raise ParameterError("A pattern needs at least one letter or digit: the pattern given is empty.")
    return rf"(?<!\w)(?:{'|'.join(map(_escaped, written))})(?!\w)"


def _escaped(phrase: str) -> str:
    return "".join(
        r"[\w’'‑-]{0,60}+"
        if char == "*"
        else r"[\s\-‐‑]{1,8}+"
        if char == " "
        else "['’ʼ]"
        if char in "'’ʼ"
        else re.escape(char)
        for char in phrase
    )


def find_phrases(texts: Sequence[str], phrases: Iterable[str]) -> list[tuple[int, int, int]]:
    """Where the phrases stand: (text, start, end), in order, never overlapping; see `concordance` for `*`."""
    compiled = re.compile(phrase_pattern(phrases), re.IGNORECASE)
    return [(row, *match.span()) for row, text in enumerate(texts) for match in compiled.finditer(text)]


def find_regex(texts: Sequence[str], pattern: str) -> list[tuple[int, int, int]]:
    """Where an RE2 regular expression matches: (text, start, end), in order; empty matches are left out.

    Python's own `re` can take exponential time on a pattern such as `(a+)+b`; RE2, which pyarrow carries, cannot.
    """
    if not pattern or len(pattern) > _LONGEST_PATTERN:
        raise ParameterError(f"A pattern has between 1 and {_LONGEST_PATTERN} characters; this one has {len(pattern)}.")
    clean = [text.replace(_OPEN, " ").replace(_CLOSE, " ") for text in texts]
    try:
        marked = pc.replace_substring_regex(
            pa.array(clean, pa.large_string()), pattern=f"(?i){pattern}", replacement=rf"{_OPEN}\0{_CLOSE}"
        ).to_pylist()
    except pa.ArrowInvalid as error:
        raise ParameterError(f"{pattern!r} is not a regular expression in RE2 syntax: {error}") from error
    return [(row, start, end) for row, text in enumerate(marked) for start, end in _marks(text)]


def _marks(text: str) -> list[tuple[int, int]]:
    spans, at, opened = [], 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if piece == _OPEN:
            opened = at
        elif piece == _CLOSE:
            spans += [(opened, at)] if at > opened else []
        else:
            at += len(piece)
    return spans
