"""Whatever the bytes are, the readers of news databases give records, refusals and notes, or say why they cannot."""

import random
from pathlib import Path

import pytest
from exports import as_docx, as_rtf, europresse, factiva_lines, nexis_ended, outcomes, stories
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Note, Record, Refused, Settings, Unreadable, factiva, nexis, proquest
from analysis.readers import europresse as pages

UNI = ["Crane stays", "Post", "March 4, 2019", "Length: 3 words", "Body", "It stays.", "Load-Date: March 5, 2019"]
UNI += ["End of Document"]
EXPORTS = sorted((Path(__file__).parents[1] / "fixtures" / "exports").glob("[!.]*"))
READERS = [nexis, factiva, proquest, pages]
_RNG = random.Random(9)
SEEDS = [path.read_bytes() for path in EXPORTS]
SEEDS += [
    as_docx(nexis_ended(_RNG, stories(_RNG, 3, "de"))),
    as_rtf(nexis_ended(_RNG, stories(_RNG, 3, "fr"))),
    as_rtf(factiva_lines(_RNG, stories(_RNG, 3, "es"))),
    europresse(_RNG, stories(_RNG, 3, "fr"), is_new=False).encode(),
]


def check(module, content: bytes) -> None:
    file = File.of("export", content)
    assert module.READER.recognises(file) in (True, False)
    try:
        found = list(module.READER.read(file, Settings()))
    except Unreadable:
        return
    assert found
    for one in found:
        assert isinstance(one, Record | Refused | Note)
        if isinstance(one, Record):
            assert one.text.strip()
            assert all(name and len(name) <= 60 for name in one.fields)
            assert all(given.value == " ".join(given.value.split()) and given.origin for given in one.fields.values())


@st.composite
def mutated(draw):
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        size = draw(st.integers(1, 400))
        kind = draw(st.sampled_from(["cut", "drop", "repeat", "noise", "move"]))
        piece = bytes(content[at : at + size])
        if kind == "cut":
            del content[at:]
        elif kind == "drop":
            del content[at : at + size]
        elif kind == "repeat":
            content[at:at] = piece * draw(st.integers(1, 5))
        elif kind == "noise":
            content[at : at + size] = draw(st.binary(max_size=40))
        else:
            del content[at : at + size]
            to = draw(st.integers(0, max(len(content) - 1, 0)))
            content[to:to] = piece
    return bytes(content)


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__.rpartition(".")[2])
@settings(max_examples=50, deadline=None)
@given(content=mutated() | st.binary(max_size=300))
def test_damaged_files(module, content):
    check(module, content)


@pytest.mark.scale
@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__.rpartition(".")[2])
@settings(max_examples=2000, deadline=None)
@given(content=mutated() | st.binary(max_size=300))
def test_many_damaged_files(module, content):
    check(module, content)


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__.rpartition(".")[2])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04 and no more",
        b"{\\rtf1",
        b"<html",
        b"<div class='DocPublicationName'>" * 3000,
        ("<div class='article enArticle'>" * 3000).encode(),
        ("1 of 9 DOCUMENTS\n\nLENGTH: 3 words\n\n" * 3000).encode(),
        ("_" * 60 + "\n\nTitle: a\n\n").encode() * 3000,
        b"LOAD-DATE: \n\n" * 3000,
    ],
    ids=range(10),
)
def test_hostile_files(module, content):
    check(module, content)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_each_export_is_recognised_by_one_reader(path):
    file = File.of(path.name, path.read_bytes())
    recognising = [module.__name__.rpartition(".")[2] for module in READERS if module.READER.recognises(file)]
    assert recognising == [path.name.partition("-")[0]]


@pytest.mark.parametrize("path", [path for path in EXPORTS if path.suffix == ".txt"], ids=lambda path: path.name)
@pytest.mark.parametrize("head", ['id,outlet,text\n1,Post,"', '"id";"text"\n1;"', 'nr\ttext\n1\t"'])
def test_a_table_whose_cells_hold_documents_is_none(path, head):
    table = head + path.read_text(encoding="utf-8") + '"\n'
    assert not [module for module in READERS if module.READER.recognises(File.of("table.csv", table.encode()))]
    quoted = head + "\n".join(UNI) + '"\n'
    assert not nexis.READER.recognises(File.of("table.csv", quoted.encode()))


def test_a_text_that_is_none_of_them_stays_a_text():
    text = "Title: none\n\nBody\n\nLength: 3 words\n\nDocument 1 of 3\n\n" + "_" * 60 + "\n\nThe end."
    assert outcomes(text)[0] == "plain text"
