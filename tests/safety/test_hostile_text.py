"""Articles that attack: wherever they are shown, nothing of them runs, contacts, or passes for the analysis."""

import ast
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import hostile
import offline
import pytest
from lxml import html as parser
from report_sample import shown

from analysis import cli, pipeline, processes
from analysis.corpus import read_corpus
from analysis.parameters import make
from analysis.report import links, notebooks, runner
from analysis.report.show import set_corpus

# Of each choice one or two ways, since it is not the numbers that count here.
FEW = {"n_resamples": 20, "vary_longest_term": "1, 2", "vary_word_forms": "as written, word stems"}
FEW |= {"vary_quotations": "in", "vary_boilerplate": "out", "vary_sentences": "all", "vary_marks": "as written"}
FEW |= {"vary_rules": "nltk", "leave_out_articles": False}
CHOSEN = [part for name, value in FEW.items() for part in ("-p", f"{name}={value}")]
EXPORTS = (
    "csv",
    "antconc",
    "iramuteq",
    "quanteda",
    "html",
    *(pytest.param(n, marks=pytest.mark.scale) for n in ("xlsx", "pack")),
)


def without_set_up(source):
    tree = ast.parse(source)
    made = ("settings", "story")
    tree.body = [node for node in tree.body if not (isinstance(node, ast.Assign) and node.targets[0].id in made)]
    return compile(tree, "cell", "exec")


def executed_here(story, patch):
    """What a kernel would give, made in this process."""

    def execute(path, **_):
        notebook, space = notebooks.read(path), {"settings": story.parameters, "story": story}
        set_corpus(story.name)
        for number, cell in enumerate((one for one in notebook.cells if one.cell_type == "code"), start=1):
            cell.execution_count = number
            if "parameters" not in cell.metadata.get("tags", []):
                cell.outputs = shown(patch, lambda cell=cell: exec(without_set_up(cell.source), space))
        return notebook

    return execute


def run(folder, root, *, patch):
    """The report of a corpus, made without kernels and processes."""
    settings = {"corpus": str(folder), **FEW}
    story = pipeline.open_corpus(make(settings), processed=root / "processed")
    patch.setattr(runner, "execute", executed_here(story, patch))
    patch.setattr(processes, "workers", lambda *_, **__: ThreadPoolExecutor(1))
    places = ["--processed", str(root / "processed"), "--reports", str(root / "reports")]
    code = cli.main(["run", str(folder), *places, *CHOSEN])
    assert code in (cli.OK, cli.SOME_REJECTED)
    return story, root / "reports" / folder.name


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """Two articles of plain text, their canaries, their story, and the report of it."""
    root = tmp_path_factory.mktemp("hostile")
    canaries = hostile.write(root / "dam", few=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "_MOST_CHARS", 3_000)  # each article on a page of its own, and a list of the pages
        story, report = run(root / "dam", root, patch=patch)
        yield canaries, story, report


def check_report(report, canaries, *, least):
    faults, seen = {}, set()
    for path in sorted(one for one in report.rglob("*") if one.is_file()):
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            found = hostile.faults_of_page(text)
        elif path.suffix == ".ipynb":
            found = hostile.faults_of_notebook(text)
        elif path.suffix == ".csv":
            found = hostile.faults_of_table(text)
        else:
            found = []
        seen |= set(re.findall(r"7\d{4}7", text)) & set(canaries.places)
        if found:
            faults[path.name] = found
    assert faults == {}
    print(f"{len(canaries.places)} canaries put, {len(seen)} shown, 0 that ran")
    assert len(seen) >= least * len(canaries.places)


def test_nothing_of_an_article_runs_or_pretends_on_any_page_or_table(attacked):
    canaries, _, report = attacked
    check_report(report, canaries, least=0.5)


def test_what_a_researcher_asks_in_a_cell_shows_text_as_text(attacked):
    _, story, _ = attacked
    asked = [story.kwic("dam"), story.kwic("people"), *map(story.sentence, story.quotes["quote_id"].head(9))]
    asked += [*map(story.sentence, story.reported_figures["figure_id"].head(9))]
    for one in asked:
        assert hostile.faults_of_page(one._repr_html_()) == []
    for name in ("claims", "articles", "names_found", "facts", "reported_figures"):
        made = story.browse(name)
        text = made if isinstance(made, str) else made._repr_html_()
        assert hostile.faults_of_page(text, scripts=True) == [], name


def test_of_every_canary_of_a_text_each_sign_is_kept_or_shown_as_a_box(attacked):
    _, story, report = attacked
    pages = sorted(report.glob("articles-*.html"))
    assert len(pages) == 2
    shown_words = "".join(parser.parse(str(page)).getroot().text_content() for page in pages)
    assert "Donaudampfschiff" * 300 in story.articles["text"].str.cat()
    for words in ("<details open ontoggle=", "[press ", "x_a^b", "火災で三人が死亡", "# Forged"):
        assert words in shown_words, words


@pytest.mark.parametrize("name", EXPORTS)
def test_no_export_holds_what_a_program_would_run(attacked, tmp_path, name):
    _, story, _ = attacked
    place, kept = tmp_path / ("book.xlsx" if name == "xlsx" else "out"), str(story.processed.parent)
    assert cli.main(["export", str(story.folder), name, str(place), "--processed", kept, *CHOSEN]) == 0
    check_written(place)


def check_written(place):
    files = [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]
    # What a pack carries of the corpus is as its owner wrote it, byte for byte.
    files = [path for path in files if "corpus" not in path.relative_to(place).parts[:-1]]
    assert files
    for path in files:
        if path.suffix == ".csv":
            assert hostile.faults_of_table(path.read_text("utf-8-sig")) == [], path.name
        elif path.suffix == ".html":
            assert hostile.faults_of_page(path.read_text("utf-8")) == [], path.name
        elif path.suffix in (".xlsx", ".qdpx"):
            assert hostile.faults_of_package(path.read_bytes()) == [], path.name
        assert re.fullmatch(r"[\w.-]+", path.name, re.ASCII), path.name


def test_what_is_written_for_coders_and_for_words_in_context_holds_no_formula(attacked, tmp_path):
    _, story, _ = attacked
    kept = ["--processed", str(story.processed.parent)]
    assert cli.main(["kwic", str(story.folder), "dam", "--csv", str(tmp_path / "kwic.csv"), *kept]) == 0
    for more in ([], ["--qdpx"]):
        folder = tmp_path / f"coding{len(more)}"
        few = ["--folder", str(folder), "--per-frame", "5", "--ratings", "9", *more]
        assert cli.main(["code", str(story.folder), *few, *kept, *CHOSEN]) == 0
    check_written(tmp_path)


def test_a_terminal_is_told_nothing_that_it_would_obey(attacked, capsys):
    _, story, _ = attacked
    folder, kept = str(story.folder), str(story.processed.parent)
    for arguments in (["check", folder], ["kwic", folder, "dam", "--processed", kept], ["run", f"{folder}\x1b[2J"]):
        cli.main(arguments)
    said = capsys.readouterr()
    assert hostile.faults_of_output(said.out + said.err) == []


def test_each_kind_of_file_gives_articles_with_its_canaries(tmp_path):
    canaries = hostile.write(tmp_path / "dam")
    read = read_corpus(tmp_path / "dam")
    kinds = {path.rpartition(".")[2] for path in read.articles["path"]}
    assert kinds >= {"txt", "csv", "tsv", "xlsx", "json", "jsonl", "parquet", "html", "mhtml", "warc", "xml", "docx"}
    assert kinds >= {"rtf", "pdf"}
    text = read.articles.astype(str).to_csv() + read.metadata.astype(str).to_csv()
    assert len(set(re.findall(r"7\d{4}7", text)) & set(canaries.places)) > 0.4 * len(canaries.places)


@pytest.mark.scale
@pytest.mark.skipif(not offline.is_possible(), reason="no namespace without a network may be made here")
def test_every_kind_of_file_through_kernels_into_a_report_on_a_machine_without_a_network(tmp_path):
    canaries = hostile.write(tmp_path / "dam")
    places = ["--processed", tmp_path / "processed", "--reports", tmp_path / "reports"]
    command = offline.command("run", tmp_path / "dam", "--jobs", "2", *places, *CHOSEN)
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == cli.SOME_REJECTED, done.stderr
    assert hostile.faults_of_output(done.stdout + done.stderr) == []
    check_report(tmp_path / "reports" / "dam", canaries, least=0.4)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<p>a<script>x</script>", "<script>"),
        ("<p><img src=x onerror=y>", "onerror=y"),
        ("<p><a href='javascript:x'>y</a>", "<a href=javascript:x>"),
        ("<p><a href='//canary.example'>y</a>", "<a href=//canary.example>"),
        ("<p><h2>Forged 1</h2>", "a heading from an article: Forged 1"),
        ("<p><i id=e-forged:1>y</i>", "id=e-forged:1"),
        (
            "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><a xlink:href='javascript:x'/></svg>",
            "<a xlink:href=javascript:x>",
        ),
    ],
)
def test_the_scanner_finds_what_runs(text, fault):
    assert hostile.faults_of_page(text) == [fault]
    assert hostile.faults_of_page("<p>a <b>b</b> <a href='articles.html#e-a'>c</a></p>") == []


def test_the_scanner_finds_formulas():
    assert hostile.faults_of_table("a,=1\n'=1,-5.2\n") == ["=1"]
