"""Made-up stories with a hidden truth: a timeline of stock and flows, and articles that report it without error.

`consistent(seed)` gives tables that cannot contradict each other; `planted(seed)` adds one contradiction and says which
figure it is and which cause is to be found.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from analysis import schema
from analysis.claims import reconcile
from analysis.corpus import document_from_text
from analysis.corpus.codebook import Codebook, KnownFact, Measure
from analysis.reported_figures import figures_of
from analysis.voices import quotes_of

CODEBOOK = Codebook(
    measures={
        "held": Measure("held", "stock", people=("people", "journalists"), label="people held"),
        "released": Measure("released", "flow", label="people released", lowers=("held",)),
        "arrested": Measure("arrested", "flow", label="people arrested", raises=("held",)),
        "killed": Measure("killed", "cumulative", label="people killed"),
    },
    known_facts=(KnownFact("Ada Lund", "in prison", "2024-01-10", "2025-11-01"),),
)
COUNTERS = {"held": "Prison Watch", "killed": "the health ministry"}
START = date(2025, 1, 6)
PUBLISHED = "2024-03-14"  # a Thursday


@dataclass
class World:
    """The truth, and the rows that report it."""

    random: random.Random
    held: list[int]
    journalists: list[int]
    killed: list[int]
    released: dict[int, int]
    arrested: dict[int, int]
    articles: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    figures: list[dict] = field(default_factory=list)
    quotes: list[dict] = field(default_factory=list)

    def tables(self) -> dict[str, pd.DataFrame]:
        return {
            "sentences": schema.frame("sentences", self.sentences),
            "articles": schema.frame("articles", self.articles),
            "quotes": schema.frame("quotes", self.quotes),
        }

    def ledger(self) -> pd.DataFrame:
        return schema.frame("reported_figures", self.figures)


def compared(reported_figures: pd.DataFrame, **others) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Conflicts that no other tells with the same numbers, and agreements of a ledger."""
    _, _, conflicts, agreements = reconcile(reported_figures, **others)
    return conflicts[conflicts["told_by"].isna()], agreements


def comparisons_of(world: "World", *, codebook: Codebook | None = None, **changed) -> pd.DataFrame:
    """Every relation of two claims of a world."""
    given = {"reported_figures": world.ledger(), "codebook": codebook or CODEBOOK} | world.tables() | changed
    return reconcile(**given)[1]


def tables_of(
    texts: dict[str, str], codebook, *, published: str | None = PUBLISHED, undated=()
) -> dict[str, pd.DataFrame]:
    """The tables of articles that say so, all of one day but those undated, by the names of their sources."""
    figures, sentences, quotes = [], [], []
    days = {name: None if name in undated else published for name in texts}
    for name, text in texts.items():
        document = document_from_text(text, article_id=name, published=days[name])
        said = quotes_of(document, codebook=codebook)
        quotes += said
        figures += [row | {"source": name} for row in figures_of(document, said, codebook=codebook)]
        sentences += [(s.sentence_id, s.start_char, text[s.start_char : s.end_char]) for s in document.sentences]
    return {
        "reported_figures": schema.frame("reported_figures", figures),
        "sentences": pd.DataFrame(sentences, columns=["sentence_id", "start_char", "text"]),
        "articles": pd.DataFrame([{"article_id": n, "source": n, "title": "", "published": days[n]} for n in texts]),
        "quotes": schema.frame("quotes", quotes),
    }


def conflicts_of(world: World, *, codebook: Codebook = CODEBOOK, **changed) -> pd.DataFrame:
    return compared(**({"reported_figures": world.ledger(), "codebook": codebook} | world.tables() | changed))[0]


def agreements_of(world: World, *, codebook: Codebook = CODEBOOK) -> pd.DataFrame:
    return compared(world.ledger(), codebook=codebook, **world.tables())[1]


def causes_of(world: World, *, codebook: Codebook = CODEBOOK) -> list[str]:
    return conflicts_of(world, codebook=codebook)["cause"].tolist()


def small_world(*figures: tuple, published: tuple[str | None, ...] = ()) -> World:
    """Articles a, b, c … with one figure each: (measure, kind, value, bound, columns)."""
    world = truth(0)
    for place, (measure, kind, value, bound, columns) in enumerate(figures):
        name = columns.get("article", "abcdefghi"[place])
        if all(row["article_id"] != name for row in world.articles):
            world.articles.append(
                {"article_id": name, "source": name.upper(), "text": "", "path": name, "sha256": "", "n_chars": 0}
                | {"n_words": 0, "n_sentences": 0, "health": [], "published": published[place] if published else None}
            )
        others = {key: value for key, value in columns.items() if key != "article"}
        add_figure(world, name, measure, kind, bounded(value, bound, slack=0), **others)
    return world


# A measure of general news, and a sentence that shows the event: place and words are enough to ask, a day to claim.
GENERAL = Codebook(measures={"killed": Measure("killed", "cumulative", ("people",), ("killed",), is_general=True)})
IN_ARVELA = {"text": "{} people were killed in Arvela as a crane fell onto the covered market."}


def day(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


def truth(seed: int) -> World:
    """60 days; every event has its own size, so that two events are never taken for one."""
    chance = random.Random(seed)
    days = chance.sample(range(5, 55), 6)
    sizes = chance.sample(range(5, 60), 6)
    released, arrested = dict(zip(days[:4], sizes[:4], strict=True)), dict(zip(days[4:], sizes[4:], strict=True))
    held, killed = [chance.randint(700, 3000)], [chance.randint(20, 60)]
    journalists = [chance.randint(20, 40)]
    for offset in range(1, 60):
        held.append(held[-1] - released.get(offset, 0) + arrested.get(offset, 0))
        killed.append(killed[-1] + (chance.randint(1, 9) if chance.random() < 0.1 else 0))
        journalists.append(journalists[-1])
    return World(chance, held, journalists, killed, released, arrested)


def consistent(seed: int) -> World:
    world = truth(seed)
    for number in range(world.random.randint(3, 6)):
        add_article(world, f"s{number}", published=world.random.randint(30, 59))
    report_arrests(world)
    return world


def add_article(world: World, name: str, *, published: int) -> None:
    """An article that reports some of what was true up to its day."""
    chance = world.random
    world.articles.append(
        dict.fromkeys(schema.table("articles").names)
        | {
            "article_id": name,
            "source": name.upper(),
            "published": day(published),
            "text": "",
            "path": name,
            "sha256": "",
        }
        | {"n_chars": 0, "n_words": 0, "n_sentences": 0, "health": []}
    )
    for known in chance.sample(range(20, published + 1), 2):
        as_of = None if chance.random() < 0.3 else known
        stated(world, name, "held", "stock", world.held[published if as_of is None else known], as_of=as_of)
    if chance.random() < 0.5:
        stated(world, name, "held", "stock", world.journalists[published], population="journalists")
    toll_day = chance.choice([published, None, published - 3])
    stated(
        world, name, "killed", "cumulative", world.killed[published if toll_day is None else toll_day], as_of=toll_day
    )
    for when, size in sorted(world.released.items()):
        if when <= published and chance.random() < 0.6:
            stated(world, name, "released", "flow", size, event=when)
    if published > 31:
        january = sum(size for when, size in world.released.items() if day(when).startswith("2025-01"))
        if january and chance.random() < 0.7:
            stated(world, name, "released", "flow", january, event="2025-01")


def report_arrests(world: World) -> None:
    for when, size in sorted(world.arrested.items()):
        add_figure(world, "s0", "arrested", "flow", bounded(size, "exact"), event_date=day(when))


def stated(
    world: World, name: str, measure: str, kind: str, value: int, *, as_of=None, event=None, population: str = "people"
) -> str:
    bound = world.random.choice(["exact", "exact", "at_least", "more_than", "about", "at_most", "range", "vague"])
    event = day(event) if isinstance(event, int) else event
    return add_figure(
        world, name, measure, kind, bounded(value, bound, chance=world.random), event_date=event,
        as_of=None if as_of is None else day(as_of), population=population,
    )  # fmt: skip


def bounded(value: int, bound: str, *, chance: random.Random | None = None, slack: int = 1) -> dict:
    """Columns of a true statement about `value`, or of one that says `value` itself if there is no slack."""
    slack = chance.randint(1, max(1, value // 10)) if chance else slack
    said, low, high = {
        "exact": (value, value, value),
        "at_least": (value - slack, value - slack, None),
        "more_than": (value - slack, value - slack, None),
        "at_most": (value + slack, None, value + slack),
        "about": (value + value // 25, 0.9 * (value + value // 25), 1.1 * (value + value // 25)),
        "range": (value, value - slack, value + slack),
        "vague": (100, 100, None),
    }[bound]
    inclusive = bound not in ("more_than",)
    words = {"at_least": "at least ", "more_than": "over ", "at_most": "up to ", "about": "about "}.get(bound, "")
    return {
        "value": float(said), "low": low, "high": high, "low_inclusive": low is not None and inclusive,
        "high_inclusive": high is not None, "bound": bound, "surface": f"{words}{said:,}",
    }  # fmt: skip


def add_figure(
    world: World, name: str, measure: str, kind: str, number: dict, *, text: str = "{} people were counted.", **columns
) -> str:
    """One more figure of an article, in a sentence of its own in which `{}` stands for it."""
    place = sum(row["article_id"] == name for row in world.figures) + 1
    sentence, start = f"{name}:s{place}", 1000 * place
    at = start + text.index("{}")
    text = text.format(number["surface"])
    world.sentences.append(
        {"article_id": name, "sentence_id": sentence, "block_id": f"{name}:b1", "start_char": start}
        | {"end_char": start + len(text), "text": text, "share_quoted": 0.0}
    )
    row = {
        "figure_id": f"{name}:f{place}", "article_id": name, "source": name.upper(), "sentence_id": sentence,
        "start_char": at, "end_char": at + len(number["surface"]), "counted": "people",
        "head": "person", "population": "people", "measure": measure, "kind": kind, "is_quoted": False,
        "authority": COUNTERS.get(measure),
    }  # fmt: skip
    world.figures.append(row | number | columns)
    return row["figure_id"]


def other_value(world: World) -> tuple[str, str]:
    as_of = 25
    add_figure(world, "s0", "held", "stock", bounded(world.held[as_of], "exact"), as_of=day(as_of))
    return add_figure(world, "s1", "held", "stock", bounded(2 * world.held[as_of], "exact"), as_of=day(as_of)), "value"


def two_values_inside(world: World) -> tuple[str, str]:
    add_figure(world, "s1", "held", "stock", bounded(world.held[25], "exact"), as_of=day(25))
    number = bounded(world.held[25] * 13 // 10, "more_than")
    return add_figure(world, "s1", "held", "stock", number, as_of=day(25)), "value"


def other_day(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "released", "flow", bounded(77, "exact"), event_date="2025-04-02")
    return add_figure(world, "s1", "released", "flow", bounded(77, "exact"), event_date="2025-04-12"), "date"


def other_flow(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "released", "flow", bounded(77, "exact"), event_date="2025-04-02")
    return add_figure(world, "s1", "released", "flow", bounded(90, "at_least"), event_date="2025-04-02"), "value"


def small_total(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "released", "flow", bounded(77, "exact"), event_date="2025-04-02")
    add_figure(world, "s0", "released", "flow", bounded(31, "exact"), event_date="2025-04-09")
    return add_figure(world, "s1", "released", "flow", bounded(100, "exact"), event_date="2025-04"), "value"


def two_tolls(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "killed", "cumulative", bounded(world.killed[-1] + 40, "exact"), as_of=day(70))
    number = bounded(world.killed[-1] + 80, "exact")
    return add_figure(world, "s1", "killed", "cumulative", number, as_of=day(70)), "value"


def lost_credit(world: World) -> tuple[str, str]:
    first, *_, last = (row["article_id"] for row in sorted(world.articles, key=lambda row: row["published"]))
    number = bounded(world.held[0] + 777, "exact")
    add_figure(world, first, "held", "stock", number, as_of=day(-30))
    return add_figure(world, last, "held", "stock", number, as_of=day(-30), authority=None), "attribution"


def second_authority(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "held", "stock", bounded(world.held[10], "exact"), as_of=day(10))
    number = bounded(world.held[10], "exact")
    return add_figure(world, "s1", "held", "stock", number, as_of=day(10), authority="Interior Office"), "authority"


def large_part(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "held", "stock", bounded(world.held[12], "at_most"), as_of=day(12))
    number = bounded(world.held[12] + 500, "exact")
    return add_figure(world, "s1", "held", "stock", number, as_of=day(12), population="journalists"), "value"


def other_definition(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "killed", "cumulative", bounded(500, "more_than"), as_of="2019/..", population="miners")
    number = bounded(37_000, "more_than")
    return add_figure(world, "s1", "killed", "cumulative", number, as_of="2019/..", population="miners"), "definition"


def mixed_up_authority(world: World) -> tuple[str, str]:
    number = {"population": "doctors", "authority": "Association of Doctors", "as_of": day(12)}
    add_figure(world, "s0", "held", "stock", bounded(27, "at_least"), **number)
    wide = bounded(world.held[12], "at_least")
    return add_figure(
        world, "s1", "held", "stock", wide, authority="Association of Doctors", as_of=day(12)
    ), "authority"


def old_count(world: World) -> tuple[str, str]:
    add_figure(world, "s0", "held", "stock", bounded(world.held[1], "exact"), as_of=day(-50))
    add_figure(world, "s2", "held", "stock", bounded(world.held[1] - 9, "exact"), as_of=day(-20))
    world.articles[1]["published"] = day(19)
    world.figures = [row for row in world.figures if row["article_id"] != "s1"]
    world.sentences = [row for row in world.sentences if row["article_id"] != "s1"]
    return add_figure(world, "s1", "held", "stock", bounded(world.held[1], "exact")), "staleness"


def silenced_speaker(world: World) -> tuple[str, str]:
    world.sentences.append(
        {"article_id": "s1", "sentence_id": "s1:s99", "block_id": "s1:b1", "start_char": 9900, "end_char": 9907}
        | {"text": "“Never.”", "share_quoted": 1.0}
    )
    world.quotes.append(
        {"quote_id": "s1:q1", "statement_id": "s1:t1", "article_id": "s1", "sentence_id": "s1:s99", "start_char": 9901}
        | {"end_char": 9907, "text": "Never.", "speaker": "Ada Lund", "is_direct": True}
    )
    return "s1:q1", "impossible_quote"


PLANTS = (
    other_value, two_values_inside, other_day, other_flow, small_total, two_tolls, lost_credit, second_authority,
    large_part, other_definition, mixed_up_authority, old_count, silenced_speaker,
)  # fmt: skip


def planted(seed: int) -> tuple[World, str, str]:
    """A consistent world with one contradiction; the figure (or quotation) that makes it, and its cause."""
    world = consistent(seed)
    planted_id, cause = PLANTS[seed % len(PLANTS)](world)
    return world, planted_id, cause
