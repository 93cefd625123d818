"""The house: imports point down only, few modules touch the disk, and one thing is said in one place.

Constants called `…_NOW` list what does not keep a rule yet. They only get shorter: an entry that is no longer true has
to go.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "analysis"
LAYERS = {
    "errors": 0, "paths": 0, "schema": 0, "parameters": 0, "provenance": 0, "storage": 0, "wording": 0,
    "processes": 0,
    "english": 1,
    "readers": 2,
    "corpus": 3, "statistics": 3,
    "framing": 4, "voices": 4, "sentiment": 4, "reported_figures": 4, "claims": 4, "omissions": 4,
    "engine": 5, "work": 5, "steps": 5, "pipeline": 5, "coding": 5, "robustness": 5, "charts": 5,
    "report": 6,
    "exports": 7,
    "exhibits": 7,
    "study": 7,
    "cli": 8,
}  # fmt: skip
# A measure does not know its neighbours; within the other layers modules may build on each other.
MEASURES = ("framing", "voices", "sentiment", "reported_figures", "claims", "omissions")
STRANGERS = [
    *map(set, combinations(MEASURES, 2)),
    {"pipeline", "charts"},
    {"steps", "charts"},
    {"steps", "pipeline"},
    {"robustness", "charts"},
]
# The pipeline may know its steps; the steps do not know it.
MAY_KNOW = {("pipeline", "steps")}
# What a measure is to know, it is given by name: see `pipeline`. So its key can hold it.
GIVEN_BY_NAME = {"parameters", "paths", "provenance", "storage"}
GIVEN = {"english", "corpus", "statistics", *MEASURES, "robustness"}
TOUCH_THE_DISK = {"corpus", "exports", "pipeline", "provenance", "storage", "paths", "report", "study", "cli"}
MODULES = sorted(PACKAGE.rglob("*.py"))
FACES = ("__init__.py", "__main__.py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def imported(path: Path) -> set[str]:
    """Full names of what the module imports from this package, each name of `from x import y` as x.y."""
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("analysis.")}


def imported_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path)} & set(LAYERS)


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


@each_module
def test_imports_point_down(path):
    here = room_of(path)
    if here == "__init__":
        return
    assert here in LAYERS, f"{here} has no layer: give it one in the design and here"
    for other in imported_rooms(path) - {here}:
        assert LAYERS[other] <= LAYERS[here], f"{path.name} ({here}) imports {other}, which lies above it"
        for strangers in STRANGERS:
            is_strange = {here, other} <= strangers and (here, other) not in MAY_KNOW
            assert not is_strange, f"{path.name} ({here}) imports its neighbour {other}"


@each_module
def test_a_measure_is_given_what_it_reads(path):
    if room_of(path) in GIVEN:
        assert not imported_rooms(path) & GIVEN_BY_NAME, f"{name_of(path)}: take it as an argument of that name"


@each_module
def test_only_some_modules_touch_the_disk(path):
    """Readers open what they are handed: a `File`, or a member of an archive."""
    if room_of(path) in TOUCH_THE_DISK:
        return
    calls = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "to_csv", "to_parquet", "read_csv"}
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_given = room_of(path) == "readers" and name == "open" and isinstance(node.func, ast.Attribute)
            harmless = is_given or _reads_package_data(node)
            assert name not in calls or harmless, f"{path}:{node.lineno} touches the disk by {name}"


def _reads_package_data(call: ast.Call) -> bool:
    """Whether the file read is one that ships inside the package."""
    return "files(" in ast.unparse(call.func)


def test_no_dumping_grounds():
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


# --- no slivers

SHORT = 120
# One concept, one module: it is not cut for its length. Past this many lines it holds two.
LONG = 600
SLIVERS_NOW: set[str] = set()
# Each module is one kind of file, known to the list of kinds alone.
PLUG_INS = {"readers"}


def test_no_module_is_a_sliver_of_the_only_one_that_imports_it():
    importers = defaultdict(set)
    paths = {path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", "."): path for path in MODULES}
    for path in MODULES:
        for name in imported(path):
            # x.y is a module, or a name in the module x.
            module = name if name in paths else name.rpartition(".")[0]
            if module in paths and paths[module] != path:
                importers[paths[module]].add(path)
    slivers = {
        name_of(path)
        for path, by in importers.items()
        if len(by) == 1
        and path.name not in FACES
        and room_of(path) not in PLUG_INS
        and path.read_text(encoding="utf-8").count("\n") < SHORT
    }
    assert slivers == SLIVERS_NOW, "merge it with the module that needs it, by concept"


@each_module
def test_no_module_holds_two_concepts(path):
    assert path.read_text(encoding="utf-8").count("\n") <= LONG, f"{name_of(path)}: which two concepts does it hold?"


# --- English in english/words

MOST_WORDS = 11
# Lists that nothing in a text is looked up in: elements of a markup, kinds of block, names of rules, numbers as
# we write them.
NOT_ENGLISH = {
    "english/date_patterns.py: RULES",
    "report/svg.py: _ELEMENTS",
    "exhibits/ingest.py: _KINDS",
    "report/markup.py: _TAGS",
    "wording.py: _WORDS",
    "claims/explanations.py: _APART",
}
WORD_LISTS_NOW: set[str] = set()


def words_of(value: ast.expr | None) -> set[str]:
    """The lower-case words that a value lists: a string of many, a collection, the keys or values of a mapping."""
    match value:
        case ast.Constant(value=str() as text):
            # One word or two are an entry, many without a mark between them a list; the rest is a sentence.
            words = text.split() if re.fullmatch(r"[a-z\s'’-]+", text) else []
            return set(words) if len(words) < 3 or len(words) > MOST_WORDS else set()
        case ast.Set(elts=items) | ast.Tuple(elts=items) | ast.List(elts=items):
            return set().union(*map(words_of, items))
        case ast.Dict(keys=keys, values=values):
            return max(words_of(ast.Tuple(elts=keys)), words_of(ast.Tuple(elts=values)), key=len)
        case ast.BinOp(left=left, right=right):
            return words_of(left) | words_of(right)
        case ast.Starred(value=inner) | ast.Attribute(value=inner):
            return words_of(inner)
        case ast.Call(func=function, args=arguments) if not _makes_an_object(function):
            return words_of(function) | words_of(ast.Tuple(elts=arguments))
    return set()


def _makes_an_object(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id[:1].isupper() and function.id != "MappingProxyType"


def module_values(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """What the module assigns to names, outside functions and classes."""
    for node in TREES[path].body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), node.value


@pytest.mark.parametrize(
    ("source", "n"),
    [
        ('frozenset("a b c d e f g h i j k l".split())', 12),
        ('listed("a b c d e f g h i j k " "l m")', 13),
        ('{"up to", "as many"} | {"no", *("more", "less")}', 7),
        ('MappingProxyType({"one": 1, "two": 2})', 2),
        ('{"all": "It does not hang on any of these choices, and that is the sentence."}', 1),
        ('re.compile(r"\\b(?:about|some)\\b")', 0),
        ('Step(("articles", "blocks"), ingest)', 0),
    ],
)
def test_what_counts_as_a_list_of_words(source, n):
    assert len(words_of(ast.parse(source, mode="eval").body)) == n


def test_lists_of_english_words_are_text_files():
    lists = {
        f"{name_of(path)}: {name}"
        for path in MODULES
        for name, value in module_values(path)
        if len(words_of(value)) > MOST_WORDS and name != "__all__"
    }
    assert lists - NOT_ENGLISH == WORD_LISTS_NOW, "a list of words belongs in english/words, or in a codebook"


# --- dtypes in schema

DTYPES = {"str", "string", "int64", "Int64", "float64", "bool", "boolean", "object"}


def dtypes_in(path: Path) -> int:
    """How often a module says of a column what pandas calls its kind."""
    found = 0
    for node in ast.walk(TREES[path]):
        match node:
            case ast.Call(func=ast.Attribute(attr="astype"), args=[given]):
                found += _is_dtype(given)
            case ast.keyword(arg="dtype", value=given):
                found += _is_dtype(given)
            case ast.Dict(values=values) if len(values) > 1 and all(map(_is_dtype, values)):
                found += len(values)
    return found


def _is_dtype(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in DTYPES


def test_columns_get_their_types_from_the_schema():
    found = {name_of(path): n for path in MODULES if room_of(path) != "schema" and (n := dtypes_in(path))}
    assert not found, "declare the table in schema/tables.yml and make it by schema.frame or schema.series"


BENCHMARKS = sorted((PACKAGE.parents[1] / "benchmarks").glob("*.py"))


def bound_in(path: Path) -> set[str]:
    """The names that a module binds outside its functions and classes."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        else:
            names = [one for one in ast.walk(node) if isinstance(one, ast.Name | ast.alias)]
            found |= {one.id if isinstance(one, ast.Name) else one.asname or one.name for one in names}
    return found


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.name)
def test_what_a_benchmark_imports_is_there(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "analysis":
            folder = PACKAGE.joinpath(*node.module.split(".")[1:])
            source = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
            modules = {one.stem for one in folder.glob("*") if one.name != "__init__.py"}
            missing = {alias.name for alias in node.names} - bound_in(source) - modules
            assert not missing, f"{path.name}: {node.module} has no {missing}"
