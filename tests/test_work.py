"""Work on single articles is done once, by whoever has time, and what it gives does not depend on who did it."""

import errno
import os
import shutil
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from analysis import cli, parameters, pipeline, reported_figures, storage, voices, work
from analysis.corpus import check_corpus, intake, load_codebook, records
from analysis.corpus.document import NAMELESS, alone, document_from_text
from analysis.engine import WORTH_A_PROCESS, Engine
from analysis.errors import RunError
from analysis.framing import names_found
from analysis.work import Work

TOWNS = "Alden Borrow Cessk Doral Estow Farrin Gellen Harrow Istel Jorvik Kelm Lorne".split()
CODEBOOK = "actors: {weber: {names: [Anna Weber, Weber], role: government}}\n"
ARTICLE = (
    "Ferry stops at {town}\n\nAt least {n} passengers were stranded in {town} on Monday. “We are sorry,” said Mayor "
    "Anna Weber of {town}.\n\nThe ferry had carried {m} people a day. The harbour of {town} said that dozens were "
    "waiting for it.\n"
)


def write_articles(folder, numbers):
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        text = ARTICLE.format(town=TOWNS[n % len(TOWNS)], n=20 + n, m=300 + 7 * n)
        folder.joinpath(f"article-{n:03}.txt").write_text(text)
    return folder


@pytest.fixture
def ferry(tmp_path):
    folder = write_articles(tmp_path / "ferry", range(6))
    (folder / "codebook.yml").write_text(CODEBOOK)
    return folder


# What is made of single articles, and with it what is made of those tables at once.
MADE = ("articles", "sentences", "quotes", "rejected", "names_found", "reported_figures")


def opened(folder, processed=None, *, jobs=1, scheduler=None, **settings):
    given = parameters.make({"corpus": str(folder), **settings})
    return pipeline.open_corpus(
        given, processed=processed or folder.parent / "processed", jobs=jobs, scheduler=scheduler
    )


def made(story):
    """The hash of each table."""
    story.tables(MADE)
    kept = storage.read_manifest(story.processed)["tables"]
    return {name: entry["sha256"] for name, entry in kept.items()}


# One way to choose each time: all combinations of 06 take minutes, and are made of the same tables.
FEW = {f"vary_{choice}": values[0] for choice, values in parameters.alternatives(parameters.Parameters()).items()}
FEW |= {"n_resamples": 20}


def all_made(story):
    """The hash of every table there is."""
    story.tables()
    return {name: entry["sha256"] for name, entry in storage.read_manifest(story.processed)["tables"].items()}


@pytest.fixture
def calls(monkeypatch):
    """How often each function of one article was called."""
    counted = Counter()
    for module, name in (
        (records, "read_file"),
        (intake, "document_from_text"),
        (voices, "quotes_of"),
        (names_found, "mentions_of"),
        (reported_figures, "figures_of"),
    ):
        original = getattr(module, name)

        def counting(*given, _name=name, _original=original, **named):
            counted[_name] += 1
            return _original(*given, **named)

        monkeypatch.setattr(module, name, counting)
    return counted


ALL = ("read_file", "document_from_text", "quotes_of", "mentions_of", "figures_of")


def test_articles_that_come_later_cost_themselves_alone(ferry, calls):
    made(opened(ferry))
    assert calls == dict.fromkeys(ALL, 6)
    calls.clear()
    write_articles(ferry, [6, 7])
    assert len(opened(ferry).articles) == 8
    later = made(opened(ferry))
    assert calls == dict.fromkeys(ALL, 2)
    assert later == made(opened(ferry, ferry.parent / "at once"))


def test_a_parameter_or_a_codebook_costs_what_heeds_it(ferry, calls):
    first = made(opened(ferry))
    calls.clear()
    other = made(opened(ferry, dozens=24.0))
    assert calls == {"figures_of": 6}
    assert other["reported_figures"] != first["reported_figures"]
    calls.clear()
    (ferry / "codebook.yml").write_text(CODEBOOK.replace("Anna Weber, Weber", "Anna Weber"))
    made(opened(ferry))
    assert calls == {"quotes_of": 6, "figures_of": 6}
    calls.clear()
    (ferry / "codebook.yml").write_text(CODEBOOK)
    assert made(opened(ferry)) == first
    assert not calls


@pytest.mark.parametrize("lost", [True, False], ids=["articles from the tables", "articles from where they are kept"])
def test_work_is_known_again_wherever_the_articles_are_read(ferry, calls, lost):
    story = opened(ferry)
    first = made(story)
    if lost:
        shutil.rmtree(story.work.folder / "articles")
    manifest = storage.read_manifest(story.processed)
    del manifest["tables"]["reported_figures"], manifest["tables"]["names_found"]
    storage.write_manifest(story.processed, manifest)
    calls.clear()
    assert made(opened(ferry)) == first
    assert not calls
    assert made(opened(ferry, dozens=24.0))["quotes"] == first["quotes"]
    assert calls == {"figures_of": 6}


def test_another_name_of_a_file_or_a_remark_in_the_table_of_sources_makes_no_text_anew(ferry, calls):
    made(opened(ferry))
    calls.clear()
    (ferry / "article-003.txt").rename(ferry / "another.txt")
    story = opened(ferry)
    made(story)
    assert calls["document_from_text"] == 0
    assert calls["read_file"] == 1
    assert set(story.sentences["article_id"]) == set(story.articles["article_id"]) >= {"another"}
    spans = story.quotes.merge(story.articles[["article_id", "text"]], on="article_id", suffixes=("", "_whole"))
    assert all(row.text_whole[row.start_char : row.end_char] == row.text for row in spans.itertuples())


def test_rows_that_are_added_to_a_table_of_articles_cost_themselves_alone(tmp_path, calls):
    folder = tmp_path / "export"
    folder.mkdir()
    rows = [f'Paper {n},"{ARTICLE.format(town=TOWNS[n], n=n + 9, m=n + 90)}"' for n in range(12)]
    (folder / "all.csv").write_text("source,text\n" + "\n".join(rows[:9]) + "\n")
    made(opened(folder))
    calls.clear()
    (folder / "all.csv").write_text("source,text\n" + "\n".join(rows) + "\n")
    made(opened(folder))
    assert calls == {"read_file": 1} | dict.fromkeys(ALL[1:], 3)


@pytest.mark.parametrize("damage", ["a flipped bit", "cut short", "gone", "no Parquet"])
def test_a_damaged_partition_is_made_anew(ferry, damage):
    story = opened(ferry)
    first = made(story)
    for path in story.work.folder.rglob("*.parquet"):
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 4
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes({"a flipped bit": content, "cut short": content[:90]}.get(damage, b"nothing"))
    (story.processed / storage.MANIFEST).unlink()
    storage.texts_in.cache_clear()
    assert made(opened(ferry)) == first


@pytest.mark.parametrize("of", ["corpus.records.read_alone", "corpus.intake.parsed", "articles"])
def test_an_article_whose_partition_is_damaged_is_taken_from_the_tables(ferry, of):
    made(opened(ferry))
    for path in (ferry.parent / "processed" / "ferry" / "kept" / of).iterdir():
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 4
        path.write_bytes(content)
    storage.texts_in.cache_clear()
    work._value.cache_clear()
    assert made(opened(ferry, dozens=24.0)) == made(opened(ferry, ferry.parent / "fresh", dozens=24.0))


def test_of_two_articles_of_one_text_both_are_rejected(ferry, monkeypatch):
    shutil.copyfile(ferry / "article-002.txt", ferry / "copy.txt")

    def failing(*_, **__):
        raise KeyError("x")

    monkeypatch.setattr(names_found, "mentions_of", failing)
    paths = opened(ferry).tables(MADE)["rejected"]["path"]
    assert {"article-002.txt", "copy.txt"} <= set(paths)


def test_an_article_that_makes_a_measure_raise_costs_no_other_its_rows(ferry, monkeypatch):
    whole = opened(ferry, ferry.parent / "whole")
    whole.tables(MADE)

    def failing(document, *given, _original=reported_figures.figures_of, **named):
        if "Cessk" in document.text:
            raise ZeroDivisionError("nothing to divide by")
        return _original(document, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(reported_figures, "figures_of", failing)
        story = opened(ferry)
        figures = story.tables(MADE)["reported_figures"]
    of_others = whole.reported_figures[whole.reported_figures["article_id"] != "article-002"]
    assert figures.equals(of_others.reset_index(drop=True))
    for again in (story, opened(ferry)):
        row = again.rejected.iloc[0]
        assert (row["path"], row["stage"]) == ("article-002.txt", "reported figures")
        assert "ZeroDivisionError: nothing to divide by" in row["reason"]
        assert len(again.rejected) == 1
    # Another parameter makes it anew, now without a fault; nothing is left of the old one.
    later = opened(ferry, dozens=13.0)
    assert later.tables(MADE)["rejected"].empty
    assert later.rejected.empty


@pytest.mark.parametrize("function", ["document_from_text", "quotes_of"])
def test_an_article_that_cannot_be_read_is_rejected_under_the_step(ferry, monkeypatch, function):
    module = intake if function == "document_from_text" else voices

    original = getattr(module, function)

    def failing(given, *more, **named):
        if "Doral" in (given if isinstance(given, str) else given.text):
            raise RecursionError
        return original(given, *more, **named)

    monkeypatch.setattr(module, function, failing)
    story = opened(ferry)
    assert story.rejected["path"].tolist() == ["article-003.txt"]
    assert story.rejected["stage"].tolist() == ["blocks" if module is intake else "voices"]
    assert len(story.articles) == (5 if module is intake else 6)
    assert "article-003" not in set(story.quotes["article_id"])


def test_looking_a_corpus_over_says_the_same_and_keeps_nothing(ferry, monkeypatch):
    original = intake.health_flags

    def failing(document, **given):
        if "Doral" in document.text:
            raise KeyError("x")
        return original(document, **given)

    monkeypatch.setattr(intake, "health_flags", failing)
    before = set(ferry.parent.rglob("*"))
    looked = check_corpus(ferry)
    assert (looked.n_articles, looked.n_rejected) == (5, 1)
    assert "article-003.txt" in looked.text
    assert set(ferry.parent.rglob("*")) == before


PARTS = [["2/3", "3/3", "1/3"], ["1/1"], ["9/9", *(f"{n}/9" for n in range(1, 9))]]


@pytest.mark.parametrize("parts", PARTS, ids=len)
def test_parts_in_any_order_and_then_joined_give_the_tables_of_one_run(ferry, calls, parts, capsys):
    serial = made(opened(ferry, ferry.parent / "serial"))
    calls.clear()
    shared = str(ferry.parent / "shared")
    for part in parts:
        assert cli.main(["part", part, str(ferry), "--processed", shared]) == 0
    assert calls == dict.fromkeys(ALL, 6)
    calls.clear()
    assert made(opened(ferry, Path(shared))) == serial
    assert not calls, "what the parts did is not done again"
    assert "pieces of work" in capsys.readouterr().out


def test_a_part_moves_nothing_that_others_may_be_reading(ferry):
    for number in range(1, 4):
        before = set(opened(ferry).work.folder.rglob("*.parquet"))
        for n in range(20):
            storage.keep_texts(opened(ferry).work.folder / "corpus.intake.parsed", [(f"{number}-{n}", "{}")])
            before |= set(opened(ferry).work.folder.rglob("*.parquet"))
        opened(ferry).do_part(number, 3)
        assert before <= set(opened(ferry).work.folder.rglob("*.parquet"))


def test_a_large_file_is_shared_out_by_its_articles(tmp_path, monkeypatch, calls):
    monkeypatch.setattr(intake, "LARGE", 1000)
    folder = tmp_path / "export"
    folder.mkdir()
    rows = [f'Paper {n},"{ARTICLE.format(town=TOWNS[n], n=n + 9, m=n + 90)}"' for n in range(10)]
    (folder / "all.csv").write_text("source,text\n" + "\n".join(rows) + "\n")
    opened(folder).do_part(1, 2)
    assert calls["document_from_text"] == 5
    opened(folder).do_part(2, 2)
    assert calls["document_from_text"] == 10
    assert made(opened(folder)) == made(opened(folder, tmp_path / "serial"))


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "-1/3"])
def test_a_part_that_is_none_is_refused(ferry, part, capsys):
    with pytest.raises(SystemExit):
        cli.main(["part", part, str(ferry)])
    assert "I/N" in capsys.readouterr().err


def test_many_small_partitions_are_put_together(tmp_path):
    for n in range(60):
        storage.keep_texts(tmp_path, [(f"{n:03}", f"text {n}")])
    kept = storage.Partitions(tmp_path)
    kept.look_again()
    kept.put_together([f"{n:03}" for n in range(40)])
    assert len(list(tmp_path.iterdir())) == 1
    assert [storage.text_in(kept.path_of(f"{n:03}"), f"{n:03}") for n in (0, 39, 59)] == [
        "text 0",
        "text 39",
        "text 59",
    ]
    others = storage.Partitions(tmp_path)
    others.look_again()
    assert "059" in others


def test_what_nobody_wants_now_does_not_grow_without_end(tmp_path):
    for n in range(60):
        storage.keep_texts(tmp_path, [(f"{n:03}", f"text {n}")])
    kept = storage.Partitions(tmp_path)
    kept.look_again()
    kept.put_together([f"{n:03}" for n in range(10)])
    assert sum(f"{n:03}" in kept for n in range(60)) == 20
    assert all(f"{n:03}" in kept for n in range(10))


def test_an_article_alone_has_no_name_and_gets_it_back():
    document = document_from_text("Ferry stops\n\n“We wait,” said Ann Lee.", article_id="x", title="Ferry stops")
    other = document_from_text("Ferry stops\n\n“We wait,” said Ann Lee.", article_id="y:z", title="Ferry stops")
    assert alone(document).content == alone(other).content
    rows = voices.quotes_of(alone(document).document(), codebook=load_codebook(None))
    assert rows[0]["quote_id"] == f"{NAMELESS}:q1"


def test_an_odd_name_of_an_article_is_put_in_as_it_is(tmp_path):
    """What an article's text or name has in common with how work is kept must not matter."""
    text = 'Ferry\n\n“We wait in \\u007f and \\x7f,” said Ann Lee of "Harbour".\n'
    for name in ('a "b" c', "d'é", "x"):
        tmp_path.joinpath(f"{name}.txt").write_text(text)
    rows = opened(tmp_path, tmp_path.parent / "odd").quotes
    assert sorted(rows["article_id"]) == ['a "b" c', "d'é", "x"]
    assert (rows["quote_id"] == rows["article_id"] + ":q1").all()
    assert rows["text"].str.contains(r"\u007f and \x7f", regex=False).all()


def test_a_worker_of_another_version_is_refused(tmp_path):
    with pytest.raises(RunError, match="another version"):
        work._made(len, tmp_path, "the hash of another program", [("key", "text")])
    assert not list(tmp_path.iterdir())


# --- workers that die


def die_once(item):
    """The length of a text; the first process that sees a certain one is killed."""
    mark, text = item
    if text == "fatal" and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), 9)
    return len(text)


def die_always(item):
    os.kill(os.getpid(), 9)


@pytest.mark.scale
def test_a_process_that_dies_is_replaced_and_no_work_is_lost(tmp_path):
    texts = ["text"] * WORTH_A_PROCESS + ["fatal", "x"]
    items = [(str(tmp_path / "mark"), text) for text in texts]
    assert Engine(jobs=2).map(die_once, items, step="x") == [len(text) for text in texts]
    assert (tmp_path / "mark").exists()


@pytest.mark.scale
def test_processes_that_die_again_and_again_end_the_run_in_one_line():
    with pytest.raises(RunError, match="fewer --jobs"):
        Engine(jobs=2).map(die_always, ["x"] * WORTH_A_PROCESS, step="reading")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = write_articles(tmp_path_factory.mktemp("large") / "ferry", range(WORTH_A_PROCESS + 10))
    return folder, all_made(opened(folder, folder.parent / "serial", **FEW))


@pytest.mark.scale
def test_over_processes_the_tables_are_those_of_one(large):
    folder, serial = large
    assert made(opened(folder, folder.parent / "processes", jobs=2, **FEW)).items() <= serial.items()


@pytest.mark.scale
@pytest.mark.filterwarnings("ignore")
def test_on_a_cluster_whose_worker_is_killed_the_tables_are_those_of_one_process(large):
    from distributed import LocalCluster

    folder, serial = large
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        story = opened(folder, folder.parent / "cluster", scheduler=cluster.scheduler_address, **FEW)
        before = {worker.pid for worker in cluster.workers.values()}

        def kill_one() -> None:
            while not list(story.work.folder.glob("corpus.intake.parsed/*.parquet")):
                time.sleep(0.01)
            os.kill(min(before), 9)

        killer = threading.Thread(target=kill_one, daemon=True)
        killer.start()
        on_cluster = all_made(story)
        killer.join()
        assert {worker.pid for worker in cluster.workers.values()} != before, "one of them was killed"
    assert on_cluster == serial


@pytest.mark.scale
def test_a_cluster_of_ones_own_gives_the_same(large):
    folder, serial = large
    assert made(opened(folder, folder.parent / "local", jobs=2, scheduler="local", **FEW)).items() <= serial.items()


def test_what_is_done_on_articles_lies_beside_the_tables(ferry):
    story = opened(ferry)
    made(story)
    assert isinstance(story.work, Work)
    shutil.rmtree(story.work.folder)
    assert opened(ferry).tables(MADE)["rejected"].empty, "fresh tables need no work"


def test_a_file_that_could_not_be_read_once_is_read_by_the_next_run(tmp_path, monkeypatch, capsys):
    corpus = tmp_path / "quay"
    corpus.mkdir()
    for name, number in (("one", 40), ("two", 50)):
        (corpus / f"{name}.txt").write_text(f"At the quay\n\nThe mayor said {number} boats were lost in the storm.\n")
    command = ["tables", str(corpus), "--processed", str(tmp_path / "tables")]
    as_it_was = records.unpacked

    def failing(file):
        if file.name == "one.txt":
            raise OSError(errno.EIO, "Input/output error")
        return as_it_was(file)

    with monkeypatch.context() as patched:
        patched.setattr(records, "unpacked", failing)
        assert cli.main(command) == 3
        assert "one.txt: Cannot be read to its end" in capsys.readouterr().err
    assert cli.main(command) == 0
