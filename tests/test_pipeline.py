"""From the five articles to every table, through the one way that notebooks and commands use."""

import shutil
import subprocess
import sys

import pytest

from analysis import corpus, framing, parameters, pipeline, provenance, schema, storage, voices
from analysis.errors import AnalysisError, ParameterError
from analysis.steps import STEPS

NAMED = {
    "1,184 against over 1,400 inside one article": ("value", "1,184", "1,400"),
    "1 against 11 September": ("date", "11 September 2025", "1 September 2025"),
    "quoted while in prison": ("impossible_quote", "Bialiatski", "13 December 2025"),
    "at least 1,200 credited to those who count journalists": ("authority", "at least 1,200", "at least 27"),
    "since 2020, two counts": ("definition", "more than 1,000", "over 37,000"),
    "a credit dropped on the way": ("attribution", "Archyde credits at least 27", "credits nobody"),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return pipeline.open_corpus(processed=tmp_path_factory.mktemp("processed"))


def test_every_table_that_is_kept_is_made_once():
    made = [name for step in STEPS for name in step.makes]
    assert sorted(made) == sorted(name for name, declared in schema.TABLES.items() if declared.kept)


ASKED_FOR = {
    "health_card": lambda story: corpus.health_card(story.articles, story.blocks),
    "concordance": lambda story: framing.concordance(story.articles, story.sentences, "the"),
    "first_places": lambda story: framing.first_places(story.articles, story.sentences, story.terms),
    "statements": lambda story: voices.statements(story.quotes, articles=story.articles, codebook=story.codebook),
    "shares": lambda story: voices.shares(story.quotes, articles=story.articles, by="role", codebook=story.codebook),
    "cue_use": lambda story: voices.cue_use(story.quotes, story.articles),
    "never_quoted": lambda s: voices.never_quoted(s.quotes, s.sentences, s.articles, s.codebook),
    "fidelity": lambda story: voices.fidelity(story.quotes, story.articles, {"a": " ".join(story.quotes["text"])}),
}


@pytest.mark.parametrize("name", sorted(ASKED_FOR))
def test_a_table_that_is_asked_for_is_the_declared_one(story, name):
    rows = ASKED_FOR[name](story)
    assert len(rows)
    schema.validate(name, rows)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_contradictions_of_the_sample_are_found(story, name):
    cause, *words = NAMED[name]
    found = story.conflicts[story.conflicts["cause"] == cause]["explanation"]
    assert any(all(word in text for word in words) for text in found), found.tolist()


def test_nothing_else_is_called_a_contradiction(story):
    assert (
        int(story.conflicts["told_by"].isna().sum()) == len(NAMED) + 1
    )  # 1,184 in September against 1,200 in October, although some left


def test_parts_that_fit_a_total_are_said(story):
    assert story.agreements["explanation"].str.contains("add up to 77").any()


def test_two_of_the_five_articles_share_an_origin(story):
    assert story.origins["origin"].nunique() == 4
    pair = story.origins[story.origins["n_articles"] == 2]["article_id"]
    assert sorted(pair) == ["archyde", "daily-ledger"]


def test_a_table_explains_its_columns(story):
    assert story.about("origins")["column"].tolist() == list(story.origins.columns)


def test_a_name_that_is_no_table_is_an_attribute_error(story):
    with pytest.raises(AttributeError, match="no table or attribute 'figures'"):
        _ = story.figures


STORIES = {
    "a.txt": "Bridge falls\n\n“We will rebuild this bridge by spring,” said Mayor Anna Weber on Monday. "
    "Dozens of people were injured and at least 3 killed. The mayor said that spring brought hundreds of angry "
    "workers.\n",
    "b.txt": "Bridge down\n\nThe bridge is gone. People in the town were sad about it on Monday. "
    "Police blamed bad engineers, who lost the trust of Mayor Anna Weber. Read more: the great bridges.\n",
    "c.txt": "A bad year\n\nThe bridge was a disaster for the workers. “Terrible,” said Weber. "
    "Some 3 people died, and 12 workers are missing. The angry workers want a bridge; angry, tired workers sat by it. "
    "The angry and hungry workers left when other workers, as angry, had a bridge for themselves.\n",
}
STORIES["d.txt"] = STORIES["b.txt"]
CODEBOOK = (
    "actors: {weber: {names: [Anna Weber, Weber], role: government}}\n"
    "frames: {blame: {question: Who fell, cues: [bad, angry]}}\n"
)


@pytest.fixture
def bridge(tmp_path):
    return laid_out(tmp_path)


def laid_out(root):
    folder = root / "bridge"
    (folder / "lexicons").mkdir(parents=True)
    (folder / "references").mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text)
    (folder / "codebook.yml").write_text(CODEBOOK)
    (folder / "lexicons" / "mine.csv").write_text("word,weight\nbridge,3\n")
    (folder / "references" / "speech.txt").write_text("My friends, we will rebuild the bridge by spring. Thank you.\n")
    return folder


# One value for each choice of 06, where what it is made of is not asked about: all combinations take their time.
FEW = {f"vary_{choice}": values[0] for choice, values in parameters.alternatives(parameters.Parameters()).items()}


def opened(folder, *, processed=None, **settings):
    given = parameters.make({"corpus": str(folder), "n_resamples": 20, "collocates_of": "workers", **FEW, **settings})
    return pipeline.open_corpus(given, processed=processed or folder.parent / "processed")


def made_by(story, monkeypatch):
    """Makes every table of the story; gives the steps that had to be run, each by its first table."""
    made = []
    make = pipeline.Story._make
    with monkeypatch.context() as patched:
        patched.setattr(
            pipeline.Story, "_make", lambda self, step, **k: made.append(step.makes[0]) or make(self, step, **k)
        )
        story.tables()
    return made


def readers_of(*names):
    """The steps that read one of these, or a table made by a step that does."""
    found = set()
    for step in STEPS:
        if set(pipeline.reads(step)) & {
            *names,
            *(table for one in STEPS if one.makes[0] in found for table in one.makes),
        }:
            found.add(step.makes[0])
    return found


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A corpus folder with all its tables beside it: to be copied."""
    folder = laid_out(tmp_path_factory.mktemp("made") / "once")
    opened(folder).tables()
    return folder


@pytest.fixture
def kept(made_once, tmp_path):
    shutil.copytree(made_once.parent, tmp_path / "kept")
    return tmp_path / "kept" / "bridge"


def test_what_is_kept_is_used_again(made_once, monkeypatch):
    first, again = opened(made_once), opened(made_once)
    assert made_by(again, monkeypatch) == []
    assert all(again.table(name).equals(rows) for name, rows in first.tables().items())


def test_of_tables_that_are_made_at_once_only_those_stay_in_memory_that_the_next_two_steps_read(made_once, monkeypatch):
    story, held = opened(made_once), {}
    expected = {name: len(rows) for name, rows in opened(made_once).tables().items()}
    load = pipeline.Story._load

    def loading(self, step, *, key):
        held[step.makes[0]] = set(self._loaded)  # a table that is needed again later is loaded again
        return load(self, step, key=key)

    monkeypatch.setattr(pipeline.Story, "_load", loading)
    assert story.make_all() == expected
    assert held["names_found"] == {"articles", "blocks", "sentences", "rejected"}
    assert held["survival"] == {"specifications", "rejected"}
    assert set(story._loaded) == {"rejected"}
    assert len(story.claims) == expected["claims"]


def test_each_step_is_given_exactly_what_its_key_holds(bridge):
    """A recording proxy stands between the story and its steps."""
    given, keyed, at_work = {}, {}, []

    class Recorded(pipeline.Story):
        def _value_of(self, name):
            given.setdefault(at_work[-1], set()).add(name)
            return super()._value_of(name)

        def _key_of(self, name):
            keyed.setdefault(at_work[-1], set()).add(name)
            return super()._key_of(name)

        def key(self, step):
            at_work.append(step.makes[0])
            try:
                return super().key(step)
            finally:
                at_work.pop()

        def _make(self, step, *, key):
            at_work.append(step.makes[0])
            super()._make(step, key=key)
            at_work.pop()

    plain = opened(bridge)
    Recorded(plain.folder, plain.parameters, plain.processed).tables()
    assert set(given) == {step.makes[0] for step in STEPS}
    assert given == keyed


OTHERWISE = {
    "where": "n_words > 36", "compare": "article_id == 'a'", "reference": "a", "copies": "first",
    "vary_copies": "first only",
    "seed": 7, "n_resamples": 40, "confidence": 0.8, "top_terms": 1, "ngram_max": 1, "drop_stop_words": False,
    "include_boilerplate": True, "include_quotes": False, "kwic_width": 20, "collocates_of": "town",
    "collocate_window": 1, "scorer": "nltk", "lexicon": "mine.csv", "passage_words": 20, "vary_stop_words": "kept",
    "vary_word_forms": "word stems", "vary_longest_term": "2", "vary_ranked_by": "TF-IDF", "vary_rules": "vader",
    "vary_lexicon": "mine.csv", "vary_marks": "straightened", "vary_sentences": "only those with a charged word",
    "vary_cues": "without the most frequent", "vary_quotations": "out", "vary_boilerplate": "in",
    "leave_out_articles": False, "dozens": 36.0, "hundreds": 300.0,
}  # fmt: skip
# What these change is shown and not kept: they narrow an excerpt.
SHOWN_ONLY = {"kwic_width", "passage_words"}


# The whole list takes a minute; these stand for it in the fast tests.
TRIED_FIRST = ("lexicon", "include_quotes", "confidence", "vary_lexicon")


def test_every_parameter_is_tried_below():
    assert {"corpus", *OTHERWISE} == set(parameters.NAMES)


@pytest.mark.parametrize(
    "name", [name if name in TRIED_FIRST else pytest.param(name, marks=pytest.mark.scale) for name in OTHERWISE]
)
def test_another_value_in_the_same_folder_gives_the_tables_of_a_fresh_one(made_once, tmp_path, monkeypatch, name):
    shutil.copytree(made_once.parent / "processed", tmp_path / "same")
    same = opened(made_once, processed=tmp_path / "same", **{name: OTHERWISE[name]})
    remade = made_by(same, monkeypatch)
    fresh = opened(made_once, processed=tmp_path / "fresh", **{name: OTHERWISE[name]})
    fresh.tables()
    assert hashes(same) == hashes(fresh)
    assert bool(remade) == (name not in SHOWN_ONLY)
    assert (hashes(fresh) != hashes(opened(made_once))) == (name not in SHOWN_ONLY), "tried with a value that tells"


def hashes(story):
    return {name: entry["sha256"] for name, entry in storage.read_manifest(story.processed)["tables"].items()}


def test_a_new_codebook_makes_anew_what_reads_it_and_no_more(kept, monkeypatch):
    (kept / "codebook.yml").write_text(CODEBOOK.replace("Who fell", "Who is blamed"))
    remade = set(made_by(opened(kept), monkeypatch))
    assert "frames" in remade
    assert not remade & {"similarity", "kinship", "coverage", "sentiment"}  # what they read came out as before
    assert remade <= readers_of("folder", "codebook")
    # A remark changes nothing that a measure could see; only what reads the folder itself looks again.
    (kept / "codebook.yml").write_text(CODEBOOK.replace("Who fell", "Who is blamed") + "# a remark\n")
    assert made_by(opened(kept), monkeypatch) == ["articles"]


def test_another_order_in_the_codebook_is_another_codebook(kept):
    frames = next(step for step in STEPS if "frames" in step.makes)
    first = opened(kept).key(frames)
    (kept / "codebook.yml").write_text(CODEBOOK.replace("[Anna Weber, Weber]", "[Weber, Anna Weber]"))
    assert opened(kept).key(frames) != first


def test_an_edited_lexicon_makes_anew_what_looks_words_up(kept, monkeypatch):
    opened(kept, lexicon="mine.csv").tables()
    (kept / "lexicons" / "mine.csv").write_text("word,weight\nbridge,-3\n")
    remade = set(made_by(opened(kept, lexicon="mine.csv"), monkeypatch))
    assert {"sentiment", "sentiment_targets", "specifications"} <= remade
    assert remade <= {"articles", *readers_of("lexicon")}


@pytest.mark.parametrize("change", ["code_fingerprint", "library_versions"])
def test_other_code_or_another_library_gives_every_step_another_key(made_once, monkeypatch, change):
    story = opened(made_once)
    before = [story.key(step) for step in STEPS]
    monkeypatch.setattr(provenance, change, lambda: "another")
    assert not set(before) & {story.key(step) for step in STEPS}


def test_a_step_that_needs_what_no_story_has_is_an_error_that_says_so():
    with pytest.raises(AnalysisError, match="step of 'terms' needs 'weather'"):
        pipeline.reads(pipeline.Step(("terms",), lambda articles, weather: articles))


def test_what_has_a_default_and_no_such_name_keeps_its_default():
    assert pipeline.reads(pipeline.Step(("terms",), lambda articles, *, seed, depth=3: articles)) == [
        "articles",
        "seed",
    ]


def test_fresh_tables_load_no_library_that_makes_them(made_once):
    code = (
        "import sys; from analysis import parameters, pipeline; from pathlib import Path\n"
        f"settings = parameters.make({opened(made_once).parameters!r}.__dict__)\n"
        f"pipeline.open_corpus(settings, processed=Path({str(made_once.parent / 'processed')!r})).tables()\n"
        "print(sorted({'sklearn', 'scipy', 'nltk', 'analysis.framing', 'analysis.sentiment'} & set(sys.modules)))"
    ).replace("Parameters(", "parameters.Parameters(")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_lexicon_of_the_researchers_own_scores_the_sentences(bridge):
    plain, own = opened(bridge), opened(bridge, lexicon="mine.csv")
    assert own.lexicon.name == "mine.csv"
    assert own.sentiment["compound"].max() > 0.5
    assert plain.sentiment["n_lexicon_words"].sum() != own.sentiment["n_lexicon_words"].sum()
    assert "lexicons/mine.csv" in own.inputs
    assert plain.rejected.empty


@pytest.mark.parametrize("name", ["none.csv", "../a.txt", ""])
def test_an_unknown_lexicon_is_answered_with_the_known_ones(bridge, name):
    with pytest.raises(ParameterError, match="vader, afinn, or a CSV"):
        _ = opened(bridge, lexicon=name).sentiment


def test_a_quotation_is_compared_with_the_reference_text(bridge):
    story = opened(bridge)
    assert list(story.references) == ["speech.txt"]
    rows = voices.fidelity(story.quotes, story.articles, story.references)
    assert rows["kind"].tolist()[:1] == ["changed"]
    assert "[-the-] {+this+}" in rows["diff"].iloc[0] or "[-this-] {+the+}" in rows["diff"].iloc[0]
