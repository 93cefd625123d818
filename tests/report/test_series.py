"""The blocks of 02-framing: each says something true and clear of any corpus, and invents no number."""

import csv
import re
from types import SimpleNamespace

import pytest
from report_sample import shown

from analysis import coding, parameters, pipeline
from analysis.report import findings, publish, series

STORY = "Three people were killed when a bridge fell on Tuesday, the mayor said. “We will rebuild it,” she said.\n"
CORPORA = {
    "one article": {"a.txt": STORY},
    "one source": {"a.txt": STORY, "b.txt": STORY.replace("bridge", "tower")},
    "a source of one word": {"a.txt": "Hello\n", "b.txt": STORY},
    "stop words only": {"a.txt": "It is of the and.\n", "b.txt": "The and of it was.\n"},
    "twins": {"a.txt": STORY, "b.txt": STORY},
}
BLOCKS = {
    "coverage": series.coverage_chart,
    "contrasts": series.contrast_charts,
    "collocates": series.collocates,
    "general frames": series.general_frames,
    "frames of articles": series.frames_of_articles,
    "hand coding": series.hand_coding_of_frames,
    "names": series.names_of_codebook,
}
SOURCES = "file,source,title,published,url,language,genre\n"


def made(folder, files, *, sources="", codebook=""):
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if sources:
        (folder / "sources.csv").write_text(SOURCES + sources, encoding="utf-8")
    if codebook:
        (folder / "codebook.yml").write_text(codebook, encoding="utf-8")
    settings = parameters.make({"corpus": str(folder), "n_resamples": 20})
    return pipeline.open_corpus(settings, processed=folder.parent / "processed")


@pytest.fixture(scope="module", params=CORPORA)
def poor(request, tmp_path_factory):
    sources = "a.txt,Herald,,,,en,\nb.txt,Herald,,,,en,\n" if request.param == "one source" else ""
    folder = tmp_path_factory.mktemp("poor") / request.param.replace(" ", "-")
    return made(folder, CORPORA[request.param], sources=sources)


def told(monkeypatch, block, story):
    return "\n".join(output["data"]["text/plain"] for output in shown(monkeypatch, lambda: block(story)))


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_stands_poor_input(monkeypatch, poor, name):
    said = told(monkeypatch, BLOCKS[name], poor)
    # The general frames are the story's only ones here: they are shown once, above.
    assert said.strip() or name == "general frames"
    assert not re.search(r"\b(nan|None|NaN|<NA>|inf)\b", said)


def test_no_p_value_is_given_for_poor_input(monkeypatch, poor):
    said = f"{findings.framing_contrasts.finding(poor)} {told(monkeypatch, series.contrast_charts, poor)}"
    assert re.search("No test is possible here|nothing that chance could explain", said)
    assert not poor.contrasts["p"].notna().any()
    assert not re.search(r"\bp\b|0\.0\d", said)


def test_poor_input_gets_a_finding_a_limit_and_a_table_that_can_be_shown(monkeypatch, poor):
    frames = findings.framing_frames.leading_frames(poor)
    for words in (
        findings.framing_frames.finding(frames),
        findings.framing_frames.interval_limit(frames),
        findings.framing_frames.absent(frames),
        findings.framing_names.proposals_finding(poor),
        findings.framing_contrasts.note(poor),
        findings.witnesses(poor),
    ):
        assert words.strip().endswith(".")
    tables = (
        (findings.framing_contrasts.table(poor), findings.framing_contrasts.columns(poor)),
        (findings.framing_names.proposals(poor), findings.framing_names.PROPOSAL_COLUMNS),
        (findings.framing_names.grouped(poor), findings.framing_names.NAME_COLUMNS),
        (findings.framing_frames.evidence_table(frames), findings.framing_frames.EVIDENCE_COLUMNS),
    )
    for rows, columns in tables:
        assert shown(
            monkeypatch, lambda rows=rows, columns=columns: publish.table(rows, name="t", caption="T", columns=columns)
        )


TOWNS = "Orlan Vessby Tarnow Kelm Brisa Dorn Elster Fyn Gault Hask Imber Jorvik".split()
PLAIN = ("The council of {} met in the hall.", "Rain fell on the quay of {}.", "The ferry from {} came at noon.")
FRAMES = """
actors: {holm: {names: [Ina Holm], role: government}}
frames:
  cost: {group: story, question: "Is it about money?", cues: [cost*, loan]}
  hope: {group: story, question: "Is it a promise?", cues: [promise*, chance]}
"""


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


def test_enough_articles_get_a_test_and_its_words(monkeypatch, rich):
    assert "Two sources of 2** can be tested" in findings.framing_contrasts.finding(rich)
    said = told(monkeypatch, series.contrast_charts, rich)
    assert re.search(r"Herald: .*\bcost 100 % against 0 %", said)
    assert "cost" in set(rich.contrast_terms["term"])
    assert "remain" in findings.framing_contrasts.frames_finding(rich)


def test_dated_articles_get_a_chart_of_their_course(monkeypatch, rich):
    assert "24 dated articles, from 1 March 2024 to 24 March 2024." in told(monkeypatch, series.coverage_chart, rich)


def test_an_actor_gets_the_words_beside_the_name(monkeypatch, rich):
    said = told(monkeypatch, series.collocates, rich)
    assert "What stands beside “Ina Holm”?" in said
    assert re.search(r"Herald: “\w+” \(12 of 12\)", said)


def fill(folder, coder, answers):
    path = folder / f"sheet-{coder}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"answer": answers(number, SimpleNamespace(**row))} for number, row in enumerate(rows))


def test_hand_coding_greys_what_coders_do_not_agree_on_and_corrects_the_shares(monkeypatch, rich):
    folder = coding.default_folder(rich)
    coding.make_sheets(rich, folder, coders=["anna", "ben"], per_frame=40, n_ratings=1)

    def answer(coder):
        def of(number, row):
            if row.question == "Is it about money?":
                return "yes" if "loan" in row.text else "no"
            if row.question == "Is it a promise?":
                return "yes" if (number + (coder == "ben")) % 2 else "no"
            return ""

        return of

    for coder in ("anna", "ben"):
        fill(folder, coder, answer(coder))
    frames = findings.framing_frames.leading_frames(rich).set_index("frame")["is_reliable"].to_dict()
    assert frames == {"cost": True, "hope": False}
    said = told(monkeypatch, series.hand_coding_of_frames, rich)
    assert "One of two coded frames can be relied on" in said
    assert "Grey in the charts above: hope." in said
    assert "Share of sentences with each frame: by cues, and corrected by hand codes" in said
    general = findings.framing_frames.general_frames(rich)
    assert general["is_reliable"].isna().all(), "a frame that nobody coded is neither confirmed nor greyed"


def test_sheets_that_nobody_has_filled_in_grey_nothing(monkeypatch, rich):
    coding.make_sheets(rich, coding.default_folder(rich), coders=["anna", "ben"], per_frame=4, n_ratings=1)
    assert findings.framing_frames.leading_frames(rich)["is_reliable"].isna().all()
    assert "no sentence has been answered by two coders yet" in told(monkeypatch, series.hand_coding_of_frames, rich)
