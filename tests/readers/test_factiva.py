import random
from pathlib import Path

import pytest
from exports import (
    as_rtf,
    factiva_coded,
    factiva_lines,
    factiva_page,
    outcomes,
    records,
    stories,
    value,
    wrong,
)

from analysis.readers import Record, Refused

KIND = "export of Factiva"
EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"


def test_a_page_with_field_codes():
    kind, (first, second) = outcomes((EXPORTS / "factiva-codes.html").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "La grue du port reste en place"
    assert (value(first, "source"), value(first, "published")) == ("La Vigie du Sud", "2012-06-07")
    assert (value(first, "author"), value(first, "language")) == ("Odile Varenne", "fr")
    assert value(first, "id") == "VIGIFR0020120607f6ab00017"
    assert first.fields["title"].origin == "field HD"
    assert (value(first, "PG"), value(first, "SC"), value(first, "CY")) == ("26", "VIGIFR", "(c) Vigie.")
    assert value(first, "NS") == "gport : Ports | gcat : Political/General News"
    assert first.text.split("\n\n") == [
        "La grue du vieux quai ne sera pas vendue.",
        "Neuf élus ont voté pour.",
        "« Nous la gardons », a dit le maire de Brennac.",
        "Quai 4 1",
    ]
    assert isinstance(second, Refused)
    assert second.row == 2


def test_a_page_without_field_codes():
    kind, (first, second) = outcomes((EXPORTS / "factiva-2017.html").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "Kran bleibt: Rat stimmt mit 9 zu 4"
    assert (value(first, "source"), value(first, "published")) == ("Anzeiger Quellental", "2017-04-03")
    assert (value(first, "author"), value(first, "language")) == ("Von Ute Brandis", "de")
    assert (value(first, "SE"), value(first, "PG")) == ("Lokales", "Gesamtausgabe; 6")
    assert (value(first, "WC"), value(first, "ET"), value(first, "SC")) == ("1.133 Wörter", "14:05", "ANQU")
    assert value(first, "PUB") == "Kai Verlag Syndication"
    assert first.text == (
        "Der Kran am alten Kai wird nicht verkauft. Im Ordner lag ein Zettel: Dokument ANQU000020170101eb21000qz."
        "\n\nDie Reparatur kostet 2,4 Millionen."
    )
    assert (value(second, "title"), second.text) == ("Fährzuschuss halbiert", "Der Zuschuss sinkt.")
    assert value(second, "id") == "HAWO000020170404eb21000r8"


def test_a_byline_that_is_not_marked_on_the_page():
    page = (EXPORTS / "factiva-2017.html").read_text(encoding="utf-8").replace('<div class="author">', "<div>")
    first, _ = records(page)
    assert (value(first, "SE"), value(first, "author")) == ("Lokales", "Von Ute Brandis")


@pytest.mark.parametrize("made", [lambda text: text, lambda text: as_rtf(text.split("\n"))], ids=["txt", "rtf"])
def test_lines_without_field_codes(made):
    kind, (first, second) = outcomes(made((EXPORTS / "factiva-plain.txt").read_text(encoding="utf-8")))
    assert kind == KIND
    assert value(first, "title") == "Old crane to stay on the quay after a night in which nobody went home"
    assert (value(first, "SE"), value(first, "author")) == ("World", "By Mara Quill in Eskmouth")
    assert (value(first, "source"), value(first, "published")) == ("Tarn Valley Post", "2025-03-05")
    assert (value(first, "language"), value(first, "PG")) == ("en", "Edition 2; A12")
    assert value(first, "CY") == "© 2025 Quay Newspapers Ltd. All rights reserved."
    assert value(first, "PUB") == "Quay Newspapers Ltd"
    assert first.text.split("\n\n")[1] == "The folder held Document TVPO000020250101el3500001 and a map."
    assert first.text.endswith("\n\nCorrection: An earlier version gave the length as 11 metres.")
    assert (value(second, "title"), value(second, "author")) == ("What the islands want", "Ida Roe")
    assert second.text == "The islands want a ferry."


@pytest.mark.parametrize("made", [lambda text: text, lambda text: as_rtf(text.split("\n"))], ids=["txt", "rtf"])
def test_lines_with_field_codes(made):
    kind, (first, second) = outcomes(made((EXPORTS / "factiva-codes.txt").read_text(encoding="utf-8")))
    assert kind == KIND
    assert (value(first, "title"), value(first, "author")) == ("Old crane to stay on the quay", "By Mara Quill")
    assert (value(first, "source"), value(first, "published")) == ("Tarn Valley Post", "2025-03-05")
    assert value(first, "CR") == "Photographs by Ned Farr"
    assert first.text.split("\n\n") == [
        "The crane at the old quay will not be sold.",
        "PM said no, at first.",
        "IN  BRIEF, the clerk wrote, and underlined it.",
        "NS of the wind: none.",
    ]
    assert value(first, "NS") == "gport : Ports gcat : Political/General News"
    assert (second.text, value(second, "id")) == ("The islands want a ferry.", "LOWT000020250306el3600002")


def test_codes_parted_by_one_space():
    lines = ["HD Old crane stays", "WC 98 words", "PD 5 March 2025", "SN Tarn Valley Post", "LA English"]
    lines += ["LP The crane stays.", "PM said no.", "IN the end she said yes.", "TD NS wind blew."]
    lines += ["NS gport : Ports", "  gcat : Political/General News", "PUB Quay Newspapers Ltd"]
    (record,) = records("\n".join([*lines, "AN Document TVPO000020250305el3500001"]))
    assert (value(record, "title"), value(record, "source")) == ("Old crane stays", "Tarn Valley Post")
    assert record.text.split("\n\n")[:3] == ["The crane stays.", "PM said no.", "IN the end she said yes."]
    assert value(record, "NS").startswith("gport : Ports")
    assert value(record, "PUB") == "Quay Newspapers Ltd"


def test_a_file_cut_off_within_an_article():
    text = (EXPORTS / "factiva-plain.txt").read_text(encoding="utf-8")
    first, second = outcomes(text[: text.index("Document LOWT")])[1]
    assert isinstance(first, Record)
    assert second.row == 2
    assert "ends inside" in second.reason


@pytest.mark.parametrize("has_codes", [True, False])
def test_a_page_cut_short_gives_no_half_article(has_codes):
    rng = random.Random(8)
    for _ in range(20):
        told = stories(rng, rng.randint(2, 6), "fr")
        content = factiva_page(rng, told, has_codes=has_codes)
        found = outcomes(content[: rng.randint(len(content) // 2, len(content))])[1]
        texts = [one.text for one in found if isinstance(one, Record)]
        assert texts == [story.text for story in told[: len(texts)]]


def test_a_number_quoted_in_a_text_and_a_missing_number_of_words():
    text = (EXPORTS / "factiva-plain.txt").read_text(encoding="utf-8")
    text = text.replace(
        "folder held Document TVPO000020250101el3500001 and", "folder held\n\nDocument TVPO000020250101el3500001\n\nand"
    )
    first, second = records(text.replace("98 words\n6", "6"))
    assert "Document TVPO000020250101el3500001\n\nand a map." in first.text
    assert (value(second, "title"), value(second, "source")) == ("What the islands want", "The Lowfield Times")
    assert (value(second, "published"), second.text) == ("2025-03-06", "The islands want a ferry.")


def test_a_headline_on_a_page_without_its_own_box():
    page = (EXPORTS / "factiva-2017.html").read_text(encoding="utf-8").replace('id="hd"', "")
    assert [(one.text, value(one, "SE")) for one in records(page)] == [
        (one.text, value(one, "SE")) for one in records((EXPORTS / "factiva-2017.html").read_bytes())
    ]


def test_a_summary_of_the_search_is_no_article():
    assert len(records((EXPORTS / "factiva-plain.txt").read_bytes())) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The file\n\n98 words\n\nwas called Document TVPO000020250305el3500001 by the clerk.", "plain text"),
        ("Document TVPO000020250305el3500001\n\nwas lost, and found again.", "plain text"),
    ],
)
def test_an_article_about_exports_is_none(text, kind):
    assert outcomes(text)[0] == kind


def test_a_page_with_articles_of_its_own_is_none():
    page = "<html><body><div class='article'><h1 class='headline'>Crane</h1><p>It stays.</p></div></body></html>"
    assert outcomes(page)[0] != KIND


def made_files(n: int, seed: int):
    rng = random.Random(seed)
    made = 0
    while made < n:
        told = stories(rng, rng.randint(1, 9), rng.choice(["en", "de", "fr", "es"]))
        made += len(told)
        yield (
            told,
            rng.choice(
                [
                    lambda told: "\n".join(factiva_lines(rng, told)),
                    lambda told: as_rtf(factiva_lines(rng, told)),
                    lambda told: factiva_coded(rng, told),
                    lambda told: as_rtf(factiva_coded(rng, told).split("\n")),
                    lambda told: factiva_page(rng, told, has_codes=True),
                    lambda told: factiva_page(rng, told, has_codes=False),
                ]
            )(told),
        )


def test_generated_articles_come_out_whole():
    faults = [fault for told, content in made_files(500, 21) for fault in wrong(told, content, KIND)]
    assert not faults
