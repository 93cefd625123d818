"""CSV and its kin: every way of parting cells, every encoding; a bad row costs itself and nothing else."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import tables
from analysis.readers.record import File, Note, Record, Refused, Settings, Unreadable


def read(content: bytes | str, **said):
    file = File.of("t", content.encode() if isinstance(content, str) else content)
    return list(tables.read(file, Settings(**said)))


def records(outcomes):
    return [one for one in outcomes if isinstance(one, Record)]


def refused(outcomes):
    return [one for one in outcomes if isinstance(one, Refused)]


def test_a_table_from_excel_in_windows_1252_with_line_breaks_in_cells():
    content = (
        'Titel;Quelle;Text;Ressort\r\nFähre;Bote;"Sie fuhr.\r\n\r\nDann ""nichts"".";Stadt\r\n;;;\r\nTor;Bote;Zu.;\r\n'
    )
    first, second = records(read(content.encode("cp1252")))
    assert first.text == 'Sie fuhr.\n\nDann "nichts".'
    assert first.fields["title"] == ("Fähre", "column Titel")
    assert first.fields["Ressort"].value == "Stadt"
    assert first.flags == ("encoding_repaired",)
    assert (second.row, second.text, second.flags, "Ressort" in second.fields) == (4, "Zu.", (), False)


def test_unicode_text_of_excel_and_a_separator_line():
    table = "title\ttext\nFerry\tIt left – at last.\n"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"):
        (record,) = records(read(table.encode(encoding)))
        assert (record.text, record.row, record.flags) == ("It left – at last.", 2, ())
    (record,) = records(read("sep=;\r\ntitle;text\r\nFerry;It left, late.\r\n"))
    assert (record.text, record.row) == ("It left, late.", 2)


def test_an_encoding_that_is_told_is_used_and_one_that_is_not_so_is_said():
    content = "title,text\nПаром,Он ушёл.\n".encode("cp1251")
    assert records(read(content, encoding="cp1251"))[0].text == "Он ушёл."
    with pytest.raises(Unreadable, match="UTF-8 but is not"):
        read(content, encoding="utf-8")
    with pytest.raises(Unreadable, match="no encoding of text"):
        read(content, encoding="rot13")


def test_bytes_of_two_encodings_are_read_row_by_row():
    content = b"title,text\nFerry,Caf\xc3\xa9\nGate,Caf\xe9\nBell,\x81\nPort,open\n"
    outcomes = read(content)
    assert [(one.text, one.flags) for one in records(outcomes)] == [
        ("Café", ()),
        ("Café", ("encoding_repaired",)),
        ("open", ()),
    ]
    assert [(row, "neither UTF-8" in reason) for row, reason in refused(outcomes)] == [(4, True)]


def test_an_open_quotation_mark_costs_its_row_and_not_the_rows_that_it_swallows():
    content = 'id,title,text\n1,a,"open, never\n2,b,"closed"\n3,c,fine\n4,d\n5,e,ok,extra\n6,f,ok,,\n7,g,last\n'
    outcomes = read(content)
    assert [one.fields["id"].value for one in records(outcomes)] == ["2", "3", "6", "7"]
    assert [row for row, _ in refused(outcomes)] == [2, 5, 6]
    assert "line 2 left out" in refused(outcomes)[0].reason
    assert "2 cells where the header has 3: line 5 left out" in refused(outcomes)[1].reason


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_file():
    rows = "".join(f"{n},t{n},x{n}\n" for n in range(2, 400))
    outcomes = read(f'id,title,text\n1,t1,"x1\n{rows}')
    assert [one.fields["id"].value for one in records(outcomes)] == [str(n) for n in range(2, 400)]
    assert len(refused(outcomes)) == 1


def test_lines_of_an_article_in_a_bad_row_do_not_become_articles():
    prose = "He came, he said, and left.\nShe stayed, she said, till noon.\nThey met, at last, in Marlow.\n"
    outcomes = read(f'id,title,text\n1,a,"{prose}",one too many\n2,b,fine\n')
    assert [one.text for one in records(outcomes)] == ["fine"]
    assert [row for row, _ in refused(outcomes)] == [2]


def test_backslashes_before_quotation_marks_and_tabs_without_any():
    assert records(read('title,text\nFerry,"It \\"left\\", late."\nGate,"Shut."\n'))[0].text == 'It "left", late.'
    first, second = records(read('title\ttext\n"Ferry" left\tIt "left"\nGate\t"Shut" it is\n'))
    assert (first.fields["title"].value, second.text) == ('"Ferry" left', '"Shut" it is')


def test_a_header_that_comes_again_is_no_article():
    outcomes = read("Überschrift,text\na,b\nÜberschrift,text\nc,d\n".encode("cp1252"))
    assert [one.text for one in records(outcomes)] == ["b", "d"]
    assert any("stands 2 times" in one.text for one in outcomes if isinstance(one, Note))


def test_what_was_assumed_is_one_note():
    notes = [one.text for one in read("Headline,Body,Outlet\na,b,c\n") if isinstance(one, Note)]
    assert notes == [
        "Text is column Body, title is column Headline, source is column Outlet; say otherwise in corpus.yml under"
        " columns."
    ]


def test_a_table_without_a_header_is_no_article():
    text = "The ferry left Marlow, late, and the crew said nothing of it. " * 6
    content = "".join(f'{n};Ferry;"{text}";2024-05-0{n}\n' for n in range(1, 7))
    assert tables.recognises(File.of("x", content.encode()))
    with pytest.raises(Unreadable, match="holds no names of columns"):
        read(content)
    prose = "".join(f"On day {n}, {text}\n" for n in range(1, 7))
    assert not tables.recognises(File.of("x", prose.encode()))


def test_a_header_without_rows_is_said():
    with pytest.raises(Unreadable, match=r"a header and no article. Columns: title, text\."):
        read("title,text\n\n")


@pytest.mark.parametrize("n", [19_999_000, 21_000_000])
def test_a_cell_is_as_long_as_an_article_at_most(n):
    outcomes = read(b"title,text\na," + b"x" * n + b"\nb,fine\n")
    assert records(outcomes)[-1].text == "fine"
    assert len(refused(outcomes)) == (n > 20_000_000)


def test_a_nasty_table_keeps_what_it_says():
    cells = ["=1+1", "NA", "null", "-", "0012", "../../x", "CON", "a" * 300, "<script>", "\ufeffx", "  ", "'", "1,5"]
    content = "title,text,note\n" + "".join(f'"{cell}","{cell} it left.","x"\n' for cell in cells)
    found = records(read(content))
    assert [one.text for one in found] == [f"{cell} it left.".strip() for cell in cells]
    assert [one.fields["title"].value for one in found if "title" in one.fields] == [c for c in cells if c.strip()]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff" * 900,
        b"\xff\xfe\x00",
        b"title,text",
        b'"' * 70_000,
        b"," * 70_000,
        b"-" * 65_000 + b"x\n--\n",
        b"title;text\n" + b"x" * 70_000,
    ],
)
def test_recognising_never_fails(content):
    assert tables.recognises(File.of("x", content)) in (True, False)


def mutated(rng: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(made) + 1)
        piece = rng.choice([b'"', b",", b"\n", b"\r", b"\x00", b"\xe9", b"\xff\xfe", b"\\", b"", b"|", b'"",', b";\n"])
        made[at : at + rng.choice([0, 0, 1, 30])] = piece
    return bytes(made)


def only_outcomes(content: bytes) -> None:
    file = File.of("x", content)
    assert tables.recognises(file) in (True, False)
    with suppress(Unreadable):
        assert all(isinstance(one, Record | Refused | Note) for one in tables.read(file, Settings()))


GOOD = 'id,title,text\n1,"a, b","It left.\n\nIt ""came""."\n2,é,x\n3,c,"y"\n'.encode()


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.randoms(use_true_random=False).map(lambda rng: mutated(rng, GOOD))))
def test_any_bytes_give_outcomes_or_a_reason(content):
    only_outcomes(content)


@pytest.mark.scale
@settings(max_examples=2_000, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.randoms(use_true_random=False).map(lambda rng: mutated(rng, GOOD))))
def test_any_bytes_give_outcomes_or_a_reason_at_length(content):
    only_outcomes(content)
