"""Workbooks: the sheets with articles, cells as a reader sees them, and files made to break what opens them."""

import datetime as dt
import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import workbooks
from analysis.readers.record import File, Note, Record, Refused, Settings, Unreadable


def xlsx(**sheets) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return made.getvalue()


def repacked(content: bytes, change) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def ods(rows: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Blatt">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return made.getvalue()


def ods_cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def biff(cells, *more: bytes) -> bytes:
    """The stream of an Excel 97 workbook with one sheet of (row, column, value)."""

    def record(kind, data=b""):
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row, column, value):
        if isinstance(value, float):
            return record(0x0203, struct.pack("<HHHd", row, column, 0, value))
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))

    def begin(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 0))

    sheet = begin(0x10) + b"".join(more) + b"".join(cell(*one) for one in cells) + record(0x0A)
    start = len(begin(5)) + 16 + 4
    return begin(5) + record(0x85, struct.pack("<IBBBB", start, 0, 0, 4, 0) + b"Data") + record(0x0A) + sheet


def compound(stream: bytes) -> bytes:
    """A compound file with the stream as its workbook."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, n + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))

    def entry(name, kind, start, size, child):
        written = (name + "\0").encode("utf-16-le")
        place = struct.pack("<HBBIII", len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return written.ljust(64, b"\0") + place + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 2, len(stream), 0xFFFFFFFF)
    head = workbooks.OLD + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + struct.pack("<128I", *table) + directory + bytes(256) + stream


def read(content: bytes, **told):
    file = File.of("x", content)
    assert workbooks.recognises(file)
    return list(workbooks.read(file, Settings(columns=told)))


def records(outcomes):
    return [one for one in outcomes if isinstance(one, Record)]


def test_titles_above_the_header_dates_ids_and_rows_as_shown():
    rows = [
        ["Search: ferry", "", "", ""],
        [],
        ["Nr", "Headline", "Date", "Body", "Section", "Words"],
        [1234567890123, "Ferry leaves", dt.date(2024, 5, 3), "It left.\r\n\r\nIt came.", "A", 4],
        [],
        [7, "Gate", dt.datetime(2024, 5, 3, 6, 15), "Shut.", "", 1.5],
        [8, "Bell", 45292, "", "", True],
    ]
    outcomes = read(xlsx(Results=rows))
    first, second = records(outcomes)
    assert (first.row, first.text, second.row) == (4, "It left.\n\nIt came.", 6)
    assert {name: given.value for name, given in first.fields.items()} == {
        "id": "1234567890123", "title": "Ferry leaves", "published": "2024-05-03", "Section": "A", "Words": "4",
    }  # fmt: skip
    assert (second.fields["published"].value, second.fields["Words"].value) == ("2024-05-03T06:15:00", "1.5")
    assert first.fields["title"].origin == "column Headline of sheet Results"
    assert [one.row for one in outcomes if isinstance(one, Refused)] == [7]


def test_each_sheet_with_a_text_column_is_read_and_the_others_are_named():
    content = xlsx(
        About=[["Made in May"]],
        Mai=[["Titel", "Text"], ["Fähre", "Sie fuhr ab."]],
        Juni=[["Text", "Quelle"], ["Tor zu.", "Bote"]],
        Leer=[],
    )
    outcomes = read(content)
    assert [(one.text, one.fields["sheet"].value, one.row) for one in records(outcomes)] == [
        ("Sie fuhr ab.", "Mai", 2),
        ("Tor zu.", "Juni", 2),
    ]
    notes = " ".join(one.text for one in outcomes if isinstance(one, Note))
    assert "Sheet 'About' is left out" in notes
    assert "Leer" not in notes


def test_days_as_numbers_are_read_in_a_workbook_alone_and_said():
    outcomes = read(xlsx(S=[["text", "date"], ["It left.", 45292], ["It came.", 3]]))
    assert [one.fields["published"].value for one in records(outcomes)] == ["2024-01-01", "3"]
    assert any("1 numbers in column date are read as days" in one.text for one in outcomes if isinstance(one, Note))


def test_a_text_that_fills_its_cell_may_be_cut_and_that_is_said():
    outcomes = read(xlsx(S=[["text", "title"], ["x" * 32_767, "a"], ["It came.", "b"]]))
    assert any("1 texts are as long as a cell" in one.text for one in outcomes if isinstance(one, Note))


def test_a_column_that_is_told_is_found_below_a_title():
    rows = [["a b", "c"], ["k1", "k2"], ["It left.", "x"]]
    assert records(read(xlsx(S=rows), text="k1", title="k2"))[0].text == "It left."
    with pytest.raises(Unreadable, match="no column 'k9'"):
        read(xlsx(S=rows), text="k9")


def test_open_document_and_excel_97():
    rows = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}"
        '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        for row in (("Titel", "Text"), ("Fähre", "Sie fuhr ab."))
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    (record,) = records(read(ods(rows + empty)))
    assert (record.text, record.row, record.fields["title"].value) == ("Sie fuhr ab.", 2, "Fähre")
    cells = [(0, 0, "Titel"), (0, 1, "Text"), (1, 0, "Fähre"), (1, 1, "Sie fuhr ab."), (0, 2, "Datum"), (1, 2, 45292.0)]
    (record,) = records(read(compound(biff(cells))))
    assert (record.text, record.fields["published"].value) == ("Sie fuhr ab.", "2024-01-01")


CORNERS = b'<row r="5"><c r="XFD5"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
FAR_ROW = b'<row r="1048576"><c s="1" r="XFD1048576"><v>1</v></c></row></sheetData>'
SMALL = xlsx(S=[["title", "text"], ["Ferry", "It left."]])
SHARED = repacked(
    xlsx(S=[["title", "text"], *([["Ferry", "It left."]] * 3_000)]),
    lambda name, part: part.replace(b"It left.", b"It left. " * 40_000),
)
ROW_OF_MANY = '<table:table-row table:number-rows-repeated="200000">'
FAR_CELL = ods(
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="string"'
    ' table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (repacked(SMALL, lambda name, part: part.replace(b"</sheetData>", FAR_ROW)), "span 17,179,869,184"),
        (repacked(SMALL, lambda name, part: part.replace(b"</sheetData>", CORNERS)), "span 17,179,869,184"),
        (FAR_CELL, "span 17,1"),
        (compound(biff([(0, 0, "text"), (65_535, 65_535, "x")])), "span 4,294,967,296"),
        (compound(biff([], struct.pack("<HHIIHHH", 0x0200, 14, 0, 1_048_576, 0, 16_384, 0))), "span 17,179,869,184"),
        (compound(struct.pack("<HHH", 0x2F, 2, 0) + biff([])), "protected by a password"),
        (SHARED, "hold over 1,000,000,000 characters"),
        (ods(f"{ROW_OF_MANY}{ods_cell('x' * 9_000)}</table:table-row>"), "hold over 1,000,000,000 characters"),
        (SMALL[: len(SMALL) // 2] + SMALL[-22:], "damaged"),
        (compound(b"\xff" * 4_096), "cannot be read"),
    ],
    ids=[
        "far cell",
        "corners",
        "repeated cells",
        "far cell of 97",
        "dimensions of 97",
        "password",
        "shared",
        "repeated",
        "cut",
        "noise",
    ],
)
def test_what_must_not_be_opened_is_refused_first(content, reason):
    assert len(content) < 1_000_000
    with pytest.raises(Unreadable, match=reason):
        list(workbooks.read(File.of("x", content), Settings()))


@pytest.mark.parametrize("said_size", [None, 99])
def test_sizes_are_counted_and_not_believed(said_size, monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1_000_000)
    bomb = bytearray(repacked(SMALL, lambda name, part: part + b" " * 2_000_000 * (name == "docProps/app.xml")))
    at = bomb.index(b"PK\x01\x02")
    while said_size and at >= 0:
        bomb[at + 24 : at + 28] = struct.pack("<I", said_size)
        at = bomb.find(b"PK\x01\x02", at + 4)
    with pytest.raises(Unreadable, match="over 1,000,000"):
        list(workbooks.read(File.of("x", bytes(bomb)), Settings()))


def test_a_place_is_found_whatever_stands_around_it():
    for cell in (b"""<c s=">" r='XFD1048576'>""", b"""<x:c t=' r="A1"' \n r = "XFD1048576" >"""):
        far = cell + b"<v>1</v></c></row></sheetData>"
        content = repacked(SMALL, lambda name, part, far=far: part.replace(b"</row></sheetData>", far))
        with pytest.raises(Unreadable, match="span 17,179,869,184"):
            list(workbooks.read(File.of("x", content), Settings()))


def test_cells_that_are_only_painted_do_not_count():
    painted = b'<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row></sheetData>'
    content = repacked(SMALL, lambda name, part: part.replace(b"</sheetData>", painted))
    assert records(read(content))[0].text == "It left."


def mutated(rng: random.Random) -> bytes:
    made = bytearray(rng.choice([SMALL, compound(biff([(0, 0, "text"), (1, 0, "It left.")])), ods(ods_cell("text"))]))
    for _ in range(rng.randint(1, 6)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made[: rng.choice([len(made), len(made), rng.randrange(len(made))])])


def mutated_within(rng: random.Random) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        made = bytearray(part)
        if name.startswith("xl/") and rng.random() < 0.3:
            at = rng.randrange(len(made))
            made[at : at + rng.choice([0, 1, 20])] = rng.choice([b"<", b"/>", b'"', b"<c>", b"9", b"&x;", b""])
        return bytes(made)

    return repacked(SMALL, change)


def only_outcomes(content: bytes) -> None:
    file = File.of("x", content)
    assert workbooks.recognises(file) in (True, False)
    with suppress(Unreadable):
        assert all(isinstance(one, Record | Refused | Note) for one in workbooks.read(file, Settings()))


ANYTHING = st.one_of(
    st.binary(max_size=200),
    st.randoms(use_true_random=False).map(mutated),
    st.randoms(use_true_random=False).map(mutated_within),
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
