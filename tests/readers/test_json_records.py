"""JSON in the shapes that services and scrapers write: every article once, as it is written, broken ones apart."""

import json
import random
from contextlib import suppress
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import json_records
from analysis.readers.record import File, Note, Record, Refused, Settings, Unreadable

ARTICLE = {
    "source": {"id": None, "name": "Marlow Gazette"},
    "author": "Ida Quill",
    "title": "Ferry leaves",
    "publishedAt": "2024-05-03T06:00:00Z",
    "content": "It left.",
    "views": 12345678901234567890123,
    "share": 0.10,
    "tags": ["port", "tide"],
    "editors": [{"name": "Ona Reed"}, {"name": "Abe Sand"}],
    "where": {"map": {"lat": 1.50, "more": {"deep": True}}},
    "paid": False,
}


def read(document, **told):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(json_records.read(File.of("x", content), Settings(columns=told)))


def records(outcomes):
    return [one for one in outcomes if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("document", "row"),
    [
        ([ARTICLE], 1),
        ({"status": "ok", "totalResults": 1, "articles": [ARTICLE]}, 1),
        ({"response": {"meta": {"hits": 1}, "facets": [{"term": "port", "count": 1}], "docs": [ARTICLE]}}, 1),
        ({"4711": ARTICLE}, 1),
        (ARTICLE, None),
        (json.dumps(ARTICLE, indent=1).encode("utf-16"), None),
        (b"\xef\xbb\xbf" + json.dumps([ARTICLE], indent=2).encode(), 1),
    ],
)
def test_an_article_wherever_it_lies(document, row):
    (record,) = records(read(document))
    assert (record.text, record.row) == ("It left.", row)
    assert {name: given.value for name, given in record.fields.items()} == {
        "source": "Marlow Gazette",
        "author": "Ida Quill",
        "title": "Ferry leaves",
        "published": "2024-05-03T06:00:00Z",
        "views": "12345678901234567890123",
        "share": "0.1",
        "tags": "port; tide",
        "editors": "Ona Reed; Abe Sand",
        "where.map.lat": "1.5",
        "where.map.more": '{"deep": true}',
        "paid": "false",
    }
    assert record.fields["source"].origin == "column source.name"


def test_tables_as_pandas_writes_them():
    columns = {"title": {"0": "a", "1": "b"}, "text": {"0": "It left.", "1": "It came."}}
    by_list = {"title": ["a", "b"], "text": ["It left.", "It came."]}
    for document in (columns, by_list):
        found = records(read(document))
        assert [(one.fields["title"].value, one.text, one.row) for one in found] == [
            ("a", "It left.", 1),
            ("b", "It came.", 2),
        ]


def test_a_text_in_paragraphs_and_comments_that_are_no_articles():
    article = {"title": "Gate", "text": ["It shut.", "It opened."], "comments": [{"text": "Oh.", "author": "x"}] * 9}
    (record,) = records(read(article))
    assert record.text == "It shut.\n\nIt opened."


def test_lines_each_on_its_own():
    lines = b"""{"title": "a", "text": "It left.", "x": NaN, "y": 1, "y": 2}
{"title": "b", "text":

{"title": "c", "text": "Caf\xe9", "late": "z"}
[1]
{"title": "d", "text": ""}
{"title": "e", "text": "half \\ud83d"}
{"title": "f", "te"""
    outcomes = read(lines)
    first, third, fifth = records(outcomes)
    assert (first.fields["y"].value, first.fields["y (2)"].value, "x" in first.fields) == ("1", "2", False)
    assert (third.text, third.row, third.flags) == ("Café", 4, ("encoding_repaired",))
    assert third.fields["late"].value == "z"
    assert (fifth.text, fifth.flags) == ("half \ufffd", ())
    refused = {one.row: one.reason for one in outcomes if isinstance(one, Refused)}
    assert [*refused] == [2, 5, 6, 8]
    assert "Not valid JSON" in refused[2]
    assert "no object" in refused[5]


def test_a_list_that_breaks_off_gives_what_stands_before_and_the_line():
    content = json.dumps([ARTICLE] * 80, indent=1).encode()
    outcomes = json_records.read(File.of("x", content[: len(content) * 98 // 100]), Settings())
    assert len(records(islice(outcomes, 79))) == 78
    with pytest.raises(Unreadable, match=r"article 79 on, which begins in line \d{4} \(.*\)\. Those before"):
        next(outcomes)
    for broken in (b'[{"text": "a"}', b'[{"text": "a"},'):
        with pytest.raises(Unreadable, match="breaks off in line 1, after 1 articles"):
            read(broken)


def test_an_object_that_is_broken_names_the_line():
    with pytest.raises(Unreadable, match=r"Not valid JSON in line 3 \("):
        read(b'{\n"title": "a",\n"text" "b"\n}')


def test_a_list_longer_than_what_is_read_at_once():
    long = "It left. " * 200_000
    found = records(read([{"title": str(n), "text": long} for n in range(4)]))
    assert [len(one.text) for one in found] == [len(long.strip())] * 4


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'[{"text": "x", "deep": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]",
        b"[]",
        b"{}",
        b'["a", "b"]',
        b"[[1, 2], [3, 4]]",
        b'[{"text": "x"}, {"text": "y", "n": 0x1}]',
    ],
)
def test_what_cannot_be_read_is_one_reason(content):
    with pytest.raises(Unreadable) as caught:
        read(content)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_numbers_of_any_size():
    (record,) = records(read(b'[{"text": "x", "n": ' + b"9" * 10_000 + b', "m": 1e999999, "id": 7.0}]'))
    assert (len(record.fields["n"].value), record.fields["m"].value) == (10_000, "1e999999")


def test_a_column_that_is_told_may_lie_within():
    document = {"items": [{"meta": {"kicker": "K", "run": "It left."}}]}
    (record,) = records(read(document, text="meta.run", title="meta.kicker"))
    assert (record.text, record.fields["title"].value) == ("It left.", "K")
    with pytest.raises(Unreadable, match=r"Columns: meta.kicker, meta.run\."):
        read(document, text="body")


def test_one_article_may_lack_a_column_that_is_told():
    (record,) = records(read({"run": "It left.", "head": "Ferry"}, text="run", source="outlet"))
    assert (record.text, "source" in record.fields) == ("It left.", False)


GOOD = [
    json.dumps([ARTICLE, ARTICLE]).encode(),
    b"\n".join([json.dumps(ARTICLE).encode()] * 3),
    json.dumps({"articles": [ARTICLE]}).encode(),
]


def mutated(rng: random.Random) -> bytes:
    made = bytearray(rng.choice(GOOD))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(made) + 1)
        piece = rng.choice([b'"', b",", b"\n", b"[", b"}", b"\x00", b"\xe9", b"\xff\xfe", b"\\u", b"", b"null", b"{}"])
        made[at : at + rng.choice([0, 0, 1, 30])] = piece
    return bytes(made)


def only_outcomes(content: bytes) -> None:
    file = File.of("x", content)
    assert json_records.recognises(file) in (True, False)
    with suppress(Unreadable):
        assert all(isinstance(one, Record | Refused | Note) for one in json_records.read(file, Settings()))


ANYTHING = st.one_of(
    st.binary(max_size=300),
    st.randoms(use_true_random=False).map(mutated),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "id", "x", ""]), inner),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode()),
)


@settings(max_examples=50, deadline=None)
@given(ANYTHING)
def test_any_bytes_give_outcomes_or_a_reason(content):
    only_outcomes(content)


@pytest.mark.scale
@settings(max_examples=2_000, deadline=None)
@given(ANYTHING)
def test_any_bytes_give_outcomes_or_a_reason_at_length(content):
    only_outcomes(content)
