"""Word documents: what stands on the page comes out in its order, the rest stays out, and nothing unpacks itself."""

import io
import random
import zipfile
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Given, Note, Record, Refused, Settings, Unreadable, read_file
from analysis.readers.word import Paragraph, docx_paragraphs

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = (
    f"<w:styles {SPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="Punkte"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste2"><w:name w:val="Punkte 2"/><w:basedOn w:val="Liste"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
    "</w:styles>"
)

GONE = "<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>"
UNENDED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"


def p(inside, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inside}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def package(body, *, core="", main="word/document.xml", method=zipfile.ZIP_DEFLATED):
    """A .docx by hand, of the parts that matter."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        main: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/header1.xml": f"<w:hdr {SPACES}>{p(r('The Orsa Courier'))}</w:hdr>",
        "docProps/core.xml": core,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            if content:
                archive.writestr(name, content)
    return packed.getvalue()


def core(**said):
    inside = "".join(f"<d:{name}>{value}</d:{name}>" for name, value in said.items())
    return f'<c xmlns:d="http://purl.org/dc/elements/1.1/">{inside}</c>'


def outcomes(content, name="a"):
    kind, found = read_file(File.of(name, content), Settings())
    assert kind == "Word document"
    return list(found)


def texts(body):
    return [paragraph.text for paragraph in docx_paragraphs(package(body))]


def saved(document):
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_a_document_of_words_own_making_comes_out_in_reading_order():
    document = docx.Document()
    document.add_heading("Ferry stays in port", 0)
    opening = document.add_paragraph("The ferry to ")
    opening.add_run("Tarn").bold = True
    opening.add_run(" stays in port.")
    document.add_heading("Why", 1)
    for reason in ("ice", "fog"):
        document.add_paragraph(reason, style="List Bullet")
    table = document.add_table(2, 2)
    for i, text in enumerate(("Day", "Ferries", "Monday", "0")):
        table.cell(i // 2, i % 2).text = text
    document.add_paragraph("It sails on Friday.").runs[0].bold = True
    document.sections[0].header.paragraphs[0].text = "Page of the Courier"
    content = saved(document)
    assert docx_paragraphs(content) == [
        Paragraph("Ferry stays in port", "title", False, "heading"),
        Paragraph("The ferry to Tarn stays in port."),
        Paragraph("Why", "heading 1", True, "heading"),
        Paragraph("ice", "list bullet", False, "list_item"),
        Paragraph("fog", "list bullet", False, "list_item"),
        Paragraph("| Day | Ferries |", "table", False, "table_row"),
        Paragraph("| Monday | 0 |", "table", False, "table_row"),
        Paragraph("It sails on Friday.", "normal", True),
    ]
    (record,) = outcomes(content)
    assert record.text == (
        "The ferry to Tarn stays in port.\n\nWhy\n\n- ice\n- fog\n\n"
        "| Day | Ferries |\n| Monday | 0 |\n\nIt sails on Friday."
    )
    assert record.fields["title"] == Given("Ferry stays in port", "the first paragraph, of the style title")
    assert "author" not in record.fields
    assert record.fields["document author"].value == "python-docx"


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        (p(r("It ") + f"<w:ins>{r('now ')}</w:ins>" + GONE + r("rains.")), ["It now rains."]),
        (p(f"<w:moveFrom>{r('Gone. ')}</w:moveFrom><w:moveTo>{r('Come. ')}</w:moveTo>" + r("End.")), ["Come. End."]),
        (p(r("See ") + "<w:hyperlink>" + r("the map") + "</w:hyperlink>" + r(".")), ["See the map."]),
        ("<w:sdt><w:sdtContent>" + p(r("In a control.")) + "</w:sdtContent></w:sdt>", ["In a control."]),
        (p(r("Seen.") + r("Unseen.", "<w:vanish/>") + r(" Seen too.", '<w:vanish w:val="0"/>')), ["Seen. Seen too."]),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("Told.")), ["Told."]),
        (p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/><w:t>d</w:t></w:r>"), ["a\nb\t-d"]),
        (p("<w:ruby><w:rt>" + r("over") + "</w:rt><w:rubyBase>" + r("base") + "</w:rubyBase></w:ruby>"), ["base"]),
        (p(r("H") + "<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath>"), ["H=2"]),
        (UNENDED.format(r("One and ")) + p(r("the same.")), ["One and the same."]),
        (p(r("40") + r("2", '<w:vertAlign w:val="superscript"/>') + r(" tonnes")), ["40² tonnes"]),
        (p(r("a")) + p("") + p(r("  ")) + p(r("b")), ["a", "b"]),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_page_sees_is_what_comes_out(body, meant):
    assert texts(body) == meant


def test_a_text_box_is_read_once_and_after_its_paragraph():
    box = "<w:txbxContent>" + p(r("Boxed.")) + "</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(p(r("Before ") + f"<w:r>{both}</w:r>" + r("and after."))) == ["Before and after.", "Boxed."]


def test_a_table_that_only_arranges_the_page_gives_its_paragraphs():
    one_cell = "<w:tbl><w:tr><w:tc>" + p(r("Framed one.")) + p(r("Framed two.")) + "</w:tc></w:tr></w:tbl>"
    long = p(r("The council met. " * 20))
    two_columns = f"<w:tbl><w:tr><w:tc>{long}{long}</w:tc><w:tc>{p(r('Aside.'))}</w:tc></w:tr></w:tbl>"
    assert texts(one_cell) == ["Framed one.", "Framed two."]
    assert texts(two_columns) == [("The council met. " * 20).strip()] * 2 + ["Aside."]


def test_rows_keep_empty_cells_and_lose_what_is_deleted():
    row = "<w:tr>{}" + "<w:tc>{}</w:tc>" * 3 + "</w:tr>"
    kept = row.format("", p(r("Orsa")), p(""), p(r("4")))
    gone = row.format("<w:trPr><w:del/></w:trPr>", p(r("x")), p(r("y")), p(r("z")))
    assert texts(f"<w:tbl>{kept}{gone}</w:tbl>") == ["| Orsa |  | 4 |"]


def test_styles_are_known_by_words_english_names_and_inherit():
    body = p(r("Nach der Flut"), "Titel") + p(r("Die Kosten"), "berschrift2") + p(r("Sand"), "Liste2")
    body += p(r("Kies"), "Punkt") + p(r("Ende"))
    assert docx_paragraphs(package(body)) == [
        Paragraph("Nach der Flut", "title", False, "heading"),
        Paragraph("Die Kosten", "heading 2", True, "heading"),
        Paragraph("Sand", "punkte 2", False, "list_item"),
        Paragraph("Kies", "list bullet", False, "list_item"),
        Paragraph("Ende"),
    ]


def test_notes_are_counted_and_tables_of_contents_left_out():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(r("Flood 3"), "Verzeichnis1") + p(r("Flood")) + p(r("It rained.") + note + note)
    record, said = outcomes(package(body))
    assert record == Record("Flood\n\nIt rained.")
    assert said == Note("Footnotes and endnotes are left out: 2.")


def test_the_documents_title_counts_only_where_the_page_says_it_too():
    body = p(r("Dam holds at Orsa")) + p(r("The dam holds."))
    (same,) = outcomes(package(body, core=core(title="Dam holds at Orsa", creator="desk 4")))
    assert same.text == "The dam holds."
    assert same.fields["title"].value == "Dam holds at Orsa"
    assert same.fields["document author"] == Given("desk 4", "the document's property creator")
    (other,) = outcomes(package(body, core=core(title="Template for letters")))
    assert other == Record("Dam holds at Orsa\n\nThe dam holds.")


def test_the_text_part_may_have_another_name():
    assert outcomes(package(p(r("From the web.")), main="word/document2.xml")) == [Record("From the web.")]


def nested(depth):
    return "<w:sdt>" * depth + p(r("deep")) + "</w:sdt>" * depth


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (package(p("")), "No text is in it"),
        (package(p(r("x" * 51_000_000))), "Unpacked, its text has over 50,000,000"),
        (package(nested(5_000)), "damaged Word document"),
        (package("<w:p>"), "damaged Word document"),
        (package(p(r("whole") * 500), method=zipfile.ZIP_STORED)[:-30], "damaged Word document"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content, said):
    with pytest.raises(Unreadable, match=said):
        outcomes(content)


@pytest.mark.parametrize(
    "body",
    [p("<w:r>" + "<w:t>a</w:t>" * 40_000 + "</w:r>"), UNENDED.format(r("a")) * 20_000, p("<w:r/>" * 40_000 + r("a"))],
)
def test_endless_repetition_is_read_to_its_end(body):
    assert texts(body)[0][0] == "a"


def test_entities_are_never_expanded():
    for encoding in ("utf-8", "utf-16"):
        xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(
                "word/document.xml", f"{xml}<a {SPACES}>{p('<w:r><w:t>&b;</w:t></w:r>')}</a>".encode(encoding)
            )
        with pytest.raises(Unreadable, match="declares entities"):
            docx_paragraphs(packed.getvalue())


def test_an_office_file_with_a_password_says_so():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30_000) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    _, found = read_file(File.of("a.docx", content), Settings())
    with pytest.raises(Unreadable, match="Remove the password"):
        list(found)


def test_500_generated_articles_come_back_as_they_were():
    chance = random.Random(14)
    words = "harbour ferry storm council water bridge Orsa Tarn café 12 1,300 winter night “quiet” road – vote".split()

    def sentence():
        return " ".join(chance.choices(words, k=chance.randint(4, 20))).capitalize() + "."

    for _ in range(500):
        paragraphs = [" ".join(sentence() for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 9))]
        title, is_styled = " ".join(chance.choices(words[:7], k=5)), chance.random() < 0.5
        pieces = []
        for text in paragraphs:
            cut, gone = chance.randrange(len(text)), GONE if chance.random() < 0.3 else ""
            runs = (
                r(text[:cut])
                + gone
                + chance.choice(("{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>")).format(
                    r(text[cut:], chance.choice(("", "<w:b/>", "<w:i/>")))
                )
            )
            pieces.append(p(runs))
        body = p(r(title), "Titel" if is_styled else "") + "".join(pieces)
        (record,) = outcomes(package(body))
        whole = "\n\n".join(paragraphs)
        assert record.text == (whole if is_styled else f"{title}\n\n{whole}")
        assert ("title" in record.fields) == is_styled
        assert not is_styled or record.fields["title"].value == title


def read_or_refused(content):
    with suppress(Unreadable):
        _, found = read_file(File.of("a", content), Settings())
        assert all(isinstance(outcome, Record | Refused | Note) for outcome in found)


WHOLE = package(p(r("Flood"), "Titel") + p(r("It rained for days.")) + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", method=0)


@st.composite
def mutated(draw, whole):
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content) - 1))
        content[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
    return bytes(content)


@given(mutated(WHOLE) | st.binary(max_size=400).map(b"PK\x03\x04word/document.xml".__add__))
@settings(max_examples=50, deadline=None)
def test_damage_gives_records_or_reasons(content):
    read_or_refused(content)


@pytest.mark.scale
@given(mutated(WHOLE) | st.binary(max_size=400).map(b"PK\x03\x04word/document.xml".__add__))
@settings(max_examples=2_000, deadline=None)
def test_much_damage_gives_records_or_reasons(content):
    read_or_refused(content)
