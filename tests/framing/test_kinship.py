import pytest
from framing_sample import REPORT, REWRITE, Newsroom, kin_of, others, tables

from analysis.framing import kinship, origins, origins_sentence, reuse, similarity
from analysis.framing.facts import SharedFacts
from analysis.framing.kinship import _is_rewrite, _Overlap, _spoken, _took_less
from analysis.framing.reading import Passage
from analysis.framing.similarity import SharedRuns
from analysis.wording import number_word


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


@pytest.mark.parametrize(
    "post",
    [
        "I told them the old pier would never hold and they built it anyway, what a shame for our town! "
        "Ask the mayor who signed the papers and who got paid for it all, twice. I will not be quiet about this! #pier",
        "The old pier of @VessbyHarbour is shut again and the town has paid for it twice by now. "
        "The mayor has yet to show the papers that the owners of the yard signed last winter. "
        "Boats for the islands leave from the north quay until the pier is mended, see pic.twitter.com/x1y2",
    ],
)
def test_a_post_repeated_without_quotation_marks_is_no_excerpt(post):
    room = Newsroom(32)
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
    assert "Wire and Evening share a passage" in found.loc["one", "explanation"]
    said = origins_sentence(found.reset_index())
    assert f"at most {number_word(len(texts))} independent origins" in said
    assert "there they are not independent" in said


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


def overlap(n, *, own=None, few=0, lead=9, shorter=100, longer=100):
    shared = SharedRuns(n, n if own is None else own, few, lead)
    return _Overlap(n / shorter, shorter, longer, shorter, shared)


@pytest.mark.parametrize(
    ("at_the_edge", "below"),
    [
        (overlap(25), overlap(24)),  # a quarter of the runs
        (overlap(25, shorter=99), overlap(24, shorter=90)),  # 25 of them
        (overlap(40, own=10), overlap(40, own=9)),  # a tenth in its own voice
        (overlap(70, own=0), overlap(69, own=0)),  # from 70 % on, whoever speaks
        (overlap(8, shorter=8), overlap(7, shorter=9)),  # a very short article: nearly all of it
    ],
)
def test_a_copy_begins_at_the_edge(at_the_edge, below):
    assert at_the_edge.is_copy
    assert not below.is_copy


def test_the_kind_of_a_copy_changes_at_the_edge():
    assert [overlap(n).kind for n in (90, 89)] == ["same_text", "edited_copy"]
    assert [overlap(89, longer=longer).kind for longer in (125, 126)] == ["edited_copy", "excerpt"]
    assert [overlap(40, lead=lead).shares_lead for lead in (4, 3)] == [True, False]


def test_two_outlets_share_a_passage_from_eighteen_runs_on():
    few = [overlap(20, few=few, longer=900) for few in (18, 17)]
    assert [one.judged(one_outlet=False, took_less=False).relation for one in few] == ["excerpt", "none"]


def test_of_what_was_taken_from_an_outlet_its_other_articles_have_less_than_three_fifths():
    assert [_took_less(n, 50) for n in (30, 29)] == [False, True]
    background = overlap(60, few=60, longer=900)
    assert background.judged(one_outlet=False, took_less=True).relation == "none"
    assert background.judged(one_outlet=False, took_less=False).relation == "excerpt"


REWRITTEN = {
    "listed": [], "n": 7, "n_rare": 5, "score": 6.0, "share": 0.5, "share_richer": 0.2, "order": 0.9,
    "told_score": 1.8, "told_share": 0.6, "n_told_rare": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("score", 5.99), ("n_rare", 4), ("share", 0.49), ("share_richer", 0.19), ("order", 0.89), ("told_score", 1.79),
        ("told_share", 0.59), ("n_told_rare", 2),
    ],
)  # fmt: skip
def test_a_rewrite_is_called_one_at_the_edge_of_every_measure_and_not_below(name, below):
    assert _is_rewrite(SharedFacts(**REWRITTEN))
    assert not _is_rewrite(SharedFacts(**(REWRITTEN | {name: below})))


@pytest.mark.parametrize(("name", "below"), [("score", 3.99), ("n", 7), ("order", 0.79)])
def test_a_short_rewrite_needs_many_facts_in_the_same_order(name, below):
    short = REWRITTEN | {"score": 4.0, "n": 8, "share": 0.6, "order": 0.8, "told_score": 1.2}
    assert _is_rewrite(SharedFacts(**short))
    assert not _is_rewrite(SharedFacts(**(short | {name: below})))


def test_copies_of_a_report_do_not_hide_its_rewrite():
    copies = [(f"copy{n}", f"Paper {n}", REPORT) for n in range(6)]
    made = tables([("report", "Wire", REPORT), ("rewrite", "Blog", REWRITE), *copies, *others()])
    kin = kin_of(made)
    assert kin["report", "rewrite"] == "rewrite"
    assert origins(made.articles, kinship(*made))["origin"].nunique() == 1 + len(others())


def test_a_rewrite_of_what_two_versions_of_an_agency_text_tell_has_their_origin():
    first, second = REPORT[: len(REPORT) // 2], REPORT[len(REPORT) // 2 :]
    versions = [("one", "Daily", f"WESTBAY (CW) — {first}"), ("two", "Evening", f"WESTBAY (CW) — {second}")]
    made = tables([*versions, ("rewrite", "Blog", REWRITE), *others()])
    assert "rewrite" in {relation for pair, relation in kin_of(made).items() if "rewrite" in pair}
    assert origins(made.articles, kinship(*made))["origin"].nunique() == 1 + len(others())


def test_articles_that_credit_one_agency_are_one_origin_and_say_in_which_words():
    room = Newsroom(41)
    texts = [
        ("a", "Daily", "OLDPORT, Ost (CW) — " + " ".join(room.article(8))),
        ("b", "Evening", "By Ann Reed, Reuters\n" + " ".join(room.article(8))),
        ("c", "Herald", "NEWPORT (CW) — " + " ".join(room.article(8))),
    ]
    made = tables([*texts, *others()])
    found = kinship(*made)
    assert kin_of(made) == {("a", "c"): "same_agency"}
    assert found.iloc[0][["agency", "credit_a", "credit_b"]].tolist() == ["CW", "OLDPORT, Ost (CW)", "NEWPORT (CW)"]
    counted = origins(made.articles, found)
    assert "Daily and Herald (credited to CW) share one" in origins_sentence(counted)
    assert counted["origin"].nunique() == len(made.articles) - 1


def test_what_an_agency_gave_a_part_of_is_no_common_origin_and_not_called_independent():
    room = Newsroom(42)
    texts = [
        ("a", "Daily", "OLDPORT, Ost (CW) — " + " ".join(room.article(8))),
        ("b", "Evening", " ".join(room.article(8)) + "\nThe Coastal Wire contributed to this report."),
    ]
    made = tables(texts)
    found = origins(made.articles, kinship(*made))
    assert found["basis"].tolist() == ["none", "none"]
    assert found["agency"].tolist() == ["CW", "CW"]
    said = origins_sentence(found)
    assert said.startswith("Two articles, at most two independent origins")
    assert "Daily and Evening both credit CW: there they are not independent." in said


def test_an_agency_in_a_large_corpus_ties_only_articles_on_one_story():
    room = Newsroom(43)
    texts = [(f"a{n:02d}", f"Paper {n % 5}", "OLDPORT (CW) — " + " ".join(room.article(8))) for n in range(70)]
    assert kin_of(tables(texts)) == {}


FOOTER = (
    "Sign up for our weekly letter and help to keep local reporting alive. The trust that owns this title is a charity "
    "and every gift goes to its newsrooms. All rights reserved; no part of these pages may be copied without our leave."
)
LINK = (
    "Read more: Mayor says that the old bridge may have to be shut for the whole of next winter after engineers found "
    "new cracks in all of the pillars that they looked at"
)


@pytest.mark.parametrize("line", [FOOTER, LINK], ids=["footer", "link to an article"])
def test_what_pages_have_in_common_makes_no_kin(line):
    room = Newsroom(44)
    texts = [(f"a{n}", f"Paper {n}", " ".join(room.article(12)) + "\n" + line) for n in range(2)]
    assert kin_of(tables([*texts, *others()])) == {}


@pytest.mark.parametrize(("n_sentences", "voiced"), [(4, {1}), (3, set())])
def test_a_quarter_of_the_sentences_in_the_first_person_are_words_of_others(n_sentences, voiced):
    """Of an article that speaks so itself, none is."""
    texts = ["The pier is shut.", "I saw it fall.", "The mayor came.", "It rained."][:n_sentences]
    placed = [[(word, 0, 0) for word in text.lower().strip(".").split()] for text in texts]
    quoted = [[False] * len(words) for words in placed]
    passages = [Passage(0, text) for text in texts]
    assert _spoken(passages, placed, quoted, frozenset({"i"})) == voiced


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


@pytest.mark.parametrize(("n_words", "n_passages"), [(7, 1), (6, 0)])
def test_a_passage_is_shown_from_seven_words_on(n_words, n_passages):
    shared = " ".join("seven grey geese crossed our frozen lake".split()[:n_words])
    made = tables([("a", "X", f"Once {shared} twice."), ("b", "Y", f"Here {shared} there."), *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages


@pytest.mark.parametrize(("n_words", "n_passages"), [(4, 1), (3, 0)])
def test_a_passage_is_made_of_runs_of_four_words_and_more(n_words, n_passages):
    runs = ["seven grey geese crossed", "our frozen lake while", "nobody at home looked", "and then came back"]
    shared = [" ".join(run.split()[:n_words]) for run in runs]
    texts = [(name, name.upper(), f" {name * 5} ".join(shared) + ".") for name in "ab"]
    made = tables([*texts, *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages


@pytest.mark.parametrize(("gap", "n_passages"), [(10, 1), (11, 2)])
def test_pieces_up_to_ten_words_apart_make_one_passage(gap, n_passages):
    one, two = "seven grey geese crossed our frozen lake", "nobody at home saw any of them again"
    between = [" ".join(f"{kind}{chr(97 + n)}" for n in range(gap)) for kind in ("p", "q")]
    texts = [(name, name.upper(), f"{one} {between[at]} {two}.") for at, name in enumerate("ab")]
    made = tables([*texts, *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages
