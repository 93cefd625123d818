"""What copying and saving do to characters, undone and counted."""

import pytest

from analysis.corpus.health import health_card
from analysis.corpus.intake import read_corpus
from analysis.corpus.repair import REPAIR_CODES, broken_characters, repaired


@pytest.mark.parametrize(
    ("text", "meant", "code", "n"),
    [
        ("The villageâ€™s wall cost Â£3m â€“ twice.", "The village’s wall cost £3m – twice.", "characters_repaired", 3),
        ("â€œStay,â€\u009d he said. â€œNo,â€ she said.", "“Stay,” he said. “No,” she said.", "characters_repaired", 4),
        ("CafÃƒÂ© and cafÃ© ðŸ˜€ â€¦", "Café and café 😀 …", "characters_repaired", 6),
        ("Ð–Ð¸Ñ‚ÐµÐ»Ð¸ Ð´Ð¾Ð¼Ð°", "Жители дома", "characters_repaired", 10),
        ("&ldquo;Stay,&rdquo; he said; &#163;3 &amp;pound;4.", "“Stay,” he said; £3 £4.", "html_repaired", 4),
        ("<p>It <b>rose</b>.</p><p>It fell.</p>", "\n\nIt rose.\n\nIt fell.\n\n", "html_repaired", 5),
        ("A<script>x = 1 < 2;</script>B<!-- c -->", "A B ", "html_repaired", 2),
        (
            "12 pa\u00adtients \u200bleft; hos\u00ad\npital",
            "12 patients left; hospital",
            "hidden_characters_removed",
            3,
        ),
        ("[Four boats](https://a.example/x_(y)?n=3) left", "Four boats left", "markdown_removed", 1),
        ("![A boat](https://a.example/boat.jpg) Four left", " Four left", "markdown_removed", 1),
        ("The **wall** and the *dam* and _all_", "The wall and the dam and all", "markdown_removed", 3),
        ("> They left.\n> Soon.", "They left.\nSoon.", "markdown_removed", 2),
        (
            "The nurses of the hos-\npital, all\nleft",
            "The nurses of the hospital,\nall\nleft",
            "broken_words_joined",
            1,
        ),
        ("A protest of state-\nbacked groups", "A protest of state-backed\ngroups", "broken_words_joined", 1),
        (
            "A well-to-do, dim-lit and dim-\nlit hall",
            "A well-to-do, dim-lit and dim-lit\nhall",
            "broken_words_joined",
            1,
        ),
    ],
)
def test_what_was_meant_comes_back_and_is_counted(text, meant, code, n):
    assert repaired(text) == (meant, {code: n})


@pytest.mark.parametrize(
    "text",
    [
        "Ames & Holt spent it on R&D; AT&T & co; &c.",
        "São Paulo, “PRÉ”, Ångström, IRMÃ”, à la carte",
        "LA SOCIÉTÉ» note É² et «CAFÉ…», Д’Артаньян, РСФСР",
        "5 < 6 > 4, <unknown> and a <- b",
        "3 * 4 * 5, a footnote* and snake_case_name, f(x)[1](2)",
        "> 500 people",
        "The two-\nand three-year plans of the town",
        "می\u200cخواهم 👩\u200d🚒",
    ],
)
def test_what_is_meant_so_is_left_alone(text):
    assert repaired(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Р–РёС‚РµР»Рё РґРѕРјР°.", "Жители дома."),
        ("He said ‚ÄúStay‚Äù.", "He said “Stay”."),
        ("voilÃ le pont", "voilà le pont"),
    ],
)
def test_what_is_less_clear_is_pointed_out_and_repaired_only_when_told(text, meant):
    assert repaired(text) == (text, {})
    assert broken_characters(text)
    told, counts = repaired(text, {"characters"})
    assert told == meant
    assert set(counts) == {"characters_repaired"}


def test_nothing_is_pointed_out_in_what_is_meant_so():
    text = "São Paulo, “PRÉ”, Ångström, IRMÃ”, LA SOCIÉTÉ», É², РСФСР, СССР; 20 °C, £3, ½ – «…»"
    assert broken_characters(text) == []


def test_spans_point_into_the_repaired_text_and_health_says_how_many(tmp_path):
    said = "&ldquo;The water rose,&rdquo; said Ana Duarte. It reached the pa\u00adtients of both wards."
    (tmp_path / "one.txt").write_text(f"Water in the wards\n\n{said}\n", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    text = corpus.articles["text"][0]
    assert "“The water rose,” said Ana Duarte. It reached the patients" in text
    assert [text[a:b] for a, b in corpus.sentences[["start_char", "end_char"]].to_numpy()] == list(
        corpus.sentences["text"]
    )
    card = health_card(corpus.articles, corpus.blocks).set_index("finding")["n"]
    assert card["html_repaired:2"] == 2
    assert card["hidden_characters_removed:1"] == 1
    assert "pa\u00adtients" in (tmp_path / "one.txt").read_text(encoding="utf-8")


def test_repairing_twice_changes_nothing_more():
    text = "â€œIt&rsquo;s [here](https://a.example)â€\u009d, the hos-\npital said of pa\u00adtients."
    once, counts = repaired(text)
    assert set(counts) == REPAIR_CODES
    assert repaired(once) == (once, {})


def test_a_repair_that_a_reader_did_not_count_stands_on_the_card_once(tmp_path):
    (tmp_path / "rows.csv").write_text("text,title\n<p>The quay at Orlen was closed.</p><p>Nobody came.</p>,Quay\n")
    corpus = read_corpus(tmp_path)
    card = health_card(corpus.articles, corpus.blocks).set_index("finding")["n"]
    assert card["html_repaired"] == 1
