"""How an outlet writes its own name, which says nothing about a story.

It is rarely written as the table of articles has it: "aljazeera" of an address stands in the text as "Al Jazeera",
"huffingtonpost" as "Huffington Post" or "HuffPost", "dw" as "DW" or "Deutsche Welle". The rules look at letters and
capitals only; no outlet is listed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.english.word_lists import word_list

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
