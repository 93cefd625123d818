"""Are news agencies found where articles credit them, and only there?

    python benchmarks/framing_credits.py [--planted 500] [--seed 1] [--show]

Plants credits as newsrooms print them, in datelines, by-lines, copyright lines, closing lines and sign-offs, in English,
German, French, Spanish and Italian, at the head and the foot of made-up articles; and writes as many articles that only
mention an agency: as a speaker's audience, a witness, a subject, a picture's origin. Prints the share of credits found,
by place; the share of mentions taken for credits; with --show every miss. A form counts as found if the agency planted
is among those that `credits_of` gives.
"""
# ruff: noqa: E501  (tables of forms are easier to read in full lines)

import argparse
import random
from collections import Counter

from analysis.framing.credits import credits_of

ENGLISH = (
    "The council of {town} voted on {day} to close the old bridge for repairs.",
    "Traffic will be led over the ring road until the end of the year, the mayor said.",
    "“We have waited too long with this,” {name} told reporters after the meeting.",
    "About {n} people signed a petition against the plan, which will cost {n} million.",
    "Shops near the river fear for their trade, and some have hired a lawyer.",
    "Engineers found cracks in two of the four pillars during an inspection in winter.",
    "A spokesman for the ministry declined to say who would pay for the work.",
)
GERMAN = (
    "Der Stadtrat von {town} hat am {day} die Sperrung der alten Brücke beschlossen.",
    "Der Verkehr wird bis zum Jahresende über den Ring geführt, sagte die Bürgermeisterin.",
    "Rund {n} Menschen hatten gegen den Plan unterschrieben.",
    "Gutachter fanden im Winter Risse in zwei der vier Pfeiler.",
    "Ein Sprecher des Ministeriums wollte sich zu den Kosten nicht äußern.",
)
FRENCH = (
    "Le conseil municipal de {town} a voté la fermeture du vieux pont.",
    "La circulation sera déviée jusqu'à la fin de l'année, a déclaré la maire.",
    "Environ {n} personnes avaient signé une pétition contre le projet.",
    "Des ingénieurs ont trouvé des fissures dans deux des quatre piles.",
)
SPANISH = (
    "El ayuntamiento de {town} aprobó el cierre del puente viejo.",
    "El tráfico se desviará hasta finales de año, dijo la alcaldesa.",
    "Unas {n} personas habían firmado una petición contra el plan.",
    "Los ingenieros encontraron grietas en dos de los cuatro pilares.",
)
ITALIAN = (
    "Il consiglio comunale di {town} ha votato la chiusura del vecchio ponte.",
    "Il traffico sarà deviato fino alla fine dell'anno, ha detto la sindaca.",
    "Circa {n} persone avevano firmato una petizione contro il piano.",
    "I tecnici hanno trovato crepe in due dei quattro piloni.",
)
TOWNS = ("Oldport", "Velm", "Santa Rova", "New Harrow", "Kalmburg", "Tarn-sur-Mer", "Brisa", "St. Orlan")
NAMES = ("Ann Reed", "Bo Hall", "Marta Lind", "Jean-Luc Orr", "Ivo O'Hask", "Carla de Witt")
DAYS = ("Monday", "Tuesday", "Friday")
WORLD = {
    "AP": "The Associated Press", "AFP": "Agence France-Presse", "Reuters": "Reuters", "UPI": "United Press International",
    "PTI": "Press Trust of India", "ANI": "Asian News International", "dpa": "Deutsche Presse-Agentur",
    "PA": "PA Media", "AAP": "Australian Associated Press", "Xinhua": "Xinhua News Agency", "TASS": "TASS",
    "Kyodo": "Kyodo News", "Yonhap": "Yonhap News Agency", "EFE": "Agencia EFE", "ANSA": "ANSA", "Bernama": "Bernama",
    "Ukrinform": "Ukrinform", "Anadolu": "Anadolu Agency", "Bloomberg": "Bloomberg News", "VNA": "Vietnam News Agency",
}  # fmt: skip
BIG = ("AP", "AFP", "Reuters", "dpa", "Xinhua", "PTI", "AAP", "UPI", "EFE", "Kyodo")
# Forms: which agencies print so, and the words; {a} is the short name, {long} the long one. Of a dateline the first
# paragraph follows on its line.
DATELINES = [
    (BIG, "{TOWN} ({a}) — "), (BIG, "{TOWN} ({a}) -- "), (BIG, "{TOWN} ({a}) - "), (BIG, "{TOWN} ({a}): "),
    (BIG, "{TOWN}, May 5 ({a}) - "), (BIG, "{TOWN}, Ostria, May 5 ({a}) – "), (BIG, "{TOWN}, Ostria ({a}) — "),
    (BIG, "{town} ({a}) — "), (BIG, "{town}, May 5 ({a}) "), (BIG, "{town}: {a} – "), (BIG, "{TOWN}, {a} – "),
    (BIG, "({a}) - "), (BIG, "({a}) — "), (BIG, "{TOWN} | {a} | "), (BIG, "{TOWN}/{a} - "), (BIG, "{TOWN} [{a}] - "),
    (("Reuters",), "{TOWN}, May 5 (Thomson Reuters Foundation) - "), (("AFP",), "{TOWN}, May 5, 2024 (AFP) - "),
    (("TASS",), "{TOWN}, May 5. /TASS/. "), (("Xinhua",), "{TOWN}, May 5 (Xinhua) -- "),
    (("Kyodo",), "{TOWN}, May 5, Kyodo - "), (("Yonhap",), "{TOWN}, May 5 (Yonhap) -- "),
    (("Bernama",), "{TOWN}, May 5 (Bernama) -- "), (("Ukrinform",), "{TOWN}. May 5 (Ukrinform) "),
    (("PTI", "ANI"), "{town} [Ostria], May 5 ({a}): "),
]  # fmt: skip
ABROAD_DATELINES = [
    (GERMAN, ("dpa", "AFP", "APA"), "{town} ({a}) - "), (GERMAN, ("dpa",), "{town} (dpa/lno) - "),
    (GERMAN, ("dpa",), "{town} (dpa) – "), (GERMAN, ("APA",), "{town} (APA) - "), (GERMAN, ("APA",), "{town}/Wien (APA) - "),
    (FRENCH, ("AFP",), "{town} (AFP) – "), (FRENCH, ("AFP",), "{town}, 5 mai 2024 (AFP) - "),
    (SPANISH, ("EFE",), "{town}, 5 may (EFE).- "), (SPANISH, ("EFE",), "{town} (EFE).- "),
    (SPANISH, ("Europa Press",), "{TOWN}, 5 May. (EUROPA PRESS) - "),
    (ITALIAN, ("ANSA",), "(ANSA) - {TOWN}, 05 MAG - "), (ITALIAN, ("ANSA",), "{TOWN}, 5 maggio (ANSA) - "),
]  # fmt: skip
BY_LINES = [
    (BIG, "By {name}, {long}"), (BIG, "By {name} / {a}"), (BIG, "By {name} | {a}"), (BIG, "By {name} ({a})"),
    (BIG, "By {long}"), (BIG, "By {a}"), (BIG, "BY {a}"), (BIG, "{name}, {long}"), (BIG, "{name} | {a}"), (BIG, "{a}"), (BIG, "{long}"),
    (BIG, "Source: {a}"), (BIG, "{a} | {town}"), (BIG, "{a}, {town}"), (BIG, "By {a} in {town}"), (BIG, "From {a}"),
    (("Reuters",), "By Reuters Staff"), (("AP",), "By {name}, Associated Press Writer"), (BIG, "{a} - May 5, 2024"),
    (BIG, "Published: May 5, 2024 | {a}"), (BIG, "By {name} of {long}"),
]  # fmt: skip
WHOLE_FOOT = [
    (BIG, "© {a}"), (BIG, "© 2024 {a}"), (BIG, "(c) 2024 {a}"), (BIG, "Copyright 2024 {long}. All rights reserved."),
    (BIG, "© {long}"), (BIG, "Copyright {a} 2024"), (BIG, "Source: {a}"), (BIG, "— {a}"), (BIG, "- {a}"), (BIG, "({a})"), (BIG, "[{a}]"),
    (BIG, "{a}"), (BIG, "({long})"), (BIG, "This article was originally published by {long}."), (BIG, "This story was provided by {long}."),
    (("Reuters",), "Reuters reporting by {name}"), (("PTI", "ANI"), "This story is published from a {a} feed."),
    (("Reuters",), "(Reporting by {name} for Reuters; Editing by Bo Hall)"),
    (BIG, "This story was first published by {long}."), (BIG, "Credit: {a}"), (BIG, "Via {a}"), (BIG, "Text: {a}"),
    (("AP",), "Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast, "
     "rewritten or redistributed."),
]  # fmt: skip
PART_FOOT = [
    (BIG, "{long} contributed to this report."), (BIG, "{a} contributed to this story."), (BIG, "With reporting by {a}"),
    (BIG, "(With inputs from {a})"), (BIG, "With files from {long}"), (BIG, "Additional reporting by {a}"),
    (BIG, "This report contains information from {long}."), (BIG, "With material from {a}"), (BIG, "With {a}"),
    (BIG, "{name} in {town} and {long} contributed to this report."), (BIG, "({a} contributed to this report.)"),
    (BIG, "This article includes reporting from {long}."), (BIG, "Information from {long} was used in this report."),
    (("AP",), "Associated Press writer {name} in {town} contributed to this report."),
    (("AP",), "AP journalists {name} in {town} and Bo Hall in Velm contributed."),
]  # fmt: skip
ABROAD_FOOT = [
    (GERMAN, ("dpa",), "© dpa-infocom, dpa:240505-930-123456/1"), (GERMAN, ("dpa", "APA", "AFP"), "Quelle: {a}"),
    (GERMAN, ("dpa",), "(dpa)"), (GERMAN, ("dpa",), "dpa"), (GERMAN, ("dpa", "APA"), "Mit Material von {a}"), (GERMAN, ("AFP",), "(afp)"),
    (GERMAN, ("APA",), "(APA/dpa)"), (GERMAN, ("dpa",), "(dpa/AFP)"), (GERMAN, ("dpa",), "dpa/AFP"), (GERMAN, ("dpa",), "mit dpa"),
    (GERMAN, ("dpa", "AFP"), "Mit Informationen von {a}"), (GERMAN, ("APA",), "(Quelle: APA)"), (GERMAN, ("APA",), "(APA, 5.5.2024)"),
    (FRENCH, ("AFP",), "Avec AFP"), (FRENCH, ("AFP",), "(Avec AFP)"), (FRENCH, ("AFP",), "La Gazette avec AFP"), (FRENCH, ("AFP",), "(AFP)"),
    (FRENCH, ("AFP",), "© Agence France-Presse"), (FRENCH, ("AFP",), "Source : AFP"),
    (SPANISH, ("EFE",), "Fuente: EFE"), (SPANISH, ("EFE",), "(EFE)"), (SPANISH, ("EFE",), "Agencia EFE"), (SPANISH, ("EFE",), "EFE"),
    (SPANISH, ("EFE", "AFP"), "Con información de {a}"),
    (ITALIAN, ("ANSA",), "(ANSA)"), (ITALIAN, ("ANSA",), "Riproduzione riservata © Copyright ANSA"), (ITALIAN, ("ANSA",), "Fonte: ANSA"),
    (ITALIAN, ("ANSA",), "(ANSA)."),
]  # fmt: skip
SIGN_OFFS = [
    (BIG, " ({a})"),
    (BIG, " — {a}"),
    (BIG, " - {a}"),
    (BIG, " –{a}"),
    (BIG, " /{a}"),
    (BIG, " [{a}]"),
    (("dpa",), " dpa"),
]
MENTIONS = (
    "{name} told {long} that the bridge would not be torn down.",
    "The cracks were first reported by {a} last week.",
    "“I read it on {a} and could not believe it,” said {name}.",
    "According to {a}, two of the pillars were built without steel.",
    "{long} has asked the city for the engineers' report.",
    "A reporter of {a} saw trucks leave the yard at dawn.",
    "The ministry denied a report by {a} that the money had run out.",
    "{a} quoted an unnamed official as saying that talks had failed.",
    "A spokesman contributed to this report's confusion, {a} wrote, by giving two dates.",
    "Photo: {a}",
    "({a} Photo/{name}, File)",
    "{name}/{a} via Getty Images",
    "Image © {a}",
    "An earlier poll, by {a} and a university, found that most want a tunnel.",
    "{name}, who reported for {long} for 20 years, is now the mayor's adviser.",
    "In an interview with {a} on Friday, {name} said copyright was no concern.",
    "Shares rose 3 per cent, data from {a} showed.",
    "The town's own news service, not {a}, broke the story.",
)
OTHER_LINES = (
    "{TOWN} (DPU) leaders met the workers' party (SPA-7) on Friday.",
    "The Oldport Harbour Authority (OHA) – which owns the bridge – agreed.",
    "{name} contributed to this report.",
    "© 2024 The Oldport Gazette. All rights reserved.",
    "By {name}, Gazette staff",
    "With a view of the river, by {name}",
)


def body(sentences: tuple[str, ...], rng: random.Random) -> list[str]:
    """Paragraphs of an article, in an order of their own."""
    chosen = rng.sample(sentences, k=min(len(sentences), rng.randint(4, 6)))
    return [filled(sentence, rng) for sentence in chosen]


def filled(form: str, rng: random.Random, *, agency: str = "") -> str:
    """A form with its blanks filled."""
    town = rng.choice(TOWNS)
    blanks = {"town": town, "TOWN": town.upper(), "name": rng.choice(NAMES), "day": rng.choice(DAYS)}
    return form.format(**blanks, n=rng.randint(3, 900), a=agency, long=WORLD.get(agency, agency))


def planted(n: int, seed: int) -> list[tuple[str, str, str]]:
    """So many articles with a credit: where it stands, the agency, the text. Every form comes about as often."""
    rng = random.Random(seed)
    forms = [
        *[("dateline", ENGLISH, *one) for one in DATELINES],
        *[("dateline, other languages", *one) for one in ABROAD_DATELINES],
        *[("by-line", ENGLISH, *one) for one in BY_LINES],
        *[("foot, whole text", ENGLISH, *one) for one in WHOLE_FOOT],
        *[("foot, part of the text", ENGLISH, *one) for one in PART_FOOT],
        *[("foot, other languages", *one) for one in ABROAD_FOOT],
        *[("sign-off", ENGLISH, *one) for one in SIGN_OFFS],
    ]
    made = []
    for at in range(n):
        place, sentences, agencies, form = forms[at % len(forms)]
        agency = rng.choice(agencies)
        credit, lines = filled(form, rng, agency=agency), body(sentences, rng)
        if place.startswith("dateline"):
            lines[0] = credit + lines[0]
        elif place == "by-line":
            lines.insert(0, credit)
        elif place == "sign-off":
            lines[-1] += credit
        else:
            lines.append(credit)
        made.append((f"{place}: {form}", agency, "\n\n".join([_title(rng), *lines])))
    return made


def mentions(n: int, seed: int) -> list[tuple[str, str]]:
    """So many articles without any credit that mention an agency, or have a line that looks like a credit."""
    rng = random.Random(seed)
    made = []
    for at in range(n):
        forms = (*MENTIONS, *OTHER_LINES)
        form = forms[at % len(forms)]
        lines = body(ENGLISH, rng)
        lines.insert(rng.randint(0, len(lines)), filled(form, rng, agency=rng.choice([*WORLD])))
        made.append((form, "\n\n".join([_title(rng), *lines])))
    return made


def _title(rng: random.Random) -> str:
    return filled(rng.choice(("Old bridge of {town} to be closed", "{town} fears for its bridge")), rng)


def title_of(text: str) -> str:
    """The headline of a made-up article."""
    return text.partition("\n")[0]


def misses(made: list[tuple[str, str, str]]) -> list[tuple[str, str, list[str]]]:
    """The forms of which the agency planted is not found, with what is."""
    found = [
        (form, agency, [one.agency for one in credits_of(text, title=title_of(text))]) for form, agency, text in made
    ]
    return [one for one in found if one[1] not in one[2]]


def false_credits(made: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The articles without a credit in which one is seen."""
    found = [(form, [one.words for one in credits_of(text, title=title_of(text))]) for form, text in made]
    return [one for one in found if one[1]]


def main() -> None:
    """Print what is found and what is not."""
    options = argparse.ArgumentParser()
    options.add_argument("--planted", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    made, without = planted(given.planted, given.seed), mentions(given.planted, given.seed)
    missed, false = misses(made), false_credits(without)
    by_place = Counter(form.partition(":")[0] for form, _, _ in made)
    n_missed = Counter(form.partition(":")[0] for form, _, _ in missed)
    for place, n in by_place.items():
        print(f"{place:28} {n - n_missed[place]:4} of {n:4} found")
    print(f"{'all':28} {len(made) - len(missed):4} of {len(made):4} found: {1 - len(missed) / len(made):.1%}")
    print(f"{'mentions taken for credits':28} {len(false):4} of {len(without):4}: {len(false) / len(without):.1%}")
    if given.show:
        for one in sorted({(form, agency, tuple(found)) for form, agency, found in missed}):
            print("missed", one)
        for one in sorted({(form, tuple(words)) for form, words in false}):
            print("false ", one)


if __name__ == "__main__":
    main()
