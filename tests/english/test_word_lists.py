"""The word lists that ship with the package."""

from importlib import resources

import pytest

from analysis.english.word_lists import word_groups, word_list, word_table

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
