from types import SimpleNamespace

import pandas as pd

from analysis.exhibits import omissions
from analysis.report.links import without_links


def story(**left_out):
    """Two facts that three sources could tell; for each source those that it leaves out."""
    facts = pd.DataFrame({"fact_id": ["f1", "f2"], "is_central": True, "sentence_id": "a:s1", "fact": ["one", "two"]})
    cells = [
        {"fact_id": fact, "source": source, "status": "missing" if fact in out else "told",
         "instead": None, "sentence_id": "a:s1"}
        for source, out in left_out.items()
        for fact in ("f1", "f2")
    ]  # fmt: skip
    return SimpleNamespace(facts=facts, fact_sources=pd.DataFrame(cells))


def test_the_sources_that_leave_out_most_are_each_told_with_their_number():
    one_each = without_links(omissions.finding(story(Post=["f1"], Herald=["f2"], Echo=[])))
    assert one_each.endswith("Two facts are told by all sources but one: Herald (one) and Post (one).")
    two_each = without_links(omissions.finding(story(Post=["f1", "f2"], Herald=["f1", "f2"], Echo=[])))
    assert "Herald and Post leave out most: two each." in two_each
    alone = without_links(omissions.finding(story(Post=["f1", "f2"], Herald=["f1"], Echo=[])))
    assert "Post leaves out most: two. One fact is told by all sources but one: Post." in alone


def test_most_is_said_only_of_one_that_has_more_than_any_other():
    def told(*sources):
        return without_links(omissions.alone_finding(pd.DataFrame({"source": sources})))

    assert told("Post", "Post", "Herald") == (
        "Three figures and quotations have one origin only, two of them in Post, more than in any other."
    )
    assert told("Post", "Herald") == "Two figures and quotations have one origin only."
    assert told("Post") == "One figure or quotation has one origin only (Post)."
