import runpy
from pathlib import Path

import pytest

from analysis.framing.credits import credits_of


def credited(text, **about):
    return [(one.agency, one.is_whole) for one in credits_of(text, **about)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("OLDPORT, Ost (AP) — The sea was calm.", "AP"),
        ("OLDPORT, Oct 8 (Reuters) - The sea was calm.", "Reuters"),
        ("New Delhi, Jan 4 (PTI) The sea was calm.", "PTI"),
        ("MOSCOW, March 5. /TASS/. The sea was calm.", "TASS"),
        ("BEIJING, Sept. 5 (Xinhua) -- The sea was calm.", "Xinhua"),
        ("DUBAI — AFP — The sea was calm.", "AFP"),
        ("SYDNEY, AAP - The sea was calm.", "AAP"),
        ("VELM, Ostria (CWX) — The sea was calm.", "CWX"),
        ("CITY OF VELM (CWX) — The sea was calm.", "CWX"),
        ("By Ann Reed, Associated Press", "AP"),
        ("By Bo Hall – UPI", "UPI"),
        ("By Reuters Staff", "Reuters"),
        ("Agence France-Presse in Geneva", "AFP"),
        ("The Canadian Press", "Canadian Press"),
        ("Source: Xinhua", "Xinhua"),
        ("© 2024 AFP", "AFP"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "AP"),
        ("Reuters reporting by Ann Reed", "Reuters"),
        ("This story is published from a PTI feed.", "PTI"),
        ("This article was originally published by The Gull.", "Gull"),
        ("Velm, 5 de mayo de 2024 (EFE).- The sea was calm.", "EFE"),
        ("(ANSA) - OLDPORT, 05 MAG - The sea was calm.", "ANSA"),
        ("Velm/Wien (APA) - The sea was calm.", "APA"),
        ("Velm (dpa/lno) - The sea was calm.", "dpa"),
        ("ANN REED Associated Press", "AP"),
        ("Von Anna Rieder, dpa", "dpa"),
        ("dpa 05.05.2024, 10:12 Uhr", "dpa"),
        ("(Quelle: APA)", "APA"),
        ("© Riproduzione riservata - ANSA", "ANSA"),
        ("ab/cd (AFP)", "AFP"),
    ],
)
def test_a_credit_of_the_whole_text_is_found_where_newsrooms_print_it(line, agency):
    assert credited(f"Calm sea\n\n{line}\nIt was calm.") == [(agency, True)]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("The Associated Press contributed to this report.", ["AP"]),
        ("Associated Press writers Ann Reed in Velm and Bo Hall contributed to this report.", ["AP"]),
        ("The Coastal Wire contributed to this story.", ["Coastal Wire"]),
        ("(With inputs from PTI)", ["PTI"]),
        ("With files from The Canadian Press", ["Canadian Press"]),
        ("This report includes information from The Associated Press.", ["AP"]),
        ("The Gull with AP and AFP", ["AP", "AFP"]),
        ("Mit Material von dpa", ["dpa"]),
        ("Con información de EFE y AFP", ["EFE", "AFP"]),
        ("Bo Hall in Velm and The Associated Press contributed to this report.", ["AP"]),
    ],
)
def test_a_credit_of_a_part_is_told_apart(line, agencies):
    assert credited(f"Calm sea\n\nIt was calm.\n{line}") == [(agency, False) for agency in agencies]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Reed contributed to this report.",
        "Ann Reed and Bo Hall contributed reporting.",
        "An official told Reuters that AFP had reported it.",
        "(AP Photo/Ann Reed, File)",
        "Photo: © AFP",
        "Reuters Sues AP Over Photos",
        "Reuters: harbour to be shut",
        "The World Harbour Office (WHO) – which has no ships – agreed.",
        "Gull Foods, Inc. (GULL) – Shares rose.",
        "PA MINISTERS MEET IN VELM",
        "VELM, PA — The sea was calm.",
        "The Port Agency (PA) said the sea was calm.",
        "STT Homes (STT) bought the harbour.",
        "By Petra Lang",
        "PA Consulting Wins Contract",
        "From PA to NY: A Road Trip",
        "Photograph by Ann Reed, Associated Press",
    ],
)
def test_what_only_names_an_agency_is_no_credit(line):
    assert credited(f"Calm sea\n\n{line}\nIt was calm.") == []


@pytest.mark.parametrize("line", ["A-" * 5_000, "© a " * 5_000, "(A-" * 5_000, "Reuters " * 5_000, "5 mai " * 5_000])
def test_a_hostile_line_takes_no_longer_than_its_length(line):
    assert credited(f"Calm\n\n{line}\n{line[:100]}\n\nIt was calm.\n© 2024 AFP") == [("AFP", True)]


def test_of_planted_credits_nearly_all_are_found_and_no_mention_is_taken_for_one():
    path = Path(__file__).parents[2] / "benchmarks" / "framing_credits.py"
    planted = runpy.run_path(str(path))
    made, without = planted["planted"](500, seed=7), planted["mentions"](500, seed=7)
    assert len(planted["misses"](made)) <= 25
    assert len(planted["false_credits"](without)) <= 5


def test_a_sign_off_is_an_agencys_where_the_text_names_it():
    sign_off = "(Reporting by Ann Reed in Velm; Editing by Bo Hall)"
    assert credited(f"Calm\n\nIt was calm, she told Reuters.\n{sign_off}") == [("Reuters", True)]
    assert credited(f"Calm\n\nIt was calm, she said.\n{sign_off}") == []


def test_the_last_words_of_an_article_may_be_its_credit():
    assert credited("Calm\n\nIt was calm, he said. — AFP") == [("AFP", True)]
    assert credited("Calm\n\nIt was calm.\nPTI SKL DV") == [("PTI", True)]


def test_an_outlet_that_is_an_agency_credits_itself():
    assert credited("It was calm.", source="Reuters") == [("Reuters", True)]
    assert credited("It was calm.", source="Velm Daily (AP)") == [("AP", True)]
    assert credited("It was calm.", source="AA Motoring") == []


def test_a_title_is_no_credit():
    assert credited("Velm Daily, AP\n\nIt was calm.", title="Velm Daily, AP") == []
