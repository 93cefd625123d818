import pandas as pd

from analysis.exhibits import voices
from analysis.report.links import without_links


def quoted(story):
    return voices.statements(story).query("n_direct_words > 0")


def test_the_finding_and_the_number_of_cases_follow_the_rows(flood):
    whole, one = quoted(flood), quoted(flood).head(1)
    assert len(whole) > 1
    exhibit = voices.speakers(one, flood)
    assert without_links(exhibit.finding) == f"{one['speaker'].iloc[0]} is the only speaker."
    assert exhibit.n.startswith(f"n = one quotation of {one['n_direct_words'].iloc[0]} words")
    assert voices.speakers(whole, flood).n != exhibit.n


def test_a_cut_of_the_drawing_leaves_the_table_whole_and_says_so(flood):
    rows = quoted(flood)
    exhibit = voices.speakers(rows, flood, most=1)
    assert len(exhibit.shown.rows) == 1
    assert exhibit.rows.equals(voices.by_speaker(rows))
    assert "further speaker" in exhibit.n


def test_a_source_that_quotes_nobody_has_a_share_of_none(flood):
    rows = voices.direct(flood)
    first = rows["source"].iloc[0]
    shares = voices.quoted_shares(rows.query("source == @first"), flood).set_index("source")
    assert set(shares.index) == set(flood.sources)
    assert (shares.drop(first)["share_quoted"] == 0).all()
    assert shares.loc[first, "share_quoted"] > 0


def test_nobody_quoted_is_said_not_drawn_from_nothing(poor, told):
    rows = quoted(poor)
    if rows.empty:
        assert voices.in_short(poor) == "No article quotes anybody directly."
        assert "Nobody is quoted directly." in told(voices.speakers(rows, poor))


def test_a_described_speaker_is_not_counted_as_named(flood):
    rows = quoted(flood).head(1)
    described = rows.assign(speaker="Lawyer for the families")
    assert "named speaker" not in without_links(voices.speakers_finding(described))


def test_quotations_without_a_named_speaker_are_none_of_the_named(flood):
    rows = quoted(flood).head(2).assign(speaker=["Company", "Ann Orr"], n_direct_words=[9, 4])
    said = without_links(voices.speakers_finding(rows.assign(source=["Post", "Herald"])))
    assert said == (
        "Most words are given to a speaker without a name, “company”: 9 of 13 quoted words. The one named speaker "
        "is quoted by one source only."
    )
    # Where all is from one source that goes without saying.
    assert "one source only" not in without_links(voices.speakers_finding(rows.assign(source="Post")))


def test_a_share_of_nothing_is_not_set_against_a_share():
    shares = pd.DataFrame({"source": ["Post", "Herald", "Echo"], "share_quoted": [0.12, 0.0, 0.0]})
    assert without_links(voices.quoted_finding(shares)) == "Quotation makes up at most 12 % of a source's words (Post)."
    two = without_links(voices.quoted_finding(shares.head(2).assign(share_quoted=[0.12, 0.5])))
    assert two == "Quotation makes up 50 % of the words of Herald and 12 % of those of Post."
