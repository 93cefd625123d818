"""Articles of invented papers, and the exports of four databases that hold them, in the layouts these have."""

import io
import random
import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

from docx import Document

from analysis.readers import File, Record, Refused, Settings, read_file

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
}
LANGUAGE = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
SOURCES = {
    "en": ["The Harrowgate Courier", "Tarn Valley Post (Eskmouth)", "The 8 O'Clock", "Lowfield Times, Late Edition"],
    "de": ["Anzeiger Quellental", "Die Hafenwoche", "Neue Marschzeitung (Regionalausgabe)"],
    "fr": ["Le Quotidien d'Orvelle", "La Vigie du Sud", "L'Écho de Brennac"],
    "es": ["El Faro de Almenar", "Diario Ribalta", "La Voz del Páramo"],
}
TITLES = {
    "en": [
        "Harbour crane stays, council votes 9-4",
        "Body: how a statue came back to Eskmouth",
        "What we learnt on May 3, 2011, and forgot",
        "Rebuilding better after the flood, part 1",
        "Ferry subsidy halved; islanders plan to sue",
        "“Nobody asked us”: the tunnel, ten years on",
        "Length: of a long afternoon at the weir",
    ],
    "de": [
        "Hafenkran bleibt: Rat stimmt mit 9 zu 4",
        "Was am 4. März 2011 in der Marsch geschah",
        "Fährzuschuss halbiert - Inseln wollen klagen",
        "Ärger um Brücke: „Niemand hat gefragt“",
    ],
    "fr": [
        "La grue du port reste en place",
        "Ce que le 4 mars 2011 a changé : retour à Orvelle",
        "Subvention du bac : les îliens saisissent le juge",
    ],
    "es": ["La grúa del puerto se queda", "Lo que pasó el 4 de marzo de 2011", "El ferri pierde la mitad de la ayuda"],
}
SENTENCES = {
    "en": [
        "The crane at the old quay will not be sold, the council decided on Tuesday after a long sitting.",
        "Nine members voted for the plan and four against it, while two stayed away.",
        '"We kept what our fathers built," said Orla Vance, who led the campaign.',
        "Repairs are put at 2.4 million, of which the port pays a third.",
        "The clerk read out the label: LENGTH: 12 metres, and nobody laughed.",
        "Subject: to approval, the work begins in spring.",
        "Asked how many files she had seen, she answered that it was 2 of 3 documents.",
    ],
    "de": [
        "Der Kran am alten Kai wird nicht verkauft, entschied der Rat am Dienstag nach langer Sitzung.",
        "Neun Mitglieder stimmten für den Plan, vier dagegen, zwei fehlten.",
        "„Wir behalten, was unsere Väter gebaut haben“, sagte Ortrun Feld.",
        "Die Reparatur soll 2,4 Millionen kosten; ein Drittel zahlt der Hafen.",
        "Thema: erledigt, rief jemand aus der letzten Reihe.",
    ],
    "fr": [
        "La grue du vieux quai ne sera pas vendue, a décidé le conseil mardi après une longue séance.",
        "Neuf élus ont voté pour, quatre contre, deux étaient absents.",
        "« Nous gardons ce que nos pères ont bâti », a dit Odile Varenne.",
        "Les travaux sont estimés à 2,4 millions, dont un tiers pour le port.",
    ],
    "es": [
        "La grúa del viejo muelle no se venderá, decidió el consejo el martes tras una larga sesión.",
        "Nueve concejales votaron a favor, cuatro en contra y dos faltaron.",
        "«Conservamos lo que hicieron nuestros padres», dijo Olalla Vega.",
        "La obra se calcula en 2,4 millones, de los que el puerto paga un tercio.",
    ],
}
AUTHORS = {
    "en": ["Mara Quill", "By Tom Estover and Ida Roe", "JON PELL"],
    "de": ["Von Ute Brandis", "Heiner Voss"],
    "fr": ["Par Luc Amadour", "Inès Calvet"],
    "es": ["Por Nuria Salas", "Iván Cortés"],
}
RIGHTS = {
    "en": ("Copyright {} Quay Newspapers Ltd", "All Rights Reserved"),
    "de": ("Copyright {} Kai Verlag GmbH", "Alle Rechte vorbehalten"),
    "fr": ("Copyright {} Les Éditions du Quai", "Tous droits réservés"),
    "es": ("Copyright {} Editorial Muelle S.A.", "Todos los derechos reservados"),
}


@dataclass
class Story:
    """An article as it ought to come out."""

    title: str
    source: str
    day: date
    author: str
    paragraphs: list[str]
    language: str
    section: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def n_words(self) -> int:
        return len(self.text.split())


def stories(rng: random.Random, n: int, language: str) -> list[Story]:
    """Some articles, a few of them without by-line or section."""
    made = []
    for _ in range(n):
        paragraphs = [" ".join(rng.choices(SENTENCES[language], k=rng.randint(1, 4))) for _ in range(rng.randint(1, 6))]
        # Labels do not end an article: what stands there a human reader would not tell apart either.
        paragraphs.append(SENTENCES[language][rng.randint(0, 2)])
        made.append(
            Story(
                rng.choice(TITLES[language]),
                rng.choice(SOURCES[language]),
                date(1994, 1, 1) + timedelta(days=rng.randint(0, 11_600)),
                rng.choice([*AUTHORS[language], ""]),
                paragraphs,
                language,
                rng.choice(["NEWS; Pg. 3", "Lokales", ""]),
            )
        )
    return made


def day_in(language: str, day: date, form: int = 0) -> str:
    """The day as a date line of the language writes it."""
    month, name = MONTHS[language][day.month - 1], DAYS[language][day.weekday()]
    return {
        "en": [f"{month} {day.day}, {day.year} {name}", f"{name}, {month} {day.day}, {day.year} {name} 6:31 PM EST"],
        "de": [f"{day.day}. {month} {day.year} {name}", f"{name} {day.day}. {month} {day.year} 6:31 PM GMT+1"],
        "fr": [f"{day.day} {month} {day.year} {name}", f"{name} {day.day} {month} {day.year}"],
        "es": [f"{day.day} de {month} de {day.year} {name}", f"{name.title()} {day.day} de {month} de {day.year}"],
    }[language][form % 2]


def plain_day(language: str, day: date) -> str:
    joint = " de " if language == "es" else " "
    return f"{day.day}{joint}{MONTHS[language][day.month - 1]}{joint}{day.year}"


# --- Nexis

NEXIS = {
    "en": ("{} of {} DOCUMENTS", "BYLINE", "SECTION", "LENGTH", "words", "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE"),
    "de": ("Dokument {} von {}", "AUTOR", "RUBRIK", "LÄNGE", "Wörter", "UPDATE", "SPRACHE", "PUBLICATION-TYPE"),
    "fr": (
        "Document {} de {}",
        "AUTEUR",
        "RUBRIQUE",
        "LONGUEUR",
        "mots",
        "DATE-CHARGEMENT",
        "LANGUE",
        "TYPE-PUBLICATION",
    ),
    "es": ("Documento {} de {}", "AUTOR", "SECCIÓN", "LONGITUD", "palabras", "LOAD-DATE", "IDIOMA", "PUBLICATION-TYPE"),
}


def nexis_numbered(rng: random.Random, told: list[Story]) -> str:
    """The text file of nexis.com, wrapped; the order of labels and the place of the copyright change."""
    out = ["", "Download Request: Selected Items", "Time Of Request: Tuesday, June 7, 2016  09:12:44", "", ""]
    for number, story in enumerate(told, 1):
        line, by, section, length, words, loaded, language, kind = NEXIS[story.language]
        rights = [text.format(story.day.year).center(78).rstrip() for text in RIGHTS[story.language]]
        on_top = rng.random() < 0.3
        out += [line.format(number, len(told)).center(78).rstrip(), "", ""]
        out += [*rights, "", ""] if on_top else []
        out += [story.source.center(78).rstrip(), "", day_in(story.language, story.day, 0).center(78).rstrip()]
        out += [rng.choice(["Final Edition", "Edition 1"]).center(78).rstrip()] if rng.random() < 0.3 else []
        out += ["", *textwrap.wrap(story.title, 40 if rng.random() < 0.3 else 78), ""]
        labels = [f"{length}: {story.n_words} {words}"]
        labels += [f"{by}: {story.author}"] if story.author else []
        labels += [f"{section}: {story.section}"] if story.section else []
        rng.shuffle(labels)
        for label in labels:
            out += [label, ""] if rng.random() < 0.9 else [label]
        out += [""]
        for paragraph in story.paragraphs:
            out += [*textwrap.wrap(paragraph, 78), ""]
        tail = [f"{language}: {LANGUAGE[story.language].upper()}", f"{kind}: Newspaper"]
        tail += [f"{loaded}: {plain_day(story.language, story.day)}"] if rng.random() < 0.8 else []
        tail += ["GRAPHIC: A crane on a quay"] if rng.random() < 0.3 else []
        rng.shuffle(tail)
        for label in tail:
            out += [label, ""]
        out += [] if on_top else ["", *rights, ""]
    return "\n".join(out)


def nexis_ended(rng: random.Random, told: list[Story], *, has_cover: bool = True) -> list[str]:
    """The paragraphs of the Word and rich-text files of Nexis Uni."""
    out = []
    if has_cover:
        out += ["User Name: Reader", "Date and Time: Monday, 3 March 2025 4:05:00 PM CET", "Job Number: 40017723"]
        out += [f"Documents ({len(told)})" if len(told) > 1 else "Document (1)"]
        for number, story in enumerate(told, 1):
            out += [f"{number}. {story.title}", "Client/Matter: -None-", "Search Terms: crane", "Narrowed by:"]
            out += ["Content Type", "Narrowed by", "News", "Sources: all"]
    for story in told:
        out += [story.title, story.source, day_in(story.language, story.day, rng.randint(0, 1))]
        out += ["Final Edition"] if rng.random() < 0.2 else []
        rights = RIGHTS[story.language]
        out += [f"{rights[0].format(story.day.year)} {rights[1]}"] if rng.random() < 0.9 else []
        german = story.language == "de" and rng.random() < 0.5
        labels = [f"{'Länge' if german else 'Length'}: {story.n_words} {'Wörter' if german else 'words'}"]
        labels += [f"{'Autor' if german else 'Byline'}: {story.author}"] if story.author else []
        labels += [f"{'Rubrik' if german else 'Section'}: {story.section}"] if story.section else []
        rng.shuffle(labels)
        out += [*labels, "Textkörper" if german else "Body", *story.paragraphs]
        out += ["Graphic", "A crane on a quay, Eskmouth."] if rng.random() < 0.3 else []
        if rng.random() < 0.7:
            out += ["Classification", f"Language: {LANGUAGE[story.language].upper()}", "Publication-Type: Newspaper"]
            out += ["Subject: PORTS (90%); CRANES (78%)", "Geographic: ESKMOUTH (91%)"]
        out += [f"Load-Date: {plain_day('en', story.day)}", "Ende des Dokuments" if german else "End of Document"]
    return out


def as_docx(paragraphs: list[str]) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def as_rtf(paragraphs: list[str]) -> bytes:
    def sign(letter: str) -> str:
        return f"\\{letter}" if letter in "\\{}" else letter if letter < "\x80" else f"\\u{ord(letter)}?"

    body = "".join("\\pard\\plain " + "".join(map(sign, paragraph)) + "\\par\n" for paragraph in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + body + "}").encode("ascii")


# --- Factiva

COUNTED = {"en": "words", "de": "Wörter", "fr": "mots", "es": "palabras"}
NUMBERED = {"en": "Document", "de": "Dokument", "fr": "Document", "es": "Documento"}
SUMMARY = {
    "en": ["Search Summary", "Text", "crane AND quay", "Results Found", "2,046", "Timestamp", "19 May 2017 14:52"],
    "de": ["Zusammenfassung der Suche", "Text", "Kran", "Gefundene Ergebnisse", "2.046"],
    "fr": ["Résumé de la recherche", "Texte", "grue", "Résultats", "2 046"],
    "es": ["Resumen de la búsqueda", "Texto", "grúa", "Resultados", "2.046"],
}


def access_number(story: Story, number: int) -> str:
    return f"QUAY0000{story.day:%Y%m%d}eb21{number:05d}"


def factiva_lines(rng: random.Random, told: list[Story]) -> list[str]:
    """The lines without codes of text and rich text."""
    out = []
    for number, story in enumerate(told, 1):
        out += [f"Article {number}", ""] if rng.random() < 0.2 else []
        out += ["News"] if rng.random() < 0.2 else []
        out += [story.title, *([story.author] if story.author else [])]
        out += [f"{story.n_words:,} {COUNTED[story.language]}", plain_day(story.language, story.day)]
        out += ["14:05"] if rng.random() < 0.5 else []
        out += [story.source, "QUAY", *(["A12"] if rng.random() < 0.4 else []), LANGUAGE[story.language]]
        out += [f"{RIGHTS[story.language][0].format(story.day.year)}. {RIGHTS[story.language][1]}.", ""]
        out += [line for paragraph in story.paragraphs for line in (paragraph, "")]
        out += ["Kai Verlag GmbH"] if rng.random() < 0.3 else []
        out += [f"{NUMBERED[story.language]} {access_number(story, number)}", "", ""]
    return out + SUMMARY[told[0].language] if told else []


def factiva_rows(story: Story, number: int, rng: random.Random) -> list[tuple[str, list[str]]]:
    lead = rng.randint(1, len(story.paragraphs))
    rows = [
        ("SE", [story.section] if story.section else []),
        ("HD", [story.title]),
        ("BY", [story.author] if story.author else []),
        ("WC", [f"{story.n_words} {COUNTED[story.language]}"]),
        ("PD", [plain_day(story.language, story.day)]),
        ("ET", ["15:32"]),
        ("SN", [story.source]),
        ("SC", ["QUAY"]),
        ("LA", [LANGUAGE[story.language]]),
        ("CY", [f"(c) {story.day.year} Quay Newspapers."]),
        ("LP", story.paragraphs[:lead]),
        ("TD", story.paragraphs[lead:]),
        ("NS", ["gport : Ports | gcat : Political/General News"]),
        ("RE", ["esk : Eskmouth"]),
        ("PUB", ["Quay Newspapers Ltd"]),
        ("AN", [f"{NUMBERED[story.language]} {access_number(story, number)}"]),
    ]
    return [row for row in rows if row[1]]


def factiva_coded(rng: random.Random, told: list[Story]) -> str:
    out = []
    for number, story in enumerate(told, 1):
        for code, lines in factiva_rows(story, number, rng):
            out += [
                f"{code}\t{lines[0]}" if rng.random() < 0.5 or len(lines) == 1 else f"{code}\n{lines[0]}",
                *lines[1:],
            ]
        out += ["", ""]
    return "\n".join(out)


def factiva_page(rng: random.Random, told: list[Story], *, has_codes: bool) -> str:
    out = ["<!DOCTYPE html><html><head><title>Factiva</title><style>.article{color:#000}</style></head><body>"]
    for number, story in enumerate(told, 1):
        tag = story.language
        out += [f'<div id="article-{number}"><div class="article {tag}Article"><p></p>']
        paragraph = f'<p class="articleParagraph {tag}articleParagraph">'
        if has_codes:
            out += ["<table>"]
            for code, lines in factiva_rows(story, number, rng):
                written = [escape(line) for line in lines]
                if code in ("LP", "TD"):
                    cell = "".join(f"{paragraph}{line}</p>\n" for line in written)
                elif code == "HD":
                    cell = f"<b class='{tag}Headline'>{written[0]}</b>\n"
                else:
                    cell = f"<br/>{written[0]}"
                out += [f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>']
            out += ["</table><br/></div></div>"]
            continue
        out += [f'<div id="hd"><span class="{tag}Headline counted">{number}) {escape(story.title)}</span>\n</div>']
        out += [f'<div class="author">{escape(story.author)}</div>'] if story.author else []
        lines = [f"{story.n_words} {COUNTED[tag]}", plain_day(tag, story.day), story.source, "QUAY"]
        lines += [*(["A12"] if rng.random() < 0.4 else []), LANGUAGE[tag], RIGHTS[tag][0].format(story.day.year)]
        out += [f"<div>{escape(line)}</div>" for line in lines]
        out += [f"{paragraph}{escape(text)}</p>".replace(" the ", " <b>the</b>\n ") for text in story.paragraphs]
        out += ["<p>Kai Verlag GmbH</p>"] if rng.random() < 0.5 else []
        out += [f"<p>{NUMBERED[tag]} {access_number(story, number)}</p></div></div><br>"]
    rows = "".join(f"<tr><td>{name}</td><td>x</td></tr>" for name in SUMMARY[told[0].language])
    return "\n".join([*out, f'<table class="searchPreview">{rows}</table></body></html>'])


# --- ProQuest

PROQUEST = {
    "en": "Document {} of {}|Full text|Title|Author|Publication title|Publication date|Publication year"
    "|ProQuest document ID|Document URL|Subject|Place of publication|Language of publication|Abstract|None available.",
    "de": "Dokument {} von {}|Volltext|Titel|Autor|Titel der Publikation|Publikationsdatum|Erscheinungsjahr"
    "|ProQuest-Dokument-ID|Dokument-URL|Thema|Erscheinungsort|Sprache der Publikation|Zusammenfassung|Nicht verfügbar.",
    "fr": "Document {} de {}|Texte intégral|Titre|Auteur|Titre de la publication|Date de publication"
    "|Année de publication|ID du document ProQuest|URL du document|Sujet|Lieu de publication|Langue de publication"
    "|Résumé|Non disponible.",
    "es": "Documento {} de {}|Texto completo|Título|Autor|Título de publicación|Fecha de publicación"
    "|Año de publicación|ID del documento de ProQuest|URL del documento|Materia|Lugar de publicación"
    "|Idioma de la publicación|Resumen|No disponible.",
}


def proquest(rng: random.Random, told: list[Story]) -> str:
    line = "_" * 60
    numbered = rng.random() < 0.7
    out = [] if numbered else ["Table of contents", *(f"{n}. {story.title}" for n, story in enumerate(told, 1)), ""]
    for number, story in enumerate(told, 1):
        names = PROQUEST[story.language].split("|")
        colon = " :" if story.language == "fr" else ":"
        out += [line, ""]
        out += [names[0].format(number, len(told)), ""] if numbered else []
        out += [story.title, "", f"https://www.proquest.com/docview/{1000 + number}", ""]
        out += [f"{names[12]}{colon} {names[13]}", "", "Links: https://resolver.example/?x=1", ""]
        gap = "\n\n" if rng.random() < 0.3 else "\n"
        out += [f"{names[1]}{colon} {gap.join(story.paragraphs)}", ""]
        day = (
            day_in("en", story.day).rsplit(" ", 1)[0]
            if story.language == "en"
            else plain_day(story.language, story.day)
        )
        fields = [
            (names[9], "Ports; Cranes"),
            (names[2], story.title),
            (names[3], story.author),
            (names[4], f"{story.source}; Eskmouth"),
            (names[6], str(story.day.year)),
            (names[5], day),
            (names[10], "Eskmouth"),
            (names[11], LANGUAGE[story.language]),
            (names[7], str(100_000 + number)),
            (names[8], f"https://www.proquest.com/docview/{1000 + number}"),
            ("Copyright", "Copyright Quay Newspapers"),
            ("Database", "Canal Newsstream"),
        ]
        out += [f"{name}{colon} {value}\n" for name, value in fields if value]
    return "\n".join([*out, line, "", "Database copyright © 2025 ProQuest LLC. All rights reserved."])


# --- Europresse


def europresse(rng: random.Random, told: list[Story], *, is_new: bool) -> str:
    out = [
        "<!DOCTYPE html><html><head><meta charset='utf-8'><style>.DocPublicationName{color:#000}</style></head><body>"
    ]
    out += [f"<div class='cover'><p>Nombre de document(s) : {len(told)}</p><p>Table des matières</p></div>"]
    for number, story in enumerate(told, 1):
        day = f"{DAYS[story.language][story.day.weekday()]} {plain_day(story.language, story.day)}"
        if story.language == "en":
            day = f"{DAYS['en'][story.day.weekday()]}, {day_in('en', story.day).rsplit(' ', 1)[0]}"
        header = f"{story.section.split(';')[0] + ', ' if story.section else ''}{day}, p. {number}"
        text = "".join(f"<p>{escape(p)}</p>\n".replace(" la ", " <mark>la</mark> ") for p in story.paragraphs)
        issue = rng.choice(["", f", no. {4300 + number}"])
        source = f'<span class="DocPublicationName">{escape(story.source)}{issue}\n  </span>'
        identifier = f"news·{story.day:%Y%m%d}·QU·{number:06d}"
        foot = f"<footer><small>© {story.day.year} Quai. Tous droits réservés.</small><p>{identifier}</p></footer>"
        if is_new:
            author = f'<p class="sm-margin-bottomNews">{escape(story.author)}</p>' if story.author else ""
            out += [f'<article><header><div class="rdp__DocPublicationName">{source}</div>']
            out += [f'<div><span class="DocHeader">{escape(header)}</span></div><div class="titreArticle">']
            out += [f'<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{escape(story.title)}</p></div>']
            out += [f'{author}</header><section><div class="DocText clearfix">']
            out += [f'<div class="docOcurrContainer">{text}</div></div></section>{foot}</article>']
        else:
            author = f"<div>{escape(story.author)}</div>" if story.author else ""
            out += [f'<div class="doc"><div>{source}</div><div><span class="DocHeader">{escape(header)}</span></div>']
            out += [f'<div class="titreArticle"><p class="titreArticleVisu">{escape(story.title)}</p></div>{author}']
            out += [f"<div class='DocText'>{text}</div>{foot}</div>"]
    return "\n".join([*out, "</body></html>"])


# --- what is read


def outcomes(content: bytes | str, name: str = "export.txt") -> tuple[str, list]:
    """What kind of file it is, and all that comes of it."""
    raw = content.encode() if isinstance(content, str) else content
    kind, found = read_file(File.of(name, raw), Settings())
    return kind, list(found)


def records(content: bytes | str) -> list[Record]:
    return [one for one in outcomes(content)[1] if isinstance(one, Record)]


def refusals(content: bytes | str) -> list[Refused]:
    return [one for one in outcomes(content)[1] if isinstance(one, Refused)]


def value(record: Record, name: str) -> str:
    return record.fields[name].value if name in record.fields else ""


def wrong(told: list[Story], content: bytes | str, kind: str) -> list[str]:
    """What came out otherwise than it ought to: one line for each field of each article."""
    was, found = outcomes(content)
    read = [one for one in found if isinstance(one, Record)]
    if was != kind or len(read) != len(told) or len(found) != len(told):
        return [f"{was}: {len(read)} of {len(told)}, {[one for one in found if not isinstance(one, Record)]}"]
    faults = []
    for story, record in zip(told, read, strict=True):
        wanted = {
            "title": story.title,
            "source": story.source,
            "published": story.day.isoformat(),
            "author": story.author,
        }
        faults += [
            f"{name}: {want!r} but {value(record, name)!r}"
            for name, want in wanted.items()
            if value(record, name) != want
        ]
        if record.text != story.text:
            faults.append(f"text: {story.text!r} but {record.text!r}")
    return faults
