import pytest
from framing_sample import tables, written

from analysis.corpus import Codebook
from analysis.framing import (
    boilerplate,
    contrasts,
    distinctive_terms,
    frames,
    kinship,
    left_out,
    names,
    reading,
    similarity,
)
from analysis.framing.reading import bodies, opening_end, read
from analysis.framing.vocabulary import Encoded


def words_of(texts, **options):
    return read(*tables(texts), **options).sentences["words"].tolist()


def test_addresses_and_accounts_are_no_words_and_are_listed():
    made = tables([("a", "Gull", "Write to ann@gull.example or see https://x.example/a and @annwrites.")])
    assert read(*made).sentences["words"].tolist() == ["Write to  .  or see  .  and  . "]
    listed = left_out(*made).set_index("reason")
    assert listed.loc["a web address or an account's name", "n_sentences"] == 3


def test_a_label_in_capitals_is_left_out_where_the_outlet_uses_it_again_and_again():
    texts = [(f"a{n}", "Gull", f"READ MORE: Ferry {n} sinks.") for n in range(3)] + [
        ("b", "Fox", "HARBOUR: It is shut.")
    ]
    found = words_of(texts)
    assert not any("READ" in text for text in found)
    assert found[-1] == "HARBOUR: It is shut."


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PORT, May 4. /WIRE/. It rains.", "It rains."),
        ("Port, Island (WIRE) It rains.", "It rains."),
        ("Port said it rains.", "Port said it rains."),
        ("The mayor (MP) said so.", "The mayor (MP) said so."),
    ],
)
def test_place_day_and_agency_of_an_opening_end_where_the_story_starts(text, rest):
    assert text[opening_end(text) :] == rest


def test_brackets_that_close_many_articles_are_left_out_and_others_stay():
    boats = "Abel Bela Cleo Dina Enna Faro Gita Hela Inga Jola Kora Lina".split()
    texts = [(f"a{boat}", "Gull", f"{boat} sank (again). Men of {boat} swam. ab/cd (Wire {boat})") for boat in boats]
    found = words_of(texts)
    assert not any("Wire" in text for text in found)
    assert sum("(again)" in text for text in found) == 12
    few = words_of(texts[:5])
    assert sum("Wire" in text for text in few) == 5


def test_nothing_is_left_out_where_boilerplate_is_asked_for():
    text = "By Ann Author\nThe Gull asked ann@gull.example."
    assert words_of([("a", "Gull", text)], include_boilerplate=True) == text.split("\n")


def test_hostile_text_takes_linear_time():
    for nasty in ("a." * 30_000, "@" * 60_000, "A " * 30_000, "(" * 60_000, "http://" * 9_000, "AAAA " * 12_000 + ":"):
        # Were this quadratic, it would take minutes.
        assert len(words_of([("a", "Gull", nasty)], include_quotes=True)) >= 0


# --- kept


@pytest.fixture
def looked_at(monkeypatch):
    """The sentences that were asked whether they are by-lines: once for each reading."""
    found = []

    def is_by_line(text):
        found.append(text)
        return boilerplate.is_by_line(text)

    monkeypatch.setattr(reading, "is_by_line", is_by_line)
    return found


def test_measures_of_the_same_articles_read_each_sentence_once(looked_at):
    made = written({"Fox": 3, "Gull": 2}, seed=81)
    contrasts(*made)
    once = len(looked_at)
    names(*made, codebook=Codebook())
    frames(*made, codebook=Codebook())
    assert once == len(looked_at) == len(made.sentences)
    similarity(*made)
    kinship(*made)
    assert len(looked_at) == 2 * once  # once more for what belongs to the bodies


def test_what_changed_is_read_anew():
    made = written({"Fox": 3, "Gull": 2}, seed=82)
    before = read(*made)
    changed = made.sentences.assign(text="Salt wind.")
    assert read(made.articles, made.blocks, changed).sentences["words"].unique().tolist() == ["Salt wind."]
    assert read(*made).sentences.equals(before.sentences)
    assert bodies(*made).passages[0][0].text != bodies(made.articles, made.blocks, changed).passages[0][0].text


def test_other_settings_are_another_reading():
    made = written({"Fox": 2}, seed=83, extra={"Fox": ["“Salt wind,” it said."]})
    with_quotes, without = (read(*made, include_quotes=quotes).sentences["words"] for quotes in (True, False))
    assert not with_quotes.equals(without)


def test_measures_of_the_same_sentences_find_their_words_once(monkeypatch):
    found, of = [], Encoded.of
    monkeypatch.setattr(Encoded, "of", lambda texts, **given: found.append(len(texts)) or of(texts, **given))
    made = written({"Fox": 3, "Gull": 2}, seed=84)
    distinctive_terms(*made, top_terms=3, ngram_max=2)
    contrasts(*made)
    names(*made, codebook=Codebook())
    assert found == [len(made.sentences)]


def test_all_readings_of_a_small_story_are_kept_and_one_of_a_large(looked_at, monkeypatch):
    made = written({"Fox": 3, "Gull": 2}, seed=85)
    ids = sorted(made.articles["article_id"])

    def read_all():
        for name in ids:
            read(*(rows[rows["article_id"] != name] for rows in (made.articles, made.blocks, made.sentences)))
        return len(looked_at)

    once = read_all()
    assert once == read_all() == (len(ids) - 1) * len(made.sentences)
    monkeypatch.setattr(reading, "_TOGETHER", 1)
    before = read_all()
    assert read_all() == before + once


def test_boilerplate_is_sought_once_whether_quotations_are_read_or_not(looked_at):
    made = written({"Fox": 3, "Gull": 2}, seed=86)
    for include_quotes in (True, False):
        read(*made, include_quotes=include_quotes)
    read(*made, include_boilerplate=True)
    assert len(looked_at) == len(made.sentences)


def test_what_is_forgotten_is_read_anew(looked_at):
    made = written({"Fox": 3, "Gull": 2}, seed=83)
    for _ in range(2):
        read(*made)
        reading.forget()
    assert len(looked_at) == 2 * len(made.sentences)
