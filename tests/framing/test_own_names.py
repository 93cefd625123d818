import pytest

from analysis.framing.own_names import own_name_pattern, own_names, plain


def cut(text, source, *, urls=(), texts=()):
    return own_name_pattern(source, urls, texts or [text]).sub("_", plain(text))


@pytest.mark.parametrize(
    ("source", "text", "left"),
    [
        ("www.dailygull.example", "She told The Daily Gull, daily gulls said.", "She told The _, daily gulls said."),
        ("world.gullnews.co.uk", "Gull News and Gull reporters saw a gull.", "_ and _ reporters saw a gull."),
        ("The Evening Post", "The Evening Post asked; an evening, a post.", "_ asked; an evening, a post."),
        ("Radió Gull", "RADIO GULL was told.", "_ was told."),
        ("www.bbq.example", "BBQ One, BBQ News and BBQ's man.", "_ One, _ and _'s man."),
        ("www.rté.example", "She told RT\ufffd News and RTÉ.", "She told _ and _."),
        ("www.rte.example", "She told RT\ufffd News and RT?'s man.", "She told _ and _'s man."),
    ],
)
def test_an_outlets_name_is_found_however_it_is_spaced_or_added_to(source, text, left):
    assert cut(text, source) == left


def test_a_part_of_the_address_that_does_not_name_the_outlet_stays():
    assert cut("Europe and China, says China Gull.", "europe.chinagull.com.cn") == "Europe and China, says _."


def test_the_address_of_the_articles_names_the_outlet_too():
    assert cut("The Daily Gull asked.", "DG", urls=["https://www.dailygull.example/a"]) == "The _ asked."


def test_a_name_shortened_to_two_humps_is_found_and_another_is_not():
    text = "WashGull and YouTube; the Washington Gull."
    assert cut(text, "washingtongull.example") == "_ and YouTube; the _."


def test_initials_spelled_out_are_found_where_the_outlet_does_so_often():
    texts = ["Deutsche Nordwelle asked.", "He told Deutsche Nordwelle.", "Deutsche Nordwelle again.", "Danish Nuts."]
    assert cut("Deutsche Nordwelle, Danish Nuts", "www.dn.example", texts=texts) == "_, Danish Nuts"
    assert cut("Deutsche Nordwelle", "www.dn.example", texts=texts[:2]) == "Deutsche Nordwelle"


@pytest.mark.parametrize("source", ["", "X", "???", "a.b", "...."])
def test_odd_sources_cut_nothing_else(source):
    assert cut("Nothing of this goes.", source) == "Nothing of this goes."
    assert own_names(source) == () or own_names(source) == (source,)


def test_accents_come_off_and_places_stay():
    text = "Ærø, Éire, Dvořák"
    assert len(plain(text)) == len(text)
    assert plain(text).endswith("Dvorak")
