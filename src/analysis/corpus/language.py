"""Which language a text is in, by py3langid; its model comes in the wheel, and nothing is downloaded.

Everything here that reads grammar reads English. Another language is said only where English is all but ruled out, so
that no English paragraph is lost; what is too short to tell has no language of its own.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.english import words
from analysis.english.marks import DASHES, FIXED_SPACES, QUOTES
from analysis.english.word_lists import word_list

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_LANGUAGES = word_list("languages", package="analysis.corpus")
_FEWEST_WORDS = 8
# Over the English of five stories and three labelled collections (4,408 paragraphs of eight words or more) English got
# less than this five times, each in the references of a scholarly text; of paragraphs in other languages, always.
_RULED_OUT = 0.01
# So much tells; more takes time only.
_READ_OF_PARAGRAPH, _READ_OF_ARTICLE = 240, 1200
# So many different words of these, and that share of all words, are enough for English. Over 3,320 paragraphs of news
# with eight words or more none of those was called another language by its letters, and four in five need no more.
_ONLY_ENGLISH = word_list("only_english")
_FEWEST_SURE, _LEAST_SURE = 2, 0.1
_MARKS = str.maketrans(dict.fromkeys(QUOTES + DASHES + FIXED_SPACES + "…"))
_LETTER = re.compile(r"[^\W\d_]")
# Scripts that put no spaces between words, by the languages that write in them.
_WITHOUT_SPACES = frozenset(("zh", "yue", "wuu", "ja", "th", "lo", "km", "my", "bo", "dz"))
_NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")


@cache
def _identifier() -> "LanguageIdentifier":
    # A second to load: only where texts are taken in.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_LANGUAGES))
    return identifier


def forget_model() -> None:
    """Give back what telling languages keeps, 85 MB: it is loaded again where another text is to be told."""
    _identifier.cache_clear()


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where it cannot be told.

    Of a long text the middle is read: pages begin and end with menus.

    **Misleads when** a text mixes languages or is a list of names.

    >>> detect_language("The people of the valley said that the water was high and the road was closed to all of them.")
    'en'
    """
    start = max(0, len(text) - _READ_OF_ARTICLE) // 2
    return _language_of(text[start : start + _READ_OF_ARTICLE])


def other_language(paragraph: str) -> str | None:
    """The language of a paragraph that is not English; None for English and for what is too short to tell.

    >>> other_language("Vatten stod högt i hela dalen och vägen till byn var stängd för alla.")
    'sv'
    """
    text = paragraph[:_READ_OF_PARAGRAPH]
    if _is_surely_english(text):
        return None
    found = _language_of(text)
    return None if found == ENGLISH else found


def _is_surely_english(text: str) -> bool:
    """Whether words that no other language writes say that a text is English: far quicker than to weigh its letters.

    Asked only of what has no letter that English lacks, so that an English quotation does not decide.
    """
    if not (text.isascii() or text.translate(_MARKS).isascii()):
        return False
    said = [word.lower() for word in words(text)]
    sure = [word for word in said if word in _ONLY_ENGLISH]
    return len(set(sure)) >= _FEWEST_SURE and len(sure) >= _LEAST_SURE * len(said)


def _language_of(text: str) -> str | None:
    n_other = len(_NOT_LATIN.findall(text))
    in_other_script = n_other > 0 and 2 * n_other > len(_LETTER.findall(text))
    if not in_other_script and len(words(text)) < _FEWEST_WORDS:
        return None
    ranked = _identifier().rank(text)
    shares = dict(ranked)
    best = ranked[0][0]
    return best if best == ENGLISH or shares[ENGLISH] < _RULED_OUT else None


def is_english(language: object) -> bool:
    """Whether what is written in a language is read as English: en, en-GB, … and what nobody could tell.

    >>> is_english("en-GB"), is_english(None), is_english("de")
    (True, True, False)
    """
    return main_language(language) == ENGLISH


def main_language(language: object) -> str:
    """The code of a language without its region; English for what nobody could tell, since it is read as English.

    >>> main_language("en-GB"), main_language("de"), main_language(None)
    ('en', 'de', 'en')
    """
    return language.lower().split("-")[0] if isinstance(language, str) and language else ENGLISH


def has_word_spaces(language: object) -> bool:
    """Whether a language is written with spaces between its words, so that they can be counted.

    >>> has_word_spaces("fr"), has_word_spaces("zh-TW")
    (True, False)
    """
    return main_language(language) not in _WITHOUT_SPACES


@cache
def language_name(language: object) -> str:
    """What English calls a language; its code where it has no name for it.

    >>> language_name("de-AT"), language_name(None), language_name("xq")
    ('German', 'English', 'xq')
    """
    from babel import Locale

    code = main_language(language)
    return Locale(ENGLISH).languages.get(code, code)
