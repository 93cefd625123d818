"""A drawing as SVG that a page can trust.

`inline_svg` holds any SVG to an allow-list, makes its ids unique on the page, lets the page's fonts and dark colours
apply, and turns links to evidence into links of the report.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from analysis.charts.style import DARK, DARK_MARKS, INK, width_of
from analysis.report.links import EVIDENCE_SCHEME, evidence_target, plain
from analysis.report.markup import Resolve, escape, in_report

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = set(
    "svg g a path use defs clipPath rect line circle ellipse polyline polygon text tspan title desc pattern "
    "image".split()
)
_LONG_OUTLINE = 5_000
_NUMBERS = r"[-+0-9.,eE%a-z \n]{0,200}"
_PLAIN_ATTRIBUTES = {
    **dict.fromkeys(("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"), _NUMBERS),
    "d": r"[-+0-9.,eEMmLlHhVvCcSsQqTtAaZz \n]*",
    "points": r"[-+0-9.,eE \n]*",
    "viewBox": _NUMBERS,
    "transform": r"(?:(?:translate|rotate|scale|matrix|skewX|skewY)\([-+0-9.,eE \n]*\)[ \n]*)*",
    "patternUnits": r"\w+",
    "clip-path": r"url\(#[\w.:-]+\)",
}
_STYLE = re.compile(
    r"(fill|stroke|stroke-width|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|"
    r"opacity|fill-opacity|stroke-opacity|fill-rule|font|font-size|font-weight|font-style|text-anchor|mix-blend-mode)"
    r"\s*:\s*((?:url\(#[\w.:-]+\)|[^;:(){}<>\\@])+)"
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
# A researcher's own chart in matplotlib's black is recoloured too.
_VARIABLES = {**DARK, **DARK_MARKS, "#000000": DARK[INK]}
# The least room, in units of the drawing, that a finger needs: about as many pixels on a phone.
_FINGER = 25.0
_FONT = re.compile(r"((?:[\w.]+\s+)*?)([\d.]+)px\s+.*", re.DOTALL)


def inline_svg(svg: str, *, name: str, alt: str, labels: Mapping[str, str] | None = None) -> str:
    """SVG that can stand inside a page: allow-listed, unique ids, links resolved, colours as variables of the page.

    `labels` gives the words a screen reader says for a link, by the place that it leads to.

    Raises
    ------
    ValueError
        When the text is not well-formed SVG.
    """
    # Our own SVG has a document type without entities; anything that declares entities is not ours.
    text = re.sub(r"<!DOCTYPE[^\[>]*>", "", plain(svg), count=1)
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise ValueError("The SVG declares entities.")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as problem:
        raise ValueError(f"The SVG is not well-formed: {problem}.") from problem
    if root.tag != f"{_SVG}svg":
        raise ValueError("The text is XML but not SVG.")
    writer = _Writer(name, labels or {}, _referenced(root))
    writer.spoken = {writer.target(node) for node in root.iter(f"{_SVG}a") if _written(node)}
    # Below all that is seen, so that a neighbour's room never covers a mark.
    rooms = "".join(writer.room(place) for place in places(text, least=_FINGER))
    body = rooms + "".join(writer.element(child) for child in root)
    # A group may hold links; an image may not.
    role = "group" if "<a " in body else "img"
    box = root.get("viewBox", "0 0 100 100")
    if not re.fullmatch(_NUMBERS, box):
        raise ValueError("The SVG has no usable viewBox.")
    ratio = f' style="--ratio:{_ratio(box):.2f}"'
    return f'<svg class="drawing"{ratio} viewBox="{box}" role="{role}" aria-label="{escape(alt)}">{body}</svg>'


@dataclass(frozen=True)
class Place:
    """Where a link of a drawing lies, in its units, and where it leads."""

    target: str
    left: float
    top: float
    width: float
    height: float


def places(svg: str, *, least: float = 0.0) -> list[Place]:
    """The links of a drawing and the room that each takes, at least `least` wide and high around its middle."""
    root = ElementTree.fromstring(svg)
    found = []
    for node in root.iter(f"{_SVG}a"):
        corners = [corner for child in node.iter() for corner in _corners(child)]
        if corners:
            (left, right), (top, bottom) = ((min(ends), max(ends)) for ends in zip(*corners, strict=True))
            wide, high = max(right - left, least), max(bottom - top, least)
            middle = ((left + right) / 2, (top + bottom) / 2)
            target = node.get(_XLINK) or node.get("href") or ""
            found.append(Place(target, middle[0] - wide / 2, middle[1] - high / 2, wide, high))
    return found


def _corners(node: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Two corners of what a mark, an outline or a line of text takes."""
    tag = node.tag.removeprefix(_SVG) if isinstance(node.tag, str) else ""
    if tag == "use":
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        yield from ((x - 5, y - 5), (x + 5, y + 5))
    elif tag == "path":
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", node.get("d", ""))]
        yield from zip(numbers[::2], numbers[1::2], strict=False)
    elif tag == "text" and node.get("x"):
        words, x, y = "".join(node.itertext()).strip(), float(node.get("x", 0)), float(node.get("y", 0))
        wide, style = 72 * width_of(words), node.get("style", "")
        start = x - (wide if "text-anchor: end" in style else wide / 2 if "text-anchor: middle" in style else 0)
        yield from ((start, y - 11), (start + wide, y + 3))


def clickable(svg: str, *, alt: str, resolve: Resolve, titles: Callable[[str], str]) -> str:
    """The drawing as HTML for a notebook: a picture with links over its marks.

    JupyterLab shows SVG as a picture without links, and takes it out of HTML of a notebook that is not trusted yet.
    `titles` gives what the pointer shows over a link.
    """
    root = ElementTree.fromstring(svg)
    box = [float(side) for side in re.findall(r"-?[0-9.]+", root.get("viewBox", ""))]
    if len(box) != 4 or not box[2] or not box[3]:
        return ""
    links = []
    for place in places(svg, least=_FINGER):
        target = resolve(place.target)
        sides = (100 * place.left / box[2], 100 * place.top / box[3], 100 * place.width / box[2])
        left, top, width = (f"{side:.2f}%" for side in sides)
        at = f"position:absolute;left:{left};top:{top};width:{width};height:{100 * place.height / box[3]:.2f}%"
        said = escape(titles(place.target))
        links.append(
            f'<a href="{escape(target)}" title="{said}" aria-label="{said}" style="{at}"></a>' if target else ""
        )
    picture = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return (
        f'<div style="position:relative;width:{box[2] * 1.4:.0f}px;max-width:100%"><img alt="{escape(alt)}" '
        f'style="width:100%" src="data:image/svg+xml;base64,{picture}">{"".join(links)}</div>'
    )


def _ratio(box: str) -> float:
    """Height over width: paper needs to know how tall a chart is."""
    sides = [float(side) for side in re.findall(r"[0-9.]+", box)[2:4]]
    return sides[1] / sides[0] if len(sides) == 2 and sides[0] else 1.0


def _written(node: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()).strip() for text in node.iter(f"{_SVG}text"))


def _referenced(root: ElementTree.Element) -> set[str]:
    targets = set()
    for element in root.iter():
        for value in element.attrib.values():
            targets.update(re.findall(r"url\(#([\w.:-]+)\)", value))
        href = element.get(_XLINK) or element.get("href") or ""
        if href.startswith("#"):
            targets.add(href[1:])
    return targets


class _Writer:
    """Writes allowed elements and attributes; everything else is left out."""

    def __init__(self, name: str, labels: Mapping[str, str], referenced: set[str]) -> None:
        self.name, self.labels, self.referenced = name, labels, referenced
        self.outlines: dict[str, str] = {}
        self.spoken: set[str] = set()  # places to which a written link leads
        self.reached: set[str] = set()

    def element(self, node: ElementTree.Element, *, in_link: bool = False) -> str:
        tag = node.tag.removeprefix(_SVG) if isinstance(node.tag, str) else ""
        if tag not in _ELEMENTS or tag == "svg":
            return ""
        if tag == "path" and len(node.get("d", "")) > _LONG_OUTLINE:
            return self._shared_outline(node, in_link=in_link)
        opening = self._link(node) if tag == "a" else self._attributes(node, tag, in_link=in_link)
        inner = self._inner(node, in_link=in_link or bool(tag == "a" and opening))
        if opening is None or (tag in ("g", "defs") and not inner):
            return inner if tag == "a" else ""
        return f"<{tag}{opening}>{inner}</{tag}>" if inner else f"<{tag}{opening}/>"

    def _shared_outline(self, node: ElementTree.Element, *, in_link: bool) -> str:
        # Hatches repeat one outline of many kilobytes in every colour: it is written once and used again.
        allowed = dict(self._allowed(node, "path", in_link=in_link))
        outline, definition = allowed.pop("d", ""), ""
        if outline not in self.outlines:
            self.outlines[outline] = self._id(f"outline-{len(self.outlines)}")
            definition = f'<defs><path id="{self.outlines[outline]}" d="{outline}"/></defs>'
        allowed.pop("id", None)
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in allowed.items())
        return f'{definition}<use href="#{self.outlines[outline]}"{attributes}/>'

    def _inner(self, node: ElementTree.Element, *, in_link: bool) -> str:
        parts = [escape(node.text.strip() if len(node) else node.text)] if node.text and node.text.strip() else []
        for child in node:
            parts.append(self.element(child, in_link=in_link))
            parts.append(escape(child.tail) if child.tail and child.tail.strip() else "")
        return "".join(parts)

    def room(self, place: Place) -> str:
        """Room around a mark that a finger hits and a pointer is told about; a keyboard stops at the mark itself."""
        target = self._resolved(place.target)
        if not target:
            return ""
        sides = f'x="{place.left:.1f}" y="{place.top:.1f}" width="{place.width:.1f}" height="{place.height:.1f}"'
        said = escape(self.labels.get(target, "Read the passage"))
        shape = f'<rect class="room" {sides}><title>{said}</title></rect>'
        return f'<a href="{escape(target)}" tabindex="-1" aria-hidden="true">{shape}</a>'

    def target(self, node: ElementTree.Element) -> str:
        """Where a link of the drawing leads on the page; empty where it may not."""
        return self._resolved(node.get(_XLINK) or node.get("href") or "")

    def _resolved(self, given: str) -> str:
        if given.startswith(EVIDENCE_SCHEME):
            given = evidence_target(given.removeprefix(EVIDENCE_SCHEME))
        return in_report(given)

    def _link(self, node: ElementTree.Element) -> str | None:
        target, written = self.target(node), _written(node)
        if not target:
            return None
        if not written and target in self.spoken | self.reached:
            # A mark beside its written link can be clicked too; for a keyboard one stop a row is enough.
            return f' href="{escape(target)}" tabindex="-1" aria-hidden="true"'
        self.reached.add(target)
        label = self.labels.get(target, f"Read the passage {target.partition('#')[2]}")
        # Who speaks to the page says what is written on the mark.
        return f' href="{escape(target)}" aria-label="{escape(f"{written}: {label}" if written else label)}"'

    def _attributes(self, node: ElementTree.Element, tag: str, *, in_link: bool) -> str:
        return "".join(f' {key}="{escape(value)}"' for key, value in self._allowed(node, tag, in_link=in_link))

    def _allowed(self, node: ElementTree.Element, tag: str, *, in_link: bool) -> Iterator[tuple[str, str]]:
        for key, value in node.attrib.items():
            if key == "id" and value in self.referenced:
                yield "id", self._id(value)
            elif key in (_XLINK, "href"):
                yield from self._reference(tag, value)
            elif key in ("style", "fill", "stroke") and (style := self._style(_declared(key, value))):
                yield "style", style
            elif key in _PLAIN_ATTRIBUTES and re.fullmatch(_PLAIN_ATTRIBUTES[key], value):
                yield key, _compact(value.replace("url(#", f"url(#{self.name}-"))
        if tag == "text" and not in_link:
            # The chart's description says it all in order; loose labels would be read out as noise.
            yield "aria-hidden", "true"

    def _reference(self, tag: str, value: str) -> Iterator[tuple[str, str]]:
        if tag == "use" and re.fullmatch(r"#[\w.:-]+", value):
            yield "href", f"#{self._id(value[1:])}"
        elif tag == "image" and re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/=\s]+", value):
            yield "href", re.sub(r"\s", "", value)

    def _id(self, value: str) -> str:
        return f"{self.name}-{value}"

    def _style(self, style: str) -> str:
        kept = []
        for match in (_STYLE.fullmatch(part.strip()) for part in style.split(";")):
            if match and match[1] == "font":
                kept.append(_font(match[2]))
            elif match:
                value = match[2].strip().replace("url(#", f"url(#{self.name}-")
                kept.append(f"{match[1]}:{_COLOUR.sub(_variable, value) if 'url(' not in value else value}")
        return ";".join(part for part in kept if part)


def _compact(value: str) -> str:
    # A hundredth of a point is finer than any screen; a hatch of dots has tens of thousands of numbers.
    rounded = re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), value)
    return " ".join(rounded.split())


def _declared(key: str, value: str) -> str:
    # A hatch paints its ground by the attribute `fill`; as a style it can follow the page's colours.
    return value if key == "style" else f"{key}:{value}"


def _font(value: str) -> str:
    # Size and weight stay; the family is the page's own, so that the chart reads like the text around it.
    match = _FONT.fullmatch(value.strip())
    if not match:
        return ""
    weight = next((word for word in match[1].split() if word in ("bold", "600", "700", "800")), "")
    style = "font-style:italic;" if "italic" in match[1] else ""
    return f"{style}{f'font-weight:{weight};' if weight else ''}font-size:{match[2]}px"


def _variable(match: re.Match) -> str:
    colour = match[0].lower()
    return f"var(--k{colour[1:]},{colour})" if colour in _VARIABLES else colour


def dark_colours() -> str:
    """CSS declarations that give ink, quiet text, grid, paper and marks of the charts their dark values."""
    return "".join(f"--k{light[1:]}:{dark};" for light, dark in _VARIABLES.items())
