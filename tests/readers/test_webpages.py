"""Saved web pages: the article's text without what stands around it, and what the page states of it."""

import json
import random
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Note, Record, Refused, Settings, Unreadable, read_file
from analysis.readers.dates import read_published
from analysis.readers.page import parsed
from analysis.readers.webpages import READER, articles, is_web_page

MAYOR = [
    "The council of Tollbridge voted on Monday to sell the disused granary beside the canal to a housing co-operative.",
    "“Nobody has bid for it in eleven years,” said the deputy mayor, Hanne Orvik, after the vote in the assembly hall.",
    "Opponents want the building to become a museum of milling. They have until the end of May to file an objection.",
    "The granary, built in 1887, has stood empty since a fire damaged its roof and two of its four floors.",
]


def page_of(body: str, head: str = "", lang: str = "en") -> bytes:
    head = f'<head><meta charset="utf-8">{head}</head>'
    return f'<!DOCTYPE html>\n<html lang="{lang}">{head}<body>{body}</body></html>'.encode()


def outcomes_of(content: bytes) -> list:
    return list(READER.read(File.of("page.html", content), Settings()))


def article_of(content: bytes) -> Record:
    return next(one for one in outcomes_of(content) if isinstance(one, Record))


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def value(article: Record, name: str) -> str | None:
    return article.fields[name].value if name in article.fields else None


# --- five hundred pages of six kinds

TOWNS = "Tollbridge Averlund Quarrow Nettlesea Brammick Osterfjell Pellworm Drumloch".split()
THINGS = ["granary", "tram line", "reservoir", "swimming hall", "fish market", "timber port", "observatory", "abattoir"]
ACTS = ["will be sold", "is to reopen", "faces closure", "wins a reprieve", "costs double", "divides council"]
OUTLETS = ["The Averlund Courier", "Quarrow Today", "Nettlesea Gazette", "Brammick Tribune", "Osterfjell Nytt"]
PEOPLE = ["Hanne Orvik", "Tomas Vell", "Priya Sandhu", "Georg Amsel", "Lucía Robledo", "Wen Hartley"]
VERBS = ["said that the plan would cost", "told a meeting that repairs had taken", "wrote that the town had lost"]


def sentence(rng: random.Random) -> str:
    who, verb, n = rng.choice(PEOPLE), rng.choice(VERBS), rng.randint(3, 900)
    return (
        f"{who} {verb} {n} thousand crowns more than the {rng.choice(THINGS)} of {rng.choice(TOWNS)} was worth, "
        f"and that {rng.choice(TOWNS)} should vote on it before the {rng.randint(4, 28)}th."
    )


def furniture(rng: random.Random, day: date) -> tuple[str, str]:
    """What stands above and below an article on a page, dates of other things among it."""
    other = [day + timedelta(days=rng.randint(1, 40)) for _ in range(4)]
    menu = "".join(f'<li><a href="/{town}">{town}</a></li>' for town in TOWNS)
    teasers = "".join(
        f'<li><a href="/{n}">{rng.choice(TOWNS)} {rng.choice(THINGS)} {rng.choice(ACTS)}</a> '
        f'<time datetime="{when}">{when:%d %B %Y}</time></li>'
        for n, when in enumerate(other)
    )
    above = '<div class="cookie-consent"><p>We and our partners store cookies. Accept them all?</p></div>'
    above += f'<header><time datetime="{other[0]}">Today</time><nav><ul>{menu}</ul></nav></header>'
    below = f'<aside class="related"><h3>More from us</h3><ul>{teasers}</ul></aside>'
    below += '<section id="comments"><h3>Comments</h3><div class="comment"><b>kestrel9</b>'
    below += f'<time datetime="{other[1]}">then</time><p>They should have torn it down long ago.</p></div></section>'
    below += f"<footer><p>© {other[2].year} All rights reserved.</p></footer>"
    return above, below


def generated(rng: random.Random, kind: str) -> tuple[bytes, dict]:
    """A page of a kind, and what is right of it; the day is None where the page does not state it."""
    day = date(2019, 1, 1) + timedelta(days=rng.randint(0, 2400))
    title = f"{rng.choice(TOWNS)} {rng.choice(THINGS)} {rng.choice(ACTS)} after {rng.randint(2, 30)} years"
    outlet, author = rng.choice(OUTLETS), rng.choice(PEOPLE)
    texts = [" ".join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(4, 9))]
    has_day = rng.random() < 0.75
    changed = day + timedelta(days=rng.randint(2, 60))
    above, below = furniture(rng, day)
    figure = (
        f"<figure><img src='a.jpg'><figcaption>The {rng.choice(THINGS)} at dusk. Photo: {author}</figcaption></figure>"
    )
    head, top, source = f"<title>{title} | {outlet}</title>", f"<h1>{title}</h1>", outlet
    wrap = rng.choice(
        ["<article>{}</article>", "<main><div class='story'>{}</div></main>", "<div id='content'>{}</div>"]
    )
    if kind == "json-ld":
        node = {"@type": rng.choice(["NewsArticle", ["Article"], "ReportageNewsArticle"]), "headline": title}
        node |= {"publisher": {"@type": "Organization", "name": outlet}, "dateModified": f"{changed}T10:00:00Z"}
        node |= {"datePublished": f"{day}T06:30:00+01:00"} if has_day else {}
        graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Portal"}, node]}
        head += f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    elif kind == "open graph":
        head += f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
        head += f'<meta property="article:modified_time" content="{changed}T10:00:00Z">'
        head += f'<meta property="article:published_time" content="{day}T06:30:00Z">' if has_day else ""
    elif kind == "microdata":
        wrap = '<div itemscope itemtype="https://schema.org/NewsArticle">{}</div>'
        top = f'<h1 itemprop="headline">{title}</h1><meta itemprop="dateModified" content="{changed}">'
        top += f'<span itemprop="publisher" itemscope><meta itemprop="name" content="{outlet}"></span>'
        top += f'<span itemprop="datePublished" content="{day}">{day:%d.%m.%Y}</span>' if has_day else ""
    elif kind == "time":
        head += f'<meta property="og:site_name" content="{outlet}">'
        stamp = f'<time datetime="{day}T05:00:00Z">{day.day} {day:%B %Y}</time>' if has_day else ""
        top += f'<p class="meta">{stamp} <span>Updated <time datetime="{changed}">{changed}</time></span></p>'
    elif kind == "by-line":
        head += f'<meta name="publisher" content="{outlet}">'
        by = f"By {author}, {day.day} {day:%B %Y}" if has_day else f"By {author}"
        top += f'<p class="author">{by}</p>' + (
            f'<p class="changed">Updated {changed:%d/%m}</p>' if rng.random() < 0.5 else ""
        )
    else:
        head, has_day = f"<title>{title}</title>", False
        head += '<link rel="canonical" href="https://www.courier.example/news/184">'
        source = "courier.example"
    body = above + wrap.format(top + figure + paragraphs(texts)) + below
    right = {
        "text": "\n\n".join(texts),
        "title": title,
        "source": source,
        "published": day.isoformat() if has_day else None,
    }
    return page_of(body, head), right


def test_pages_of_six_kinds_are_read_right():
    rng = random.Random(14)
    kinds = ["json-ld", "open graph", "microdata", "time", "by-line", "bare"]
    n, wrong = 500, {"text": [], "title": [], "source": [], "published": []}
    invented = []
    for place in range(n):
        content, right = generated(rng, kinds[place % 6])
        article = article_of(content)
        read = {name: value(article, name) for name in ("title", "source")} | {"text": article.text}
        read["published"] = read_published([value(article, "published")])[0][0]
        for name in wrong:
            if read[name] != right[name]:
                wrong[name].append((kinds[place % 6], read[name], right[name]))
        if right["published"] is None and read["published"]:
            invented.append((kinds[place % 6], article.fields["published"]))
    assert not invented
    assert all(len(cases) <= n / 100 for cases in wrong.values()), {name: cases[:3] for name, cases in wrong.items()}


# --- the text


def test_what_stands_around_an_article_is_left_out_and_its_correction_stays():
    above, below = furniture(random.Random(2), date(2024, 3, 4))
    body = (
        paragraphs(MAYOR[:3])
        + "<h2>What comes next</h2><ul><li>A survey of the roof.</li><li>A vote in June.</li></ul>"
    )
    body += "<table><tr><th>Year</th><th>Bids</th></tr><tr><td>2023</td><td>none</td></tr></table>"
    body += "<p><em>Correction: an earlier version of this report gave the year of the fire as 1978.</em></p>"
    article = article_of(page_of(f"{above}<article><h1>Granary to be sold</h1>{body}</article>{below}"))
    assert article.text.split("\n\n") == [
        *MAYOR[:3],
        "What comes next",
        "A survey of the roof.",
        "A vote in June.",
        "Year | Bids",
        "2023 | none",
        "Correction: an earlier version of this report gave the year of the fire as 1978.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "<br><br>".join(MAYOR) + "</div>",
        "".join(f"<div>{text}</div>" for text in MAYOR),
        "".join(f"<p class=MsoNormal><span style='font-size:12pt'>{text}<o:p></o:p></span></p>" for text in MAYOR),
        "<pre>" + "\n\n".join(MAYOR) + "</pre>",
        "<font size=2><p>" + "<p>".join(MAYOR) + "</font>",
    ],
    ids=["line breaks", "divisions", "a word processor's", "as typed", "unclosed"],
)
def test_paragraphs_are_parted_as_the_page_shows_them(body):
    assert article_of(page_of(f"<h1>Granary to be sold</h1>{body}")).text.split("\n\n") == MAYOR


@pytest.mark.parametrize("holder", ["<div>{}</div>", "<section>{}</section>", "{}"])
def test_lists_and_headings_of_an_article_without_a_name_are_kept(holder):
    body = f"<h1>Granary to be sold</h1>{paragraphs(MAYOR[:2])}<h2>What comes next</h2>"
    body += f"<ul><li>A survey of the roof.</li></ul><p>{MAYOR[2]}</p>"
    article = article_of(page_of(holder.format(body)))
    assert article.text.split("\n\n") == [*MAYOR[:2], "What comes next", "A survey of the roof.", MAYOR[2]]


def test_who_is_named_in_a_box_of_links_did_not_write_the_article():
    for box in ("<div class='related-stories'>{}</div>", "<div id='sidebar'>{}</div>", "<aside>{}</aside>"):
        named = box.format("<a rel='author' href='/ida'>Ida Roe</a>")
        assert value(article_of(page_of(f"<h1>Granary to be sold</h1>{paragraphs(MAYOR)}{named}")), "author") is None


def test_the_data_of_a_page_is_the_articles_where_the_article_has_none():
    node = {"@type": "WebPage", "datePublished": "2024-03-04T08:00:00Z"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = article_of(page_of(f"<h1>Granary to be sold</h1>{paragraphs(MAYOR)}", script))
    assert value(article, "published") == "2024-03-04T08:00:00Z"


def test_the_headline_is_no_line_of_the_text():
    article = article_of(
        page_of(
            f"<article><h1>Granary “to be sold”</h1>{paragraphs(MAYOR)}</article>",
            "<title>Granary “to be sold” | X</title>",
        )
    )
    assert value(article, "title") == "Granary “to be sold”"
    assert article.text.split("\n\n") == MAYOR


def test_a_page_without_an_article_gives_what_it_shows_and_says_so():
    beside = "<i style='display: none'>Gone</i><i hidden>Gone</i>"
    beside += "<svg><text>x</text></svg><button>Menu</button><select><option>1</select>"
    shown = f"<div class='comment'>{beside}Lock gates shut.<br><br>They open at <b>noon</b>.</div>"
    outcomes = outcomes_of(page_of(shown))
    assert outcomes[0].text == "Lock gates shut.\n\nThey open at noon."
    assert outcomes[0].flags == ("whole_page",)
    assert "all that it shows is taken" in outcomes[1].text


def test_text_that_stands_in_a_script_alone_is_taken_and_flagged():
    node = {"@type": "NewsArticle", "headline": "Granary to be sold", "articleBody": "\n\n".join(MAYOR)}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    for shown in ("<div id='app'></div>", f"<article><h1>Granary to be sold</h1><p>{MAYOR[0]}</p></article>"):
        outcomes = outcomes_of(page_of(shown, script))
        assert outcomes[0].text.split("\n\n") == MAYOR
        assert outcomes[0].flags == ("text_from_script",)
        assert isinstance(outcomes[1], Note)


LINKS = "<ul>" + "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(MAYOR)) + "</ul>"


@pytest.mark.parametrize(
    "body",
    ["", "<div id='app'></div><noscript>Switch scripts on.</noscript>", "<nav><a href='/'>Home</a></nav>", LINKS],
)
def test_a_page_that_has_not_loaded_is_refused_with_what_to_do(body):
    with pytest.raises(Unreadable, match="Save it again after it has loaded"):
        outcomes_of(page_of(body))


# --- what a page states


def state(head: str = "", top: str = "", *, after: str = "", lang: str = "en") -> Record:
    body = f"<article><h1>Granary to be sold</h1>{top}{paragraphs(MAYOR)}{after}</article>"
    return article_of(page_of(body, f"<title>Granary to be sold – The Averlund Courier</title>{head}", lang))


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | node)}</script>'


@pytest.mark.parametrize(
    ("head", "top", "day", "origin"),
    [
        (
            ld(datePublished="2024-03-04T23:10:00-05:00"),
            "",
            "2024-03-04T23:10:00-05:00",
            "datePublished in the page's JSON-LD",
        ),
        (
            '<meta property="article:published_time" content="2024-03-04">',
            "",
            "2024-03-04",
            '<meta property="article:published_time">',
        ),
        ('<meta name="DC.date.issued" content="2024-03-04">', "", "2024-03-04", '<meta name="DC.date.issued">'),
        ("", '<time datetime="2024-03-04">yesterday</time>', "2024-03-04", "<time> by the headline"),
        ("", "<p>4 March 2024</p>", "4 March 2024", "the line under the headline"),
        (
            "",
            "<div>Published: March 4, 2024 | Updated: March 9, 2024</div>",
            "March 4, 2024",
            "the line under the headline",
        ),
        ("", "<p>By Hanne Orvik, 4 March 2024</p>", "4 March 2024", "the line under the headline"),
    ],
)
def test_the_day_of_publication_is_given_with_its_place(head, top, day, origin):
    assert state(head, top).fields["published"] == (day, origin)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "4. März 2024"),
        ("de", "Veröffentlicht am 4. März 2024"),
        ("fr", "Publié le 4 mars 2024"),
        ("es", "4 de marzo de 2024"),
        ("it", "4 marzo 2024"),
        ("de", "Erschienen am 4. März 2024"),
        ("es", "Publicado el 4 de marzo de 2024"),
        ("pt", "Publicado em 4 de março de 2024"),
        ("it", "Pubblicato il 4 marzo 2024"),
        ("nl", "Gepubliceerd op 4 maart 2024"),
    ],
)
def test_days_in_other_languages_are_given_as_iso(lang, line):
    assert read_published([value(state("", f"<p>{line}</p>", lang=lang), "published")])[0] == ["2024-03-04"]


@pytest.mark.parametrize(
    ("head", "top", "after"),
    [
        ('<meta property="article:modified_time" content="2024-03-09">', "", ""),
        (ld(dateModified="2024-03-09", headline="Granary to be sold"), "", ""),
        ('<meta http-equiv="last-modified" content="Sat, 09 Mar 2024 10:00:00 GMT">', "", ""),
        ('<meta name="date" content="2024-03-09"><meta name="last-modified" content="2024-03-09">', "", ""),
        ("", '<p>Last updated <time datetime="2024-03-09">9 March</time></p>', ""),
        ("", '<time class="modified" datetime="2024-03-09">9 March</time>', ""),
        ("", "<p>Updated 9 March 2024</p>", ""),
        ("", "<p>Aktualisiert: 09.03.2024</p>", ""),
        ("", "<p>Geändert am 09.03.2024</p>", ""),
        ("", "<p>Stand: 09.03.2024</p>", ""),
        ("", "<p>Mis à jour le 09/03/2024</p>", ""),
        ("", "<p>Actualizado: 09/03/2024</p>", ""),
        ("", "<p>Atualizado: 09/03/2024</p>", ""),
        ("", "<p>Aggiornato il 09/03/2024</p>", ""),
        ("", "<p>Gewijzigd op 09-03-2024</p>", ""),
        ("", "<p>Bijgewerkt op 09-03-2024</p>", ""),
        ("", "<p>Uppdaterad 2024-03-09</p>", ""),
        ("", "<p>Oppdatert 09.03.2024</p>", ""),
        ("", "<p>Opdateret 09.03.2024</p>", ""),
        ("", "<p>Revised 9 March 2024</p>", ""),
        ("", "<p>Edited 9 March 2024</p>", ""),
        ("", '<p>It was put off on <time datetime="2023-11-02">2 November</time> for want of a bidder.</p>', ""),
        ("", '<div><a href="/2">Harbour dredging to begin soon</a><time datetime="2024-03-09">9.3.</time></div>', ""),
        ("", "", '<div class="comments"><p>Nonsense!</p><time datetime="2024-03-09">9 March</time></div>'),
        (
            "",
            '<div class="entry"><time datetime="2024-03-09">9:10</time><p>Boats are back in the basin.</p></div>'
            '<div class="entry"><time datetime="2024-03-08">8:05</time><p>Nobody was hurt at the lock.</p></div>',
            "",
        ),
        (ld(datePublished="0001-01-01T00:00:00"), "", ""),
        (ld(datePublished="1970-01-01T00:00:00Z"), "", ""),
        (ld(datePublished="two hours ago"), "", ""),
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"One","datePublished":"2024-01-01"},'
            '{"@type":"NewsArticle","headline":"Third","datePublished":"2024-01-02"}]</script>',
            "",
            "",
        ),
        (
            "",
            '<p itemscope itemtype="https://schema.org/Comment"><meta itemprop="datePublished" content="2024-03-09">',
            "",
        ),
        ("", "<p>12 March</p>", ""),
    ],
)
def test_no_other_day_is_taken_for_that_of_publication(head, top, after):
    assert "published" not in state(head, top, after=after).fields


def test_two_days_of_publication_are_said():
    head = ld(datePublished="2024-03-05") + '<meta property="article:published_time" content="2024-03-04">'
    body = f"<h1>Granary to be sold</h1>{paragraphs(MAYOR)}"
    outcomes = outcomes_of(page_of(body, head))
    assert value(outcomes[0], "published") == "2024-03-05"
    assert "two days of publication" in outcomes[1].text


def test_authors_outlet_address_and_language_come_with_their_places():
    head = ld(author=[{"name": "Hanne Orvik"}, {"name": "Tomas Vell"}], publisher={"@id": "#house"})
    head += '<script type="application/ld+json">{"@id": "#house", "name": "Averlund Media"}</script>'
    head += '<link rel="canonical" href="https://www.courier.example/">'
    head += '<meta property="og:url" content="https://www.courier.example/n/1">'
    article = state(head, lang="en-GB")
    assert article.fields["author"] == ("Hanne Orvik; Tomas Vell", "author in the page's JSON-LD")
    assert article.fields["source"] == ("Averlund Media", "publisher in the page's JSON-LD")
    assert article.fields["url"] == ("https://www.courier.example/n/1", '<meta property="og:url">')
    assert article.fields["language"] == ("en-GB", "<html lang>")


def test_a_by_line_is_a_field_and_no_paragraph():
    for line in ("<p>By Hanne Orvik, 4 March 2024</p>", "<p class='byline'>By Hanne Orvik and Tomas Vell</p>"):
        article = state("", line)
        assert value(article, "author") in ("Hanne Orvik", "Hanne Orvik and Tomas Vell")
        assert article.text.split("\n\n") == MAYOR
    article = state("", "<p>By Land and Water</p>")
    assert "author" not in article.fields
    assert "By Land and Water" in article.text


@pytest.mark.parametrize(
    "line",
    [
        "BY Hanne Orvik",
        "Von Hanne Orvik und Tomas Vell",
        "Par Hanne Orvik et Tomas Vell",
        "Por Hanne Orvik y Tomas de la Vell",
        "Por Hanne Orvik e Tomas Vell",
        "Di Hanne Orvik e Tomas della Vell",
        "Door Hanne Orvik en Tomas van der Vell",
        "Av Hanne Orvik och Tomas Vell",
        "Af Hanne Orvik og Tomas Vell",
    ],
)
def test_a_by_line_may_be_in_another_language(line):
    article = state("", f"<p class=byline>{line}</p>")
    assert value(article, "author") == line.partition(" ")[2]
    assert article.text.split("\n\n") == MAYOR


def test_a_host_stands_for_an_outlet_only_where_the_page_names_none_and_says_so():
    link = '<link rel="canonical" href="https://www.courier.example/n/1">'
    assert state(link).fields["source"] == ("courier.example", 'host of the address in <link rel="canonical">')
    assert "source" not in state('<link rel="canonical" href="/n/1">').fields


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="You will not believe this granary">', "Granary to be sold"),
        (ld(headline="Granary to be sold"), "Granary to be sold"),
        ('<meta property="og:site_name" content="The Averlund Courier">', "Granary to be sold"),
    ],
)
def test_the_headline_is_the_one_that_readers_see(head, title):
    assert value(state(head), "title") == title


def test_the_name_of_the_site_is_no_headline():
    head = '<title>The Averlund Courier</title><meta property="og:site_name" content="The Averlund Courier">'
    article = article_of(page_of(f"<h1>The Averlund Courier</h1><h2>Granary</h2>{paragraphs(MAYOR)}", head))
    assert "title" not in article.fields


# --- how pages are saved


def test_comments_of_browsers_give_the_address_and_the_day_of_saving():
    start = "<!DOCTYPE html>\n<!-- saved from url=(0035)https://www.courier.example/news/184 -->\n<html>"
    article = article_of(start.encode() + f"<body><h1>G</h1>{paragraphs(MAYOR)}</body></html>".encode())
    assert value(article, "url") == "https://www.courier.example/news/184"
    single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://www.courier.example/n/2 \n"
    single += " saved date: Tue Mar 05 2024 10:00:00 GMT+0100\n-->"
    picture = f"<img src='data:image/png;base64,{'A' * 9_000_000}'>"
    article = article_of(f"{single}<body><h1>G</h1>{picture}{paragraphs(MAYOR)}</body></html>".encode())
    assert value(article, "url") == "https://www.courier.example/n/2"
    assert value(article, "captured") == "Tue Mar 05 2024 10:00:00 GMT+0100"
    assert "published" not in article.fields
    assert article.text.split("\n\n") == MAYOR


def mhtml(charset: str) -> bytes:
    message = EmailMessage()
    message["From"], message["MIME-Version"] = "<Saved by Blink>", "1.0"
    message["Snapshot-Content-Location"] = "https://www.courier.example/n/3"
    message["Date"] = "Tue, 5 Mar 2024 09:00:00 -0000"
    page = f"<html><body><h1>Café to close</h1>{paragraphs([MAYOR[0], MAYOR[2]])}<p>Åse Bø left.</p></body></html>"
    message.set_content(page, subtype="html", charset=charset, cte="quoted-printable")
    message.add_related(b"\x89PNG\x00", "image", "png", cid="<a@b>")
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_saved_with_its_pictures_in_one_file_is_read(charset):
    name, outcomes = read_file(File.of("a.mhtml", mhtml(charset)), Settings())
    article = next(iter(outcomes))
    assert name == "web page"
    assert article.text.endswith("Åse Bø left.")
    assert article.fields["url"] == ("https://www.courier.example/n/3", "the address in the MHTML file")
    assert "published" not in article.fields
    assert value(article, "captured").startswith("Tue, 05 Mar 2024")


@pytest.mark.parametrize(
    ("declared", "written", "told"),
    [
        ("", "utf-8", None),
        ("", "cp1252", None),
        ('<meta charset="utf-8">', "cp1252", None),
        ('<meta charset="iso-8859-1">', "cp1252", None),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250", None),
        ('<meta charset="no-such-thing">', "utf-8", None),
        ('<meta charset="utf-8">', "utf-16", None),
        ('<meta charset="utf-8">', "utf-8-sig", None),
        ('<meta charset="utf-8">', "cp1250", "cp1250"),
        ('<meta charset="base64">', "utf-8", None),
    ],
)
def test_pages_are_decoded_as_marked_told_or_declared(declared, written, told):
    page = (
        f"<html><head>{declared}</head><body><h1>Über</h1><p>“Grüße”, said Öz, who is 61 years old.</p></body></html>"
    )
    article = next(iter(READER.read(File.of("a", page.encode(written)), Settings(encoding=told))))
    assert article.text == "“Grüße”, said Öz, who is 61 years old."


# --- what is a page


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!doctype html><p>One.", "web page"),
        (b"\n\n<?xml version='1.0'?><!-- a --><HTML><body>x</body>", "web page"),
        (b"<html \xe2\x9a\xa1 lang=en><body>AMP</body></html>", "web page"),
        (b"\xef\xbb\xbf<head><title>x</title></head>", "web page"),
        ("<html><body>x</body></html>".encode("utf-16"), "web page"),
        (b"<div id=wm></div><!DOCTYPE html><html></html>", "web page"),
        (b"<b>Granary</b> to be <i>sold</i>, they say.", "plain text"),
        (b"He wrote <html> and <body> on the board.", "plain text"),
        (b"id,text\n1,<html><body>x</body></html>\n", "table"),
        (b'{"html": "<html><body>x</body></html>"}', "JSON"),
        (b"<TEI><text><body>x</body></text></TEI>", "plain text"),
        (b"<rss version='2.0'><channel><item><description>&lt;body&gt;</description></item></channel></rss>", "feed"),
        (b"From: a\nSubject: multipart/related\n\nA letter.", "plain text"),
    ],
)
def test_pages_are_known_by_how_they_begin(content, kind):
    assert read_file(File.of("a.txt", content), Settings())[0] == kind


# --- hostile pages


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 5_000 + "deep",
        "<b>" * 300 + "deep",
        "x" * 9_000_000,
        "<svg><html>",
        "<frameset><frame src='a'></frameset>",
    ],
    ids=["deep", "unclosed", "long", "odd", "frames"],
)
def test_pages_that_cannot_be_read_have_one_reason(body):
    with pytest.raises(Unreadable, match=r"\.$"):
        outcomes_of(page_of(body))


def test_data_nested_without_end_costs_only_itself():
    script = f'<script type="application/ld+json">{"[" * 200_000}</script>'
    assert value(state(script, "<p>4 March 2024</p>"), "published") == "4 March 2024"


def is_clean(outcome: object) -> bool:
    if not isinstance(outcome, Record):
        return isinstance(outcome, Refused | Note)
    values = outcome.fields.values()
    return bool(outcome.text.strip()) and all(
        one.value == one.value.strip() and "\n" not in one.value for one in values
    )


def reads_cleanly(content: bytes) -> None:
    file = File.of("a.html", content)
    is_web_page(file)
    try:
        assert all(map(is_clean, READER.read(file, Settings())))
    except Unreadable as fault:
        reason = str(fault)
    else:
        return
    assert reason.endswith(".")
    assert "\n" not in reason


TAGS = "html head body p div h1 time meta script article table td pre br li svg template frameset a title".split()
ATTRIBUTES = st.sampled_from(
    [
        *("", " class=byline", " itemprop=author", " itemscope", ' datetime="2024-03-04"'),
        *(' property="og:title" content="&#0;\n x"', ' type="application/ld+json"'),
    ]
)
PIECES = st.one_of(
    st.tuples(st.sampled_from(["<", "</"]), st.sampled_from(TAGS), ATTRIBUTES, st.just(">")).map("".join),
    st.text(max_size=30),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "&amp;", "&nosuch;", "\x00", '{"@type":"NewsArticle","author":[[{}]]}', MAYOR[0]]
    ),
)
PAGES = st.lists(PIECES, max_size=40).map("".join)


@given(st.binary(max_size=400) | PAGES.map(lambda page: f"<html>{page}".encode(errors="replace")))
@settings(max_examples=50, deadline=None)
def test_any_bytes_give_articles_or_a_reason(content):
    reads_cleanly(content)


@pytest.mark.scale
@given(st.binary(max_size=400) | PAGES.map(lambda page: f"<html>{page}".encode(errors="replace")))
@settings(max_examples=2_000, deadline=None)
def test_any_bytes_give_articles_or_a_reason_at_scale(content):
    reads_cleanly(content)


def test_the_encoding_that_a_server_names_comes_before_that_of_the_page():
    page = "<html><head><meta charset='utf-8'></head><body><p>Łódź and Gdańsk agreed on a price.</p></body></html>"
    article = next(iter(articles(page.encode("iso-8859-2"), Settings(), charset="iso-8859-2")))
    assert article.text.startswith("Łódź and Gdańsk")


def test_a_page_of_too_many_elements_is_refused_with_what_to_do():
    page = f"<html><body><article>{'<p>Rain.</p>' * 30_001}</article></body></html>"
    with pytest.raises(Unreadable, match=r"30,000 elements.*Paste its text"):
        parsed(page)
