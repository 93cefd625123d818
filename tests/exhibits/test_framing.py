"""The blocks of 02-framing: each says something true and clear of any corpus, and invents no number."""

import csv
import re
from types import SimpleNamespace

import pytest

from analysis import coding, exhibits, parameters, pipeline
from analysis.exhibits import framing
from analysis.report.links import without_links

BLOCKS = {
    "coverage": lambda story: framing.coverage(story.coverage, story),
    "terms": lambda story: framing.distinctive_terms(story.terms, story),
    "in context": lambda story: framing.keyword_in_context(story.terms, story),
    "contrasts": lambda story: framing.contrasts(story.contrasts, story),
    "words": lambda story: framing.surviving_words(story.contrast_terms, story),
    "differences": lambda story: framing.frame_differences(story.frame_contrasts, story),
    "collocates": lambda story: [
        framing.collocates(charted(story), story),
        framing.other_collocates(story.collocates, story),
    ],
    "similarity": lambda story: framing.similarity(story.similarity, story),
    "kinship": lambda story: framing.kinship(story.kinship, story),
    "passages": lambda story: framing.shared_passages(story.reuse, story),
    "frames": lambda story: framing.frames_by_source(leading(story), story),
    "general frames": lambda story: framing.general_frames(general(story), story),
    "frames of articles": lambda story: framing.frames_in_articles(leading(story), story),
    "evidence": lambda story: framing.frame_evidence(leading(story), story),
    "hand coding": framing.hand_coding,
    "names": lambda story: framing.names_by_source(of_basis(story, "codebook"), story),
    "all names": lambda story: framing.all_names(of_basis(story, "codebook"), story),
    "proposals": lambda story: framing.proposed_names(of_basis(story, "proposed"), story),
    "left out": lambda story: framing.left_out(framing.set_aside(story)),
}
# What is shown only where there is something to show.
MAY_BE_SILENT = {"general frames", "words"}


def leading(story):
    return story.frames[story.frames["frame"].isin(framing.leading_frames(story))]


def general(story):
    return story.frames[~story.frames["frame"].isin(framing.leading_frames(story))]


def charted(story):
    return story.collocates[story.collocates["node"].isin(framing.charted_nodes(story))]


def of_basis(story, basis):
    return story.names.query("basis == @basis and n > 0")


@pytest.mark.parametrize("name", BLOCKS)
def test_each_exhibit_stands_poor_input(told, poor, name):
    said = told(BLOCKS[name](poor))
    assert said.strip() or name in MAY_BE_SILENT
    assert not re.search(r"\b(nan|None|NaN|<NA>|inf)\b", said)


def test_no_p_value_is_given_for_poor_input(told, poor):
    said = told([BLOCKS["contrasts"](poor), BLOCKS["words"](poor), BLOCKS["differences"](poor)])
    assert re.search("No test is possible here|nothing that chance could explain", said)
    assert "No p-value is given where no test is possible." in said
    assert not poor.contrasts["p"].notna().any()
    assert not re.search(r"\bp\b(?!-value)|0\.0\d", said)


def test_poor_input_gets_a_finding_and_a_limit(poor):
    exhibit = BLOCKS["frames"](poor)
    for words in (exhibit.finding, exhibit.limit, BLOCKS["evidence"](poor).note, framing.witnesses(poor)):
        assert without_links(words).strip().endswith(".")


def test_enough_articles_get_a_test_and_its_words(told, rich):
    assert "Two sources of 2 can be tested" in told(BLOCKS["contrasts"](rich))
    assert re.search(r"Herald: .*\bcost 100 % against 0 %", told(BLOCKS["words"](rich)))
    assert "cost" in set(rich.contrast_terms["term"])
    assert "remain" in told(BLOCKS["differences"](rich))


def test_against_one_source_that_source_is_named_wherever_all_others_would_be(told, rich, tmp_path):
    given = parameters.make({"corpus": str(rich.folder), "n_resamples": 20, "reference": "Post"})
    story = pipeline.open_corpus(given, processed=tmp_path / "against")
    said = told([BLOCKS["contrasts"](story), BLOCKS["words"](story), BLOCKS["terms"](story)])
    for words in ("One source of 1** can be tested against Post", "Each source against Post", "Articles of Post",
                  "than Post?", "in the source and in Post", "weighted log-odds, against Post"):  # fmt: skip
        assert words.replace("**", "") in said
    assert "all others" not in said.lower()
    assert all(framing.checks(story).values())
    assert "set against those of Post" in told(exhibits.chosen(story))
    assert "ranked against Post" in framing.limits(story)


def test_what_is_chosen_is_said_and_what_is_left_out_is_listed(told, rich, tmp_path):
    assert not list(exhibits.chosen(rich))
    assert not list(exhibits.ingest.left_out(rich.left_out_articles))
    asked = {"where": "published >= 2024-03-05", "compare": "published < 2024-03-15"}
    given = parameters.make({"corpus": str(rich.folder), "n_resamples": 20, **asked})
    story = pipeline.open_corpus(given, processed=tmp_path / "chosen")
    said = told(exhibits.chosen(story))
    assert "20 of 24 articles are read: those for which published >= 2024-03-05." in said
    assert "by published < 2024-03-15: 2024-03-15 or later (10) and before 2024-03-15 (10)" in said
    assert told(exhibits.ingest.left_out(story.left_out_articles)).count("Not so: published >= 2024-03-05") == 4


def test_the_finding_is_of_the_words_that_the_cell_selected(rich):
    more = rich.contrast_terms.query("difference > 0")
    (exhibit,) = framing.surviving_words(more, rich)
    assert exhibit.finding.endswith("than elsewhere, none in fewer.")


def test_dated_articles_get_a_chart_of_their_course(told, rich):
    assert "Twenty-four dated articles, from 1 March 2024 to 24 March 2024." in told(BLOCKS["coverage"](rich))
    early = rich.coverage.query("period < '2024-03-05'")
    assert "Four dated articles, from 1 March 2024 to 4 March 2024." in told(framing.coverage(early, rich))


def test_an_actor_gets_the_words_beside_the_name(told, rich):
    said = told(BLOCKS["collocates"](rich))
    assert "Which words come near “Ina Holm”?" in said
    assert re.search(r"Herald: “\w+” \(12 of 12\)", said)


def test_a_node_that_a_cell_asks_for_gets_a_chart(rich):
    node = framing.charted_nodes(rich)[-1]
    (exhibit,) = framing.collocates(rich.collocates.query("node == @node"), rich)
    assert exhibit.name == "collocates-1"
    assert set(exhibit.shown.rows["node"]) == {node}


def test_a_cut_of_the_pairs_drawn_leaves_the_table_whole(rich):
    pairs = rich.kinship.sort_values("score", ascending=False)
    assert len(pairs) > 3
    exhibit = framing.kinship(pairs, rich, most=3)
    assert len(exhibit.shown.rows) == 3
    assert len(exhibit.rows) == len(pairs)
    assert "further pairs in the table" in exhibit.n


def test_the_pair_that_shares_most_is_the_one_of_the_highest_score_whatever_the_order(flood):
    upward = flood.kinship.sort_values("score")
    said = without_links(framing.kinship(upward, flood).finding)
    assert f"share the most: {upward['score'].iloc[-1]:.1f}" in said
    assert said == without_links(framing.kinship(upward[::-1], flood).finding)


def fill(folder, coder, answers):
    path = folder / f"sheet-{coder}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"answer": answers(number, SimpleNamespace(**row))} for number, row in enumerate(rows))


def reliable(story):
    rows = BLOCKS["frames"](story).shown.rows
    return rows.drop_duplicates("frame").set_index("frame")["is_reliable"]


def test_hand_coding_greys_what_coders_do_not_agree_on_and_corrects_the_shares(told, rich):
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
    assert reliable(rich).to_dict() == {"cost": True, "hope": False}
    said = told(framing.hand_coding(rich))
    assert "One of two coded frames can be relied on" in said
    assert "Grey in the charts above: hope." in said
    assert "Share of sentences with each frame: by cues, and corrected by hand codes" in said
    (others,) = BLOCKS["general frames"](rich)
    doubt = others.shown.rows["is_reliable"]
    assert doubt.isna().all(), "a frame that nobody coded is neither confirmed nor greyed"


def test_sheets_that_nobody_has_filled_in_grey_nothing(told, rich):
    coding.make_sheets(rich, coding.default_folder(rich), coders=["anna", "ben"], per_frame=4, n_ratings=1)
    assert reliable(rich).isna().all()
    assert "no sentence has been answered by two coders yet" in told(framing.hand_coding(rich))


@pytest.mark.parametrize(
    ("stable", "said"),
    [
        ((0.1, 0.2), "None of the two terms would be shown again in at least 50 % of draws"),
        ((0.9, 0.2), "One of 2 terms would"),
        ((0.9, 0.8), "All 2 would"),
    ],
)
def test_how_many_terms_would_be_shown_again_is_told_of_each_count(rich, stable, said):
    rows = rich.terms.head(2).assign(stability=stable)
    told = without_links(framing.stability(rows, rich))
    assert told.startswith(said)
    assert ("as examples" in told) == (min(stable) < 0.5)
