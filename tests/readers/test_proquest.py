import random
from pathlib import Path

import pytest
from exports import outcomes, proquest, records, stories, value, wrong

from analysis.readers import Record, Refused

KIND = "export of ProQuest"
EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"


def test_labels_below_the_text():
    kind, (first, second, third, fourth) = outcomes((EXPORTS / "proquest-2024.txt").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "Old crane to stay on the quay"
    assert (value(first, "source"), value(first, "published")) == ("Tarn Valley Post (Online)", "2024-09-20")
    assert (value(first, "author"), value(first, "language")) == ("Quill, Mara; Roe, Ida", "en")
    assert (value(first, "id"), value(first, "genre")) == ("4410027733", "News")
    assert value(first, "url") == "https://www.proquest.com/docview/4410027733"
    assert value(first, "Publisher") == "Quay Newspapers, a Division of Tarn Valley Media Limited"
    assert (value(first, "Subject"), value(first, "Location")) == ("Ports; Cranes", "Eskmouth")
    assert not value(first, "Abstract")
    assert first.text.split("\n\n") == [
        "The crane at the old quay will not be sold, the council decided on Thursday.",
        "Nine members voted for the plan and four against it.",
        'Title: of the motion: "Keep what our fathers built".',
        "It fills one page, and the page ends with a line:",
        "_" * 60,
        "Below the line somebody wrote a name.",
        "CAPTION: The crane in 1931.",
    ]
    assert isinstance(second, Refused)
    assert second.row == 2
    assert "no full text" in second.reason
    assert (value(third, "published"), third.text) == ("2024", "The port pays a third of the bill.")
    assert (value(fourth, "published"), value(fourth, "source")) == ("2024-03", "Harrowgate Courier")
    assert fourth.text == "The tides of March were low.\n\nThey will rise."


def test_german_labels_without_blank_lines_under_a_table_of_contents():
    kind, (first, second) = outcomes((EXPORTS / "proquest-german.txt").read_bytes())
    assert kind == KIND
    assert value(first, "title") == "Kran bleibt: Rat stimmt mit 9 zu 4"
    assert (value(first, "source"), value(first, "published")) == ("Anzeiger Quellental", "2014-03-04")
    assert (value(first, "author"), value(first, "language")) == ("Brandis, Ute", "de")
    assert first.text.split("\n\n")[1:] == ["Thema: erledigt, rief jemand.", "Die Reparatur kostet 2,4 Millionen."]
    assert value(first, "Thema") == "Häfen; Kräne"
    assert second.text == "Der Zuschuss sinkt auf die Hälfte."


@pytest.mark.parametrize(("name", "n"), [("proquest-2024.txt", 4), ("proquest-german.txt", 2)])
def test_missing_documents_are_said(name, n):
    pieces = (EXPORTS / name).read_text(encoding="utf-8").split("\n" + "_" * 60)
    del pieces[-2]
    found = outcomes(("\n" + "_" * 60).join(pieces))[1]
    assert found[-1].row is None
    assert f"{n} documents; {n - 1} were found" in found[-1].reason


def test_two_exports_in_one_file_count_together():
    text = (EXPORTS / "proquest-2024.txt").read_text(encoding="utf-8")
    found = outcomes(text + text)[1]
    assert len(found) == 8
    assert all(one.row for one in found)


def test_a_file_cut_off_within_an_article():
    text = (EXPORTS / "proquest-2024.txt").read_text(encoding="utf-8")
    found = outcomes(text[: text.index("a third of the bill")])[1]
    assert isinstance(found[0], Record)
    cut, missing = found[2:]
    assert cut.row == 3
    assert "ends inside" in cut.reason
    assert "4 documents; 3 were found" in missing.reason


@pytest.mark.parametrize(
    "text",
    [
        "Crane\n\n" + "_" * 60 + "\n\nTitle: of a play\n\nFull text: none\n\nThe end.",
        "Document 1 of 40\n\nTitle: Crane\n\nPublication title: Post\n\nFull text: none.",
    ],
)
def test_an_article_about_exports_is_none(text):
    assert outcomes(text)[0] == "plain text"


def made_files(n: int, seed: int):
    rng = random.Random(seed)
    made = 0
    while made < n:
        told = stories(rng, rng.randint(1, 9), rng.choice(["en", "de", "fr", "es"]))
        made += len(told)
        yield told, proquest(rng, told)


def test_generated_articles_come_out_whole():
    faults = [fault for told, content in made_files(500, 31) for fault in wrong(told, content, KIND)]
    assert not faults


def test_a_generated_file_cut_short_gives_no_half_article():
    rng = random.Random(5)
    for told, content in made_files(150, 32):
        found = outcomes(content[: rng.randint(len(content) // 3, len(content))])[1]
        texts = [one.text for one in found if isinstance(one, Record)]
        if len(told) > 2 and len(texts) > 1:
            assert not set(texts) - {story.text for story in told}
            assert len(texts) == len(told) or any(isinstance(one, Refused) for one in found)


def test_line_ends_make_no_difference():
    text = (EXPORTS / "proquest-german.txt").read_text(encoding="utf-8")
    other = records(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert [one.text for one in other] == [one.text for one in records(text)]
