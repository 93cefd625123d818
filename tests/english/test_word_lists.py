"""The word lists that ship with the package."""

import re
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.english.word_lists import any_of, word_groups, word_list, word_table

PACKAGES = ("analysis.english", "analysis.framing", "analysis.voices")
FILES = [
    (package, path.name.removesuffix(".txt"))
    for package in PACKAGES
    for path in sorted(resources.files(package).joinpath("words").iterdir(), key=lambda path: path.name)
]


@pytest.mark.parametrize(("package", "name"), FILES, ids=lambda part: part)
def test_every_list_says_what_it_is_and_lists_each_word_once(package, name):
    text = resources.files(package).joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    groups = word_groups(name, package=package)
    assert groups
    if name != "irregular_verbs":  # past and participle are often one form
        assert all(len(words) == len(set(words)) for _, words in groups)


def test_a_table_leads_from_word_to_value():
    assert word_table("weekdays")["tues"] == "2"
    assert word_table("irregular_plurals")["people"] == "person"


def test_a_list_has_its_words():
    assert {"mr", "dr"} <= word_list("titles")


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        word_list("no such list")


@given(
    st.sets(st.text("abn- ", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text("abnABN- ", max_size=30),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_of_some_words_is_found_where_alternatives_in_a_row_find_it(words, text, any_case):
    row = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    in_a_row = re.compile(f"(?:{row})", re.IGNORECASE if any_case else 0)
    assert re.findall(any_of(words, any_case=any_case), text) == in_a_row.findall(text)
