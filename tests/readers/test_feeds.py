"""Feeds: an article for each entry, with what the feed says of it."""

import random
from datetime import date, timedelta
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Note, Record, Refused, Settings, Unreadable, feeds, read_file
from analysis.readers.dates import read_published
from analysis.readers.feeds import READER, is_feed

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*items: str, head: str = "<title>Quarrow Today</title><language>en-gb</language>", start: str = "") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{start}<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'.encode()


def atom(*entries: str, head: str = "<title>Nettlesea Gazette</title>") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">{head}{inside}</feed>'.encode()


def outcomes_of(content: bytes, encoding: str | None = None) -> list:
    return list(READER.read(File.of("feed.xml", content), Settings(encoding=encoding)))


def fields_of(record: Record) -> dict[str, str]:
    return {name: given.value for name, given in record.fields.items()}


FULL = (
    "<title>Tram &amp;amp; bus fares rise</title><link>https://quarrow.example/1</link>"
    "<dc:creator>Wen Hartley</dc:creator>"
    "<pubDate>Mon, 04 Mar 2024 06:30:00 +0100</pubDate><guid isPermaLink='false'>q-1</guid>"
    "<category>Transport</category>"
    "<media:description>A tram at night</media:description><description>Fares go up.</description>"
    "<content:encoded><![CDATA[<p>Fares rise by 4&nbsp;% &amp; more.</p>"
    "<figure><figcaption>A tram</figcaption></figure>"
    "<p>Riders&#8217; groups object.</p>]]></content:encoded>"
)


def test_an_entry_with_its_full_text_is_an_article():
    article, *rest = outcomes_of(rss(FULL))
    assert article.text == "Fares rise by 4 % & more.\n\nRiders’ groups object."
    assert (article.row, article.flags, rest) == (1, (), [])
    assert fields_of(article) == {
        "title": "Tram & bus fares rise",
        "published": "Mon, 04 Mar 2024 06:30:00 +0100",
        "url": "https://quarrow.example/1",
        "author": "Wen Hartley",
        "source": "Quarrow Today",
        "language": "en-gb",
        "guid": "q-1",
        "category": "Transport",
    }
    assert article.fields["source"].origin == "title of the feed"


def test_what_a_feed_says_of_a_picture_is_not_the_articles():
    said = "<media:title>A tram</media:title><media:content><media:title>At night</media:title></media:content>"
    assert outcomes_of(rss(said + FULL)) == outcomes_of(rss(FULL))


def test_signs_that_xml_forbids_cost_no_word():
    told = "<title>Tea</title><description>Tea {} rum are sold in the old{} harbour.</description>"
    start = '<?xml version="1.0" encoding="utf-8"?>'
    (article,) = (one for one in outcomes_of(rss(told.format("&", "\x0b"), start=start)) if isinstance(one, Record))
    assert article.text == "Tea & rum are sold in the old harbour."


def test_a_feed_of_teasers_gives_them_flagged_and_says_so():
    teaser = "<title>Pool shut</title><description>The pool is &lt;b&gt;shut&lt;/b&gt;.</description>"
    first, second, note = outcomes_of(rss(FULL, teaser))
    assert (first.flags, second.flags, second.text) == ((), ("feed_summary",), "The pool is shut.")
    assert "1 of 2 entries" in note.text


def test_atom_of_each_form_of_content_is_read():
    inside = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Eins &amp; zwei.</p><p>Drei.</p></div>'
    xhtml = f'<content type="xhtml">{inside}</content>'
    html = '<content type="html">&lt;p&gt;Eins &amp;amp; zwei.&lt;/p&gt;&lt;p&gt;Drei.&lt;/p&gt;</content>'
    plain = '<content type="text">Eins &amp; zwei.\n\nDrei.</content>'
    for content in (xhtml, html, plain):
        assert outcomes_of(atom(f"<title>T</title>{content}"))[0].text == "Eins & zwei.\n\nDrei."
    assert outcomes_of(atom("<title>T</title><summary>3 &lt; 4 bleibt</summary>"))[0].text == "3 < 4 bleibt"


def test_a_change_is_no_publication():
    one, two = outcomes_of(
        atom(
            *[
                f"<title>T</title><updated>2024-03-09T10:00:00Z</updated>{more}<content>A b.</content>"
                for more in ("", "<published>2024-03-04T10:00:00Z</published>")
            ]
        )
    )
    assert "published" not in one.fields
    assert fields_of(one)["modified"] == "2024-03-09T10:00:00Z"
    assert fields_of(two)["published"] == "2024-03-04T10:00:00Z"


def test_the_outlet_that_an_entry_names_comes_before_the_title_of_the_feed():
    named = outcomes_of(
        rss("<title>T</title><source url='x'>Brammick Tribune</source><description>A b.</description>")
    )[0]
    assert named.fields["source"] == ("Brammick Tribune", "source of the entry")
    taken = outcomes_of(atom("<title>T</title><source><title>Osterfjell Nytt</title></source><content>A b.</content>"))[
        0
    ]
    assert taken.fields["source"] == ("Osterfjell Nytt", "source of the entry")


def test_addresses_are_those_of_the_article():
    base = (
        '<title>T</title><link rel="self" href="x.xml"/><link href="2024/a.html"/><content xml:base="c/">A b.</content>'
    )
    entry = outcomes_of(
        atom(base)
        .replace(b"<entry>", b'<entry xml:base="blog/">')
        .replace(b"<feed ", b'<feed xml:base="https://n.example/" ')
    )[0]
    assert fields_of(entry)["url"] == "https://n.example/blog/2024/a.html"
    for guid, url in (
        ("<guid>https://q.example/2</guid>", "https://q.example/2"),
        ("<guid isPermaLink='false'>https://q.example/2</guid>", None),
        ("<guid>q-2</guid>", None),
    ):
        assert fields_of(outcomes_of(rss(f"{guid}<description>A b.</description>"))[0]).get("url") == url


def test_rss_of_the_first_kind_has_its_entries_beside_the_channel():
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    head += ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    item = "<item><title>T</title><link>http://p.example/1</link><description>A b.</description>"
    item += "<dc:date>2004-03-04</dc:date></item>"
    file = File.of("a", f"{head}<channel><title>Pellworm</title></channel>{item}</rdf:RDF>".encode())
    name, outcomes = read_file(file, Settings())
    assert name == "feed"
    assert {"source": "Pellworm", "published": "2004-03-04"}.items() <= fields_of(next(iter(outcomes))).items()


def test_an_entry_without_text_costs_no_other():
    refused, article, _ = outcomes_of(rss("<title>Only a title</title>", "<description>A b.</description>"))
    assert (refused.row, article.row) == (1, 2)
    assert "has no text" in refused.reason


@pytest.mark.parametrize(
    ("break_it", "texts", "n_refused"),
    [
        (lambda feed: feed.replace(b"bus fares", b"bus & fares"), ["Fares rise", "A b.", "C d."], 0),
        (lambda feed: feed.replace(b"<title>Two", b"<title>Two <b>"), ["Fares rise", "A b.", "C d."], 0),
        (lambda feed: feed.replace(b"A b.</description>", b"A b."), ["Fares rise", "C d."], 1),
        (lambda feed: feed[: feed.index(b"C d.")], ["Fares rise", "A b."], 1),
        (lambda feed: feed.replace(b"</channel>", b""), ["Fares rise", "A b.", "C d."], 0),
    ],
    ids=["a stray sign", "a tag left open", "a broken text", "cut off", "not closed"],
)
def test_broken_xml_costs_only_what_is_broken(break_it, texts, n_refused):
    whole = rss(
        FULL, "<title>Two</title><description>A b.</description>", "<title>Three</title><description>C d.</description>"
    )
    outcomes = outcomes_of(break_it(whole))
    articles = [one for one in outcomes if isinstance(one, Record)]
    assert [article.text[: len(text)] for article, text in zip(articles, texts, strict=True)] == texts
    assert sum(isinstance(one, Refused) for one in outcomes) == n_refused
    assert {fields_of(article)["source"] for article in articles} == {"Quarrow Today"}
    assert any("broken" in one.text for one in outcomes if isinstance(one, Note))


def test_names_of_signs_that_xml_lacks_are_read():
    feed = rss(
        "<title>Caf&eacute;&nbsp;shut &hellip;</title>"
        "<description>&lt;p&gt;&eacute;t&eacute; &lt; 4&lt;/p&gt;</description>"
    )
    article = outcomes_of(feed)[0]
    assert (fields_of(article)["title"], article.text) == ("Café shut …", "été < 4")


@pytest.mark.parametrize(
    ("start", "encoding", "told"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1", None),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-16", None),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1252", None),
        ("", "utf-8-sig", None),
        ("", "cp1250", "cp1250"),
    ],
)
def test_feeds_are_decoded_as_marked_told_or_declared(start, encoding, told):
    feed = rss("<description>Grüße, Öz.</description>", start=start).decode().encode(encoding)
    assert is_feed(File.of("a", feed))
    assert outcomes_of(feed, told)[0].text == "Grüße, Öz."


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<?xml version="1.0"?><!-- x --><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM "http://x.example/a.dtd" [ <!ELEMENT rss ANY> ]>',
    ],
)
def test_entities_are_refused_in_one_line(start):
    feed = rss("<description>&b;&f; text</description>", start=start)
    assert is_feed(File.of("a", feed))
    with pytest.raises(Unreadable, match="declares entities"):
        outcomes_of(feed)


def test_a_feed_that_only_names_its_form_is_read():
    start = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    assert outcomes_of(rss("<description>A b.</description>", start=start))[0].text == "A b."


def test_a_feed_without_entries_has_one_reason():
    for content in (rss(), b"<rss", b"<feed xmlns='http://www.w3.org/2005/Atom'>"):
        with pytest.raises(Unreadable, match="No entry"):
            outcomes_of(content)


def test_deep_nesting_in_one_entry_costs_no_other():
    deep = "&lt;div&gt;" * 400 + "x"
    refused, article, _ = outcomes_of(rss(f"<description>{deep}</description>", "<description>A b.</description>"))
    assert "nested" in refused.reason
    assert article.text == "A b."


def generated(rng: random.Random, place: int) -> tuple[str, dict[str, str]]:
    day = date(2020, 1, 1) + timedelta(days=rng.randint(0, 2000))
    title = f"{rng.choice(['Ferry', 'Pool'])} & {rng.choice(['quay', 'lock'])} {rng.choice(['shut', '< open'])} {place}"
    texts = [
        f"Paragraph {n} of {place}, with <figures> like {rng.randint(1, 999)} & more." for n in range(rng.randint(1, 5))
    ]
    html = "".join(f"<p>{escape(text)}</p>" for text in texts)
    written = rng.choice([f"<![CDATA[{html}]]>", escape(html)])
    when = rng.choice([f"<pubDate>{day:%a, %d %b %Y} 08:00:00 GMT</pubDate>", f"<dc:date>{day}</dc:date>"])
    parts = [f"<title>{escape(escape(title))}</title>", when, f"<content:encoded>{written}</content:encoded>"]
    rng.shuffle(parts)
    return "".join(parts), {"title": title, "published": day.isoformat(), "text": "\n\n".join(texts)}


def test_five_hundred_entries_are_read_right():
    rng = random.Random(6)
    made = [generated(rng, place) for place in range(500)]
    articles = outcomes_of(rss(*(item for item, _ in made)))
    days, _ = read_published([fields_of(article)["published"] for article in articles])
    read = [
        {"title": fields_of(article)["title"], "published": day, "text": article.text}
        for article, day in zip(articles, days, strict=True)
    ]
    assert read == [right for _, right in made]


def reads_cleanly(content: bytes) -> None:
    file = File.of("a.xml", content)
    is_feed(file)
    try:
        for one in READER.read(file, Settings()):
            assert isinstance(one, Record | Refused | Note)
            if isinstance(one, Record):
                assert one.text.strip()
                assert all(given.value and "\n" not in given.value for given in one.fields.values())
    except Unreadable as fault:
        reason = str(fault)
    else:
        return
    assert "\n" not in reason


def mangled(cuts: list[tuple[int, int, bytes]]) -> bytes:
    feed = rss(FULL, "<title>Two</title><description>A b.</description>")
    for at, length, piece in cuts:
        at %= len(feed)
        feed = feed[:at] + piece + feed[at + length :]
    return feed


CUTS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 30),
        st.binary(max_size=8) | st.sampled_from([b"<item>", b"<", b"&", b"]]>", b"<!--"]),
    ),
    max_size=6,
)
FEEDS = st.binary(max_size=300) | CUTS.map(mangled)


@given(FEEDS)
@settings(max_examples=50, deadline=None)
def test_any_bytes_give_articles_or_a_reason(content):
    reads_cleanly(content)


@pytest.mark.scale
@given(FEEDS)
@settings(max_examples=2_000, deadline=None)
def test_any_bytes_give_articles_or_a_reason_at_scale(content):
    reads_cleanly(content)


def test_what_a_feed_without_a_title_says_of_its_entries_is_looked_up_once(monkeypatch):
    entry = "<entry><title>Rain {}</title><content>Rain fell on the valley.</content></entry>"
    asked = []
    name = feeds._name
    monkeypatch.setattr(feeds, "_name", lambda element: asked.append(1) or name(element))

    def n_asked(n_entries):
        asked.clear()
        entries = "".join(entry.format(n) for n in range(n_entries))
        content = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()
        assert len(list(feeds.read(File.of("a.xml", content), Settings()))) == n_entries
        return len(asked)

    assert n_asked(200) < 2.1 * n_asked(100)
