"""Which language a text is in, and what is set aside because it is in another one than its article."""

import pytest

from analysis.corpus.document import document_from_text
from analysis.corpus.health import health_flags
from analysis.corpus.intake import read_corpus
from analysis.corpus.language import detect_language, is_english, other_language

ENGLISH = "The council met on Tuesday to talk about the ferry, and those who came wanted to know what it would cost."
OTHERS = {
    "da": "Brandvæsenet reddede fyrre mennesker ud af det brændende hus ved havnen i nat.",
    "de": "Die Feuerwehr rettete in der Nacht vierzig Menschen aus dem brennenden Haus am Hafen.",
    "es": "Los bomberos rescataron a cuarenta personas durante la noche, según dijo el alcalde.",
    "fi": "Palokunta pelasti yöllä neljäkymmentä ihmistä sataman palavasta talosta, kertoi poliisi.",
    "fr": "Les pompiers ont sauvé quarante personnes pendant la nuit, a indiqué la préfecture.",
    "it": "I vigili del fuoco hanno salvato quaranta persone durante la notte, ha detto il sindaco.",
    "nl": "De brandweer redde vannacht veertig mensen uit het brandende huis aan de haven.",
    "pl": "Strażacy uratowali w nocy czterdzieści osób z płonącego domu przy porcie.",
    "pt": "Os bombeiros salvaram quarenta pessoas durante a noite, disse o presidente da câmara.",
    "ru": "Пожарные ночью спасли сорок человек из горящего дома в порту, сообщил мэр.",
    "sv": "Brandkåren räddade fyrtio människor ur det brinnande huset vid hamnen i natt.",
    "zh": "消防员昨晚从港口着火的房屋中救出四十人，市长说。",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_of_the_press_are_told_apart(code):
    assert detect_language(OTHERS[code]) == other_language(OTHERS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Marin Holt, Anna Berg, José Ruiz and Łukasz Nowak were named to the board of Société Orn on Monday.",
        "“C’est la vie,” the mayor of Orn-sur-Mer told reporters, and then he went back to his office to resign.",
        "Police in Århus held nine people after the match between Brøndby and FC Orn, local media said.",
    ],
)
def test_english_with_foreign_names_and_words_stays_english(text):
    assert detect_language(text) == "en"
    assert other_language(text) is None


@pytest.mark.parametrize("text", ["Too short to tell.", "Orn, Velland, Stell", "", "12 + 4 = 16", "¡Viva Orn!"])
def test_what_is_too_short_has_no_language_of_its_own(text):
    assert detect_language(text) is other_language(text) is None


@pytest.mark.parametrize(("n_words", "code"), [(7, None), (8, "sv")])
def test_eight_words_tell_a_language(n_words, code):
    assert detect_language(" ".join(OTHERS["sv"].split()[:n_words])) == code


def test_a_long_text_is_told_by_its_middle():
    menu = "Home | Nyheter | Sport | Ekonomi | Kultur\n" * 10
    assert detect_language(menu + f"{ENGLISH}\n" * 20 + menu) == "en"


def test_regions_of_english_and_the_unknown_are_read_as_english():
    assert [is_english(code) for code in ("en", "EN-gb", None, float("nan"), "sv")] == [True, True, True, True, False]


def kinds(text, **given):
    document = document_from_text(f"Fire in the harbour\n\n{text}", **given)
    return [(block.kind, block.is_body) for block in document.blocks[1:]]


def test_a_paragraph_in_another_language_is_set_aside_with_its_reason():
    text = f"Fire in the harbour\n\n{ENGLISH}\n\n{OTHERS['sv']}"
    blocks = document_from_text(text, is_english=True).blocks
    assert [(block.kind, block.is_body) for block in blocks[1:]] == [("paragraph", True), ("other_language", False)]
    assert blocks[-1].reason == "another language than the article's: sv"
    assert health_flags(document_from_text(text, is_english=True), language="en", is_given=True, is_listed=True)


def test_a_short_block_takes_the_language_of_the_article():
    assert kinds("Vem är det som dog?\n\nAnna Berg, Stockholm.", is_english=True)[0][0] != "other_language"


def test_an_article_in_another_language_keeps_its_blocks():
    assert kinds(OTHERS["sv"]) == [("paragraph", True)]


def test_the_corpus_says_what_it_took_for_another_language(tmp_path):
    (tmp_path / "a.txt").write_text(f"Fire in the harbour\n\n{ENGLISH}\n\n{OTHERS['fr']}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Brand i hamnen\n\n{OTHERS['sv']}\n\n{ENGLISH[:70]}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,source,language\na.txt,Herald,\nb.txt,Bladet,sv\n", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    articles = corpus.articles.set_index("article_id")
    assert articles["language"].to_dict() == {"a": "en", "b": "sv"}
    assert {"language_detected:en", "other_language"} <= set(articles.loc["a", "health"])
    assert "not_english:sv" in articles.loc["b", "health"]
    blocks = corpus.blocks
    assert blocks[~blocks["is_body"]]["article_id"].tolist() == ["a"]


def test_a_language_given_by_the_researcher_holds(tmp_path):
    (tmp_path / "a.txt").write_text(f"Brand i hamnen\n\n{OTHERS['sv']}\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,source,language\na.txt,Herald,en\n", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert corpus.articles["language"].tolist() == ["en"]
    assert corpus.blocks["kind"].tolist()[-1] == "other_language"


def test_english_by_its_words_and_by_its_letters_is_the_same():
    for text in (
        "The ferry that was due at noon came with the tide, and those who waited were cold.",
        "Kazi hii ilifanywa na watu wengi wa mji ambao walitaka kuona mto huo tena kabla ya mvua kubwa.",
        "La barca arrivò tardi: «The people of the harbour said that this was the end», scrive il giornale della sera.",
    ):
        assert other_language(text) == (None if detect_language(text) == "en" else detect_language(text))
    # An English title does not make a text English.
    film = "Der Film „The Lord and the Harbour“ läuft heute in allen Kinos der Stadt, die es noch gibt."
    assert other_language(film) == "de"
