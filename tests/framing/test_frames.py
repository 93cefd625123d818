import re

import pytest
from analysis.framing.names import form_pattern
from framing_sample import tables

from analysis.corpus import Actor, Codebook, Frame, Wording
from analysis.framing import code_frames, collocates, coverage, names

BOOK = Codebook(
    frames={
        "trade": Frame("trade", "Is it a trade?", ("bargaining chip*", "in exchange")),
        "hope": Frame("hope", "Is there hope?", ("hope*",)),
        "silent": Frame("silent", "No cues?", ()),
    }
)
TEXTS = [
    ("a", "Gull", "They are bargaining-chips, in exchange for grain. Nothing else. Hopes rose. The end."),
    ("b", "Fox", "Bargaining began. No chips fell."),
]


def test_frames_count_sentences_with_a_cue_and_keep_the_evidence():
    made = tables(TEXTS)
    coded = code_frames(*made, codebook=BOOK)
    shares = coded.frames.set_index(["source", "frame"])
    assert shares.loc[("Gull", "trade"), ["n_sentences", "n_sentences_all", "share_sentences"]].tolist() == [1, 4, 0.25]
    assert shares.loc[("Fox", "trade"), "n_sentences"] == 0
    assert "silent" not in coded.frames["frame"].tolist()
    text = made.articles["text"].iloc[0]
    surfaces = [text[row.start_char : row.end_char] for row in coded.evidence.itertuples()]
    assert surfaces == coded.evidence["surface"].tolist() == ["bargaining-chips", "in exchange", "Hopes"]
    assert set(coded.evidence["sentence_id"]) == {"a:s1", "a:s3"}


def test_with_few_articles_the_interval_is_labelled_as_within_them():
    coded = code_frames(*tables(TEXTS), codebook=BOOK).frames
    assert set(coded["resampled"]) == {"sentences"}
    assert coded["articles_low"].isna().all()
    assert ((coded["low"] <= coded["share_sentences"]) & (coded["share_sentences"] <= coded["high"])).all()


def test_with_enough_articles_the_interval_lets_articles_vary():
    texts = [
        (f"{source}{n}", source, "Hope is here. All else fails." * (1 + n % 2)) for source in "ab" for n in range(6)
    ]
    coded = code_frames(*tables(texts), codebook=BOOK).frames
    assert set(coded["resampled"]) == {"articles"}
    assert coded.loc[coded["frame"] == "hope", "articles_high"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("texts", [[], [("a", "Gull", "")]])
def test_no_sentences_give_no_share(texts):
    coded = code_frames(*tables(texts), codebook=BOOK).frames
    assert coded["share_sentences"].isna().all()
    assert (coded["resampled"] == "none").all()


def test_navigation_is_no_evidence():
    made = tables([("a", "Gull", "Hope is here.\nHope, home, hope.")], is_body=lambda line: "home" not in line)
    assert len(code_frames(*made, codebook=BOOK).evidence) == 1


WORDS = Codebook(
    actors={
        "union": Actor("union", ("Trade Amnesty Union", "Amnesty Union")),
        "melnik": Actor("melnik", ("Olga Melnik", "Olha Melnyk")),
    },
    wordings={
        "rulers": Wording("rulers", ("government", "regime")),
        "event": Wording("event", ("release", "amnesty", "free")),
    },
)


def named(texts, book=WORDS, **options):
    found = names(*tables(texts), codebook=book, **({"propose": False} | options))
    return found.set_index(["group", "form", "source"])


def test_words_chosen_are_counted_with_inflections_and_sentences():
    texts = [
        ("a", "Gull", "The regime fell. Regimes fall."),
        ("b", "Fox", "A government’s fall. The regime and governments."),
    ]
    found = named(texts)
    assert found.loc[("rulers", "regime", "Gull"), ["n", "n_articles", "share"]].tolist() == [2, 1, 1.0]
    assert found.loc[("rulers", "government", "Gull"), "n"] == 0
    assert found.loc[("rulers", "government", "Fox"), "n"] == 2
    assert found.loc[("rulers", "regime", "Gull"), "sentences"] == ["a:s1", "a:s2"]


def test_a_word_inside_a_proper_name_is_no_choice():
    found = named([("a", "Gull", "The Amnesty Union was released. An amnesty came.")])
    assert found.loc[("event", "amnesty", "Gull"), "n"] == 1
    assert found.loc[("event", "release", "Gull"), "n"] == 1


def test_spellings_among_an_actors_names_make_a_group():
    found = named([("a", "Gull", "Melnik spoke."), ("b", "Fox", "Melnyk, Olha Melnyk, spoke.")])
    own = found[found.index.get_level_values("group").str.startswith("melnik")].reset_index()
    assert own.loc[(own["form"] == "Melnyk") & (own["source"] == "Fox"), "n"].tolist() == [2]
    assert set(found["kind"]) == {"spelling"}


def test_without_a_codebook_spellings_of_one_name_are_proposed():
    texts = [
        ("a", "Gull", "Then President Tymoshenko spoke. Later President Tymoshenko left."),
        ("b", "Fox", "Here President Timoschenko spoke. There Mr Hansen sat with Ms Jensen."),
    ]
    found = named(texts, Codebook(), propose=True).reset_index()
    assert found["group"].unique().tolist() == ["Tymoshenko / Timoschenko"]
    assert set(found["basis"]) == {"proposed"}


def test_without_a_codebook_words_that_fill_the_same_places_are_proposed():
    rows = []
    for number in range(6):
        word = "regime" if number % 2 else "junta"
        source = "Gull" if number % 2 else "Fox"
        soldiers = f"Soldiers of the {word} in power fired {'on ' * number}at them."
        critics = f"Critics of the {word} in exile wrote {'very ' * number}much."
        denial = f"The ruling {word} denies that {'and that ' * number}too."
        rows.append((f"a{number}", source, f"{soldiers} {critics} {denial}"))
    found = named(rows, Codebook(), propose=True).reset_index()
    assert "junta / regime" in found["group"].tolist()


@pytest.mark.parametrize(
    ("form", "yes", "no"),
    [
        ("freed", ["freed"], ["fred", "free-for-all"]),
        ("policy", ["policy", "policies"], ["police"]),
        ("prisoners of conscience", ["prisoners of conscience", "prisoners  of-conscience"], ["prisoners"]),
        ("Lee", ["Lee", "Lee’s"], ["lee", "Leeds"]),
        ("pardoning", ["pardon", "pardons", "pardoned"], ["pardonable"]),
    ],
)
def test_inflections(form, yes, no):
    pattern = re.compile(form_pattern(form), 0 if form[0].isupper() else re.IGNORECASE)
    assert all(pattern.fullmatch(word) for word in yes)
    assert not any(pattern.fullmatch(word) for word in no)


def test_collocates_stand_within_the_window_in_the_sentence():
    text = "The bitter harbour froze. A bitter harbour and a bitter wind. Salt is dear. The harbour of salt and salt."
    found = collocates(*tables([("a", "Gull", text * 3)]), node="harbour", window=1, top=5)
    assert sorted(found["collocate"]) == ["bitter", "froze"]
    assert found.set_index("collocate").loc["bitter", ["n", "n_node"]].tolist() == [6, 9]
    assert (found["pmi"] > 0).all()


def test_collocates_of_a_word_nobody_uses_are_none():
    assert collocates(*tables(TEXTS), node="zebra").empty


def test_coverage_counts_undated_articles_apart():
    made = tables([("a", "Gull", "One two.", "2025-05-01"), ("b", "Gull", "One.", "2025-05-01"), ("c", "Fox", "One.")])
    found = coverage(made.articles)
    assert found["n_articles"].tolist() == [2, 1]
    assert found["period"].iloc[0] == "2025-05-01"
    assert found["period"].isna().tolist() == [False, True]
    assert found["n_articles"].sum() == len(made.articles)


def test_long_coverage_is_counted_by_month():
    made = tables([("a", "Gull", "One.", "2025-01-31"), ("b", "Gull", "One.", "2025-06-01")])
    assert coverage(made.articles)["period"].tolist() == ["2025-01", "2025-06"]
