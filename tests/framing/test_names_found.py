"""Who and what a story names, by source."""

from collections import Counter

import pytest

from analysis.corpus import Actor, Codebook, document_from_text, with_proposed_actors
from analysis.framing.names_found import Form, fits_acronym, mentions_of, names_found, variants
from analysis.schema import frame

STORY = """Strike shuts the port

President Oleg Tarnov met the Dockers Union in Castorville on Monday. Tarnov promised pay. The union said no.

The World Ferry Office (WFO) warned of delays. The WFO said 12 boats had left Castorville. Ann Reed, 43, waited there.

“We were told nothing,” said Reed. Police in Castorville kept watch. Hundreds of Lethians marched. Rescue crews came.
"""
OTHER = """Port talks fail

Oleg Tarnov left the talks. In Castorville, Mr. Reed of the Dockers Union said the WFO was wrong. Hurricane Mona passed.
"""


def found(*texts):
    mentions, small = [], Counter()
    for number, text in enumerate(texts, start=1):
        own, words = mentions_of(document_from_text(text, article_id=f"a{number}", source=f"s{number}"))
        mentions += own
        small += words
    return names_found(mentions, small, known={})


def of(table, name):
    return table[table["name"] == name].set_index("source")


def test_people_bodies_and_places_with_their_variants_by_source():
    table = found(STORY, OTHER)
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    assert kinds["Oleg Tarnov"] == kinds["Ann Reed"] == "person"
    assert kinds["Castorville"] == "place"
    assert kinds["World Ferry Office"] == kinds["Dockers Union"] == "body"
    tarnov = of(table, "Oleg Tarnov")
    assert tarnov.loc["s1", "variants"] == ["Oleg Tarnov", "Tarnov"]
    assert (tarnov.loc["s1", "n"], tarnov.loc["s2", "n"]) == (2, 1)
    assert of(table, "World Ferry Office").loc["s2", "variants"] == ["WFO"]
    assert tarnov.loc["s1", "sentence_id"] == "a1:s2"


def test_peoples_storms_and_words_that_only_open_a_sentence_are_no_names():
    names = set(found(STORY, OTHER)["name"])
    assert names.isdisjoint({"Lethians", "Hundreds of Lethians", "Rescue", "Hurricane Mona", "Police", "The", "Monday"})


def test_a_mister_is_not_a_woman_of_the_same_surname():
    reed = found(STORY, OTHER.replace("the talks.", "the talks with Maria Reed."))
    assert all("Reed" not in forms or "Maria Reed" not in forms for forms in reed["variants"])


def test_of_two_groups_under_one_name_a_source_has_one_row():
    mister = "The vote\n\nOn Monday Greta Orlan spoke. On Tuesday Mr. Orlan said no. On Friday Mr. Orlan left."
    others = (
        "The vote\n\nOn Monday Greta Orlan met Ivor Orlan.",
        "The vote\n\nOn Monday Mr. Orlan said that he would stay.",
    )
    orlan = of(found(mister, *others, mister), "Orlan")
    assert len(orlan) == len(set(orlan.index)) > 0
    mentions, small = [], Counter()
    for number, text in enumerate((mister, *others), start=1):
        own, words = mentions_of(document_from_text(text, article_id=f"a{number}", source="one"))
        mentions += own
        small += words
    one = of(names_found(mentions, small, known={}), "Orlan")
    assert (one["n"].tolist(), one["sentence_id"].tolist()) == ([3], ["a1:s3"])


def test_the_order_of_articles_changes_no_counts():
    one, other = found(STORY, OTHER), found(OTHER, STORY)
    assert sorted(one["name"] + one["n"].map(str)) == sorted(other["name"] + other["n"].map(str))


def test_of_nothing_nothing_is_found():
    assert found("").empty


@pytest.fixture
def named():
    rows = [
        ("Ann Orr", "person", "s1", ["Ann Orr", "Orr"], 3, 2),
        ("Bakers Guild", "body", "s1", ["Bakers Guild"], 2, 1),
    ]
    rows += [("Lethia", "place", "s1", ["Lethia"], 9, 2), ("Tom Vey", "person", "s2", ["Tom Vey"], 1, 1)]
    rows += [("Bakers Guild", "body", "s2", ["Guild"], 1, 1)]
    names = ("name", "kind", "source", "variants", "n", "n_articles")
    return frame("names_found", [dict(zip(names, row, strict=True), sentence_id="a:s1") for row in rows])


def test_the_people_and_bodies_that_several_articles_name_are_proposed_as_actors(named):
    proposed = with_proposed_actors(Codebook(), named).actors
    assert {key: set(actor.names) for key, actor in proposed.items()} == {
        "Ann Orr": {"Ann Orr", "Orr"},
        "Bakers Guild": {"Bakers Guild", "Guild"},
    }
    own = Codebook(actors={"vey": Actor("vey", ("Vey",))})
    assert with_proposed_actors(own, named) is own


def test_whom_one_has_a_stake_or_confidence_in_is_no_place():
    text = "Ferry firm sold\n\nThe fund bought a stake in Norvel on Monday and sold it again."
    assert of(found(text), "Norvel").empty
    assert of(found(text.replace("a stake", "a pier")), "Norvel")["kind"].tolist() == ["place"]


# --- variants


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
