"""Do disagreements, the largest and smallest number and frames survive other choices, and is what fails said so?"""

import pytest

from analysis import parameters, pipeline
from analysis.exhibits import robustness as shown
from analysis.report.links import without_links

TEXTS = {
    "coast": "Ferry sinks\n\nOn 2 May 2024 a ferry sank off Tolvik. As of 4 May 2024, 14 people are missing, the "
    "coast guard said. The harbour office called it a disaster. It was a disaster for the town.\n",
    "herald": "A ferry lost\n\nA ferry sank off Tolvik on 2 May 2024. As of 4 May 2024, 17 people are missing, the "
    "coast guard said. Boats searched all night.\n",
    "mirror": "Search goes on\n\nThe ferry sank off Tolvik on 2 May 2024. “As of 4 May 2024, 40 people are missing, "
    "and nobody tells us a thing about the tragedy,” said Mira Tal.\n",
}
CODEBOOK = """frames:
  loss: {question: "Is it called a disaster?", cues: [disaster, tragedy]}
  blame: {question: "Is somebody blamed?", cues: ["blame*"]}
questions:
  - {ask: "Is it a disaster?", answer_with: loss}
  - {ask: "Is somebody blamed?", answer_with: blame}
"""
FEW = {"vary_word_forms": "as written", "vary_longest_term": "2", "vary_marks": "as written", "n_resamples": 20}
COAST_HERALD = "coast and herald give different numbers for people missing: “14” and “17”"
HERALD_MIRROR = "herald and mirror give different numbers for people missing: “17” and “40”"
DISASTER = "coast most often suggests a yes to “Is it called a disaster?”"


def story_of(folder, texts, **settings):
    corpus = folder / "ferry"
    corpus.mkdir()
    for name, text in texts.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    (corpus / "codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    chosen = parameters.make({"corpus": str(corpus), **FEW, **settings})
    return pipeline.open_corpus(chosen, processed=folder / "processed")


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return story_of(tmp_path_factory.mktemp("corpora"), TEXTS)


def of(story, finding):
    rows = story.specifications[story.specifications["finding"] == finding]
    assert not rows.empty, story.survival["finding"].tolist()
    return rows


def test_a_disagreement_outside_quotations_survives_that_they_are_left_out(story):
    rows = of(story, COAST_HERALD)
    assert rows.loc[rows["quotations"] == "out", "holds"].eq(True).all()
    assert set(rows["quotations"]) == {"in", "out"}


def test_a_disagreement_that_stands_in_a_quotation_does_not(story):
    rows = of(story, HERALD_MIRROR)
    assert rows.loc[rows["quotations"] == "out", "holds"].eq(False).all()
    verdict = story.survival.set_index("finding").loc[HERALD_MIRROR]
    assert verdict["verdict"] == "most"
    assert "fails most often with quotations out" in verdict["explanation"]


def test_without_one_of_its_articles_a_disagreement_cannot_be_said(story):
    rows = of(story, COAST_HERALD).set_index("left_out")["holds"]
    assert rows[["coast", "herald"]].isna().all()
    assert rows["mirror"]


def test_who_gives_the_largest_and_the_smallest_number_is_tried_too(story):
    largest = of(story, "mirror gives the largest number of people missing")
    assert largest.set_index("left_out")["estimate"].dropna().to_dict() == {
        "nothing": 23.0,
        "coast": 23.0,
        "herald": 26.0,
    }
    assert largest.loc[largest["quotations"] == "out", "holds"].isna().all()  # its only number is quoted
    assert of(story, "coast gives the smallest number of people missing")["holds"].dropna().all()


def test_a_frame_that_hangs_on_one_cue_is_found_out(story):
    rows = of(story, DISASTER)
    assert rows.loc[rows["cues"] == "all", "holds"].dropna().all()
    assert not rows.loc[rows["cues"] == "without the most frequent", "holds"].any()
    assert (
        "without the most frequent cue (holds in 0 of 4)"
        in story.survival.set_index("finding").loc[DISASTER, "explanation"]
    )


def test_what_no_source_suggests_is_a_finding(story):
    rows = of(story, "No source suggests a yes to “Is somebody blamed?”")
    assert rows["holds"].all()
    assert (rows["estimate"] == 0).all()


def test_what_is_told_first_is_of_figures_and_of_frames(story):
    said = without_links(shown.what_holds(story.survival))
    assert said.startswith("Whatever is chosen: coast and herald give different numbers")
    assert "no source suggests a yes to “Is somebody blamed?”" in said


def test_each_finding_of_figures_and_frames_has_a_curve(story):
    rows = story.survival[story.survival["measure"].isin(["figures", "frames"])]
    assert len(list(shown.specification_curves(rows, story))) == len(rows) >= 6


def test_a_source_of_several_articles_is_left_out_whole(tmp_path):
    texts = {f"{name}-{n}": text for name, text in TEXTS.items() for n in (1, 2)[: 2 if name == "coast" else 1]}
    texts["coast-2"] = "Town waits\n\nThe ferry sank off Tolvik on 2 May 2024. Families stood on the quay.\n"
    made = story_of(tmp_path, texts, compare="")
    listed = "file,source\n" + "".join(f"{name}.txt,{name[:-2]}\n" for name in texts)
    (made.folder / "sources.csv").write_text(listed, encoding="utf-8")
    made.look_again()
    rows = of(made, COAST_HERALD).set_index("left_out")["holds"]
    assert rows["coast-2"]
    assert rows[["coast-1", "all of coast"]].isna().all()


@pytest.mark.parametrize("names", [["coast"], []])
def test_one_source_and_no_figures_give_no_finding_of_either(tmp_path, names):
    texts = {name: TEXTS[name] for name in names} or {"a": "Rain\n\nIt rained.\n", "b": "Sun\n\nThe sun shone.\n"}
    made = story_of(tmp_path, texts)
    assert not set(made.survival["measure"]) & {"figures"}
    assert not made.survival["finding"].str.contains("most often suggests").any()
