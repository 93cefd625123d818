"""Tables inside articles."""

from analysis.corpus import document_from_text, table_rows

BODY = "The river rose for three days and the people of the valley left their homes."


def cells(text):
    document = document_from_text(f"Toll of the Flood\n{BODY}\n{text}\n{BODY}x")
    return [
        (row.is_header, [(document.text[c.start : c.end], c.heading) for c in row.cells])
        for row in table_rows(document)
    ]


def test_a_table_with_bars_names_its_columns():
    assert cells("| Day | Dead |\n|---|---|\n| 1 May | 12 |\n|  | 13 |") == [
        (True, [("Day", "Day"), ("Dead", "Dead")]),
        (False, [("1 May", "Day"), ("12", "Dead")]),
        (False, [("", "Day"), ("13", "Dead")]),
    ]


def test_a_table_with_tabs_whose_first_row_has_no_number():
    assert cells("Day\tDead\n1 May\t12")[1] == (False, [("1 May", "Day"), ("12", "Dead")])


def test_a_table_without_a_header():
    assert cells("| 1 May | 12 |\n| 2 May | 13 |")[0] == (False, [("1 May", None), ("12", None)])


def test_a_row_longer_than_its_header():
    assert cells("| Day |\n|---|\n| 1 May | 12 |")[1] == (False, [("1 May", "Day"), ("12", None)])
