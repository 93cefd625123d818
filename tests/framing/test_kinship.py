import sys

import pytest
from framing_sample import Newsroom, tables

from analysis.framing import kinship, origins, origins_sentence, reuse, similarity

REPORT = (
    "On Friday Ada Marlowe freed 312 sailors from Port Ellery. “A paper victory,” said Bo Quillan of Harbour Watch. "
    "Some 4,870 families still wait near Castle Dunmore. The Ellery Trust has counted 96 ships since spring. "
    "Jonah Pike, a diver, told reporters that Mina Roth had seen the cargo."
)
REWRITE = (
    "What looks like mercy is theatre: Ada Marlowe let 312 sailors go. Bo Quillan, who speaks for Harbour Watch, "
    "called it a paper victory. Around Castle Dunmore the number who hope in vain stands at 4,870. By the reckoning of "
    "the Ellery Trust 96 vessels lie idle. A diver named Jonah Pike heard from Mina Roth what the holds contained."
)


def others(n=6):
    room = Newsroom(11)
    return [(f"other{number}", f"Paper {number}", " ".join(room.article(12))) for number in range(n)]


def kin_of(made):
    found = kinship(*made)
    return {(row.article_a, row.article_b): row.relation for row in found.itertuples() if row.relation != "none"}


def test_a_rewrite_without_shared_wording_is_found_by_its_facts():
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *others()])
    found = kinship(*made)
    assert kin_of(made) == {("report", "rewrite"): "rewrite"}
    first, second = found["score"].iloc[:2]
    assert first > 2 * second
    assert "Ada Marlowe" in found["facts"].iloc[0]
    assert found["containment"].iloc[0] < 0.1


def test_copies_excerpts_and_edited_copies_are_told_apart():
    room = Newsroom(5)
    text = room.article(30)
    texts = [
        ("original", "Wire", " ".join(text)),
        ("copy", "Daily", " ".join(text)),
        ("excerpt", "Short", " ".join(text[4:14])),
        ("syndicated", "Evening", " ".join(room.edited(text, 0.04))),
        *others(),
    ]
    kin = kin_of(tables(texts))
    assert kin["copy", "original"] == "same_text"
    assert kin["excerpt", "original"] == "excerpt"
    assert kin["original", "syndicated"] == "edited_copy"
    assert all(not (a.startswith("other") or b.startswith("other")) for a, b in kin)


def test_planted_kin_among_many_articles_are_found_and_nothing_else():
    room = Newsroom(7)
    originals = [room.article(room.random.randint(12, 30)) for _ in range(150)]
    texts, planted = [], set()
    for number, sentences in enumerate(originals):
        texts.append((f"a{number:03d}", f"Paper {number % 5}", " ".join(sentences)))
    for number, sentences in enumerate(originals[:45]):
        kind = number % 3
        other = (
            sentences if kind == 0 else room.edited(sentences, 0.05) if kind == 1 else sentences[: len(sentences) // 2]
        )
        texts.append((f"z{number:03d}", "Reprint", " ".join(other)))
        planted.add((f"a{number:03d}", f"z{number:03d}"))
    found = set(kin_of(tables(texts)))
    assert found == planted


def test_articles_that_quote_the_same_statement_are_no_copies():
    statement = (
        "“We will not rest until every one of the people held in that camp has come home to us,” the minister said."
    )
    room = Newsroom(9)
    texts = [(f"a{n}", f"Paper {n}", " ".join([*room.article(14), statement])) for n in range(8)]
    assert kin_of(tables(texts)) == {}


def test_footnote_numbers_make_no_kin():
    room = Newsroom(13)

    def notes():
        return " ".join(f"{room.random.choice(room.words).title()} {number}." for number in range(10, 40))

    texts = [(f"a{n}", f"Paper {n}", " ".join(room.article(5)) + (notes() if n < 2 else "")) for n in range(12)]
    assert kin_of(tables(texts)) == {}


def test_shared_passages_are_aligned_in_both_texts():
    room = Newsroom(21)
    shared = room.article(3)
    text_a = " ".join([*room.article(6), *shared])
    text_b = " ".join([*shared, *room.article(6)])
    made = tables([("a", "X", text_a), ("b", "Y", text_b), *others(3)])
    found = reuse(*made, kinship(*made))
    row = found[found["article_b"] == "b"].iloc[0]
    assert text_a[row["start_a"] : row["end_a"]] == text_b[row["start_b"] : row["end_b"]]
    assert shared[1] in text_a[row["start_a"] : row["end_a"]]
    assert row["share_same"] == 1.0
    assert set(found["sentence_a"]) <= set(made.sentences["sentence_id"])


def test_an_edited_passage_is_one_passage_with_a_lower_share():
    text = "the old ferry left the northern harbour at dawn with forty sheep and two bicycles for the far islands"
    made = tables([("a", "X", text), ("b", "Y", text.replace("forty", "fifty")), *others(3)])
    found = reuse(*made, kinship(*made))
    pair = found[(found["article_a"] == "a") & (found["article_b"] == "b")]
    assert len(pair) == 1
    assert 0.7 < pair["share_same"].iloc[0] < 1


def test_kin_share_an_origin_and_the_sentence_says_so():
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *others()])
    found = origins(made.articles, kinship(*made))
    assert found.set_index("article_id").loc[["report", "rewrite"], "origin"].nunique() == 1
    assert found["origin"].nunique() == 7
    text = origins_sentence(found)
    assert "8 articles, about 7 independent origins" in text
    assert "Blog and Wire" in text
    assert len(found) == len(made.articles)


def test_the_earliest_dated_article_names_the_origin():
    text = " ".join(Newsroom(2).article(20))
    made = tables([("a", "X", text, "2025-05-02"), ("b", "Y", text, "2025-05-01"), *others(2)])
    found = origins(made.articles, kinship(*made)).set_index("article_id")
    assert found.loc["a", "origin"] == "b"
    assert found.loc["a", "basis"] == "same_text"


@pytest.mark.parametrize(
    "texts",
    [[], [("a", "X", REPORT)], [("a", "X", ""), ("b", "Y", "")], [("a", "X", REPORT), ("b", "Y", REWRITE)]],
    ids=["none", "one", "empty", "two: nobody can tell what is rare"],
)
def test_too_few_articles_give_no_kin_and_no_crash(texts):
    made = tables(texts)
    found = kinship(*made)
    assert (found["relation"] == "none").all()
    assert len(similarity(*made)) == len(texts) * (len(texts) - 1) // 2
    assert reuse(*made, found).empty
    assert origins_sentence(origins(made.articles, found))


def test_two_identical_articles_are_one_text_even_alone():
    text = " ".join(Newsroom(1).article(12))
    made = tables([("a", "X", text), ("b", "Y", text)])
    assert kin_of(made) == {("a", "b"): "same_text"}
    row = similarity(*made).iloc[0]
    assert row["cosine"] == 1.0
    assert row["share_7grams"] == 1.0


def test_shuffling_articles_changes_nothing():
    texts = [("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *others()]
    assert kinship(*tables(texts)).equals(kinship(*tables(texts[::-1])))
    assert similarity(*tables(texts)).equals(similarity(*tables(texts[::-1])))


def test_a_very_large_corpus_gives_the_same_cosines(monkeypatch):
    room = Newsroom(6)
    texts = [(f"a{n:02d}", "X", " ".join(room.article(8))) for n in range(70)]
    texts += [("copy", "Y", texts[0][2]), ("half", "Y", texts[1][2][:600])]
    made = tables(texts)
    exact = similarity(*made)
    monkeypatch.setattr(sys.modules["analysis.framing.similarity"], "_EXACT", 69)
    found = similarity(*made).merge(exact, on=["article_a", "article_b"], suffixes=("", "_exact"))
    assert ("a00", "copy") in set(zip(found["article_a"], found["article_b"], strict=True))
    assert (found["cosine"] - found["cosine_exact"]).abs().max() < 1e-6


def test_of_many_articles_only_pairs_that_share_something_are_listed():
    room = Newsroom(4)
    texts = [(f"a{n:02d}", "X", " ".join(room.article(6))) for n in range(64)]
    texts.append(("copy", "Y", texts[0][2]))
    found = similarity(*tables(texts))
    assert len(found) < 64 * 65 // 2
    assert ((found["article_a"] == "a00") & (found["article_b"] == "copy")).any()


STATEMENT = (
    "“The harbour belongs to those who work in it and nobody will be asked to leave before the winter is over. We have "
    "heard the skippers, we have heard the families, and the plan will be drawn up again from its first line. I want "
    "every household to have an answer in writing by the end of the month, and I will sign each of them myself.”"
)


def test_two_outlets_that_quote_one_statement_at_length_are_no_kin():
    room = Newsroom(31)
    texts = [(f"a{n}", f"Paper {n}", " ".join([*room.article(4), STATEMENT, *room.article(4)])) for n in range(2)]
    found = kinship(*tables([*texts, *others()]))
    assert found["containment"].max() > 0.2
    assert (found["relation"] == "none").all()


def test_a_post_repeated_without_quotation_marks_is_no_excerpt():
    room = Newsroom(32)
    post = (
        "I told them the old pier would never hold and they built it anyway, what a shame for our town! "
        "Ask the mayor who signed the papers and who got paid for it all, twice. I will not be quiet about this! #pier"
    )
    texts = [(f"a{n}", f"Paper {n}", " ".join([*room.article(8), post, *room.article(8)])) for n in range(2)]
    assert kin_of(tables([*texts, *others()])) == {}


def test_an_excerpt_in_the_middle_of_another_outlets_article_is_found_and_makes_no_common_origin():
    room = Newsroom(33)
    first, second = room.article(30), room.article(30)
    texts = [
        ("host", "Evening", " ".join([*room.article(12), *first[10:13], *room.article(6), *second[4:7]])),
        ("one", "Wire", " ".join(first)),
        ("two", "Agency", " ".join(second)),
        *others(),
    ]
    made = tables(texts)
    assert kin_of(made) == {("host", "one"): "excerpt", ("host", "two"): "excerpt"}
    found = origins(made.articles, kinship(*made)).set_index("article_id")
    assert found["origin"].nunique() == len(texts)
    assert found.loc["one", "nearest"] == "host"
    assert "shares a passage with Evening" in found.loc["one", "explanation"]
    assert "though some share a passage" in origins_sentence(found.reset_index())


def test_an_outlets_standing_background_makes_no_kin_but_its_updated_version_does():
    room = Newsroom(34)
    background = room.article(6)
    early = [*room.article(8), *background]
    texts = [
        ("early", "Daily", " ".join(early)),
        ("later", "Daily", " ".join([*room.article(3), *early[:6], *background])),
        ("other", "Daily", " ".join([*room.article(8), *background])),
        *others(),
    ]
    assert kin_of(tables(texts)) == {("early", "later"): "edited_copy"}


def test_background_taken_over_with_an_article_points_to_that_article_only():
    room = Newsroom(35)
    background = room.article(3)
    article = [*room.article(12), *background]
    texts = [
        ("original", "Daily", " ".join(article)),
        ("sibling", "Daily", " ".join([*room.article(12), *background])),
        ("copy", "Evening", " ".join(article)),
        *others(),
    ]
    assert kin_of(tables(texts)) == {("copy", "original"): "same_text"}


def test_a_round_up_does_not_make_one_origin_of_all_it_gathers():
    room = Newsroom(36)
    briefs = [room.article(6) for _ in range(3)]
    texts = [(f"brief{n}", f"Paper {n}", " ".join(brief)) for n, brief in enumerate(briefs)]
    texts.append(("week", "Weekly", " ".join(sentence for brief in briefs for sentence in brief)))
    made = tables([*texts, *others()])
    kin = kin_of(made)
    assert all(kin[f"brief{n}", "week"] == "excerpt" for n in range(3))
    assert origins(made.articles, kinship(*made))["n_articles"].max() == 2


def test_a_rewrite_told_in_another_order_with_half_of_the_facts_is_not_called_one():
    other_order = (
        "Mina Roth was the first to ask. The Ellery Trust keeps a list. Bo Quillan would not comment on Thursday, nor "
        "would the office of Ada Marlowe. A meeting is planned at the Dunmore Arms with Rita Falk, Tom Avery, Sue Lind "
        "and 28 captains from Westbay, and the Union of Deckhands asks for 1,150 crowns each."
    )
    made = tables([("report", "Wire", REPORT), ("follow", "Blog", other_order), *others()])
    assert kin_of(made) == {}


def test_damaged_quotation_marks_do_not_hide_a_copy():
    room = Newsroom(37)
    text = " ".join(f'{one[:-1]} "?so the report.' if n % 3 else one for n, one in enumerate(room.article(20)))
    made = tables([("a", "X", text), ("b", "Y", text.replace(' "?', " – ")), *others()])
    assert kin_of(made) == {("a", "b"): "same_text"}


def test_a_text_that_all_articles_of_a_large_corpus_have_makes_one_origin():
    text = " ".join(Newsroom(38).article(10))
    made = tables([(f"a{n:03d}", f"Paper {n % 3}", text) for n in range(150)])
    found = kinship(*made)
    assert len(found) < 2 * 150
    assert set(found["relation"]) == {"same_text"}
    assert origins(made.articles, found)["origin"].nunique() == 1
    assert len(similarity(*made)) < 2 * 150


def test_a_story_of_two_articles_in_a_large_corpus_is_weighed_against_all_of_it():
    room = Newsroom(39)
    texts = [(f"a{n:02d}", f"Paper {n % 5}", " ".join(room.article(8))) for n in range(70)]
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *texts])
    assert kin_of(made) == {("report", "rewrite"): "rewrite"}


def test_two_reports_of_one_interview_are_no_rewrites_of_each_other():
    room = Newsroom(40)
    answers = [
        "“Harlan Dray sold the cannery to the Brodie Fund for 9,400 crowns,” Mr Pike said.",
        "“Vera Stilt and Otis Crane warned the council twice,” Mr Pike said.",
        "“Pell Island lost its ferry, its doctor and 214 of its people,” Mr Pike said.",
        "“Not one letter from Minister Ansel Moor was ever answered,” Mr Pike said.",
        "“The Lantern Society paid for every single boat,” Mr Pike said.",
    ]

    def report():
        own = room.article(len(answers))
        return " ".join(sentence for pair in zip(own, answers, strict=True) for sentence in pair)

    found = kinship(*tables([("one", "Daily", report()), ("two", "Evening", report()), *others()]))
    assert found["score"].max() > 6
    assert (found["relation"] == "none").all()


def test_two_short_articles_with_the_same_facts_in_the_same_order_are_one_text():
    texts = [
        (
            "a",
            "Gull",
            "The ferry Marlin ran aground off Tessel on Friday with 212 people on board. The coast guard counted 43 "
            "injured. Captain Jo Brandt said a rudder had failed. Some 1,350 litres of oil ran out. “A scream of "
            "steel,” a passenger said. The owner, Lindum Lines, will pay 75 crowns to each of them.",
        ),
        (
            "b",
            "Fox",
            "Lives were put at risk when 212 travellers on the Marlin hit the rocks near Tessel. Wounds were treated "
            "in 43 cases. According to Jo Brandt, its captain, steering broke down. Oil leaked, 1,350 litres of it. "
            "One woman heard “a scream of steel”. Lindum Lines offers everyone 75 crowns.",
        ),
        ("c", "Owl", "The Marlin lies off Tessel still. Divers of the navy looked at it for 3 hours, said Ann Rell."),
        ("d", "Elk", "Shipping off Tessel was stopped. The minister, Bo Tarn, promised 12 new lights by next winter."),
        ("e", "Hen", "What is the Marlin? Built in 1988 at Osk, it has sailed under 4 names and run aground twice."),
    ]
    made = tables(texts)
    found = kinship(made.articles, made.blocks, made.sentences)
    assert found[found["relation"] != "none"][["article_a", "article_b", "relation"]].to_numpy().tolist() == [
        ["a", "b", "rewrite"]
    ]
