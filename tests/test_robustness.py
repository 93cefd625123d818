import inspect

import pytest

from analysis import robustness, schema
from analysis.corpus import Codebook
from analysis.errors import ParameterError
from analysis.parameters import alternatives, as_dict, make
from analysis.robustness import choices as robust_choices
from analysis.robustness import survival
from analysis.robustness.choices import Tables, Vocabularies, grid, singular, stems
from analysis.sentiment import Lexicon, vader_lexicon

TEXTS = {
    "Courier": [
        "The miners won a great victory.",
        "A good deal ended the strike.",
        "The mine opens again on Monday.",
        "“Terrible bosses,” said Vey.",
    ],
    "Mirror": [
        "The strike was a terrible war.",
        "Bitter losses hurt the bitter town.",
        "The town pays for a bad deal.",
        "Miners fear the winter.",
    ],
    "Planet": [
        "Shares of the mine rose.",
        "Investors like the quiet deal.",
        "The price of coal fell.",
        "Coal traders hope for calm markets.",
    ],
}


def make_corpus(texts):
    articles, blocks, sentences = [], [], []
    for source, parts in texts.items():
        name, text, start = source.lower(), " ".join(parts), 0
        articles.append({"article_id": name, "source": source, "text": text, "path": name, "sha256": "0", "health": [],
                         "language": "en", "n_chars": len(text), "n_words": 1, "n_sentences": len(parts)})  # fmt: skip
        blocks.append({"article_id": name, "block_id": f"{name}:b1", "kind": "paragraph", "part": 1, "is_body": True,
                       "reason": "made up", "start_char": 0, "end_char": len(text)})  # fmt: skip
        for number, part in enumerate(parts, start=1):
            sentences.append({"article_id": name, "sentence_id": f"{name}:s{number}", "block_id": f"{name}:b1",
                              "start_char": start, "end_char": start + len(part), "text": part,
                              "share_quoted": 0.7 if "“" in part else 0.0})  # fmt: skip
            start += len(part) + 1
    return {"articles": schema.frame("articles", articles), "blocks": schema.frame("blocks", blocks),
            "sentences": schema.frame("sentences", sentences), "codebook": Codebook()}  # fmt: skip


# One value for each choice but two: all combinations take their time, and most tests need no more than a few.
FEW = {f"vary_{choice}": values[0] for choice, values in alternatives(make()).items()}
FEW |= {"vary_quotations": "in, out", "vary_ranked_by": "log-odds, TF-IDF"}


def each_its_own(articles, **copied_from):
    """The table `origins` of articles of which some are copied from another."""
    rows = [{"article_id": one, "source": one, "origin": copied_from.get(one, one), "n_articles": 1, "basis": "none",
             "score": 0.0, "explanation": "made up"} for one in articles["article_id"]]  # fmt: skip
    return schema.frame("origins", rows)


def specifications(*, own_lexicons=(), lexicon=None, parameters=None, **corpus):
    """The table under these parameters, each given by its name as the pipeline gives it."""
    settings = parameters or make()
    asked = inspect.signature(robustness.specifications).parameters
    chosen = {name: value for name, value in as_dict(settings).items() if name in asked}
    given = {**chosen, "lexicon": lexicon or vader_lexicon(), "own_lexicons": own_lexicons}
    given.setdefault("origins", each_its_own(corpus["articles"]))
    given |= {
        name: schema.frame(name, []) for name in ("reported_figures", "quotes", "claims", "comparisons", "conflicts")
    }
    return robustness.specifications(**{**given, **corpus}, varied=alternatives(settings))


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(TEXTS)


@pytest.fixture(scope="module")
def table(corpus):
    return specifications(**corpus)


def test_the_reported_choices_hold_by_definition(table):
    default = table[table["is_default"]]
    assert set(default["finding"]) == set(table["finding"])
    assert default["holds"].fillna(True).all()


def test_clear_findings_survive_everything(table):
    verdicts = survival(table).set_index("finding")["verdict"]
    assert verdicts["Mirror is the most negative source"] == "all"
    assert verdicts["Mirror is more negative than Planet"] == "all"
    assert verdicts["The mean score of Mirror is below zero"] == "all"


def test_every_choice_is_varied_where_it_applies(table):
    for measure, choices in {
        "vocabulary": ["stop_words", "word_forms", "longest_term", "ranked_by", "quotations", "boilerplate"],
        "similarity": ["word_forms", "quotations", "boilerplate"],
        "sentiment": ["rules", "lexicon", "marks", "sentences", "quotations", "boilerplate"],
    }.items():
        rows = table[table["measure"] == measure]
        assert not rows.empty
        for choice in choices:
            assert rows[choice].nunique() >= 2, (measure, choice)
    left_out = set(table.loc[table["measure"] == "vocabulary", "left_out"])
    assert left_out == {"nothing", "courier", "mirror", "planet"}


def test_parameters_are_the_reported_choices(corpus):
    table = specifications(**corpus, parameters=make({**FEW, "scorer": "vader", "include_quotes": False}))
    default = table[table["is_default"] & (table["measure"] == "sentiment")].iloc[0]
    assert default[["rules", "quotations"]].tolist() == ["vader", "out"]


def test_articles_of_one_origin_are_also_left_out_but_the_first(corpus):
    origins = each_its_own(corpus["articles"], planet="courier")
    table = specifications(**corpus, origins=origins, parameters=make({**FEW, "vary_copies": "kept, first only"}))
    assert set(table["copies"]) == {"kept", "first only"}
    assert (table.loc[table["is_default"], "copies"] == "kept").all()
    without = table[table["copies"] == "first only"]
    assert without.loc[without["finding"].str.contains("set Planet apart"), "holds"].isna().all()
    assert without.loc[without["finding"] == "Mirror is more negative than Courier", "holds"].all()
    assert without.loc[without["finding"].str.contains("mean score of Planet"), "result"].eq("no score").all()


def test_where_no_article_is_a_copy_there_is_no_such_choice(table):
    assert table["copies"].isna().all()


def test_quotations_are_left_out_whole_whatever_is_done_to_the_words_before_them(corpus):
    # Plural endings before a quotation are no reason to cut elsewhere than at its marks.
    heads = "Traders, miners, mayors, drivers, clerks, farmers, sailors, poets and callers"
    said = [f"{heads} {verb} “harsh winters freeze harsh engines” to the callers." for verb in ("answered", "wrote")]
    texts = {**TEXTS, "Mirror": said}
    tables = Tables(**{name: rows for name, rows in make_corpus(texts).items() if name != "codebook"})
    found = Vocabularies(tables, reference="", k=50)
    choices = {"quotations": "out", "boilerplate": "out", "copies": None, "left_out": "nothing"}
    counted = {"stop_words": "left out", "longest_term": 1, "word_forms": "singular and plural together"}
    terms = found.under(choices | counted).tops("log-odds")["Mirror"]
    assert "caller" in terms
    assert "harsh" not in terms
    assert "harsh" in found.under(choices | counted | {"quotations": "in"}).tops("log-odds")["Mirror"]


def test_a_large_corpus_whose_texts_do_not_stay_in_memory_has_the_same_terms(monkeypatch):
    said = ["Harbour pilots wrote “harsh ice froze harsh piers” to pilots.", "A harbour pilot saw the harbour."]
    texts = make_corpus({**TEXTS, "Mirror": said})
    tables = Tables(**{name: rows for name, rows in texts.items() if name != "codebook"})
    read = {"quotations": "in", "boilerplate": "out", "copies": None, "left_out": "nothing"}
    default = {**read, "stop_words": "left out", "longest_term": 2, "word_forms": "as written"}
    tried = [{}, {"longest_term": 1}, {"word_forms": "word stems"}, {"quotations": "out"}, {}]
    small = Vocabularies(tables, reference="", k=50)
    expected = [small.under(default | one) for one in tried]
    monkeypatch.setattr(robust_choices, "_ALL_COMBINATIONS_UP_TO", 0)
    large = Vocabularies(tables, reference="", k=50)
    assert [large.under(default | one) for one in tried] == expected
    assert len({str(one.by_log_odds) for one in expected}) > 2


def test_the_source_that_all_others_are_set_against_can_be_the_article_left_out(corpus):
    table = specifications(**corpus, parameters=make({**FEW, "reference": "Mirror"}))
    rows = table[table["measure"] == "vocabulary"]
    assert not rows["finding"].str.contains("set Mirror apart").any()
    assert rows.loc[rows["left_out"] == "mirror", "holds"].isna().all()
    assert rows.loc[rows["left_out"] == "nothing", "holds"].notna().all()


def test_what_cannot_be_said_is_counted_apart(table):
    counted = survival(table)
    assert (counted["n"] + counted["n_unsaid"]).tolist() == [
        len(table[table["finding"] == finding]) for finding in counted["finding"]
    ]
    left_out = table[(table["left_out"] == "mirror") & table["finding"].str.contains("set Mirror apart")]
    assert left_out["holds"].isna().all()


def test_a_finding_that_hangs_on_a_choice_names_it():
    rows = [
        {"finding": "A leads", "measure": "sentiment", "specification": f"sentiment {number}", "is_default": not number,
         "rules": "nltk", "quotations": "out" if number % 2 else "in", "boilerplate": "out", "left_out": "nothing",
         "estimate": 1.0, "result": "", "holds": number % 2 == 0}
        for number in range(4)
    ]  # fmt: skip
    row = survival(schema.frame("specifications", rows)).iloc[0]
    assert row[["n_holds", "n", "verdict"]].tolist() == [2, 4, "half"]
    assert "quotations out (holds in 0 of 2)" in row["explanation"]


def test_one_article_says_little_and_does_not_fail():
    one = make_corpus({"Courier": TEXTS["Courier"]})
    table = specifications(**one, parameters=make(FEW))
    assert set(table["finding"]) == {"The mean score of Courier is above zero"}


def test_empty_tables_have_no_findings():
    assert survival(specifications(**make_corpus({}), parameters=make(FEW))).empty


def test_order_of_rows_changes_nothing(corpus):
    names = ("articles", "blocks", "sentences")
    shuffled = {**corpus, **{name: corpus[name].sample(frac=1, random_state=2) for name in names}}
    few = make({**FEW, "vary_word_forms": "as written, word stems"})
    assert specifications(**shuffled, parameters=few).equals(specifications(**corpus, parameters=few))


def test_a_large_corpus_varies_one_choice_at_a_time():
    options = {"a": [1, 2, 3], "b": ["x", "y"]}
    default = {"a": 1, "b": "x", "left_out": "nothing"}
    assert len(list(grid(options, default=default, large=False))) == 6
    assert len(list(grid(options, default=default, large=True))) == 4


def test_singular_leaves_other_words_alone():
    assert singular("this bus was less crowded") == "this bus was less crowded"
    assert singular("parties of US activists in Paris") == "party of US activist in Paris"


def test_the_parameters_are_the_choices(corpus):
    few = specifications(**corpus, parameters=make({**FEW, "vary_rules": "vader", "vary_word_forms": "word stems"}))
    tone, words = (few[few["measure"] == measure] for measure in ("sentiment", "vocabulary"))
    assert set(tone["rules"]) == {"vader"}
    assert set(words["word_forms"]) == {"as written", "word stems"}  # what the reports chose is always among them
    assert not few["left_out"].eq("nothing").all()
    whole = specifications(**corpus, parameters=make({**FEW, "leave_out_articles": False}))
    assert whole["left_out"].eq("nothing").all()


def test_a_lexicon_of_ones_own_is_tried_by_its_name(corpus):
    mine = Lexicon("mine.csv", {"miners": -3.0, "bosses": -3.0})
    found = specifications(**corpus, parameters=make({**FEW, "vary_lexicon": "VADER, mine.csv"}), own_lexicons=[mine])
    assert set(found["lexicon"].dropna()) == {"VADER", "mine.csv"}


@pytest.mark.parametrize("given", ["in, sideways", "", "in, in"])
def test_a_choice_that_nobody_knows_is_refused(given):
    with pytest.raises(ParameterError, match="vary_quotations"):
        make({"vary_quotations": given})


def test_an_unknown_lexicon_is_refused_by_name(corpus):
    with pytest.raises(ParameterError, match=r"nothing\.csv"):
        specifications(**corpus, parameters=make({**FEW, "vary_lexicon": "nothing.csv"}))


def test_words_of_one_stem_count_as_one():
    assert stems("Releases and released, but this") == "Releas and releas, but this"
