"""What copying and saving do to the characters of a text, undone: the file stays as it is, `articles.text` is repaired.

Wrongly decoded characters, HTML entities and tags, Markdown marks, characters that nobody sees, words broken at line
ends. Every repair is counted and becomes a flag (`html_repaired:3`), so that a reader knows which texts were touched.
"""

import html
import re
from collections.abc import Callable, Set

from analysis.english.tokens import with_whole_words

CHARACTERS = "characters_repaired"

# Soft hyphens, zero-width spaces, byte order marks, marks of direction. Joiners belong to other scripts and to emoji:
# they go only between Latin letters.
_HIDDEN = re.compile(
    "\u00ad[ \t]*\n?|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    "|(?<=[\u0020-\u024f])[\u200c\u200d]+(?=[\u0020-\u024f])"
)

# UTF-8 that was read as Windows-1252: a first byte and its later ones, as that table shows them
# or as the control characters that it has no sign for.
_LATER_BYTES = {bytes([byte]).decode("cp1252", errors="ignore") or chr(byte): byte for byte in range(0x80, 0xC0)}
_LATER = f"[{''.join(_LATER_BYTES)}]"
_MOJIBAKE = re.compile(f"[Â-ß]{_LATER}|[à-ï]{_LATER}{{2}}|[ð-ô]{_LATER}{{3}}|â€(?=[\\s.,;:)]|$)")
# What no text holds but by such an accident; only beside it are the others read so ("IRMÃ”" may be a name).
_CLEARLY = re.compile(
    f"â€{_LATER}|Ã[\u00a0-\u00ba\u00bc-\u00bf]|Â[\u00a3\u00a9\u00ab\u00b0\u00bb]|ðŸ{_LATER}{{2}}|(?:[Î-Ñ×-Ú]{_LATER}){{3}}"
)
_MOST_ROUNDS = 4
# What is left of such accidents, those of Cyrillic and of old Macs among them.
_BROKEN = re.compile(
    f"â€{_LATER}|Ã[\u0080-\u00bf]|(?<=[a-z])Ã(?![A-Z])|\ufffd|[\u0080-\u009f]|вЂ[\u0080-\u2122]|(?:[РС][\u0080-\u00bfЂ-Џѐ-џ]){{2}}|‚Ä[ìîôúùò¶]"
)

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

# What `corpus.yml` may ask for besides (`repair: characters`).
TELLABLE = frozenset(("characters",))


def repaired(text: str, told: Set[str] = frozenset()) -> tuple[str, dict[str, int]]:
    """The text as it was meant, and how often each kind of repair was made, by the code of its flag.

    Parameters
    ----------
    text
        The characters of a file.
    told
        What the researcher asks for besides what is clear, of `TELLABLE`: `characters` puts right wherever ftfy finds
        wrongly decoded characters, from any encoding. Misleads when a text means what looks broken ("IRMÃ”").

    >>> repaired("&ldquo;We stay,&rdquo; the pa\\u00adtient said.")
    ('“We stay,” the patient said.', {'html_repaired': 2, 'hidden_characters_removed': 1})
    >>> repaired("Ana PelÃ¡ez saidâ€¦ РџСЂРёРІРµС‚", told={"characters"})
    ('Ana Peláez said… Привет', {'characters_repaired': 3})
    """
    counts = {}
    for code, repair in _REPAIRS:
        text, n = repair(text)
        if code == CHARACTERS and "characters" in told:
            text, n_told = _decode_all(text)
            n += n_told
        if n:
            counts[code] = n
    return text, counts


def broken_characters(text: str) -> list[tuple[int, int]]:
    """Where characters stand that were decoded wrongly once, by the signs that no text means."""
    return [] if text.isascii() else sorted(match.span() for match in _BROKEN.finditer(text))


def _decode_again(text: str) -> tuple[str, int]:
    """UTF-8 that was read as Windows-1252, once or more often, decoded as what it is."""
    n = 0

    def decoded(match: re.Match[str]) -> str:
        nonlocal n
        # A closing quotation mark whose last byte was lost on the way.
        meant = "”" if match[0] == "â€" else _as_utf8(match[0])
        n += meant != match[0]
        return meant

    for _ in range(_MOST_ROUNDS):
        if text.isascii() or not _CLEARLY.search(text):
            break
        text = _MOJIBAKE.sub(decoded, text)
    return text, n


def _as_utf8(run: str) -> str:
    try:
        return bytes(_LATER_BYTES.get(sign, ord(sign)) for sign in run).decode("utf-8")
    except UnicodeError:
        return run


def _decode_all(text: str) -> tuple[str, int]:
    """Wrongly decoded characters of any origin put right, line by line; how many runs of them changed."""
    if text.isascii():
        return text, 0
    import ftfy
    from ftfy.chardata import UTF8_DETECTOR_RE

    lines, n = text.split("\n"), 0
    for i, line in enumerate(lines):
        meant = ftfy.fix_encoding(line)
        if meant != line:
            n += len(UTF8_DETECTOR_RE.findall(line)) or 1
            lines[i] = meant
    return "\n".join(lines), n


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


_REPAIRS: tuple[tuple[str, Callable[[str], tuple[str, int]]], ...] = (
    (CHARACTERS, _decode_again),
    ("html_repaired", _plain_html),
    ("hidden_characters_removed", _without_hidden),
    ("markdown_removed", _without_markdown),
    ("broken_words_joined", with_whole_words),
)
REPAIR_CODES = frozenset(code for code, _ in _REPAIRS)
