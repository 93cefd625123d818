import pytest
from framing_sample import Newsroom, others, tables

from analysis.framing import kinship, reuse


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


@pytest.mark.parametrize(("gap", "n_passages"), [(10, 1), (11, 2)])
def test_pieces_up_to_ten_words_apart_make_one_passage(gap, n_passages):
    one, two = "seven grey geese crossed our frozen lake", "nobody at home saw any of them again"
    between = [" ".join(f"{kind}{chr(97 + n)}" for n in range(gap)) for kind in ("p", "q")]
    texts = [(name, name.upper(), f"{one} {between[at]} {two}.") for at, name in enumerate("ab")]
    made = tables([*texts, *others(3)])
    found = reuse(*made, kinship(*made))
    assert len(found[(found["article_a"] == "a") & (found["article_b"] == "b")]) == n_passages
