"""Tables of every kind that hold one article a row give back what was written into them, in seven languages."""

import csv
import datetime as dt
import io
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from analysis.readers import File, Note, Record, Refused, Settings, Unreadable, read_file
from analysis.readers.dates import read_published

NAMES = {
    "en": [
        ("Headline", "Outlet", "Publication date", "Body", "Section"),
        ("title", "publication", "date", "content", "category"),
        ("TITLE", "media_name", "publish_date", "Article Text", "themes"),
        ("title", "source", "publishedAt", "full_text", "topic"),
        ("hl", "sn", "pd", "td", "co"),
    ],
    "de": [
        ("Überschrift", "Quelle", "Datum", "Volltext", "Ressort"),
        ("Schlagzeile", "Zeitung", "Erscheinungsdatum", "Text", "Seite"),
    ],
    "fr": [("Titre", "Publication", "Date de parution", "Texte intégral", "Rubrique")],
    "es": [("Titular", "Medio", "Fecha de publicación", "Texto completo", "Sección")],
    "pt": [("Título", "Veículo", "Data de publicação", "Conteúdo", "Editoria")],
    "it": [("Titolo", "Testata", "Data di pubblicazione", "Testo", "Pagina")],
    "nl": [("Kop", "Krant", "Publicatiedatum", "Volledige tekst", "Rubriek")],
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
BETWEEN = {"en": " ", "de": ". ", "fr": " ", "es": " de ", "pt": " de ", "it": " ", "nl": " "}
WORDS = {
    "en": "the ferry left Marlow harbour at dawn and its crew said nothing, then waited; “slowly”, it seems |",
    "de": "die Fähre verließ Grünhafen früh; die Besatzung schwieg, später hieß es „nichts“ über Öl",
    "fr": "le bac quitta Port-Évrard à l'aube ; l'équipage, déçu, n'a « rien » dit où ça gêne",
    "es": "el barco salió de Peñalba al amanecer; la tripulación, según señaló, no dijo «nada» más",
    "pt": "a balsa saiu de São Aldo ao amanhecer; a tripulação não disse “nada”, só depois à tarde",
    "it": "il traghetto lasciò Porto Vèrdo all'alba; l'equipaggio non disse «nulla», così è più facile",
    "nl": "de veerboot verliet Grönhaven vroeg; de bemanning zei niets, later “niets” over één ton",
}
PAPERS = ("Marlow Gazette", "Grünhafener Bote", "L'Écho d'Évrard", "Diario de Peñalba", "Il Vèrdo, edizione sera")


def made(rng, language, n):
    """Rows with their labels: headline, source, day, text, section."""
    rows = []
    for number in range(n):
        words = WORDS[language].split()
        sentences = [" ".join(rng.choices(words, k=rng.randint(5, 30))) + "." for _ in range(rng.randint(2, 8))]
        text = rng.choice([" ", "\n\n", '\n\n"', ' "x" ']).join(sentences).strip()
        title = f"{' '.join(rng.choices(words, k=rng.randint(3, 9)))} {number}"
        day = dt.date(rng.randint(2002, 2025), rng.randint(1, 12), rng.randint(1, 28))
        rows.append((title, rng.choice(PAPERS), day, text, f"S{rng.randint(1, 4)}"))
    # One day past the twelfth shows the order of digits, as any list of real days does.
    rows[0] = (*rows[0][:2], dt.date(2020, 5, 25), *rows[0][3:])
    return rows


def written_days(rng, language):
    month = MONTHS[language].split()
    return rng.choice(
        [
            lambda day: day.isoformat(),
            lambda day: f"{day}T{rng.randint(0, 23):02}:15:00Z",
            lambda day: f"{day.day}{BETWEEN[language]}{month[day.month - 1]}{BETWEEN[language].strip('.')}{day.year}",
            lambda day: f"{day:%d/%m/%Y}",
            lambda day: f"{day.day}.{day.month}.{day.year}",
            lambda day: f"{day:%Y%m%d}",
            lambda day: str(int(dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC).timestamp())),
        ]
    )


def as_csv(rng, names, rows):
    delimiter, encoding = rng.choice(",;\t|"), rng.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    made = io.StringIO(newline="")
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    writer = csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator=rng.choice(["\r\n", "\n"]))
    writer.writerows([names, *rows])
    said = f"sep={delimiter}\n" if rng.random() < 0.2 else ""
    return (said + made.getvalue()).encode(encoding)


def as_xlsx(rng, names, rows):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Results")
    above = rng.choice([0, 0, 3])
    if above:
        sheet.merge_range(0, 0, 0, 3, "Search of 2 May")
    for place, row in enumerate([names, *rows], above):
        sheet.write_row(place, 0, row)
    book.close()
    return made.getvalue()


def as_json(rng, names, rows):
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    form = rng.choice(["list", "held", "lines"])
    if form == "lines":
        return "\n".join(json.dumps(one, ensure_ascii=rng.random() < 0.5) for one in objects).encode()
    held = {"status": "ok", "total": len(rows), "articles": objects} if form == "held" else objects
    return json.dumps(held, indent=rng.choice([None, 2]), ensure_ascii=False).encode()


def as_parquet(rng, names, rows):
    made = io.BytesIO()
    pq.write_table(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), made)
    return made.getvalue()


@pytest.mark.parametrize("form", [as_csv, as_xlsx, as_json, as_parquet])
def test_headline_source_date_and_text_of_500_rows(form):
    rng = random.Random(form.__name__)
    n_right = {"title": 0, "source": 0, "published": 0, "text": 0, "further": 0}
    for turn in range(50):
        language = [*NAMES][turn % len(NAMES)]
        names = rng.choice(NAMES[language])
        rows = made(rng, language, 10)
        write = written_days(rng, language)
        content = form(rng, names, [(t, s, write(day), x, c) for t, s, day, x, c in rows])
        _, outcomes = read_file(File.of("x.bin", content), Settings())
        records = [one for one in outcomes if not isinstance(one, Note)]
        assert len(records) == 10, (names, records)
        assert all(isinstance(one, Record) for one in records), records
        days, _ = read_published([one.fields["published"].value for one in records if "published" in one.fields])
        for record, day, (title, source, published, text, section) in zip(records, days, rows, strict=False):
            n_right["title"] += "title" in record.fields and record.fields["title"].value == title
            n_right["source"] += "source" in record.fields and record.fields["source"].value == source
            n_right["published"] += day == published.isoformat()
            n_right["text"] += record.text == text
            n_right["further"] += names[4] in record.fields and record.fields[names[4]].value == section
    assert min(n_right.values()) >= 495, n_right


KINDS = {
    "a table whose cells are web pages": (
        b'id,title,html\n1,Ferry,"<html><body><p>It left.</p><p>It came.</p></body></html>"\n2,Gate,"<p>Shut.</p>"\n',
        "table",
    ),
    "JSON in a text file": (b'[{"title": "Ferry", "text": "It left."}]', "JSON"),
    "an article with a comma in each line": (
        b"Ferry leaves, late\nThe ferry left Marlow, at last.\nIts crew, tired, said nothing.\nOn Monday, it came.\n",
        "plain text",
    ),
    "an article of two columns of prose": (
        b"Source, Date\n\nIt was, he said, the last ferry.\n\nThe next one, on Monday, is full.\n",
        "plain text",
    ),
    "a table of Markdown": (b"| title | source |\n|-------|--------|\n| Ferry | Gazette |\n", "plain text"),
    "a table of Markdown without marks at its ends": (b"title | source\n--- | ---\nFerry | Gazette\n", "plain text"),
    "a list of figures": (b"Ferries, by year\n2019: 12, 13\n2020: 14, 15\n2021: 16, 17\n", "plain text"),
    "an article with a footnote first": (b'[1] "Ferry": a boat.\n\nIt left.\n', "plain text"),
    "an article about code": (b'{ is a brace, and "text": is a label.\n\nSo it goes.\n', "plain text"),
    "a poem": (b"Title\n\nA line; a pause;\nA line; a pause;\nA line; an end.\n", "plain text"),
    "a table of texts alone": (b'text\n"It left, late."\n"It came."\n', "table"),
    "an article that is called Text": (b"Text\n\nIt left, late.\n\nIt came.\n", "plain text"),
    "names that are words of prose too": (b"Story, author\nIt left, late.\nIt came, he said, so.\nOh.\n", "plain text"),
    "a dialogue": (b'"It left," he said.\n"It came," she said.\n"It sank," they said.\n', "plain text"),
    "GeoJSON": (b'{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "JSON"),
    "a header alone": (b"title,text,date", "table"),
    "one line": (b"Title, text and date", "plain text"),
    "a search that found no headline": (b"title,text\nFerry,It left.\n", "table"),
}


@pytest.mark.parametrize("what", KINDS)
def test_what_a_file_is_taken_for(what):
    content, kind = KINDS[what]
    assert read_file(File.of("export.txt", content), Settings())[0] == kind


def test_a_table_whose_columns_say_nothing_is_refused_with_their_names_and_read_when_told():
    content = b"a;b;c\nk1;short;7\nk2;brief;8\nk3;terse;9\n"
    kind, outcomes = read_file(File.of("t.csv", content), Settings())
    with pytest.raises(Unreadable, match=r"corpus.yml under columns.*Columns: a, b, c\."):
        list(outcomes)
    assert kind == "table"
    told = read_file(File.of("t.csv", content), Settings(columns={"text": "b", "id": "A"}))[1]
    records = list(told)
    assert [one.text for one in records] == ["short", "brief", "terse"]
    assert records[0].fields["id"] == ("k1", "column a")
    assert not [one for one in records if isinstance(one, Refused)]
