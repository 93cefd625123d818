"""What a measure of words must know of a language: its words, the form each is counted under, its function words.

Words of two languages have nothing to be compared by: what sets a German article apart from an English one is German.
So the articles of each language are a corpus of their own, with its own weights, ranks and p-values.
"""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial, wraps
from importlib import import_module
from pkgutil import get_data
from typing import Any, Literal
from unicodedata import category

import pandas as pd

from analysis.corpus import checked_reference
from analysis.corpus.language import ENGLISH as ENGLISH_CODE
from analysis.corpus.language import has_word_spaces, language_name, main_language
from analysis.english.marks import HYPHENS
from analysis.english.word_lists import word_list

# Languages that write every noun with a capital, so that a capital does not make a name.
_CAPITAL_NOUNS = frozenset(("de", "lb"))
# Languages that write short words onto the next with an apostrophe ("l'État", "dell'arte"); longer words stay whole.
_ELIDING = frozenset(("fr", "it", "ca", "oc", "co", "fur", "scn"))
LONGEST_ELIDED = 5
# jusText's lists are the most frequent words of each Wikipedia, most frequent first: function words, and further down
# what encyclopedias write about ("war", "government"), which no news corpus may lose unseen. Of the first so many,
# short words are taken; of somewhat more, those that run through the articles at hand.
_SURE, _SHORT, _LIKELY = 100, 4, 150
_MOST_ARTICLES = 0.5
# Without a list: words in this share of all sentences, and in half of the articles; of fewer sentences nothing is told.
_MOST_SENTENCES, _LEAST_SENTENCES = 0.1, 50
# What the lists call a language, where English has another name for it.
_LISTED_AS = {
    "Bangla": "Bengali",
    "Haitian Creole": "Haitian",
    "Norwegian": "Norwegian Bokmal",
    "Western Frisian": "West Frisian",
}
_CALENDAR_WIDTHS = ("wide", "abbreviated")


@dataclass(frozen=True)
class Language:
    """How words of a language are read: its function words, and where these are from."""

    code: str
    stop_words: frozenset[str]
    basis: Literal["list", "frequency", "none"]

    @classmethod
    def of(cls, code: str, sentences: Sequence[Collection[str]], articles: Sequence[str]) -> "Language":
        """The language of these sentences, each given by its distinct words, and by its article."""
        if code == ENGLISH_CODE:
            return ENGLISH
        n_articles = len(set(articles))
        held = Counter(
            word for _, word in {(of, word) for of, own in zip(articles, sentences, strict=True) for word in own}
        )
        frequent = {word for word, n in held.items() if n >= _MOST_ARTICLES * n_articles}
        if listed := _listed(code):
            sure = {word for word in listed[:_SURE] if len(word) <= _SHORT}
            return cls(code, frozenset(sure | (frequent & set(listed[:_LIKELY]))), "list")
        if len(sentences) < _LEAST_SENTENCES:
            return cls(code, frozenset(), "none")
        n_sentences = Counter(word for own in sentences for word in own)
        often = {word for word in frequent if n_sentences[word] >= _MOST_SENTENCES * len(sentences)}
        return cls(code, frozenset(often), "frequency")

    @property
    def name(self) -> str:
        """What English calls it."""
        return language_name(self.code)

    @property
    def is_english(self) -> bool:
        """Whether rules and lists of English hold."""
        return self.code == ENGLISH_CODE

    @property
    def has_capital_nouns(self) -> bool:
        """Whether every noun has a capital, so that a capital makes no name."""
        return has_capital_nouns(self.code)

    @property
    def elides(self) -> bool:
        """Whether short words are written onto the next with an apostrophe."""
        return elides(self.code)

    @property
    def calendar(self) -> frozenset[str]:
        """Names of months and days, which no reader takes for a term."""
        return _calendar(self.code)


ENGLISH = Language(ENGLISH_CODE, word_list("stop_words"), "list")


def has_capital_nouns(code: str) -> bool:
    """Whether a language writes every noun with a capital."""
    return code in _CAPITAL_NOUNS


def elides(code: str) -> bool:
    """Whether a language writes short words onto the next with an apostrophe."""
    return code in _ELIDING


@cache
def _listed(code: str) -> list[str]:
    """The words of jusText's list, lower case, the most frequent first; none where it has no list.

    A word that it only has with a capital is a noun of German, or a name.
    """
    from justext import get_stoplists

    name = language_name(code)
    plain = unicodedata.normalize("NFKD", _LISTED_AS.get(name, name)).encode("ascii", "ignore").decode()
    name = plain.replace(" ", "_")
    if name not in get_stoplists():
        return []
    # As jusText itself reads them, but in their order.
    found = get_data("justext", f"stoplists/{name}.txt")
    # Words stand there with the marks around them: "(en", "werden.".
    written = dict.fromkeys(word.strip(".,;:!?()\"'") for word in found.decode().split())
    return [word for word in written if word and word == word.lower() and any(map(str.isalpha, word))]


@cache
def _calendar(code: str) -> frozenset[str]:
    if code == ENGLISH_CODE:
        # Dates are numbers, too: which months a sample happens to cover says nothing about an outlet.
        return (word_list("months") - {"may", "march", "mar"}) | word_list("weekdays") | word_list("clock_words")
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(code)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    named = [
        name
        for names in (locale.months, locale.days)
        for context in names.values()
        for width in _CALENDAR_WIDTHS
        for name in context.get(width, {}).values()
    ]
    return frozenset(name.lower().strip(".") for name in named)


def language_of(articles: pd.DataFrame) -> str:
    """The code of the language of articles of one language; English where nobody could tell, or there is none."""
    return main_language(articles["language"].iloc[0] if len(articles) else None)


def by_language(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The articles of each language by its code, the language of most articles first; "en-GB" and "en" are one."""
    codes = articles["language"].map(main_language, na_action=None)
    n_articles = Counter(codes)
    ordered = sorted(n_articles, key=lambda code: (-n_articles[code], code != ENGLISH_CODE, code))
    return {code: articles[codes == code] for code in ordered}


def in_each_language(measure: Callable[..., Any], *, counts_words: bool = True) -> Callable[..., Any]:
    """The measure taken of the articles of each language by themselves, its tables joined; one language as it is.

    What `counts_words` has no rows for a language without spaces between words.

    Tables that have an `article_id` are given for the language's articles only. A language in which the source called
    `reference` has no article has nothing to be set against, and no rows.
    """

    @wraps(measure)
    def apart(articles: pd.DataFrame, *tables: pd.DataFrame, **given: Any) -> Any:
        parts = by_language(articles)
        counted = [own for code, own in parts.items() if not counts_words or has_word_spaces(code)]
        if len(counted) == len(parts) < 2:
            return measure(articles, *tables, **given)
        reference = checked_reference(articles, given.get("reference", ""))
        made = []
        for own in counted:
            if reference is None or reference in set(own["source"]):
                ids = set(own["article_id"])
                narrowed = {name: _of(ids, value) for name, value in given.items()}
                made.append(measure(own, *(_of(ids, table) for table in tables), **narrowed))
        if not made:
            nothing = {name: _of((), value) for name, value in given.items() if name != "reference"}
            return measure(articles.iloc[:0], *(_of((), table) for table in tables), **nothing)
        return made[0] if len(made) == 1 else _joined(made)

    return apart


def _of(ids: Collection[str], value: Any) -> Any:
    is_table = isinstance(value, pd.DataFrame) and "article_id" in value
    return value[value["article_id"].isin(ids)] if is_table else value


def _joined(made: Sequence[Any]) -> Any:
    """Tables of one kind, or tuples of such tables, one below the other."""
    if isinstance(made[0], tuple):
        return type(made[0])(*map(_joined, zip(*made, strict=True)))
    return pd.concat(made, ignore_index=True)


# A word, an abbreviation with full stops, or a mark that ends a run. Hyphens split words without ending the run, so
# that "human-rights" and "human rights" are one term. Linear on any text: rounds of a group cannot overlap.
# (A possessive repeat of a group keeps what a failed round consumed in CPython 3.11, so groups repeat plainly.)
# Vowel signs of Indian scripts and other marks, which are no letters to `re`, belong to the letter before them.
_MARKS = "".join(char for char in map(chr, range(0x300, 0x1100)) if category(char).startswith("M"))
_LETTERS = rf"(?:[^\W_]++[{_MARKS}]*+)+"
# Most words are letters before a space or a comma: asked for first, they need no look at what could join them.
_ONE = rf"[A-Za-z]++(?=[ ,])|(?:[^\W\d_]\.){{2,}}|{_LETTERS}(?:['’ʼ]{_LETTERS})*"
PIECE = re.compile(rf"{_ONE}|[^{HYPHENS}\xad\w\s]")
# The same without the marks.
_WORD = re.compile(_ONE)
STOP_WORDS = ENGLISH.stop_words
# "us" is a word of its own; other abbreviations are counted without their full stops.
_UNITED_STATES = ("US", "USA", "U.S.", "U.S.A.")


@lru_cache(maxsize=1 << 17)
def normal_form(word: str, *, elided: bool = False) -> str:
    """The form under which a word is counted: lower case, no possessive, one spelling of common abbreviations.

    With `elided`, a short word that an apostrophe joins to the next is left off, as French and Italian write.

    >>> [normal_form(word) for word in ("Minister’s", "US", "us", "U.S.", "U.N.", "parents'")]
    ['minister', 'u.s.', 'us', 'u.s.', 'un', 'parents']
    >>> [normal_form(word, elided=True) for word in ("l’État", "aujourd'hui")]
    ['état', "aujourd'hui"]
    """
    if word in _UNITED_STATES:
        return "u.s."
    lowered = word.lower().replace("’", "'").replace("ʼ", "'").strip("'")
    if "." in lowered:
        return lowered.replace(".", "")
    if elided:
        first, _, rest = lowered.partition("'")
        return rest if len(rest) > 1 and len(first) <= LONGEST_ELIDED else lowered
    return lowered.removesuffix("'s")


def word_forms(text: str, *, with_numbers: bool = False, elided: bool = False) -> list[str]:
    """The words of a text in the form under which they are counted; no punctuation, and numbers only on request.

    `elided` as in `normal_form`.

    >>> word_forms("The Minister’s human-rights plan (of 2020).")
    ['the', 'minister', 'human', 'rights', 'plan', 'of']
    """
    form = partial(normal_form, elided=True) if elided else normal_form
    return [form(piece) for piece in _WORD.findall(text) if with_numbers or is_word(piece)]


def placed_words(text: str, *, elided: bool = False) -> list[tuple[str, int, int]]:
    """The words and numbers of a text, each as counted and with its span; `elided` as in `normal_form`.

    >>> placed_words("1,184 men")
    [('1', 0, 1), ('184', 2, 5), ('men', 6, 9)]
    """
    form = partial(normal_form, elided=True) if elided else normal_form
    return [(form(match.group()), *match.span()) for match in _WORD.finditer(text)]


def language_read(code: str, rows: pd.DataFrame) -> Language:
    """The language of this code as sentences show it: rows of `reading.read`, with `article_id` and `words`."""
    if code == ENGLISH.code:
        return ENGLISH
    elided = elides(code)
    sentences = [{form for form, _, _ in placed_words(text, elided=elided) if is_word(form)} for text in rows["words"]]
    return Language.of(code, sentences, rows["article_id"].tolist())


def is_word(piece: str) -> bool:
    """Whether a piece has a letter: numbers and punctuation are no words."""
    return piece.isalpha() or any(map(str.isalpha, piece))


def is_stop(form: str, language: Language, *, for_readers: bool) -> bool:
    """Whether a form is a function word, or `for_readers` what no reader would take for a term (see `count_terms`)."""
    if form in language.stop_words or len(form) < 2:
        return True
    # "we'd" and other short forms of function words that no list has.
    first, apostrophe, _ = form.partition("'")
    is_short_form = bool(apostrophe) and first in language.stop_words
    return for_readers and (form in language.calendar or form[0].isdigit() or is_short_form)


@cache
def of_nltk(module: str, name: str) -> Any:
    """A class of NLTK, without what NLTK imports wherever it is installed: most of a second and 70 MB.

    What was imported so is known to nobody else: a notebook that imports NLTK itself gets all of it.
    """
    if "nltk" in sys.modules:
        return getattr(import_module(module), name)
    hidden = [one for one in ("scipy.stats", "sklearn") if one not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        return getattr(import_module(module), name)
    finally:
        for one in [*hidden, *(known for known in sys.modules if known.partition(".")[0] == "nltk")]:
            del sys.modules[one]
