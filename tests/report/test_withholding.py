"""A corpus that must not be republished: no run of its words longer than may be shown, in any file of its report."""

import html
import re
import shutil
import unicodedata
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from report_sample import TEXT, tables, write_report

from analysis.report import runner
from analysis.report.withholding import CUT, Excerpts, excerpts_of

FLOOD = Path(__file__).parents[1] / "fixtures" / "valley-flood"
SAID = "One two three four five six seven eight nine ten eleven twelve."


@pytest.fixture
def six():
    return Excerpts([SAID], words=6)


def test_a_run_that_is_too_long_ends_after_so_many_words(six):
    assert six.text(f"He wrote: “{SAID}” So he said.") == f"He wrote: “One two three four five six {CUT}.” So he said."


def test_runs_that_are_short_enough_stay_as_they_are(six):
    said = "one two three four five six, and seven eight nine ten eleven twelve"
    assert six.text(said) == said


def test_case_and_punctuation_hide_nothing(six):
    assert six.text("ONE, two — three/four; “five” six (seven) eight") == f"ONE, two — three/four; “five” six ({CUT}"


def test_words_side_by_side_in_cells_are_read_as_one(six):
    shown = six.rows([["one two three", "four five six", "seven eight"], ["nine", 1, ["ten", "eleven"]]])
    assert shown == [["one two three", "four five six", CUT], [CUT, 1, ["ten", "eleven"]]]
    # A number between them keeps them apart.
    assert six.rows([["one two three", 7, "four five six seven"]]) == [["one two three", 7, "four five six seven"]]


def test_a_list_in_a_cell_is_read_as_one(six):
    assert six.rows([[["one two three four", "five six seven"]]]) == [[[f"one two three four; five six {CUT}"]]]


def test_elements_do_not_hide_a_run(six):
    page = '<p>one <mark id="a">two</mark> th<b>ree</b> four</p><td>five &amp; six</td><td>seven <i>eight</i></td><p>x'
    assert six.html(page) == page.replace("seven <i>eight</i>", f"{CUT}<i></i>")


def test_what_a_screen_reader_says_is_shortened_and_addresses_are_not(six):
    page = '<a href="one-two.html#three four five six seven eight" aria-label="one two three four five six seven">x</a>'
    assert six.html(page) == page.replace('six seven"', f'six {CUT}"')


def test_a_passage_that_repeats_its_own_words_is_cut_for_good():
    again = "a b c d e f g h " * 6
    shown = Excerpts([again], words=6).text(again)
    assert not runs_of(again, shown, longest=6)


def test_phrases_of_the_language_are_no_passages():
    three = Excerpts(["At the end of the day it rained on the old town."], words=3)
    assert three.text("at the end of the") == "at the end of the"
    assert three.text("At the end of the day it rained") == f"At the end {CUT}"


def test_headlines_may_be_shown():
    made = tables()
    long = " ".join(f"word{n}" for n in range(20))
    made["articles"].loc[0, "title"] = long
    assert excerpts_of(made, words=6).text(long) == long


def test_outputs_of_a_notebook_are_shortened_and_pixels_left_out(six):
    data = {
        "text/html": f"<p>{SAID}</p>",
        "text/plain": SAID,
        "image/png": "aGk=",
        "image/svg+xml": f"<text>{SAID}</text>",
    }
    cell = nbformat.v4.new_code_cell("1", outputs=[nbformat.v4.new_output("display_data", data=data)])
    shown = six.notebook(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs[0].data
    assert set(shown) == {"text/html", "text/plain", "image/svg+xml"}
    assert all("seven" not in value for value in shown.values())


def test_a_table_keeps_its_shape(six):
    shown = six.table(pd.DataFrame({"text": [SAID, None], "n": [1, 2]}))
    assert shown["text"].tolist() == [f"One two three four five six {CUT}.", None]
    assert shown["n"].tolist() == [1, 2]


def read_words(text):
    """Words as someone would count them who does not know how the report does."""
    return [word for word in (re.sub(r"^\W+|\W+$", "", part).casefold() for part in text.split()) if word]


def shown_in(path):
    """What a file shows: its text, and of a page each attribute too."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        body = re.sub(r"(?s)<style>.*?</style>", "", text)
        yield html.unescape(re.sub(r"</?(?:a|bdi|mark|span|strong|em|b|i)\b[^>]*>", "", body).replace("<", " <"))
        yield html.unescape(re.sub(r"<[^>]*>", " ", body))
        yield from map(html.unescape, re.findall(r'="([^"]*)"', body))
    elif path.suffix == ".csv":
        yield re.sub(r'[",]+', " ", text)
    yield text.replace("\\n", " ").replace("\\u", " ")


def runs_of(body, *texts, longest):
    """Runs of more than `longest` words of the body that one of the texts holds."""
    words = read_words(body)
    known = {tuple(words[n : n + longest + 1]) for n in range(len(words) - longest)}
    return [
        " ".join(run)
        for text in texts
        for shown in [read_words(text)]
        for n in range(len(shown) - longest)
        if (run := tuple(shown[n : n + longest + 1])) in known
    ]


def assert_withheld(folder, bodies, *, longest):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".nojekyll"]
    assert {path.suffix for path in files} >= {".html", ".csv", ".json"}
    for path in files:
        for text in shown_in(path):
            for body in bodies:
                assert not runs_of(body, text, longest=longest), path.name


@pytest.mark.parametrize("words", [4, 6, 12])
def test_no_file_of_the_small_report_holds_a_longer_run(tmp_path, monkeypatch, words):
    write_report(monkeypatch, tmp_path / "short", passage_words=words)
    bodies = [text.partition("\n\n")[2] for text in TEXT.values()]
    assert_withheld(tmp_path / "short", bodies, longest=max(words, 5))
    text = (tmp_path / "short" / "articles.html").read_text("utf-8")
    # The figure is what its passage is needed for.
    assert "1,200 people" in re.sub(r"<[^>]*>", "", text)


@pytest.mark.kernel
def test_no_file_of_a_whole_run_holds_a_longer_run(tmp_path):
    folder = tmp_path / "valley-flood"
    shutil.copytree(FLOOD, folder)
    made = runner.run(
        str(folder),
        settings={"passage_words": 12, "n_resamples": 20},
        reports=tmp_path / "reports",
        processed=tmp_path / "p",
        jobs=2,
        say=lambda _: None,
    )
    processed = tmp_path / "p" / "valley-flood"
    articles, blocks = (pd.read_parquet(processed / f"{name}.parquet") for name in ("articles", "blocks"))
    bodies = []
    for article_id, text in articles[["article_id", "text"]].itertuples(index=False):
        own = blocks[(blocks["article_id"] == article_id) & blocks["is_body"] & (blocks["kind"] != "title")]
        bodies.append(" ".join(text[start:end] for start, end in zip(own["start_char"], own["end_char"], strict=True)))
    assert len(bodies) > 1
    assert all(len(read_words(body)) > 40 for body in bodies)
    report = made.index.parent
    assert_withheld(report, [unicodedata.normalize("NFC", body) for body in bodies], longest=12)
    # The notebooks beside it keep their results, or a later run of one of them would empty the other pages.
    kept = nbformat.read(report / "notebooks" / "03-voices.ipynb", as_version=4)
    assert any(cell.get("outputs") for cell in kept.cells)
    assert "at most 12 words long" in (report / "03-voices.html").read_text("utf-8")
