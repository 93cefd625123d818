"""Two languages in one corpus: each is read, none is mixed with the other, and the pages keep them apart."""

import re

import pandas as pd
import pytest
from framing_sample import tables

from analysis import exhibits, framing, parameters, pipeline
from analysis.corpus import health_meaning
from analysis.exhibits.languages import counted_languages
from analysis.framing.languages import Language, by_language, language_read, placed_words
from analysis.framing.vocabulary import count_terms
from analysis.report.show import Exhibit

AGENCY = (
    "Die Fähre nach Walmsdorf fährt seit Montag nicht mehr, weil der Steg am Nordufer unter dem Eis gebrochen ist. "
    "Der Hafenmeister Jonas Brehm sagte, die Pfähle seien seit Jahren morsch gewesen, und niemand habe sie geprüft. "
    "Die Gemeinde will den Steg nun für 340 Euro am Tag mit Booten der Feuerwehr ersetzen, bis das Eis wieder taut. "
    "Händler auf der Insel klagen, dass die Lager leer werden und dass frisches Brot nur noch zweimal in der Woche "
    "kommt. Der Rat der Gemeinde trifft sich am Donnerstag, um über einen neuen Steg aus Stahl zu beraten."
)
TEXTS = {
    "seeblatt-faehre": ("Seeblatt", "de", "Fähre steht still", AGENCY),
    "kurier-faehre": ("Kurier", "de", "Kein Weg zur Insel", f"{AGENCY}\n\nDer Kurier fragt die Fischer am Ufer."),
    "kurier-stahl": (
        "Kurier",
        "de",
        "Streit um den Stahl",
        "Im Rat der Gemeinde gibt es Streit um den Stahl für den neuen Steg. Die Fischer fürchten den Lärm der Rammen, "
        "denn der Lärm vertreibt die Fische. Der Stahl kommt aus einer Hütte im Tal, und der Preis für den Stahl ist "
        "im Winter gestiegen. Die Fischer wollen Holz statt Stahl, denn Holz ist leise und das Holz liegt im Wald "
        "bereit. Der Lärm war schon beim letzten Bau ein Streit gewesen, sagen die Fischer.",
    ),
    "kurier-english": (
        "Kurier",
        "en",
        "Island waits for its ferry",
        "The ferry to Walmsdorf has not left the north shore since Monday. The jetty broke under the ice. “Nobody "
        "has checked the piles for years,” said Jonas Brehm, the harbour master. Shopkeepers on the "
        "island wait for bread, and the bread comes by fire boat. Shopkeepers say that the fire boat carries bread but "
        "no coal.",
    ),
    "post-ice": (
        "Harbour Post",
        "en",
        "Ice closes the lake",
        "Skaters crossed the lake on Tuesday where the ferry used to run. The ice is thick, the skaters said, and the "
        "wind has swept it clean. “Nobody should trust the thin ice,” said Jonas Brehm, the harbour "
        "master. The ranger put up flags along the thin ice.",
    ),
    "post-ranger": (
        "Harbour Post",
        "en-GB",
        "Ranger counts the flags",
        "The ranger counted her flags at dawn and found that the wind had taken six. She will plant new flags before "
        "the skaters come. The council has paid the ranger for one more week of flags. Skaters bring her tea.",
    ),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lake")
    listed = ["file,source,language,title,published"]
    for name, (source, language, title, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        listed.append(f"{name}.txt,{source},{language},{title},2025-02-03")
    (folder / "sources.csv").write_text("\n".join(listed) + "\n", encoding="utf-8")
    settings = parameters.make({"corpus": str(folder), "n_resamples": 50, "top_terms": 20})
    return pipeline.open_corpus(settings, processed=tmp_path_factory.mktemp("kept"))


def words_of(story, code):
    texts = " ".join(text for _, language, title, text in TEXTS.values() if language.startswith(code))
    return {form for form, _, _ in placed_words(texts)}


@pytest.mark.parametrize("code", ["no", "bn", "ht", "de"])
def test_the_function_words_of_a_language_are_listed_under_whatever_name_it_has(code):
    assert Language.of(code, [{"x"}] * 60, ["a"] * 60).basis == "list"


def test_an_english_variety_is_english_and_every_language_has_its_articles(story):
    assert {code: len(own) for code, own in by_language(story.articles).items()} == {"en": 3, "de": 3}


def test_no_term_of_a_language_is_a_word_of_the_other_only(story):
    for code, other in (("de", "en"), ("en", "de")):
        terms = story.terms[story.terms["language"] == code]
        assert terms["source"].nunique() == 2
        found = {word for term in terms["term"] for word in term.split()}
        assert found <= words_of(story, code)
        assert not found & (words_of(story, other) - words_of(story, code))


def test_a_source_in_two_languages_has_terms_in_both(story):
    own = story.terms[story.terms["source"] == "Kurier"]
    assert {"stahl", "fischer"} <= set(own.loc[own["language"] == "de", "term"])
    assert "bread" in set(own.loc[own["language"] == "en", "term"])


def test_german_nouns_are_not_called_names_and_function_words_are_no_terms(story):
    german = story.terms[story.terms["language"] == "de"]
    assert set(german["kind"]) <= {"word", "phrase"}
    assert not set(german["term"]) & {"der", "die", "und", "den", "für", "im", "montag"}


def test_kinship_reuse_and_likeness_hold_within_a_language(story):
    language = story.articles.set_index("article_id")["language"].str[:2]
    for name in ("similarity", "kinship", "reuse"):
        pairs = story.table(name)
        assert len(pairs)
        assert (pairs["article_a"].map(language).tolist()) == pairs["article_b"].map(language).tolist()
    kin = story.kinship.set_index(["article_a", "article_b"])["relation"]
    assert kin["kurier-faehre", "seeblatt-faehre"] in ("same_text", "edited_copy")
    assert story.reuse.set_index(["article_a", "article_b"])["n_words"]["kurier-faehre", "seeblatt-faehre"].max() > 80
    assert story.origins.set_index("article_id")["origin"]["kurier-faehre"] == "kurier-faehre"
    assert story.origins["origin"].nunique() == 5


def test_each_source_is_set_against_the_others_of_its_language(story):
    rows = story.contrasts[["language", "first", "n_articles_first", "n_articles_second"]]
    assert sorted(rows.itertuples(index=False, name=None)) == [
        ("de", "Kurier", 2, 1),
        ("de", "Seeblatt", 1, 2),
        ("en", "Harbour Post", 2, 1),
        ("en", "Kurier", 1, 2),
    ]


def test_a_reference_in_one_language_leaves_the_other_without_rows(story):
    tables = (story.articles, story.blocks, story.sentences)
    found = framing.contrasts(*tables, reference="Seeblatt").contrasts
    assert found[["language", "first", "second"]].to_numpy().tolist() == [["de", "Kurier", "Seeblatt"]]


def test_what_is_english_by_its_cues_reads_english_only(story):
    german = set(story.articles.loc[story.articles["language"] == "de", "article_id"])
    for name in ("quotes", "reported_figures", "frame_evidence"):
        assert not german & set(story.table(name)["article_id"])
    assert not set(story.names_found["sentence_id"].str.split(":").str[0]) & german
    seeblatt = story.frames[story.frames["source"] == "Seeblatt"]
    assert not seeblatt["n_sentences_all"].any()


def test_the_health_card_says_what_of_a_german_article_is_read(story):
    (flag,) = [one for one in story.articles.set_index("article_id")["health"]["kurier-stahl"] if "not_english" in one]
    assert "its words are counted" in health_meaning(flag)
    assert "figures, quotations, frames, names and scores are not read (de)." in health_meaning(flag)


def test_nothing_that_is_read_in_english_only_is_held_against_a_german_article(story):
    assert "nobody" not in exhibits.voices.in_one_line(story)
    cells = story.fact_sources[story.fact_sources["source"] == "Seeblatt"]
    assert len(cells)
    assert "missing" not in set(cells["status"])
    assert "not in English" in set(cells["reason"])
    assert "In German: Each source has" in exhibits.summary.not_concluded(story)


def shown(made):
    return [made] if isinstance(made, Exhibit) else list(made)


def test_every_exhibit_of_words_is_headed_by_its_language_and_holds_no_other(story):
    for show, name in (
        (exhibits.framing.distinctive_terms, "terms"),
        (exhibits.framing.keyword_in_context, "terms"),
        (exhibits.framing.contrasts, "contrasts"),
        (exhibits.framing.similarity, "similarity"),
        (exhibits.framing.kinship, "kinship"),
        (exhibits.framing.shared_passages, "reuse"),
    ):
        found = shown(show(story.table(name), story))
        headings = [one.question or one.shown for one in found]
        languages = [re.match(r"\W*(English|German):", heading)[1] for heading in headings]
        assert languages == sorted(languages)
        assert set(languages) == {"English", "German"}
        names = [one.name for one in found if one.name]
        assert len(names) == len(set(names))
    english, german = exhibits.framing.keyword_in_context(story.terms, story)
    assert "Steg" not in english.shown["in_context"].str.cat()
    assert "ferry" not in german.shown["in_context"].str.cat()


def test_the_first_lines_say_how_many_articles_are_in_which_language(story):
    said = exhibits.framing.in_short(story)
    assert "Three articles in English and three articles in German" in said
    assert "read in English only" in said
    assert "**In German:**" in said
    limits = exhibits.framing.limits(story)
    assert "jusText" in limits
    assert "In German: Each source has one or two articles." in limits
    proposed = list(exhibits.framing.proposed_names(story.names, story))
    assert "proposed in English only" in next(one.shown for one in proposed if "German" in str(one.shown))
    assert "Three articles in English" in exhibits.ingest.in_short(story)


def test_the_checks_of_the_chapter_hold(story):
    assert all(exhibits.framing.checks(story).values()), exhibits.framing.checks(story)


def test_findings_on_words_are_about_one_language_and_say_so(story):
    rows = story.specifications
    words = rows[rows["measure"].isin(["vocabulary", "similarity"])]
    assert len(words)
    assert words["finding"].str.endswith("(articles in English only)").all()
    assert not words["finding"].str.contains("Seeblatt").any()


def test_an_english_corpus_has_no_word_on_languages(story):
    assert counted_languages(story.articles[story.articles["language"] != "de"]) == ""


# --- function words


SAID = {
    "fr": [
        "Le maire a dit que la digue de l’étang est solide.",
        "La digue n’a pas cédé, et l’étang est resté dans son lit.",
        "Les habitants de la rive ont vu la digue, et ils ont dit que la peur est passée.",
    ],
    "es": [
        "El molino de la aldea no muele desde el lunes.",
        "La rueda del molino se ha roto y los vecinos no tienen harina.",
        "Los vecinos dicen que el molino es de todos y que la rueda es vieja.",
    ],
    "pl": [
        "Na moście w Dolinie nie ma już barierek, bo zabrała je woda.",
        "Woda zabrała też znaki, a most jest wąski i śliski.",
        "Most w Dolinie to jedyna droga do młyna, więc ludzie idą po nim.",
    ],
}
FUNCTION = {"fr": {"le", "la", "de", "et", "que"}, "es": {"el", "la", "los", "de", "que"}, "pl": {"w", "na", "nie"}}
CONTENT = {"fr": {"digue", "étang"}, "es": {"molino", "rueda", "vecinos"}, "pl": {"most", "woda", "zabrała"}}


def rows_of(sentences):
    made = [{"article_id": f"a{at}", "words": text} for at, text in enumerate(sentences)]
    return pd.DataFrame(made)


@pytest.mark.parametrize("code", sorted(SAID))
@pytest.mark.parametrize("drop", [True, False])
def test_function_words_are_dropped_and_words_with_a_meaning_stay(code, drop):
    language = language_read(code, rows_of(SAID[code]))
    assert language.basis == "list"
    counted = set(count_terms(SAID[code], language=language, ngram_max=1, drop_stop_words=drop).terms)
    assert counted >= CONTENT[code]
    assert bool(counted & FUNCTION[code]) is not drop


def test_no_list_makes_war_government_or_death_a_function_word_where_few_articles_tell_of_it():
    told = ["Die Regierung tritt zurück.", "Es regnet.", "Es schneit.", "Es taut."]
    assert "regierung" not in language_read("de", rows_of(told)).stop_words
    told = ["Le gouvernement parle de la guerre.", "La mort est là.", "Il pleut.", "Il neige.", "Il gèle."]
    assert not {"gouvernement", "guerre", "mort"} & language_read("fr", rows_of(told)).stop_words


def test_a_language_without_a_list_is_told_by_frequency_or_not_at_all():
    # Manx has no list: the made-up text has two words that run through it and one that fills a single article.
    words = [{"yn", "as", f"w{at}", *(["mwyljey"] if at < 20 else [])} for at in range(60)]
    articles = [f"a{at // 20}" for at in range(60)]
    found = Language.of("gv", words, articles)
    assert found.basis == "frequency"
    assert found.stop_words == {"yn", "as"}
    assert Language.of("gv", words[:40], articles[:40]) == Language("gv", frozenset(), "none")


def test_words_keep_their_vowel_signs():
    assert [form for form, _, _ in placed_words("हिन्दी में समाचार।")] == ["हिन्दी", "में", "समाचार"]


def test_a_text_without_spaces_has_no_vocabulary_and_says_why():
    made = tables([("a", "A", "湖上的渡轮停运了。岛上没有面包。"), ("b", "B", "湖上的渡轮停运了。岛上没有面包。")])
    articles = made.articles.assign(language="zh")
    read = framing.read(articles, *made[1:])
    assert read.sentences.empty
    assert set(read.left_out["reason"]) == {"a language without spaces between words"}
    assert framing.kinship(articles, *made[1:]).empty
    assert framing.similarity(articles, *made[1:]).empty
    assert framing.contrasts(articles, *made[1:]).contrasts.empty
    origins = framing.origins(articles, framing.kinship(articles, *made[1:]))
    assert origins["explanation"].str.contains("cannot be told").all()
    assert counted_languages(articles).startswith("All articles are in Chinese.")
    assert "not counted" in health_meaning("no_word_spaces:zh")
