"""What a researcher asks in a cell: sentences in their place, words in context, tables that filter, choosers."""

import pytest

from analysis import parameters, pipeline
from analysis.errors import ParameterError
from analysis.report import browse

TEXT = "The quay was shut. At least 40 crates were lost on Sunday, the port said. “It was the wind,” Mira Tal said.\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "quay"
    folder.mkdir()
    (folder / "herald.txt").write_text(TEXT, encoding="utf-8")
    (folder / "post.txt").write_text(
        "A <script>alert(1)</script> quay fell.\n\nNobody saw the quays.\n", encoding="utf-8"
    )
    settings = parameters.make({"corpus": str(folder), "n_resamples": 20})
    return pipeline.open_corpus(settings, processed=folder.parent / "processed")


def test_a_figure_is_shown_in_its_sentence_between_its_neighbours(story):
    (figure,) = story.reported_figures["figure_id"]
    shown = story.sentence(figure)
    assert shown.marked == "At least 40"
    assert shown.right.startswith(" crates were lost on Sunday")
    assert shown.before == "The quay was shut."
    assert "“It was the wind,”" in shown.after
    assert "<mark" in shown._repr_html_()
    assert "[At least 40] crates" in str(shown)


def test_a_sentence_and_a_quotation_can_be_asked_for_too(story):
    assert story.sentence("herald:s1").marked == "The quay was shut."
    assert story.sentence(story.quotes.query("is_direct")["quote_id"].iloc[0]).marked.strip("“”") == "It was the wind,"


def test_links_of_a_notebook_are_told_the_words_behind_every_id(story):
    told = browse.passages(story)
    (figure,) = story.reported_figures["figure_id"]
    assert (told(figure).marked, told("herald:s3").before) == ("At least 40", told("herald:s2").marked)
    assert told("herald") is None


def test_an_unknown_id_is_answered_with_what_an_id_looks_like(story):
    with pytest.raises(ParameterError, match="'herald:s1'"):
        story.sentence("herald:f99")


def test_words_in_context_are_marked_and_counted(story):
    lines = story.kwic("quay*")
    assert len(lines.rows) == 3
    assert lines._repr_html_().count("<mark") == 3
    assert "3 places" in str(lines)


def test_what_an_article_holds_never_runs(story):
    for shown in (story.sentence("post:s1"), story.kwic("quay"), story.browse("sentences")):
        assert "<script>alert" not in shown._repr_html_()


def test_a_table_filters_and_sorts_without_a_request(story):
    html = story.browse("claims")._repr_html_()
    assert "crates were lost" in html  # each row with its sentence
    assert not [place for place in ("cdn", "unpkg") if f"https://{place}" in html]
    assert "At least 40" in str(story.browse(story.claims.query("value > 5")))


def test_a_table_that_is_not_there_or_too_long_is_refused(story, monkeypatch):
    with pytest.raises(ParameterError, match="no table 'claim'"):
        story.browse("claim")
    monkeypatch.setattr(browse, "_MOST_BROWSED", 1)
    with pytest.raises(ParameterError, match="select 1 at most"):
        story.browse("sentences")


def test_choosers_leave_what_was_chosen(story):
    chooser = story.choose()
    (source, _, term), shown = chooser.children[0].children, chooser.children[1]
    assert "At least 40" in shown.value
    source.value = "post"
    assert "At least 40" not in shown.value
    term.value = "quays"
    assert "1 place" in shown.value
    term.value = "*"
    assert "<p>" in shown.value


def test_tables_complete_and_say_what_their_columns_mean(story):
    assert {"claims", "sentence", "kwic", "browse", "choose"} <= set(dir(story))
    assert story.claims.__doc__.startswith("Table `claims`")
    assert "surface (string):" in story.claims.__doc__
