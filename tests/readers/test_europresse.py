import random
from pathlib import Path

from exports import europresse, outcomes, stories, value, wrong

from analysis.readers import Record, Refused

KIND = "export of Europresse"
EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"


def test_the_form_of_2015():
    kind, (first, second, third) = outcomes((EXPORTS / "europresse-2015.html").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "La grue du port reste en place"
    assert (value(first, "source"), value(first, "published")) == ("Le Quotidien d'Orvelle", "2006-03-15")
    assert (value(first, "author"), value(first, "surtitre")) == ("Odile Varenne", "TRIBUNES")
    assert (value(first, "rubrique"), value(first, "page")) == ("Communication, Régions", "p. 16")
    assert value(first, "id") == "news·20060316·QU·0v2207_3381905"
    assert value(first, "url") == "https://vigie.example/grue"
    assert value(first, "copyright") == "© 2006 Quotidien. Tous droits réservés."
    assert first.text.split("\n\n") == [
        "La grue du vieux quai ne sera pas vendue.",
        "Neuf élus ont voté pour.",
        "Un mot sans balise.",
        "Un autre.",
    ]
    assert (value(second, "source"), value(second, "numéro")) == ("La Vigie du Sud", "no. 43018")
    assert (value(second, "published"), value(second, "rubrique")) == ("2015-11-13", "World")
    assert second.text == "A paragraph."
    assert isinstance(third, Refused)
    assert third.row == 3


def test_the_form_of_2023_with_a_cover_page():
    kind, (first, second, missing) = outcomes((EXPORTS / "europresse-2023.html").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "La grue du port reste en place"
    assert (value(first, "source"), value(first, "published")) == ("Le Quotidien d'Orvelle", "2023-02-27")
    assert (value(first, "author"), value(first, "sous-titre")) == (
        "Varenne Odile, Amadour Luc",
        "Le conseil a tranché",
    )
    assert first.text.endswith("\n\nRectificatif : la grue mesure douze mètres et non onze.")
    assert (value(second, "source"), value(second, "published")) == ("La Vigie du Sud (site web)", "2023-03-01")
    assert (value(second, "author"), second.text) == ("", "Le bac ne part plus depuis mardi.")
    assert missing.row is None
    assert "3 documents; 2 were found" in missing.reason


def test_the_style_of_a_page_does_not_hide_what_its_cover_states():
    text = (EXPORTS / "europresse-2023.html").read_text(encoding="utf-8")
    styled = text.replace("<body>", f"<body><style>{'p { margin: 0 }' * 2_000}</style>", 1)
    assert styled != text
    assert outcomes(styled) == outcomes(text)


def test_a_page_may_say_that_it_is_xml():
    text = (EXPORTS / "europresse-2015.html").read_text(encoding="utf-8")
    said = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'
    assert [one.text for one in outcomes(said)[1][:2]] == [one.text for one in outcomes(text)[1][:2]]


def test_other_pages_are_none():
    page = (
        "<html><body><article><h1>Crane</h1><p>It stays. DocPublicationName, titreArticle.</p></article></body></html>"
    )
    assert outcomes(page)[0] != KIND


def made_files(n: int, seed: int):
    rng = random.Random(seed)
    made = 0
    while made < n:
        told = stories(rng, rng.randint(1, 9), rng.choice(["en", "de", "fr", "es"]))
        made += len(told)
        yield told, europresse(rng, told, is_new=rng.random() < 0.5)


def test_generated_articles_come_out_whole():
    faults = [fault for told, content in made_files(500, 41) for fault in wrong(told, content, KIND)]
    assert not faults


def test_a_page_cut_short_gives_no_half_article():
    rng = random.Random(6)
    for told, content in made_files(100, 42):
        found = outcomes(content[: rng.randint(len(content) // 2, len(content))])[1]
        texts = [one.text for one in found if isinstance(one, Record)]
        assert texts == [story.text for story in told[: len(texts)]]
        assert len(texts) == len(told) or any(isinstance(one, Refused) for one in found)
