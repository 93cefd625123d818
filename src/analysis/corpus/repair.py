"""What copying and saving do to the characters of a text, undone: the file stays as it is, `articles.text` is repaired.

Wrongly decoded characters, HTML entities and tags, Markdown marks, characters that nobody sees, words broken at line
ends. Every repair is counted and becomes a flag (`html_repaired:3`), so that a reader knows which texts were touched.
"""

import html
import re
from collections.abc import Callable
from itertools import chain

from analysis.english.word_lists import word_groups

# Soft hyphens, zero-width spaces, byte order marks, marks of direction. Joiners belong to other scripts and to emoji:
# they go only between Latin letters.
_HIDDEN = re.compile(
    "\u00ad[ \t]*\n?|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    "|(?<=[\u0020-\u024f])[\u200c\u200d]+(?=[\u0020-\u024f])"
)

# UTF-8 that was read as Windows-1252: bytes from 0x80 to 0xbf, as that table shows them or as the control characters
# that it has no sign for.
_LATER_BYTES = "\u0081\u008d\u008f\u0090\u009d\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"[ÂÃÄÅ][{_LATER_BYTES}]|[áâã][{_LATER_BYTES}]{{2}}|ð[{_LATER_BYTES}]{{3}}|â€(?=[\\s.,;:)]|$)")
# What no English text holds but by such an accident; only beside it are the others read so ("IRMÃ”" may be a name).
_CLEARLY = re.compile(f"â€[{_LATER_BYTES}]|Ã[\u00a0-\u00ba\u00bc-\u00bf]|Â[\u00a3\u00a9\u00ab\u00b0\u00bb]")

_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_UNSEEN = re.compile(r"<!--|<(script|style|noscript)\b[^<>]{0,400}>", re.IGNORECASE)
_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?/?"
_BLOCK_TAG = re.compile(
    r"(?:</?(?:address|article|aside|blockquote|body|br|div|dd|dl|dt|figure|figcaption|footer|form|h[1-6]|head|header|hr"
    rf"|html|li|main|nav|ol|p|section|table|tbody|td|th|thead|title|tr|ul){_ATTRIBUTES}>\s*)+",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|button|cite|code|del|em|font|i|iframe|img|input|ins|label|link|mark|meta|noscript|path|q|s|script|small"
    rf"|source|span|strike|strong|style|sub|sup|svg|time|u|video|audio|picture|wbr){_ATTRIBUTES}>",
    re.IGNORECASE,
)

_ADDRESS = (
    r"\((?:https?://|www\.|mailto:|/|#)[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?(?:\s\"[^\"\n]{0,200}\")?\)"
)
_PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,400}}\]{_ADDRESS}")
_LINK = re.compile(rf"\[([^\[\]\n]{{1,400}})\]{_ADDRESS}")
_STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*_])")
_STRESSED = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_])\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([*_\[\]()#>`~-])")
_QUOTED = re.compile(r"^>+[ \t]?(?=[^\W\d_]|[“‘\"'])", re.MULTILINE)

_BROKEN_WORD = re.compile(r"\b([^\W\d_]{2,})-[ \t]*\n[ \t]*(?!(?:and|or|to)\b)([a-z]{2,})([.,;:!?)”’\"]*)[ \t]*\n?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUNDS = word_groups("compounds", package="analysis.corpus")
_FIRST, _LAST = (frozenset(chain(*(listed for key, listed in _COMPOUNDS if key == part))) for part in ("first", "last"))
# A line that breaks a word runs to the edge; a shorter one is a line of a list or a poem.
_SHORTEST_BROKEN_LINE = 12


def repaired(text: str) -> tuple[str, dict[str, int]]:
    """The text as it was meant, and how often each kind of repair was made, by the code of its flag.

    >>> repaired("&ldquo;We stay,&rdquo; the pa\\u00adtient said.")
    ('“We stay,” the patient said.', {'html_repaired': 2, 'hidden_characters_removed': 1})
    """
    counts = {}
    for code, repair in _REPAIRS:
        text, n = repair(text)
        if n:
            counts[code] = n
    return text, counts


def _decode_again(text: str) -> tuple[str, int]:
    if not _CLEARLY.search(text):
        return text, 0
    n = 0

    def decoded(match: re.Match[str]) -> str:
        nonlocal n
        # A closing quotation mark whose last byte was lost on the way.
        meant = "”" if match[0] == "â€" else _as_utf8(match[0])
        n += meant != match[0]
        return meant

    return _MOJIBAKE.sub(decoded, text), n


def _as_utf8(run: str) -> str:
    content = b"".join(bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252") for sign in run)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return run


def _plain_html(text: str) -> tuple[str, int]:
    n = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal n
        sign = html.unescape(html.unescape(match[0]))
        n += sign != match[0]
        return sign

    text = _ENTITY.sub(meant, text) if "&" in text else text
    if "<" in text:
        text, found = _without_unseen(text)
        n += found
        for pattern, instead in ((_BLOCK_TAG, "\n\n"), (_INLINE_TAG, "")):
            text, found = pattern.subn(instead, text)
            n += found
    return text, n


def _without_unseen(text: str) -> tuple[str, int]:
    """The text without comments, scripts and styles; what is never closed is left, so that time stays linear."""
    kept, at, n, unclosed = [], 0, 0, set()
    for match in _UNSEEN.finditer(text):
        close = rf"</{match[1].lower()}\s*>" if match[1] else "-->"
        if match.start() < at or close in unclosed:
            continue
        end = re.compile(close, re.IGNORECASE).search(text, match.end())
        if end is None:
            unclosed.add(close)
        else:
            kept += [text[at : match.start()], " "]
            at, n = end.end(), n + 1
    return "".join([*kept, text[at:]]), n


def _without_hidden(text: str) -> tuple[str, int]:
    return _HIDDEN.subn("", text)


def _without_markdown(text: str) -> tuple[str, int]:
    n = 0
    for pattern, instead in (
        (_PICTURE, ""), (_LINK, r"\1"), (_STRONG, r"\2"), (_STRESSED, r"\2"), (_ESCAPED, r"\1"), (_QUOTED, "")
    ):  # fmt: skip
        text, found = pattern.subn(instead, text)
        n += found
    return text, n


def _with_whole_words(text: str) -> tuple[str, int]:
    """Words broken at line ends, whole again, with the line's end after them.

    A part that is a prefix or the end of a compound keeps its hyphen, and so does a word that has it elsewhere.
    """
    if not _BROKEN_WORD.search(text):
        return text, 0
    known, n = frozenset(_WORD.findall(text.lower())), 0

    def whole(match: re.Match[str]) -> str:
        nonlocal n
        if match.end(1) - (text.rfind("\n", 0, match.start()) + 1) < _SHORTEST_BROKEN_LINE:
            return match[0]
        n += 1
        first, last = match[1], match[2]
        keeps = f"{first}-{last}".lower() in known or first.lower() in _FIRST or last in _LAST
        hyphen = "-" if keeps and f"{first}{last}".lower() not in known else ""
        return f"{first}{hyphen}{last}{match[3]}\n"

    return _BROKEN_WORD.sub(whole, text), n


_REPAIRS: tuple[tuple[str, Callable[[str], tuple[str, int]]], ...] = (
    ("characters_repaired", _decode_again),
    ("html_repaired", _plain_html),
    ("hidden_characters_removed", _without_hidden),
    ("markdown_removed", _without_markdown),
    ("broken_words_joined", _with_whole_words),
)
REPAIR_CODES = frozenset(code for code, _ in _REPAIRS)
