import sys

from framing_sample import Newsroom, tables

from analysis.framing import similarity


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
