"""What an outlet prints of itself, again and again: by-lines, footers, sign-offs, boxes of links, its own name.

Each of them would otherwise top the list of what sets an outlet apart, and none of them says anything about a story.
They are found by what they have in common everywhere (who wrote this, who contributed), by repetition within one outlet
and by place: a word that an outlet writes in hardly any place but its last sentences belongs to a sign-off. Its name is
rarely written as the table of articles has it: "aljazeera" of an address stands in the text as "Al Jazeera", "dw" as
"DW" or "Deutsche Welle". The rules look at letters and capitals only; no outlet is listed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from operator import itemgetter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.english.word_lists import word_list

# A footer is a sentence that stands in this many articles of one source and in no other source's.
FOOTER_ARTICLES = 3
# So many words in the same order are copied, not written anew: titles and names of offices are shorter. They count as
# a fixture of the page, not as background told twice, where they stand in so many of an outlet's articles.
RUN_WORDS = 8
_RUN_ARTICLES = 5
_RUN_SHARE = 0.01
# A word of sign-offs closes at least so many articles, that share of the outlet's, and stands elsewhere in few of them.
_SIGN_OFF_ARTICLES, _SIGN_OFF_SHARE, _SIGN_OFF_ALONE = 10, 0.02, 0.8
# Sign-offs are short, at most so many sentences long, and only looked for where an article is more than a few lines.
_SIGN_OFF_WORDS, _SIGN_OFF_SENTENCES = 30, 3
_LEAST_SENTENCES = 5
# The head of an article, in sentences; and how often others may use a word that is an outlet's own, to its own uses.
_HEAD, _ELSEWHERE = 2, 0.1
_LONGEST_BY_LINE = 160
# A footer that several outlets share has at most so many sentences, and at most this share of the article's words.
_SHARED_FOOTER, _FOREIGN = 4, 0.2
_STOP_WORDS = word_list("stop_words")

_BY_LINE = re.compile(
    r"""
    \s*+(?:
        (?:(?:Written|Reported|Posted|Edited|Compiled|Photograph(?:s|y)?|Photos?|Story|Words)\s)?[Bb]y:?\s(?=[A-Z])
        | BY\s(?=[A-Z])
        | (?:Additional\s)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled)\s(?:and\s\w++\s)?by\s
        | (?:Follow|Contact|Email|E-mail)\s(?:\w++\s){1,4}+(?:on|at)\s
        | (?:Authors?|Reporters?|Editors?):\s?(?=[A-Z])
        | (?:©|\(c\)|Copyright\b)
        | (?:Updated|Published|Posted|Last\smodified):?\s
        | [^\s@]++@[\w-]++(?:\.[\w-]++)++\s*+$
    )""",
    re.VERBOSE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed\s(?:reporting\s)?(?:to|for)\s(?:this|the)\s(?:report|article|story|piece)\W*+$"
    r"|\bcontributed\sreporting\W*+$"
)
_BIO = re.compile(
    r"^[A-Z][\w.’'-]*+(?:\s[A-Z][\w.’'-]*+){1,3}\s(?:is|was)\s(?:an?|the)\s(?:[\w’'-]++\s){0,6}?"
    r"(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|producer|fellow)\b"
)
_MARKS = str.maketrans(dict.fromkeys('()[].,;!?"“”', " "))


def is_by_line(text: str) -> bool:
    """Whether a sentence only says who wrote, edited, photographed or published the article.

    >>> [is_by_line(text) for text in ("By Jane Doe", "Jane Doe is a senior reporter.", "By March, all was quiet.")]
    [True, True, False]
    >>> is_by_line("Jane Doe and John Roe contributed to this report.")
    True
    """
    if _BIO.match(text) or ("contributed" in text and _CONTRIBUTED.search(text)):
        return True
    if len(text) > _LONGEST_BY_LINE or not _BY_LINE.match(text):
        return False
    # "By Friday, all were home." is a sentence; a by-line has no full stop and hardly a lower-case word.
    plain = [word for word in text.split() if word[:1].islower()]
    return len(plain) <= 4 and not (text.lower().startswith("by ") and text.rstrip().endswith((".", "!", "?")))


def is_footer(rows: pd.DataFrame) -> pd.Series:
    """Whether a sentence stands, numbers aside, in several articles of one source and in no other's."""
    form = rows["text"].str.lower().str.replace(r"\d+", "0", regex=True).str.strip()
    keys = pd.DataFrame({"form": form, "source": rows["source"], "article_id": rows["article_id"]}).drop_duplicates()
    in_articles = keys.groupby("form", sort=False)["article_id"].size()
    in_sources = keys.groupby("form", sort=False)["source"].nunique()
    return (form.map(in_articles) >= FOOTER_ARTICLES) & (form.map(in_sources) == 1)


def is_shared_footer(rows: pd.DataFrame) -> pd.Series:
    """Whether a sentence closes articles of several outlets and has nothing to do with what stands above it.

    Outlets of one publisher print one footer, and so do those that take the same service. An agency's background may
    close articles of several outlets as well, but speaks of the same people and places as the article; and where the
    sentences above are the same too, it is the article that is shared.

    Parameters
    ----------
    rows
        Sentences in reading order: source, article_id, text.
    """
    found = np.zeros(len(rows), dtype=bool)
    texts, sources = rows["text"].tolist(), rows["source"].tolist()
    articles = [at for at in _places_of_articles(rows) if len(at) > _SHARED_FOOTER + 1]
    outlets: dict[str, set[str]] = {}
    for own in articles:
        for at in own[-_SHARED_FOOTER - 1 :]:
            outlets.setdefault(texts[at].lower().strip(), set()).add(sources[own[0]])
    for own in articles:
        closing = (n for n, at in enumerate(reversed(own)) if len(outlets.get(texts[at].lower().strip(), ())) < 2)
        n = next(closing, 0)
        if 0 < n <= _SHARED_FOOTER and _is_foreign([texts[at] for at in own[-n:]], [texts[at] for at in own[:-n]]):
            found[own[-n:]] = True
    return pd.Series(found, index=rows.index)


def _places_of_articles(rows: pd.DataFrame) -> list[list[int]]:
    """The places of the sentences of each article, in reading order."""
    places: dict[str, list[int]] = {}
    for at, article_id in enumerate(rows["article_id"].tolist()):
        places.setdefault(article_id, []).append(at)
    return [*places.values()]


def _is_foreign(footer: Iterable[str], above: Iterable[str]) -> bool:
    """Whether a footer uses hardly any content word of the article."""
    words, known = ({word for text in texts for word in _folded(text)} - _STOP_WORDS for texts in (footer, above))
    return len(words & known) <= _FOREIGN * len(words)


def _folded(text: str) -> set[str]:
    """The words of a sentence without the marks around them; "source:" is not "source"."""
    return {*text.lower().translate(_MARKS).split()}


def least_articles(n_articles: int) -> float:
    """How many of an outlet's articles must close alike before that is called a sign-off: ten, and 2 % of them."""
    return max(_SIGN_OFF_ARTICLES, _SIGN_OFF_SHARE * n_articles)


def is_sign_off(rows: pd.DataFrame) -> pd.Series:
    """Whether a sentence closes an article with words that its outlet hardly writes anywhere else.

    Such are the initials of the desk, the agencies used, the date and page of the printed edition. A word counts as
    one of sign-offs where it closes at least ten of an outlet's articles (and 2 % of them) and stands further up in at
    most a fifth of the articles that use it. Sentences are taken off from the end as long as they hold such a word.

    Parameters
    ----------
    rows
        Sentences in reading order: source, article_id, text.

    Misleads when
        an outlet ends every article with a sentence of its own that readers would call part of the story; the list of
        what was left out shows it.
    """
    found = pd.Series(data=False, index=rows.index, dtype=bool)
    size = rows.groupby("article_id", sort=False)["article_id"].transform("size")
    long_enough = rows[size >= _LEAST_SENTENCES]
    for _, own in long_enough.groupby("source", sort=True):
        found.loc[_closing(own)] = True
    return found


def _closing(own: pd.DataFrame) -> list:
    """Labels of the sentences of one outlet that are sign-offs."""
    articles: dict[str, list[tuple]] = {}
    for label, article_id, text in zip(own.index, own["article_id"], own["text"], strict=True):
        articles.setdefault(article_id, []).append((label, text))
    least = least_articles(len(articles))
    if len(articles) < least:
        return []
    uses, closing, ends = _uses(articles.values())
    words = {
        word for word, n in closing.items() if n >= least and n >= _SIGN_OFF_ALONE * uses[word] and word[:1].isalnum()
    }
    return [label for tail in ends for label in _peeled(tail, words)]


def _uses(articles: Iterable[list[tuple]]) -> tuple[Counter[str], Counter[str], list[list[tuple]]]:
    """In how many articles each word stands, in how many only in the last sentences, and these from the end."""
    uses: Counter[str] = Counter()
    closing: Counter[str] = Counter()
    ends = []
    for sentences in articles:
        at = max(len(sentences) - _SIGN_OFF_SENTENCES, 0)
        above = {word for _, text in sentences[:at] for word in _folded(text)}
        tail = [(label, _folded(text), len(text.split())) for label, text in reversed(sentences[at:])]
        uses.update(above.union(*(words for _, words, _ in tail)))
        closing.update({word for _, words, _ in tail[:1] for word in words} - above)
        ends.append(tail)
    return uses, closing, ends


def _peeled(tail: Iterable[tuple], words: set[str]) -> list:
    closes = takewhile(lambda one: one[2] <= _SIGN_OFF_WORDS and not words.isdisjoint(one[1]), tail)
    return [label for label, _, _ in closes]


def own_marks(rows: pd.DataFrame, *, is_aside: pd.Series) -> dict[str, frozenset[str]]:
    """Names that give an outlet away by where they stand: of its staff, of its desks, of the town it is printed in.

    Such a word has a capital, stands at the head or the foot of at least five of an outlet's articles (and 2 % of
    them), further in of at most a fifth of those that use it, and in hardly any article of the others. Names of the
    story open an article too, but come again below.

    Parameters
    ----------
    rows
        All sentences in reading order: source, article_id, text.
    is_aside
        Which of them are by-lines, sign-offs and the like: they count as head or foot wherever they stand.
    """
    uses: dict[str, Counter[str]] = {}
    inside: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    n_articles: Counter[str] = Counter()
    texts = [text.translate(_MARKS) for text in rows["text"].tolist()]
    written = {word for text in texts for word in text.split()}
    named = {word.lower() for word in {word for text in texts for word in text.split()[1:]} if word[:1].isupper()}
    named -= {word for word in written if word[:1].islower()}
    sources, is_set_aside = rows["source"].tolist(), is_aside.tolist()
    for places in _places_of_articles(rows):
        folded = [named.intersection(texts[at].lower().split()) for at in places]
        last = len(folded) - _SIGN_OFF_SENTENCES
        inner = {word for at in range(_HEAD, last) if not is_set_aside[places[at]] for word in folded[at]}
        words = set().union(*folded) if len(folded) >= _LEAST_SENTENCES else inner
        source = sources[places[0]]
        uses.setdefault(source, Counter()).update(words)
        inside.setdefault(source, Counter()).update(inner)
        everywhere.update(words)
        n_articles[source] += 1
    return {
        source: frozenset(
            word
            for word, n in own.items()
            if n >= max(_RUN_ARTICLES, _SIGN_OFF_SHARE * n_articles[source])
            and inside[source][word] <= (1 - _SIGN_OFF_ALONE) * n
            and everywhere[word] - n <= _ELSEWHERE * n
        )
        for source, own in uses.items()
    }


def repeated_runs(rows: pd.DataFrame) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Runs of eight words or more within a sentence that one outlet prints in several articles and no other prints.

    Boxes of links, calls to subscribe and the like stand in the middle of a line where a page's text was copied without
    its layout; they repeat word for word, whatever stands before and after them.

    Parameters
    ----------
    rows
        Sentences in reading order: source, article_id, text.

    Returns
    -------
    dict
        By position in `rows`, the sentences that hold such a run (five articles of their outlet or more, and at least
        1 % of them, print it): what is left of each, a full stop for each run, and the runs themselves.
    """
    if rows.empty:
        return {}
    texts = rows["text"].tolist()
    ids, lengths = _encoded(texts)
    article, source = pd.factorize(rows["article_id"])[0], pd.factorize(rows["source"])[0]
    n_articles = rows.groupby(source)["article_id"].nunique().to_numpy()
    least = np.maximum(_RUN_ARTICLES, _RUN_SHARE * n_articles)
    row = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    covered = _covered(ids, row, article=article, source=source, least=least)
    ends = np.cumsum(lengths)
    touched = np.unique(np.searchsorted(ends, np.flatnonzero(covered), side="right"))
    return {at: _split(texts[at].split(), covered[ends[at] - lengths[at] : ends[at]]) for at in touched.tolist()}


def _encoded(texts: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The words of all texts in order as numbers, and how many words each text has."""
    lengths = np.zeros(len(texts), dtype=np.int64)
    ids: dict[str, int] = {}

    def numbers() -> Iterator[int]:
        for at, text in enumerate(texts):
            words = text.lower().split()
            lengths[at] = len(words)
            for word in words:
                yield ids.setdefault(word, len(ids))

    return np.fromiter(numbers(), dtype=np.int32), lengths


def _covered(
    ids: NDArray[np.int32],
    row: NDArray[np.int32],
    *,
    article: NDArray[np.int64],
    source: NDArray[np.int64],
    least: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """For each word of all sentences in order, whether it stands in a repeated run; `row` is the word's sentence.

    `article` and `source` are those of each sentence, `least` how many articles of each source must print a run.
    """
    covered = np.zeros(len(ids), dtype=bool)
    n_starts = len(ids) - RUN_WORDS + 1
    if n_starts <= 0:
        return covered
    starts = np.flatnonzero(row[:n_starts] == row[RUN_WORDS - 1 :])
    keys = _run_keys(ids, n_starts)[starts]
    order = np.argsort(keys, kind="stable")
    starts, keys = starts[order], keys[order]
    is_new = np.diff(keys, prepend=keys[:1]) != 0
    group = np.cumsum(is_new)
    # Sorted stably, the uses of one run stand by article.
    other_article = is_new | (np.diff(article[row[starts]], prepend=-1) != 0)
    n_articles = np.bincount(group, weights=other_article)
    source_of = source[row[starts]]
    first_source = source_of[np.searchsorted(group, np.arange(len(n_articles)))]
    elsewhere = np.bincount(group, weights=source_of != first_source[group])
    is_run = (n_articles >= least[first_source]) & (elsewhere == 0)
    for offset in range(RUN_WORDS):
        covered[starts[is_run[group]] + offset] = True
    return covered


def _run_keys(ids: NDArray[np.int32], n_starts: int) -> NDArray[np.uint64]:
    # A product that wraps around is a hash: two different runs share one about once in 10^19.
    keys = np.zeros(n_starts, dtype=np.uint64)
    for offset in range(RUN_WORDS):
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + ids[offset : offset + n_starts].astype(np.uint64) + np.uint64(1)
        keys ^= keys >> np.uint64(29)
    return keys


def _split(words: list[str], covered: NDArray[np.bool_]) -> tuple[str, tuple[str, ...]]:
    rest, runs = [], []
    for is_run, part in groupby(zip(words, covered.tolist(), strict=True), key=itemgetter(1)):
        text = " ".join(word for word, _ in part)
        rest.append("." if is_run else text)
        runs += [text] if is_run else []
    return " ".join(rest), tuple(runs)


_HOST = re.compile(r"(?:https?+://)?((?:[\w-]++\.)+[a-z]{2,})(?=[/:?#]|$)")
# "bbc.co.uk" and "rtl.com.hr": the label that names the outlet stands before these.
_SECOND_LEVEL = frozenset("ac co com edu go gov ne net or org".split())
# What may be added to an outlet's name, or left off, without naming another: "ABC" for "abcnews".
_ADDED = sorted(word_list("outlet_words", package="analysis.framing"))
_FOLLOWS = rf"(?:\s(?:{'|'.join(word.upper() if word == 'tv' else word.title() for word in _ADDED)})\b)?"
_SHORTEST = 3
# An outlet of up to so many letters may be known by its initials, and spells them out in some places.
_MOST_INITIALS = 4
_TEXTS_WITH_FULL_NAME = 3
_HUMPS = re.compile(r"\b([A-Z][a-z]+)([A-Z][a-z]+)\b")
_PLAIN_LETTERS = {
    code: ord(letter)
    for code in range(0xC0, 0x250)
    if (letter := unicodedata.normalize("NFD", chr(code))[0]).isascii() and letter.isalpha()
}


def own_names(source: str, url: str | None = None) -> tuple[str, ...]:
    """The names of an outlet that its name and address give, longest first.

    >>> own_names("The Evening Post", "https://www.eveningpost.example/")
    ('The Evening Post', 'Evening Post', 'eveningpost')
    >>> own_names("www.aljazeera.com")
    ('www.aljazeera.com', 'aljazeera')
    """
    names = {source, source.removeprefix("The "), _label(source) or "", _label(url) if isinstance(url, str) else ""}
    return tuple(sorted((name for name in names if name and len(name) > 2), key=lambda name: (-len(name), name)))


def _label(address: str) -> str:
    """The part of a web address that names the outlet, in lower case; empty where there is no address."""
    found = _HOST.match(address.strip().lower())
    if not found:
        return ""
    labels = found.group(1).split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return plain(labels[-1])


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, plain(name).lower()))


def plain(text: str) -> str:
    """The text with accents off, character by character, so that places stay the same.

    >>> plain("Éire à la carte")
    'Eire a la carte'
    """
    return text if text.isascii() else text.translate(_PLAIN_LETTERS)


def own_name_pattern(source: str, urls: Iterable[str], texts: Sequence[str]) -> re.Pattern[str]:
    """A pattern for the ways in which an outlet writes its own name; to be used on `plain` text.

    Parameters
    ----------
    source
        The outlet as the table of articles calls it; may be a web address.
    urls
        Addresses of its articles, or some of them.
    texts
        Its articles or their sentences, in which short names and spelled-out initials are looked for.

    >>> pattern = own_name_pattern("www.aljazeera.com", [], [])
    >>> pattern.sub("_", "Al Jazeera spoke; he told Al-Jazeera News. The aljazeera of old.")
    '_ spoke; he told _. The _ of old.'
    >>> pattern = own_name_pattern("dailypost.example", [], ["DaPo readers know."])
    >>> pattern.sub("_", "The Daily Post, or DaPo; a daily post")
    'The _, or _; a daily post'

    Misleads when
        the outlet's name is a common word or another's name too: "Independent" is cut from the articles of a paper of
        that name wherever it has a capital. The list of what was left out shows it.
    """
    written = {plain(name) for name in own_names(source)}
    labels = {_label(source) or _letters(source.removeprefix("The ")), *map(_label, urls)} - {""}
    labels |= {short for label in sorted(labels) for word in _ADDED if (short := _without(label, word))}
    spaced = {_spaced(label) for label in labels if len(label) > 1}
    found = {name for label in sorted(labels) for name in _short_names(label, texts) | _full_names(label, texts)}
    forms = sorted(map(re.escape, written | found), key=lambda form: (-len(form), form))
    forms += sorted(spaced, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w#])(?:{'|'.join(forms)}){_FOLLOWS}(?!\w)" if forms else r"(?!)")


def _without(label: str, ending: str) -> str:
    short = label.removesuffix(ending)
    return short if short != label and len(short) >= _SHORTEST else ""


def _spaced(label: str) -> str:
    """The label with a capital, whatever spaces and hyphens are between its letters; letters may be lost."""
    lost = "\ufffd?" if len(label) >= _SHORTEST else ""
    letters = [f"[{letter.upper()}{letter}{lost}]" for letter in label[1:]]
    return re.escape(label[0].upper()) + "".join(rf"[\s.-]?{letter}" for letter in letters)


def _short_names(label: str, texts: Sequence[str]) -> set[str]:
    """Words with a capital inside, made of a beginning of the name and of a later part of it."""
    found = {match for text in texts for match in _HUMPS.findall(text)}
    return {
        first + last for first, last in found if label.startswith(first.lower()) and last.lower() in label[len(first) :]
    }


def _full_names(label: str, texts: Sequence[str]) -> set[str]:
    """Runs of capitalised words that begin with the letters of a short name and stand in several articles."""
    if not label.isalpha() or len(label) > _MOST_INITIALS:
        return set()
    words = r"[\s-]".join(rf"{letter.upper()}[^\W\d_]{{2,}}" for letter in label)
    pattern = re.compile(rf"(?<![\w-]){words}(?![\w-])")
    n_texts = Counter(name for text in texts for name in {*pattern.findall(plain(text))})
    return {name for name, n in n_texts.most_common(1) if n >= _TEXTS_WITH_FULL_NAME}
