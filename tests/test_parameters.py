import pytest

from analysis import parameters
from analysis.errors import ParameterError


def test_defaults():
    assert parameters.make() == parameters.Parameters()


def test_a_misspelt_name_is_answered_with_the_nearest_and_the_list():
    with pytest.raises(ParameterError, match=r"'top_tems'\. Did you mean 'top_terms'\? Known: corpus \(str\)"):
        parameters.make({"top_tems": 3})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("top_terms", "many"),
        ("top_terms", 2.5),
        ("top_terms", True),
        ("drop_stop_words", 1),
        ("corpus", 7),
        ("seed", None),
    ],
)
def test_another_type_is_an_error(name, value):
    with pytest.raises(ParameterError, match=f"'{name}' must be"):
        parameters.make({name: value})


@pytest.mark.parametrize(
    ("name", "value"), [("top_terms", 0), ("confidence", 1.0), ("confidence", float("nan")), ("scorer", "textblob")]
)
def test_a_value_out_of_range_is_an_error(name, value):
    with pytest.raises(ParameterError, match=f"'{name}' must be"):
        parameters.make({name: value})


def test_a_whole_number_serves_where_a_decimal_is_wanted():
    assert parameters.make({"dozens": 24}).dozens == 24.0


def test_parse_reads_each_value_by_its_parameters_type():
    words = ["corpus=data/raw/2024", "top_terms=7", "confidence=.9", "include_quotes=False"]
    assert parameters.parse(words) == {
        "corpus": "data/raw/2024",
        "top_terms": 7,
        "confidence": 0.9,
        "include_quotes": False,
    }


@pytest.mark.parametrize("word", ["top_terms", "top_terms=x", "nothing=1", "top_terms=__import__('os')", "=3"])
def test_parse_refuses_what_it_cannot_read(word):
    with pytest.raises(ParameterError):
        parameters.parse([word])


def test_from_notebook_reads_the_namespace():
    cells = ["", "corpus = 'x'\ntop_terms = 4"]
    assert parameters.from_notebook({"corpus": "x", "top_terms": 4, "In": cells}).top_terms == 4


def test_from_notebook_refuses_what_papermill_injected_by_mistake():
    namespace = {"corpus": "x", "top_terms": 4, "top_tems": 5, "In": ["corpus = 'x'", "# Parameters\ntop_tems = 5\n"]}
    with pytest.raises(ParameterError, match="'top_tems'"):
        parameters.from_notebook(namespace)


def test_from_notebook_takes_a_parameter_of_the_run_that_it_does_not_list():
    namespace = {"corpus": "x", "seed": 1, "In": ["corpus = 'x'\n", "# Parameters\nseed = 1\n"]}
    assert parameters.from_notebook(namespace).seed == 1


def test_from_notebook_ignores_what_later_cells_assign():
    namespace = {"corpus": "x", "table": 3, "In": ["corpus = 'x'", "table = 3"]}
    assert parameters.from_notebook(namespace).corpus == "x"


def test_from_notebook_reads_the_namespace_where_the_kernel_keeps_no_history():
    assert parameters.from_notebook({"corpus": "x", "top_terms": 4, "In": [""], "exit": None}).top_terms == 4
