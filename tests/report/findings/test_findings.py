"""Every computed sentence holds for any corpus: a whole story, one article, stop words only, twins."""

import re
from pathlib import Path

import pytest
from report_sample import shown

from analysis import parameters, pipeline
from analysis.errors import AnalysisError
from analysis.report import findings, front_page, publish
from analysis.report.links import pieces, without_links

FLOOD = Path(__file__).parents[2] / "fixtures" / "valley-flood"
STORY = "Three people were killed when a bridge fell on Tuesday, the mayor said. “We will rebuild it,” she said.\n"
CORPORA = {
    "one article": {"a.txt": STORY},
    "one word": {"a.txt": "Hello\n", "b.txt": "Goodbye\n"},
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
CHAPTERS = [
    findings.ingest,
    findings.framing,
    findings.voices,
    findings.sentiment,
    findings.reported_figures,
    findings.robustness,
    findings.summary,
]


@pytest.fixture(scope="module", params=["flood", *CORPORA])
def story(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("corpora")
    if request.param == "flood":
        folder = FLOOD
    else:
        folder = root / request.param.replace(" ", "-")
        folder.mkdir()
        for name, text in CORPORA[request.param].items():
            (folder / name).write_text(text, encoding="utf-8")
    settings = parameters.make({"corpus": str(folder), "n_resamples": 50})
    return pipeline.open_corpus(settings, processed=root / "processed")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda m: m.__name__.rpartition(".")[2])
def test_each_chapter_has_its_sentences_and_its_checks_hold(story, chapter):
    for words in (chapter.in_short(story), chapter.limits(story)):
        assert words.strip()
        assert not [bad for bad in ("nan", "None", "NaN", "<NA>") if f" {bad} " in f" {without_links(words)} "]
    assert findings.checked(chapter.checks(story))["holds"].all()


@pytest.mark.parametrize("section", ["figures", "contradictions", "voices", "telling", "origins", "tone", "choices",
                                     "material"])  # fmt: skip
def test_the_front_page_answers_every_question(monkeypatch, story, section):
    outputs = shown(monkeypatch, lambda: getattr(front_page, section)(story))
    said = [output.data[publish.MIME] for output in outputs if output.data[publish.MIME]["kind"] != "caption"]
    for one in said:
        assert one["kind"] in ("chart", "answers")
        questions = [one["question"]] if one["kind"] == "chart" else [row[0] for row in one["answers"]]
        assert all(question.endswith("?") for question in questions)
        # Every answer leads on to the chapter that has all of it.
        chapters = re.findall("Read on: ", one["finding"]) if one["kind"] == "chart" else [r[2] for r in one["answers"]]
        assert chapters
        assert all(chapters)
    assert said


def test_provenance_names_every_input_and_no_path(story):
    rows = findings.provenance(story)
    assert set(story.inputs) <= set(rows["name"])
    assert not rows["value"].str.contains("/", regex=False).any()


def test_a_check_that_fails_stops_the_notebook():
    with pytest.raises(AnalysisError, match="two and two are four"):
        findings.checked({"one is one": True, "two and two are four": False})


LINKED = CHAPTERS
# What needs no link: words that somebody said, dates, the ends of a scale, what a word list or a rule fixes.
FREE = re.compile(
    r"“[^”]*”|\b\d{1,2} [A-Z][a-z]+ \d{4}|\b(?:19|20)\d\d\b|on a scale from −1 to \+1"
    "|[Tt]wo dates|two such counts|two numbers|No two|th(?:e|ese) two"
)
NUMBER = re.compile(r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


@pytest.mark.parametrize("chapter", LINKED, ids=lambda m: m.__name__.rpartition(".")[2])
def test_every_number_of_an_answer_leads_somewhere(story, chapter):
    words = chapter.in_short(story)
    rest = "".join("■" if piece.target else piece.text for piece in pieces(words))
    assert NUMBER.findall(FREE.sub("", rest)) == []
    for piece in pieces(words):
        assert piece.target is None or re.fullmatch(
            r"articles\.html#e-\S+|\d\d-[a-z-]+\.html#x-[a-z0-9-]+", piece.target
        )


def test_a_conflict_leads_to_both_of_its_figures(story):
    for row in story.conflicts.itertuples(index=False):
        said = findings.reported_figures.explained(story, row)
        assert without_links(said) == row.explanation
        assert len([piece for piece in pieces(said) if piece.target]) <= 2
