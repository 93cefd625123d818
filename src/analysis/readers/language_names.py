"""Languages by what files call them: their names in the languages of databases, their own names, codes of ISO 639."""

import re
from functools import cache

_NAMING = ("nl", "pt", "it", "es", "fr", "de", "en")
_REGION = re.compile(r"(?:[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8})*)?")
_BETWEEN = re.compile(r"[;,/|()]")
_LONGEST_CODE = 3


def language_code(named: str) -> str | None:
    """The code of a language as exports name it: "English", "ENG", "Deutsch", "en_US"; None for what is no language.

    Names are read in the languages that databases are used in (`_NAMING`), codes of two and three letters in any case.

    >>> language_code("Englisch"), language_code("fre"), language_code("pt_BR"), language_code("Klingonese")
    ('en', 'fr', 'pt-BR', None)
    """
    written = named.strip().replace("_", "-")
    first, mark, rest = written.partition("-")
    # Names take a second to learn, and most files give the code itself.
    code = first.lower() if first.lower() in _known() else _codes().get(first.lower())
    if code and _REGION.fullmatch(rest) and (mark == "") == (rest == ""):
        return f"{code}{mark}{rest}"
    return _codes().get(written.lower())


@cache
def _known() -> frozenset[str]:
    """The codes of two letters."""
    from babel import Locale

    return frozenset(code for code in Locale("en").languages if len(code) == 2)


@cache
def _codes() -> dict[str, str]:
    """Codes by what languages are called: their codes of two and three letters, and their names."""
    from babel import Locale
    from babel.core import get_global

    aliases = {alias: code for alias, code in get_global("language_aliases").items() if len(code) == 2}
    known = _known()
    named = {
        name.lower(): code for naming in _NAMING for code, name in Locale(naming).languages.items() if code in known
    }
    own = {name.lower(): code for code in known if (name := _own_name(code))}
    return {**own, **named, **aliases, **{code: code for code in known}}


def _own_name(code: str) -> str | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(code).languages.get(code)
    except UnknownLocaleError:
        return None


def language_of(value: str) -> str:
    """The code of the first language named in a value; the value itself where none is known.

    >>> language_of("GERMAN; DEUTSCH"), language_of("Klingonese")
    ('de', 'Klingonese')
    """
    return next((code for part in (value, *_BETWEEN.split(value)) if (code := language_code(part))), value)


def is_language(line: str) -> bool:
    """Whether a line is the name of a language; a code alone may be anything."""
    return len(line.strip()) > _LONGEST_CODE and language_code(line) is not None
