"""How a text falls into words, and the form under which each word is counted."""

import re
from functools import lru_cache, partial
from unicodedata import category

import pandas as pd

from analysis.english.marks import HYPHENS
from analysis.framing.languages import ENGLISH, LONGEST_ELIDED, Language, elides

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
