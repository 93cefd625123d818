"""What a reader should know before trusting a text: short codes, counted, each with a passage to look at.

A flag is a code, or a code, a colon and what it is about (`same_text_as:daily-news`). `HEALTH_MEANINGS` says each in
plain English. Marks of rewriting are found by general rules, in body paragraphs or in the words of all of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.blocks import OTHER_LANGUAGE, REPEATS, RESTATES
from analysis.corpus.document import Block, Document, documents
from analysis.corpus.language import has_word_spaces, is_english
from analysis.corpus.repair import REPAIR_CODES, broken_characters
from analysis.english import count_words, split_sentences, word_spans
from analysis.english.marks import CLOSING_QUOTES
from analysis.english.word_lists import word_list
from analysis.errors import SchemaError
from analysis.readers.dates import date_in
from analysis.schema import frame

# --- marks that automatic rewriting and careless copying leave in running text: one says little, dozens much
# "media,advocacy", "anxieties.Shortly", "stated.”The": punctuation between letters; not "e.g.", "3.5", "a.m.".
# Each mark is asked for before what stands in front of it: most places in a text have none.
_LOST_SPACE = re.compile(r"[,;](?<=[^\W\d_]{3}.)[”’\"]?(?=[^\W\d_]{2})|[.!?](?<=[^\W\d_]{3}.)[”\"]?(?=[A-Z][a-z])")
_LOST_AFTER_QUOTE = re.compile(r"”(?<=[.!?,]”)(?=[^\W\d_])")
_ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|\S{1,60}@\S{1,60}")
_ODD_MARK = re.compile(r"‘(?<=\w.)(?=(?:s|t|re|ve|ll|d|m)\b)|”(?<=\s.)(?=\w)|“(?<=\w.)(?=\s)")
_CAPITALS = re.compile(r"\b[A-Z]{2,30}(?:\s[A-Z]{2,30}){2,30}\b")
_SMALL_WORD = re.compile(r"\b[a-z]{2,20}\b")
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the\spresent)\s(?:article|post|piece|blog|report)\s(?:\w{1,12}\s)?(?:highlights?|explores?|delves?"
    r"|discuss(?:es)?|examines?|provides?|aims?|covers?|looks?|emphasi[sz]es|outlines?|sheds?)\b"
    r"|\bin\sthis\s(?:article|post|guide|piece),?\swe\b",
    re.IGNORECASE,
)
# Pairs of real words that differ by a swap of neighbours.
_BOTH_REAL = word_list("real_swaps", package="analysis.corpus")
# "centre" and "center" are two spellings, not a slip.
_TWO_SPELLINGS = ("er", "re", "ers", "res", "ered", "red")
_FREQUENT = word_list("frequent", package="analysis.corpus")

# A word is a name when it stands with a capital so often inside sentences, and so many times as often as without:
# words that are both a name and a word ("may", "will") stand in small letters too often for that.
_SHORTEST_NAME, _OFTEN_LARGE, _LARGE_TO_SMALL = 4, 4, 5

Span = tuple[int, int]


class Said(NamedTuple):
    """A word of an article: as written, where it stands, and whether it opens a sentence."""

    word: str
    start: int
    end: int
    opens: bool


def said_in(text: str, *, at: int = 0) -> list[Said]:
    """The words of a paragraph that begins at `at` of its article."""
    starts = {start for start, _ in split_sentences(text)}
    return [Said(text[a:b], at + a, at + b, a in starts) for a, b in word_spans(text)]


def lost_spaces(text: str) -> list[Span]:
    """Places where a space is missing after punctuation; web and mail addresses do not count.

    >>> lost_spaces("In media coverage,advocacy and more.Then it ended, e.g. at 3.5 km.")
    [(17, 18), (35, 36)]
    """
    may_hold = "://" in text or "www." in text or "@" in text
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text) if may_hold else text
    after_quotes = [(match.end(), match.end()) for match in _LOST_AFTER_QUOTE.finditer(plain)]
    return sorted([match.span() for match in _LOST_SPACE.finditer(plain)] + after_quotes)


def small_starts(text: str) -> list[Span]:
    """Sentences that begin with a small letter, by their first word; names like iPhone do not count.

    >>> small_starts("It rained. then it stopped, they thought. iPads broke.")
    [(11, 15)]
    """
    found = []
    for start, end in split_sentences(text):
        first = next(iter(word_spans(text[start : min(end, start + 40)])), None)
        if first is None:
            continue
        word = text[start + first[0] : start + first[1]]
        if text[start : start + first[0]].strip("“‘\"'("):
            continue
        if word.isalpha() and word.islower() and len(word) > 1:
            found.append((start + first[0], start + first[1]))
    return found


def odd_marks(text: str) -> list[Span]:
    """Quotation marks that stand the wrong way round: "Smith‘s", " ”Yes"."""
    return [match.span() for match in _ODD_MARK.finditer(text)]


def shouted(text: str) -> list[Span]:
    """Runs of three or more words in capitals inside a paragraph that goes on in small letters."""
    found = [match.span() for match in _CAPITALS.finditer(text)]
    return [
        (a, b)
        for a, b in found
        if _SMALL_WORD.search(text, max(0, a - 60), a)
        and max(map(len, text[a:b].split())) >= 5
        and 2 * (b - a) < len(text)
    ]


def about_itself(text: str) -> list[Span]:
    """Phrases by which a text announces itself, as generated summaries do: "This article explores"."""
    return [match.span() for match in _ABOUT_ITSELF.finditer(text)]


def small_names(said: Sequence[Said], *, evidence: Sequence[Said]) -> list[Span]:
    """Names in small letters that running text writes with a capital: "geneva" beside many "Geneva".

    Counted are words of four letters and more that `evidence` writes with a capital inside sentences, by itself, four
    times and almost never without, and first names in small letters before a name that follows them twice elsewhere.
    """
    alone, pairs, small = _capitalised(evidence)
    often = {name for name, n in alone.items() if n >= _OFTEN_LARGE and _LARGE_TO_SMALL * small[name.lower()] <= n}
    first = {one for (one, _), n in pairs.items() if n >= 2}
    names = {word: _without_possessive(word).capitalize() for word in {one.word for one in said} if word.islower()}
    wanted = {word for word, name in names.items() if len(name) >= _SHORTEST_NAME and (name in often or name in first)}
    found = []
    for i, one in enumerate(said if wanted else ()):
        if one.word in wanted:
            name, following = names[one.word], _without_possessive(said[i + 1].word) if i + 1 < len(said) else ""
            if name in often or (small[name.lower()] <= 1 and pairs[name, following] >= 2):
                found.append((one.start, one.end))
    return found


def _capitalised(evidence: Sequence[Said]) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
    """Words with a capital inside sentences and none beside them, pairs of neighbours with capitals, small words."""
    said = [_without_possessive(one.word) for one in evidence]
    capital = [word[:1].isupper() for word in said]
    large = [is_large and not one.opens for is_large, one in zip(capital, evidence, strict=True)]
    padded = [False, *large, False]
    alone = Counter(word for i, word in enumerate(said) if large[i] and not padded[i] and not padded[i + 2])
    pairs = Counter(
        (first, second)
        for i, (first, second) in enumerate(pairwise(said))
        if capital[i] and capital[i + 1] and evidence[i + 1].start - evidence[i].end == 1
    )
    return alone, pairs, Counter(word for word in said if word.islower())


def _without_possessive(word: str) -> str:
    return word[:-2] if word[-2:] in ("’s", "'s") else word


def swapped_letters(said: Sequence[Said]) -> list[Span]:
    """Words that become a word of this text, or a very frequent one, when two neighbouring letters are swapped.

    >>> text = "They went there wiht care."
    >>> [text[a:b] for a, b in swapped_letters(said_in(text))]
    ['wiht']
    """
    counts = Counter(one.word.lower() for one in said)
    known = {word for word, n in counts.items() if n >= 2 and word.isalpha()}
    alike, frequent = _by_letters(known), _frequent_by_letters()
    rare = {word for word in {one.word for one in said} if 4 <= len(word) <= 30 and word.isalpha() and word.islower()}
    rare = {word for word in rare if counts[word] <= 2 and word not in _BOTH_REAL and word not in _FREQUENT}
    same = {word: alike.get(at := _letters(word), frozenset()) | frequent.get(at, frozenset()) for word in rare}
    slips = {word for word, others in same.items() if others and _is_swapped(word, others)}
    return [(one.start, one.end) for one in said if one.word in slips] if slips else []


@lru_cache(maxsize=8_192)
def _letters(word: str) -> str:
    """The letters of a word in order: words that differ by a swap have the same."""
    return "".join(sorted(word))


def _by_letters(words: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        found[_letters(word)].add(word)
    return {letters: frozenset(same) for letters, same in found.items()}


@cache
def _frequent_by_letters() -> dict[str, frozenset[str]]:
    return _by_letters(_FREQUENT)


def _is_swapped(word: str, alike: Collection[str]) -> bool:
    """Whether a word of the same letters differs by a swap of two neighbours, and is no other spelling of it."""
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return any(other in alike and other != word and not _is_respelt(word, other) for other in swaps)


def _is_respelt(word: str, other: str) -> bool:
    """Whether two words differ only as "centre" and "center" do, in an ending."""
    ends = _TWO_SPELLINGS
    return word.endswith(ends) and other.endswith(ends) and word[:3] == other[:3] and word[-3:] != other[-3:]


# --- all that is known of a text

# With less running text an article is a flash or a caption, and a mean or share of it says next to nothing.
_VERY_SHORT = 50

HEALTH_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "encoding_repaired": "It was not UTF-8 and was read as Windows-1252: accents and quotation marks may be wrong.",
        "mixed_encoding": "Single bytes of it were not UTF-8 as the rest and were read as Windows-1252.",
        "file_cut_off": "Its file breaks off in the middle of a character: the end is missing.",
        "newlines_normalised": "Its line ends were of Windows or old Mac form and were turned into plain ones.",
        "characters_repaired": "Characters that were once decoded wrongly (“â€™” for an apostrophe) were put right.",
        "html_repaired": "HTML entities and tags stood in it: they were turned into their characters, or taken out.",
        "hidden_characters_removed": "Characters that nobody sees (soft hyphens, zero-width spaces) were taken out.",
        "markdown_removed": "Marks of Markdown (links, stars) were taken out around their words.",
        "broken_words_joined": "Words broken at line ends were joined.",
        "whole_page": "No article was found on its page: all text that the page shows was taken.",
        "text_from_script": "Its page shows no text or a part: the article in the page's scripts was taken.",
        "feed_summary": "It is what a feed says of an article, perhaps only its beginning.",
        "missing_title": "It has no title.",
        "missing_date": "Nobody says when it was published.",
        "not_listed": "It has no row in sources.csv: its file name stands for the source.",
        "language_detected": "Its language is not given; it was recognised by letters and words.",
        "language_unknown": "Its language is not given and was not recognised: it is read as English.",
        "not_english": "It is not in English: its words are counted, and what it shares with other articles is found, "
        "where spaces part words; figures, quotations, frames, names and scores are not read.",
        "no_word_spaces": "Its language puts no spaces between words: they are not counted, and copies are not found.",
        "other_language": "Paragraphs of it are in another language: they are set aside.",
        "same_text_as": "Its text is the same, character for character, as that of another article.",
        "near_duplicate_of": "Most of its wording is that of another article.",
        "cut_off": "It ends in mid-sentence: the rest seems to be missing.",
        "very_short": f"It has fewer than {_VERY_SHORT} words of running text.",
        "no_running_text": "It has no paragraph of running text: only headings, lists or tables.",
        "glued_articles": "A further article is glued onto the first.",
        "table_of_contents": "A table of contents is part of it; its lines are headings said again.",
        "repeated_text": "It says something twice: a line word for word, or a number again in other words.",
        "navigation_left": "Menu entries, links to other stories, captions or counters of the web page are left in it.",
        "promotion_left": "Calls to comment, share, subscribe or pay, or notices of cookies, are left in it.",
        "lowercase_starts": "Sentences begin with a small letter, as automatic rewriting leaves them.",
        "lowercase_names": "Names that it writes with a capital elsewhere stand in small letters.",
        "missing_spaces": "Spaces are missing after punctuation.",
        "swapped_letters": "Words have two letters swapped.",
        "odd_quotation_marks": "Quotation marks stand the wrong way round or in place of apostrophes.",
        "stray_capitals": "Several words in a row stand in capitals in running text, like a leftover keyword.",
        "talks_about_itself": "It announces itself (“This article explores …”), as generated summaries do.",
        "broken_characters": "Characters are broken (“â€™” for an apostrophe): it was once decoded wrongly. "
        "`repair: characters` in corpus.yml puts right what can be.",
    }
)

# What may follow the last full stop without anything being lost.
_SIGN_OFF = re.compile(
    r"(?:[\s*|•_-]+|[–—]|(?<=[.!?”\"’'-][ ])[a-z]{2,4}(?:/[a-z]{2,8}){0,3}|\s?[(\[][^()\[\]]{2,80}[)\]]|"
    r"\bSources?\s?:[^.!?]{2,80}|(?:https?://|#|@)\S{2,80}|[\w.]{1,40}@[\w.-]{2,60}|"
    r"(?<=[.!?”\"’'-][ ])[A-Z][\w’']{1,15}(?:[ ][\w’']{1,15}){0,2})$"
)
_SIGN_OFF_REACH = 400
_MOST_SIGN_OFFS = 6
_ENDS = re.compile(rf"[.!?。！？।۔؟][{CLOSING_QUOTES})\]]*$")
_LONGEST_EXAMPLE = 200
_PAGE = ("navigation", "promotion", "caption", "comment", "dateline", "toc")
_READ = ("paragraph", "callout", "title", "list_item")


@dataclass(frozen=True, slots=True)
class Finding:
    """A health code that holds for an article, how often, and the first passage that shows it (0, 0: the whole)."""

    code: str
    n: int = 1
    start: int = 0
    end: int = 0


def findings_of(document: Document) -> list[Finding]:
    """What the text and blocks of one article show, in the order of `HEALTH_MEANINGS`."""
    found = [finding for rule in (_of_structure, _of_artefacts) for finding in rule(document)]
    order = list(HEALTH_MEANINGS)
    return sorted(found, key=lambda finding: order.index(finding.code))


def proposed_day(document: Document) -> tuple[str, str] | None:
    """Does a line of the article that only says where and when it was written give the day of publication?

    Returns
    -------
    tuple of (str, str) or None
        The day, ISO 8601, and the line; nothing where such lines name several days, or none with its year.

    Misleads when
    -------------
    The line is of something else, such as the day on which the page was saved: it is for a person to confirm.
    """
    lines = [_text_of(document, one) for one in document.blocks if one.kind == "dateline" and one.part <= 1]
    found = [(day, line) for line in lines for day in _days_in(line)]
    return found[0] if len({day for day, _ in found}) == 1 else None


def _days_in(line: str) -> Iterable[str]:
    while dated := date_in(line):
        yield dated[0]
        line = line[dated[2] :]


def health_flags(document: Document, *, language: str | None, is_given: bool, is_listed: bool) -> list[str]:
    """The flags of one article but those that reading its file gave, in the order of `HEALTH_MEANINGS`.

    `is_given` tells whether sources.csv names the language, `is_listed` whether it has a row for the file at all.
    """
    flags = {finding.code: finding.code for finding in findings_of(document)}
    if not is_listed:
        flags["not_listed"] = "not_listed"
    if language is None:
        flags["language_unknown"] = "language_unknown"
    elif not is_given:
        flags["language_detected"] = f"language_detected:{language}"
    if not is_english(language):
        flags["not_english"] = f"not_english:{language}"
    if not has_word_spaces(language):
        flags["no_word_spaces"] = f"no_word_spaces:{language}"
    return [flags[code] for code in HEALTH_MEANINGS if code in flags]


def health_meaning(flag: str) -> str:
    """A flag in plain English; what stands after its colon is added.

    >>> health_meaning("same_text_as:daily-news")
    'Its text is the same, character for character, as that of another article (daily-news).'
    """
    code, colon, about = flag.partition(":")
    if code not in HEALTH_MEANINGS:
        raise SchemaError(f"Unknown health flag {flag!r}. Known: {', '.join(HEALTH_MEANINGS)}.")
    meaning = HEALTH_MEANINGS[code]
    return f"{meaning[:-1]} ({about})." if colon else meaning


def health_card(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """What is wrong or odd with each article: one row for each article and finding.

    Returns
    -------
    DataFrame
        Table `health_card`; the span is empty where the whole article is meant.

    **Misleads when** read as a verdict: the marks of rewriting are hints, and a clean card proves nothing.
    """
    rows = []
    for article, document in zip(
        articles.to_dict("records"), documents(articles, blocks, frame("sentences")), strict=True
    ):
        by_code = {finding.code: finding for finding in findings_of(document)}
        for flag in article["health"]:
            code, _, about = flag.partition(":")
            # A reader that took markup out of a cell does not say how often.
            n = int(about) if about.isdigit() and code in (*REPAIR_CODES, "mixed_encoding") else 1
            finding = by_code.get(code, Finding(code, n))
            rows.append(_card_row(document, flag, finding))
    return frame("health_card", rows)


def mark_same_texts(articles: Sequence[dict[str, Any]]) -> None:
    """Flag, in rows of `articles`, each whose text is that of an earlier one, character for character."""
    first: dict[str, str] = {}
    for row in articles:
        flags = [flag for flag in row["health"] if not flag.startswith("same_text_as:")]
        same = [f"same_text_as:{first[row['text']]}"] if row["text"] in first else []
        row["health"] = flags + same
        first.setdefault(row["text"], row["article_id"])


def _card_row(document: Document, flag: str, finding: Finding) -> dict:
    has_span = finding.end > finding.start
    return {
        "article_id": document.article_id,
        "source": document.source,
        "finding": flag,
        "meaning": health_meaning(flag),
        "n": finding.n,
        "example": document.text[finding.start : finding.end] if has_span else None,
        "start_char": finding.start if has_span else None,
        "end_char": finding.end if has_span else None,
    }


def _of_structure(document: Document) -> Iterable[Finding]:
    blocks = document.blocks
    if document.title is None:
        yield Finding("missing_title")
    if document.published is None:
        yield Finding("missing_date")
    read = [b for b in blocks if b.is_body and b.kind in ("paragraph", "callout", "list_item")]
    if not any(block.kind == "paragraph" for block in read):
        yield Finding("no_running_text")
    if sum(count_words(_text_of(document, block)) for block in read) < _VERY_SHORT:
        yield Finding("very_short")
    yield from _cut_off(document)
    yield from _counted("glued_articles", [b for b in blocks if b.part > 1 and b.kind == "title"])
    yield from _counted("table_of_contents", [b for b in blocks if b.kind == "toc"])
    yield from _counted("repeated_text", [b for b in blocks if REPEATS in b.reason or RESTATES in b.reason])
    yield from _counted("navigation_left", [b for b in blocks if b.kind in ("navigation", "caption", "comment")])
    yield from _counted("promotion_left", [b for b in blocks if b.kind == "promotion"])
    yield from _counted("other_language", [b for b in blocks if b.kind == OTHER_LANGUAGE])
    yield from _spanned("broken_characters", broken_characters(document.text), document.text)


def _text_of(document: Document, block: Block) -> str:
    return document.text[block.start_char : block.end_char]


def _cut_off(document: Document) -> Iterable[Finding]:
    """The last running text of the page has no closing punctuation, or ends in dots."""
    kept = [b for b in document.blocks if b.kind not in _PAGE]
    if not kept or kept[-1].kind != "paragraph":
        return
    last = _without_sign_off(_text_of(document, kept[-1]))
    if not _ENDS.search(last[-12:]) or last.rstrip(CLOSING_QUOTES + " ").endswith(("...", "…")):
        yield Finding("cut_off", 1, max(kept[-1].start_char, kept[-1].end_char - _LONGEST_EXAMPLE), kept[-1].end_char)


def _without_sign_off(text: str) -> str:
    """The end of a text before agencies, initials, sources, links and dashes: "… he said. mb/jm (AFP, dpa) -"."""
    text = text[-_SIGN_OFF_REACH:]
    for _ in range(_MOST_SIGN_OFFS):
        shorter = _SIGN_OFF.sub("", text.rstrip()).rstrip()
        if shorter == text or not shorter:
            break
        text = shorter
    return text


def _counted(code: str, blocks: list[Block]) -> Iterable[Finding]:
    if blocks:
        first = blocks[0]
        yield Finding(code, len(blocks), first.start_char, min(first.end_char, first.start_char + _LONGEST_EXAMPLE))


_ARTEFACTS: tuple[tuple[str, Callable[[str], list[tuple[int, int]]]], ...] = (
    ("lowercase_starts", small_starts),
    ("missing_spaces", lost_spaces),
    ("odd_quotation_marks", odd_marks),
    ("stray_capitals", shouted),
    ("talks_about_itself", about_itself),
)


def _of_artefacts(document: Document) -> Iterable[Finding]:
    read = [block for block in document.blocks if block.is_body and block.kind in _READ]
    for code, find in _ARTEFACTS:
        spans = [
            (block.start_char + a, block.start_char + b)
            for block in read
            if not (code == "lowercase_starts" and block.kind == "list_item")
            for a, b in find(_text_of(document, block))
        ]
        yield from _spanned(code, spans, document.text)
    told = [block for block in document.blocks if block.kind not in ("navigation", "comment", "toc")]
    said = {block.block_id: said_in(_text_of(document, block), at=block.start_char) for block in told}
    words = [one for block in read for one in said[block.block_id]]
    running = [one for block in read if block.kind == "paragraph" for one in said[block.block_id]]
    yield from _spanned("lowercase_names", small_names(words, evidence=running), document.text)
    every = [one for block in told for one in said[block.block_id]]
    yield from _spanned("swapped_letters", swapped_letters(every), document.text)


def _spanned(code: str, spans: list[tuple[int, int]], text: str) -> Iterable[Finding]:
    if spans:
        start, end = spans[0]
        yield Finding(code, len(spans), *_in_context(start, end, text))


def _in_context(start: int, end: int, text: str) -> tuple[int, int]:
    """Widen a span to whole words, a few on each side, within its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - 40)
    right = text.find("\n", end)
    right = min(len(text) if right < 0 else right, end + 40)
    while left > 0 and left < start and not text[left - 1].isspace():
        left += 1
    while right < len(text) and right > end and not text[right].isspace():
        right -= 1
    return left, right
