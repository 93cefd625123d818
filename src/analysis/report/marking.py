"""An article's text with marks: runs of it that a layer of the evidence page shows, overlapping in any way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from analysis.english import word_spans
from analysis.report.links import anchor, readable

# Outermost first.
LAYERS = ("sentence", "shared", "frame", "quote", "figure")


@dataclass(frozen=True)
class Mark:
    """A marked run of an article's text; `id` is empty where nothing leads to it."""

    layer: str
    id: str
    start: int
    end: int


def marked(text: str, *, start: int, end: int, marks: Sequence[Mark], opened: set[str] | None = None) -> Markup:
    """`text[start:end]` as HTML in which every mark that touches it is an element; its first piece has its id.

    Marks may overlap in any way: the text is cut wherever one begins or ends. `opened` holds the ids that stand
    further up already, and is added to.

    >>> print(marked("in 2020", start=0, end=7, marks=[Mark("figure", "a:f1", 3, 7)]))
    in <mark class="m-figure" id="e-a:f1">2020</mark>
    """
    seen = opened if opened is not None else set()
    touching = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = sorted({start, end, *(e for m in touching for e in (m.start, m.end) if start < e < end)})
    parts = []
    for left, right in pairwise(edges):
        over = sorted((m for m in touching if m.start <= left and m.end >= right), key=_outermost_first)
        piece = escape_text(text[left:right])
        for mark in reversed(over):
            tag = "mark" if mark.layer == "figure" else "span"
            piece = f'<{tag} class="m-{mark.layer}"{_id(mark, seen)}>{piece}</{tag}>'
        seen.update(mark.id for mark in over)
        parts.append(piece)
    return Markup("".join(parts))


def _id(mark: Mark, seen: set[str]) -> str:
    return f' id="{anchor(mark.id)}"' if mark.id and mark.id not in seen else ""


def _outermost_first(mark: Mark) -> tuple[int, int, str]:
    return LAYERS.index(mark.layer), mark.start - mark.end, mark.id


def excerpted(
    text: str, *, start: int, end: int, kept: Iterable[tuple[int, int]], marks: Sequence[Mark], opened: set[str]
) -> Markup:
    """Like `marked`, but only the `kept` spans are shown; of the rest it says how many words there are.

    The ids of marks in what is not shown stand where it would be, so that every link still leads somewhere.
    """
    parts, done = [], start
    for left, right in sorted(kept):
        left, right = max(left, done), min(right, end)
        if left < right:
            parts += [
                _withheld(text, done, left, marks, opened),
                marked(text, start=left, end=right, marks=marks, opened=opened),
            ]
            done = right
    return Markup("").join([*parts, _withheld(text, done, end, marks, opened)])


def _withheld(text: str, start: int, end: int, marks: Iterable[Mark], opened: set[str]) -> Markup:
    n_words = len(word_spans(text[start:end]))
    inside = [mark for mark in marks if mark.id and start <= mark.start < end and mark.id not in opened]
    opened.update(mark.id for mark in inside)
    places = Markup("").join(Markup('<span id="{}"></span>').format(anchor(mark.id)) for mark in inside)
    if not n_words:
        return places + escape_markup(text[start:end])
    noun = "word" if n_words == 1 else "words"
    return Markup(' {}<span class="withheld">[{} {} not shown]</span> ').format(places, n_words, noun)


def window(text: str, *, start: int, end: int, words: int, around: tuple[int, int] | None = None) -> tuple[int, int]:
    """The span of at most `words` words of `text[start:end]` that holds `around`; from the start where that fits.

    >>> window("one two three four", start=0, end=18, words=2)
    (0, 7)
    >>> window("one two three four", start=0, end=18, words=2, around=(8, 13))
    (4, 13)
    """
    spans = [(start + left, start + right) for left, right in word_spans(text[start:end])]
    if len(spans) <= words:
        return start, end
    inside = [n for n, (left, right) in enumerate(spans) if around and right > around[0] and left < around[1]]
    # What is longer than the window shows its beginning.
    first = min(inside[0], max(0, inside[-1] - words + 1)) if inside else 0
    left = spans[first][0] if first else start
    return left, end if first + words == len(spans) else spans[first + words - 1][1]


def escape_text(text: str) -> str:
    """An article's text as HTML: line breaks and direction marks kept, forbidden characters replaced."""
    return str(escape_markup(text))


def escape_markup(text: str) -> Markup:
    """Like `escape_text`, known to be safe."""
    return Markup.escape(readable(text))
