"""PDF: lines back to paragraphs, running heads gone, columns in order; and nothing that unpacks without end."""

import io
import random
import textwrap
import zlib
from contextlib import suppress

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Given, Note, Record, Refused, Settings, Unreadable, read_file
from analysis.readers.pdf import MOST_PAGES


def draw(x, y, text, size=10):
    """One piece of text at a place."""
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (size, x, y, escaped)


def pdf(*pages, info=b"", kids=None, content=b"<< /Length %d >>\nstream\n%s\nendstream"):
    """A PDF by hand: each page is the bytes that draw it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % info,
    ]
    numbers = []
    for page in pages:
        objects.append(content % (len(page), page) if b"%" in content else content)
        numbers.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    kids = kids or b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids.split()) // 3, kids)
    out, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    n = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (n, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % n + table + end


def body(lines, x=72, y=700, lead=13):
    return b"".join(draw(x, y - i * lead, line) for i, line in enumerate(lines))


def outcomes(content, name="a.txt"):
    kind, found = read_file(File.of(name, content), Settings())
    assert kind == "PDF"
    return list(found)


def texts(*pages, info=b""):
    record, *_ = outcomes(pdf(*pages, info=info))
    return record.text.split("\n\n")


LONG = "The council of Tarn met for five hours on Friday night and could not agree on what a new bridge should cost."


def test_lines_become_paragraphs_and_broken_words_are_whole_and_counted():
    lines = [
        "The old bridge at Tarn will be closed for the whole of the winter, the council said Friday, be-",
        "cause two of its piers have sunk. It is the third winter in a row with no bridge for the state-",
        "owned buses.",
    ]
    (record,) = outcomes(
        pdf(draw(72, 730, "Bridge at Tarn closed", 18) + body(lines) + draw(72, 640, "It is 90 years old."))
    )
    assert record.text == (
        "Bridge at Tarn closed\n\nThe old bridge at Tarn will be closed for the whole of the winter, the council said "
        "Friday, because two of its piers have sunk. It is the third winter in a row with no bridge for the "
        "state-owned buses.\n\nIt is 90 years old."
    )
    assert record.flags == ("broken_words_joined:2",)


def test_running_heads_and_page_numbers_go_and_sentences_run_over_pages():
    def page(n, *lines):
        head = draw(72, 770, "The Orsa Courier" if n % 2 else "Friday edition", 8)
        return head + body(lines) + draw(300 + 100 * (n % 2), 40, f"– {n} –", 8)

    a, b, c = (LONG.replace("Tarn", town) for town in ("Orsa", "Velm", "Liss"))
    half = "A long sentence that began on one page and was far from over when the page was full went on"
    got = texts(page(1, a, half), page(2, "over the next page.", b), page(3, c), page(4, "In 1934 it opened."))
    assert " ".join(got) == f"{a} {half} over the next page. {b} {c} In 1934 it opened."
    assert f"{half} over the next page." in got[0]


def test_numbers_that_do_not_count_pages_stay():
    rows = [(1904, 17), (1911, 4), (1934, 25)]
    pages = [
        draw(72, 700, str(year)) + draw(72, 687, f"Ward {n}") + draw(72, 600, f"In {year}: {LONG}") for year, n in rows
    ]
    assert " ".join(texts(*pages)) == " ".join(f"{year} Ward {n} In {year}: {LONG}" for year, n in rows)


def test_the_names_of_chapters_over_the_pages_go_with_the_number_beside_them():
    names = ["Chapter one", "Chapter one", "Chapter two", "Chapter two", "Chapter three"]
    pages = [draw(72, 770, f"{name} {11 + i}") + body([f"In {1904 + 7 * i}: {LONG}"]) for i, name in enumerate(names)]
    assert " ".join(texts(*pages)) == " ".join(f"In {1904 + 7 * i}: {LONG}" for i in range(5))


def test_what_a_browser_prints_round_a_page_is_taken_for_what_it_is():
    foot = draw(30, 20, "https://courier.example/tarn/bridge-9", 8) + draw(560, 20, "1/1", 8)
    head = draw(30, 780, "11/8/24, 9:14 PM", 8) + draw(200, 780, "Bridge closed - Courier", 8)
    (record,) = outcomes(pdf(head + draw(72, 730, "Bridge closed", 18) + body([LONG]) + foot))
    assert record.text == f"Bridge closed\n\n{LONG}"
    assert record.fields == {
        "url": Given("https://courier.example/tarn/bridge-9", "the address that the browser printed under the page")
    }


def test_indented_and_bulleted_lines_begin_paragraphs():
    lines = draw(72, 700, LONG) + draw(84, 687, LONG) + draw(72, 674, "and so it stays. " + LONG)
    items = draw(72, 661, "• sand") + draw(72, 648, "• stone")
    assert texts(lines + items) == [LONG, f"{LONG} and so it stays. {LONG}", "- sand\n- stone"]


@pytest.mark.parametrize("is_across", [True, False])
def test_two_columns_are_read_one_after_the_other(is_across):
    words = (LONG + " ") * 8
    lines = textwrap.wrap(words.strip(), 44)
    half = (len(lines) + 1) // 2
    places = [(72, 680 - 13 * i) for i in range(half)] + [(330, 680 - 13 * i) for i in range(len(lines) - half)]
    drawn = list(zip(places, lines, strict=True))
    if is_across:
        drawn.sort(key=lambda piece: (-piece[0][1], piece[0][0]))
    page = draw(72, 730, "Bridge at Tarn closed once more", 18) + b"".join(draw(x, y, text) for (x, y), text in drawn)
    assert texts(page) == ["Bridge at Tarn closed once more", words.strip()]


def test_the_rows_of_a_table_are_no_columns():
    rows = [
        ("Harbour of Orsa in spring", "Twelve boats of the town"),
        ("Harbour of Tarn in autumn", "Nine boats of a town"),
    ] * 5
    page = b"".join(draw(72, 700 - 13 * i, a) + draw(330, 700 - 13 * i, b) for i, (a, b) in enumerate(rows))
    assert " ".join(texts(page)).startswith("Harbour of Orsa in spring Twelve boats")


def test_the_pdfs_title_counts_only_where_the_page_says_it_too():
    info = b"/Title (%s) /Author (scan-01) /CreationDate (D:20240511093000+02'00')"
    page = draw(72, 730, "Bridge closed", 18) + body([LONG])
    (same,) = outcomes(pdf(page, info=info % b"Bridge closed"))
    assert same.text == LONG
    assert {name: given.value for name, given in same.fields.items()} == {
        "title": "Bridge closed", "document author": "scan-01", "created": "2024-05-11",
    }  # fmt: skip
    (other,) = outcomes(pdf(page, info=info % b"Microsoft Word - final2.doc"))
    assert other.text == f"Bridge closed\n\n{LONG}"
    assert "title" not in other.fields


def test_text_that_runs_up_the_margin_is_left_out_and_a_turned_page_is_read():
    aside = b"BT /F1 9 Tf 0 1 -1 0 30 200 Tm (printed in Orsa) Tj ET\n"
    assert texts(aside + body([LONG])) == [LONG]
    turned = b"".join(b"BT /F1 9 Tf 0 1 -1 0 %d 20 Tm (%s) Tj ET\n" % (90 + 11 * i, LONG.encode()) for i in range(3))
    assert texts(turned) == [" ".join([LONG] * 3)]


def test_raised_figures_stay_in_their_line_and_raised():
    page = draw(72, 700, "The old bridge weighs 40") + draw(180, 704, "2", 6) + draw(184, 700, " tonnes, says Tarn.")
    assert texts(page) == ["The old bridge weighs 40² tonnes, says Tarn."]


def test_pages_without_text_are_named():
    _, note = outcomes(pdf(body([LONG]), b"0 0 m 9 9 l S", body([LONG])))
    assert note == Note("Pages without a text layer: 2. What is printed there is not read.")


def encrypted(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(body([LONG]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_only_forbids_printing_is_read_and_one_with_a_password_is_not():
    assert outcomes(encrypted("")) == [Record(LONG)]
    with pytest.raises(Unreadable, match="Remove the password"):
        outcomes(encrypted("secret"))


FLATE = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf(b"0 0 m 9 9 l S"), "Run OCR"),
        (pdf(body([LONG]), kids=b"6 0 R " * (MOST_PAGES + 1)), "501 pages"),
        (pdf(body([LONG]))[:300], "damaged PDF|no text layer"),
        (b"%PDF-1.7 and nothing else", "damaged PDF"),
        (pdf(b"", content=(FLATE % (97_000, zlib.compress(bytes(100_000_000))))), "far more|no text layer|damaged"),
        (pdf(draw(72, 700, LONG) * 2_500), "far more than an article"),
        (pdf(b"[" + b"1 " * 800_000 + b"] 0 d " + body([LONG])), "far more than an article"),
        (pdf(body([LONG]), kids=b"2 0 R "), "damaged PDF|far more|no text layer"),
        (pdf(b"[" * 100_000), "damaged PDF|far more|no text layer"),
        (
            pdf(body(["/g12/g13/g14/g15/g16/g17 (cid:12)(cid:13)(cid:14)(cid:15)(cid:16)(cid:17)"])),
            "which letters",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content, said):
    with pytest.raises(Unreadable, match=said):
        outcomes(content)


def test_nothing_is_printed_and_no_limit_stays_behind(capfd):
    before = pypdf.get_configuration()
    with suppress(Unreadable):
        outcomes(pdf(body([LONG]))[:-150])
    assert capfd.readouterr() == ("", "")
    assert pypdf.get_configuration() == before


def test_only_what_begins_as_pdf_is_pdf():
    about = b"A file begins with\n%PDF-1.7 and lists its parts.\n" + b"More. " * 99
    assert read_file(File.of("a.pdf", about), Settings())[0] == "plain text"
    for before in (b"", b"\n\n", b"\xef\xbb\xbf", b"X-Mail: 4\r\n"):
        assert read_file(File.of("a", before + pdf(body([LONG]))), Settings())[0] == "PDF"


def generated(chance):
    """An article of several pages and the PDF that a program would print of it."""
    words = "harbour ferry storm council water bridge Orsa Tarn café 12 1,300 winter night road – vote of the".split()
    columns, is_indented = chance.choice((1, 2)), chance.random() < 0.5
    sentences = lambda: " ".join(  # noqa: E731
        " ".join(chance.choices(words, k=chance.randint(8, 20))).capitalize() + "." for _ in range(chance.randint(2, 5))
    )
    title, paragraphs = " ".join(chance.choices(words[:8], k=5)), [sentences() for _ in range(chance.randint(6, 25))]
    pages, page, y, column = [], [draw(72, 740, title, 18)], 715, 0
    for paragraph in paragraphs:
        y -= 0 if is_indented else 7
        for i, line in enumerate(textwrap.wrap(paragraph, 92 if columns == 1 else 44)):
            if y < 80:
                column, y = (column + 1) % columns, 740
                if column == 0:
                    pages.append(page)
                    page = []
            page.append(draw(72 + 260 * column + (12 if is_indented and i == 0 else 0), y, line))
            y -= 13
    pages.append(page)
    many = len(pages) > 1
    drawn = [
        b"".join(
            [
                *([draw(72, 775, "The Orsa Courier", 8)] if many else []),
                *page,
                draw(300, 40, f"Page {n} of {len(pages)}", 8),
            ]
        )
        for n, page in enumerate(pages, start=1)
    ]
    return title, paragraphs, pdf(*drawn, info=b"/Title (%s)" % title.encode("cp1252"))


def measured(n):
    chance = random.Random(16)
    same_words = same_title = n_found = n_paragraphs = 0
    for _ in range(n):
        title, paragraphs, content = generated(chance)
        record = outcomes(content)[0]
        same_title += record.fields.get("title", Given("", "")).value == title
        same_words += record.text.split() == " ".join(paragraphs).split()
        n_found += len(set(paragraphs) & set(record.text.split("\n\n")))
        n_paragraphs += len(set(paragraphs))
    return same_words / n, same_title / n, n_found / n_paragraphs


def test_generated_articles_come_back_word_for_word():
    same_words, same_title, paragraphs = measured(40)
    assert same_words == same_title == 1
    assert paragraphs > 0.97


@pytest.mark.scale
def test_500_generated_articles_come_back_word_for_word():
    same_words, same_title, paragraphs = measured(500)
    assert same_words >= 0.99
    assert same_title >= 0.99
    assert paragraphs > 0.97


WHOLE = pdf(draw(72, 730, "Bridge", 18) + body([LONG]), body([LONG]), info=b"/Title (Bridge)")
PIECES = st.sampled_from(
    [b"<<", b">>", b"[", b"]", b"2 0 R", b"/Kids", b"/Parent 2 0 R", b"(", b" Tj", b"endobj", b"-1", b"9" * 30]
)


@st.composite
def mutated(draw_from):
    content = bytearray(WHOLE)
    for _ in range(draw_from(st.integers(1, 8))):
        at = draw_from(st.integers(5, len(content) - 1))
        content[at : at + draw_from(st.integers(0, 20))] = draw_from(PIECES | st.binary(max_size=20))
    return bytes(content)


def read_or_refused(content):
    with suppress(Unreadable):
        _, found = read_file(File.of("a", content), Settings())
        assert all(isinstance(outcome, Record | Refused | Note) for outcome in found)


@given(mutated() | st.binary(max_size=300).map(b"%PDF-1.4\n".__add__))
@settings(max_examples=50, deadline=None)
def test_damage_gives_records_or_reasons(content):
    read_or_refused(content)


@pytest.mark.scale
@given(mutated() | st.binary(max_size=300).map(b"%PDF-1.4\n".__add__))
@settings(max_examples=2_000, deadline=None)
def test_much_damage_gives_records_or_reasons(content):
    read_or_refused(content)
