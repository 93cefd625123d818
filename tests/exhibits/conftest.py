"""Small corpora: a whole story, and what a chapter must stand: one article, one word, stop words only, twins."""

from functools import cache
from pathlib import Path

import pytest
from report_sample import shown

from analysis import parameters, pipeline
from analysis.charts import Drawing
from analysis.report.show import show

FLOOD = Path(__file__).parents[1] / "fixtures" / "valley-flood"
STORY = "Three people were killed when a bridge fell on Tuesday, the mayor said. “We will rebuild it,” she said.\n"
CORPORA = {
    "one article": {"a.txt": STORY},
    "one word": {"a.txt": "Hello\n", "b.txt": "Goodbye\n"},
    "a source of one word": {"a.txt": "Hello\n", "b.txt": STORY},
    "one source": {"a.txt": STORY, "b.txt": STORY.replace("bridge", "tower")},
    "stop words only": {"a.txt": "It is of the and.\n", "b.txt": "The and of it was.\n"},
    "twins": {"a.txt": STORY, "b.txt": STORY},
    "another language": {
        "a.txt": "Drei Menschen sind gestern bei einem Unfall auf der Brücke gestorben.\n",
        "b.txt": STORY,
    },
    "hostile": {
        "a.txt": "<script>alert(1)</script> =cmd() $x^2$ 5 people\u202e died\x00\x07 **bold**.\n" * 3,
        "b.txt": STORY,
    },
}
SOURCES = "file,source,title,published,url,language,genre\n"
TOWNS = "Orlan Vessby Tarnow Kelm Brisa Dorn Elster Fyn Gault Hask Imber Jorvik".split()
PLAIN = ("The council of {} met in the hall.", "Rain fell on the quay of {}.", "The ferry from {} came at noon.")
FRAMES = """
actors: {holm: {names: [Ina Holm], role: government}}
frames:
  cost: {group: story, question: "Is it about money?", cues: [cost*, loan]}
  hope: {group: story, question: "Is it a promise?", cues: [promise*, chance]}
"""


def opened(folder, *, processed, n_resamples):
    settings = parameters.make({"corpus": str(folder), "n_resamples": n_resamples})
    return pipeline.open_corpus(settings, processed=processed)


def made(folder, files, *, sources="", codebook="", n_resamples=20):
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if sources:
        (folder / "sources.csv").write_text(SOURCES + sources, encoding="utf-8")
    if codebook:
        (folder / "codebook.yml").write_text(codebook, encoding="utf-8")
    return opened(folder, processed=folder.parent / "processed", n_resamples=n_resamples)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The small corpora by name, each made once."""

    @cache
    def story(name):
        root = tmp_path_factory.mktemp("corpora")
        if name == "flood":
            return opened(FLOOD, processed=root, n_resamples=50)
        sources = "a.txt,Herald,,,,en,\nb.txt,Herald,,,,en,\n" if name == "one source" else ""
        return made(root / name.replace(" ", "-"), CORPORA[name], sources=sources)

    return story


@pytest.fixture
def flood(small):
    """Six short articles on one flood."""
    return small("flood")


@pytest.fixture(params=CORPORA)
def poor(request, small):
    """A story with little or nothing to say of it."""
    return small(request.param)


@pytest.fixture(params=["flood", *CORPORA])
def story(request, small):
    """Any of the small corpora."""
    return small(request.param)


@pytest.fixture
def rich(tmp_path):
    """Two sources of twelve articles: one always writes of cost, the other never."""
    files, rows = {}, []
    for number in range(24):
        source = "Herald" if number % 2 else "Post"
        own = "Ina Holm said the wall will cost {} a loan." if number % 2 else "Ina Holm spoke in {} of a promise."
        lines = [line.format(TOWNS[number // 2]) for line in (own, *PLAIN)]
        files[f"a{number:02d}.txt"] = "\n\n".join(lines) + "\n"
        rows.append(f"a{number:02d}.txt,{source},Wall {number},2024-03-{number + 1:02d},,en,news\n")
    return made(tmp_path / "wall", files, sources="".join(rows), codebook=FRAMES)


@pytest.fixture
def grown(tmp_path):
    """A toll that rose from one article to the next."""
    files = {
        "a.txt": "At least 12 people died when a dam broke in Orlan on Monday, police said. Roads were cut.\n",
        "b.txt": "The dam that broke in Orlan on Monday killed 19 people, police said on Thursday.\n",
    }
    rows = "a.txt,Herald,Dam breaks,2024-03-05,,en,news\nb.txt,Post,Dam toll,2024-03-07,,en,news\n"
    return made(tmp_path / "dam", files, sources=rows)


@pytest.fixture
def stadium(tmp_path):
    """Two numbers of tickets for one crush."""
    files = {
        "a.txt": "A crush at the Orlan arena hurt 30 people on Monday. The club sold 42,000 tickets, it said.\n",
        "b.txt": "A crush at the Orlan arena hurt 30 people on Monday. The club sold 45,000 tickets, police said.\n",
    }
    rows = "a.txt,Herald,Crush,2024-03-05,,en,news\nb.txt,Post,Crush,2024-03-05,,en,news\n"
    return made(tmp_path / "arena", files, sources=rows)


@pytest.fixture(autouse=True)
def unpainted(monkeypatch):
    """How charts become pictures is tested with the charts: here their words and rows count."""
    monkeypatch.setattr(Drawing, "svg", lambda drawing, *, seed: "<svg/>")


@pytest.fixture
def told(monkeypatch):
    """What showing exhibits says as plain text."""

    def said(exhibits):
        return "\n".join(output["data"]["text/plain"] for output in shown(monkeypatch, lambda: show(exhibits)))

    return said
