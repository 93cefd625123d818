"""Feeds (RSS, Atom): each entry is an article, of which the feed gives the text or what it says of it."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree

from analysis.readers.dates import as_written
from analysis.readers.decoding import characters_of, decoded_as_declared
from analysis.readers.page import fragment_paragraphs
from analysis.readers.record import File, Given, Note, Outcome, Reader, Record, Refused, Settings, Unreadable, one_line

# Flag of a record: its text is what the feed says of the article, which may be less than the article.
SUMMARY = "feed_summary"
LARGEST_FEED = 50_000_000
_OPENS = re.compile(r"<\s*(?:[\w.-]{1,30}:)?(rss|feed|RDF)\b")
_KNOWN_AS = {"rss": ("",), "feed": ("w3.org/2005/Atom", "purl.org/atom"), "RDF": ("purl.org/rss", "netscape.com/rdf")}
_NAMED_SIGN = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_ENTRY = re.compile(r"<((?:[\w.-]{1,30}:)?(?:item|entry))(?=[\s>/])")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#|[a-zA-Z])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_STRAY_SIGN = re.compile(r"&(?!#?\w{1,32};)")
_PART = re.compile(
    r"<((?:[\w.-]{1,30}:)?(?:title|encoded|content|description|summary|link|pubDate|published|issued|date|updated|modified"
    r"|author|creator|source|language|category|guid|id))(?=[\s>/])"
)
_BROKEN = "The XML of this entry is broken. Download the feed again."
_FULL, _SAID = ("encoded", "content"), ("description", "summary")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Text that is parsed to save the parts of a broken entry, in lengths of it; and an opening tag that is none.
_TRIES, _LONGEST_TAG = 20, 10_000
_MEDIA = ("search.yahoo.com/mrss", "itunes.com")


def is_feed(file: File) -> bool:
    """Whether a file begins as a feed does."""
    head = characters_of(file.head).lstrip("\ufeff \t\r\n")
    while head.startswith(("<?", "<!")):
        end = "-->" if head.startswith("<!--") else "]>" if "[" in head.partition(">")[0] else ">"
        head = head.partition(end)[2].lstrip()
    opened = _OPENS.match(head)
    return opened is not None and any(name in head for name in _KNOWN_AS[opened[1]])


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The entries of a feed, in its order.

    Raises
    ------
    Unreadable
        It declares entities, is too large, or holds no entry that can be read.

    Misleads when
    -------------
    The feed gives the beginnings of its articles: they are flagged where it calls them descriptions or summaries.
    """
    text = _characters(file.content(LARGEST_FEED), settings)
    whole, entries, is_broken = _entries(text)
    feed = _feed(whole)
    n_read = n_said = 0
    for place, (entry, problem) in enumerate(entries, 1):
        try:
            record = None if entry is None else _article(entry, feed, place)
        except Unreadable as fault:
            record, problem = None, str(fault)
        if record is None:
            yield Refused(place, problem or "This entry of the feed has no text. Open its address and save the page.")
            continue
        n_read += 1
        n_said += SUMMARY in record.flags
        yield record
    if not entries:
        raise Unreadable("No entry was found in this feed. Download it again.")
    if is_broken:
        yield Note("The XML of this feed is broken; its entries were read one by one.")
    if n_said:
        yield Note(
            f"This feed gives a description and no full text for {n_said:,} of {n_read:,} entries: it may be only the "
            "beginning of an article, or say what it is about."
        )


def _characters(content: bytes, settings: Settings) -> str:
    text, _, _ = decoded_as_declared(content, settings.encoding)
    text = _CONTROLS.sub("", text)
    opened = _OPENS.search(text)
    prolog = text[: opened.start()] if opened else ""
    if "<!ENTITY" in prolog or ("<!DOCTYPE" in prolog and "[" in prolog.partition("<!DOCTYPE")[2]):
        raise Unreadable("This feed declares entities of its own, which are not read. Download it without them.")
    return _NAMED_SIGN.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    """A sign that HTML has a name for and XML has not."""
    sign = html5.get(f"{found[1]};", found[0])
    return found[0] if sign in "<>&\"'" else sign


# --- entries


Parsed = list[tuple[etree._Element | None, str | None]]


def _entries(text: str) -> tuple[etree._Element, Parsed, bool]:
    """The feed's own element, its entries or why one cannot be read, and whether its XML is broken."""
    try:
        root = etree.fromstring(text.encode(), _parser())
    except etree.XMLSyntaxError:
        return _one_by_one(text)
    found = [one for one in root.iter(etree.Element) if _name(one) in ("item", "entry") and not _is_inside_entry(one)]
    return root, [(one, None) for one in found], False


def _one_by_one(text: str) -> tuple[etree._Element, Parsed, bool]:
    """The entries of a feed whose XML is broken, each parsed by itself in the feed's opening tag."""
    text = _STRAY_SIGN.sub("&amp;", text)
    starts = list(_ENTRY.finditer(text))
    head = text[: starts[0].start()] if starts else text
    opening = _opening_tag(head)
    entries: Parsed = []
    for place, start in enumerate(starts):
        following = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        closing = f"</{start[1]}>"
        end = text.find(closing, start.start(), following)
        if end < 0:
            entries.append((None, "This entry of the feed is cut off or broken. Download the feed again."))
            continue
        one = text[start.start() : end] + closing
        whole = _within(opening, one)
        inside = one[start.end() - start.start() :]
        entries.append((whole, None) if whole is not None else (_of_parts(opening, inside), _BROKEN))
    return _of_parts(opening, head), entries, True


def _of_parts(opening: str, text: str) -> etree._Element:
    """What can be parsed of a broken element, part by part: a parser that goes on after errors alters text."""
    whole = etree.Element("entry", {} if (root := _within(opening, "")) is None else dict(root.attrib))
    unclosed: set[str] = set()
    at, left = 0, _TRIES * len(text)
    while left > 0 and (found := _PART.search(text, at)):
        at, closing = found.end(), f"</{found[1]}>"
        end = -1 if found[1] in unclosed else text.find(closing, at)
        if end < 0:
            unclosed.add(found[1])
            continue
        left -= end - found.start()
        part = _within(opening, text[found.start() : end] + closing)
        if part is not None:
            whole.append(part)
            at = end
    return whole


def _within(opening: str, one: str) -> etree._Element | None:
    """An element parsed within the opening tag of the feed, which names its namespaces; None where it is broken."""
    name = re.match(r"<\s*([\w.:-]{1,60})", opening)
    try:
        root = etree.fromstring(f"{opening}{one}</{name[1] if name else 'feed'}>".encode(), _parser())
    except etree.XMLSyntaxError:
        return None
    return root if not one else root[0] if len(root) else None


def _opening_tag(head: str) -> str:
    opened = _OPENS.search(head)
    end = head.find(">", opened.start(), opened.start() + _LONGEST_TAG) if opened else -1
    return head[opened.start() : end + 1] if opened and end > 0 and head[end - 1] != "/" else "<feed>"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        dtd_validation=False, remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_inside_entry(element: etree._Element) -> bool:
    return any(_name(above) in ("item", "entry") for above in element.iterancestors())


# --- one entry


class _Feed(NamedTuple):
    """What a feed says of all its entries."""

    title: str
    language: Given


def _feed(whole: etree._Element) -> _Feed:
    holders = (whole, *(one for one in whole if _name(one) == "channel"))
    titles = map(_title, holders)
    languages = (_first(holder, "language").value for holder in holders)
    said = next(filter(None, languages), "")
    language = Given(said, "language of the feed") if said else Given(one_line(whole.get(_LANG) or ""), "xml:lang")
    return _Feed(next(filter(None, titles), ""), language)


def _article(entry: etree._Element, feed: _Feed, place: int) -> Record | None:
    paragraphs, is_said = _text_of(entry)
    if not paragraphs:
        return None
    fields = {name: given for name, given in _fields(entry, feed) if given.value}
    return Record("\n\n".join(paragraphs), place, fields, (SUMMARY,) if is_said else ())


def _text_of(entry: etree._Element) -> tuple[list[str], bool]:
    """The paragraphs of an entry, and whether they are what the feed says of the article."""
    for names in (_FULL, _SAID):
        texts = [_paragraphs(child) for child in entry if _name(child) in names and not _is_of_media(child)]
        longest = max(texts, key=lambda paragraphs: sum(map(len, paragraphs)), default=[])
        if longest:
            return longest, names is _SAID
    return [], False


def _is_of_media(element: etree._Element) -> bool:
    return any(name in (etree.QName(element).namespace or "") for name in _MEDIA)


def _paragraphs(element: etree._Element) -> list[str]:
    """The text of an element: of XHTML inside it, of HTML written as text, or plain."""
    if len(element):
        return fragment_paragraphs("".join(etree.tostring(child, encoding="unicode") for child in element))
    text = element.text or ""
    if element.get("type") in ("text", "text/plain") or not _MARKUP.search(text):
        return [line for piece in text.split("\n\n") if (line := " ".join(piece.split()))]
    return fragment_paragraphs(text)


def _fields(entry: etree._Element, feed: _Feed) -> Iterator[tuple[str, Given]]:
    yield "title", Given(_title(entry), "title of the entry")
    yield "published", _published(entry)
    yield "modified", _first(entry, "updated", "modified")
    yield "url", _url(entry)
    yield "author", _author(entry)
    yield "source", _source(entry, feed)
    yield "language", _language(entry, feed)
    yield "guid", _first(entry, "guid", "id")
    categories = [one.get("term") or one.text or "" for one in entry if _name(one) == "category"]
    yield "category", Given("; ".join(filter(None, map(one_line, categories))), "category of the entry")


def _title(parent: etree._Element) -> str:
    return next((" ".join(_paragraphs(one)) for one in parent if _name(one) == "title" and not _is_of_media(one)), "")


def _first(parent: etree._Element, *names: str) -> Given:
    """The text of the first child that has one of the names, in their order."""
    for name in names:
        for child in parent:
            if _name(child) == name and (text := one_line("".join(child.itertext()))):
                return Given(text, f"{name} of the entry")
    return Given("", "")


def _published(entry: etree._Element) -> Given:
    """The day of publication; that of a change is none."""
    for name in ("pubDate", "published", "issued", "date"):
        given = _first(entry, name)
        if plain := as_written(given.value):
            return Given(plain, given.origin)
    return Given("", "")


def _url(entry: etree._Element) -> Given:
    links = [one for one in entry if _name(one) == "link" and one.get("rel", "alternate") == "alternate"]
    for link in links:
        address = one_line(link.get("href") or link.text or "")
        for base in filter(None, [link.get(_BASE), *(above.get(_BASE) for above in link.iterancestors())]):
            address = _joined(base, address)
        if _is_address(address):
            return Given(address, "link of the entry")
    guid = next((one for one in entry if _name(one) == "guid" and one.get("isPermaLink", "true") == "true"), None)
    address = "" if guid is None else one_line(guid.text or "")
    return Given(address if _is_address(address) else "", "guid of the entry")


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False


def _author(entry: etree._Element) -> Given:
    """The names of those that the entry calls its authors; RSS writes them behind an address of mail."""
    names = []
    for one in entry:
        if _name(one) in ("author", "creator"):
            named = next((child for child in one if _name(child) == "name"), one)
            text = one_line(named.text or "")
            mailed = re.fullmatch(r"\S{1,200}@\S{1,200} \((.{1,200})\)", text)
            names.append(mailed[1] if mailed else text)
    return Given("; ".join(dict.fromkeys(filter(None, names))), "author of the entry")


def _source(entry: etree._Element, feed: _Feed) -> Given:
    """The outlet that the entry names, else the feed's own title."""
    named = next((one for one in entry if _name(one) == "source"), None)
    if named is not None:
        inside = next((one for one in named if _name(one) == "title"), named)
        if text := one_line(inside.text or ""):
            return Given(text, "source of the entry")
    return Given(feed.title, "title of the feed")


def _language(entry: etree._Element, feed: _Feed) -> Given:
    for one in (entry, *entry.iterancestors()):
        if one.get(_LANG):
            return Given(one_line(one.get(_LANG) or ""), "xml:lang")
    said = _first(entry, "language").value
    return Given(said, "language of the entry") if said else feed.language


READER = Reader("feed", is_feed, read)
