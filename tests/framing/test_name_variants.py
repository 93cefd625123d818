"""Variants of one name are joined; two people are not."""

import pytest

from analysis.framing.name_variants import Form, fits_acronym, variants


def person(text, *articles, titles=()):
    return Form(text, "person", frozenset(articles or ("a",)), frozenset(titles))


def body(text, *articles):
    return Form(text, "body", frozenset(articles or ("a",)))


def groups(*forms, beside=(), known=None):
    found, _ = variants(forms, beside=beside, known=known or {})
    return sorted(sorted(group) for group in found)


@pytest.mark.parametrize(
    "forms",
    [
        (person("Ann Orr"), person("Orr")),
        (person("Ann Orr"), person("A. Orr", "b")),
        (person("Ann B. Orr"), person("Ann Orr", "b")),
        (person("José Peña"), person("Jose Pena", "b")),
        (person("Luis Peral Neto"), person("Peral Neto", "b")),
        (person("Aleksandr Tymoshenko"), person("Alexander Timoschenko", "b")),
        (person("Tymoshenko", titles=["president"]), person("Timoschenko", "b", titles=["president"])),
        (body("Union of Lethian Bakers"), body("ULB", "b")),
        (body("U.L.B."), body("ULB", "b")),
        (body("Lethian Press Center"), body("Lethian Press Centre", "b")),
        (Form("United States", "place", frozenset("a")), Form("U.S.", "place", frozenset("b"))),
        (body("US Soil Bureau"), body("U.S. Soil Bureau", "b"), body("United States Soil Bureau", "c")),
        (body("Brandt"), body("Brandt Bank", "b"), body("Brandt Bank Group", "c")),
    ],
)
def test_one_name_written_in_two_ways(forms):
    assert len(groups(*forms)) == 1


@pytest.mark.parametrize(
    "forms",
    [
        (person("Ann Orr"), person("Tom Orr", "b")),
        (person("Ann Orr"), person("Tom Orr"), person("Orr")),
        (person("Ann Orr"), person("Anne Orr")),
        (person("Tom B. Orr"), person("Tom C. B. Orr", "b")),
        (person("Tom Orr"), person("Tom B. Orr", "b"), person("Tom C. Orr", "c")),
        (person("Petr Ivanov"), person("Petra Ivanova", "b")),
        (person("Tymoshenko", titles=["president"]), person("Timoschenko", "b", titles=["coach"])),
        (person("Ann Orr"), Form("Orr", "place", frozenset("b"))),
        (body("Union of Lethian Bakers"), body("Union of Lethian Boatmen"), body("ULB", "b")),
        (person("Uma L. Bell"), body("ULB", "b")),
        (body("Lethian Red Cross"), body("Red Cross", "b")),
        (Form("Velda", "place", frozenset("a")), body("Velda University", "b")),
    ],
)
def test_what_may_be_two_stays_apart(forms):
    assert len(groups(*forms)) == len(forms)


def test_an_article_tells_which_of_two_is_meant():
    forms = (person("Ann Orr", "a"), person("Tom Orr", "b"), person("Orr", "a", "b", "c"))
    found, in_article = variants(forms, beside=(), known={})
    assert in_article == {("a", "Orr"): "Ann Orr", ("b", "Orr"): "Tom Orr"}
    assert ["Orr"] in found


def test_what_stands_in_brackets_is_short_for_the_name_before():
    assert groups(body("Bakers Guild"), body("BG"), beside=[("Bakers Guild", "BG")]) == [["BG", "Bakers Guild"]]
    assert fits_acronym("FOB", "Federation of Bakers")
    assert not fits_acronym("FOB", "Guild of Bakers")


def test_the_codebook_decides():
    known = {"the boss": "Ann Orr", "ann orr": "Ann Orr"}
    assert len(groups(person("Ann Orr"), person("The Boss", "b"), known=known)) == 1
