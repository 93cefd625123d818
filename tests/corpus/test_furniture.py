"""What stands on a page and is not the article: menus, box labels, calls to the reader, datelines."""

import re
from pathlib import Path

import pytest

from analysis.corpus import document_from_text, furniture
from analysis.corpus.blocks import blocks_of
from analysis.corpus.furniture import is_chrome, is_dateline, is_label, opens_correction

BODY = "The river rose for three days and the people of the valley left their homes. Nobody came back that week."


def kinds(text):
    document = document_from_text(text)
    return [(block.kind, text[block.start_char : block.end_char]) for block in document.blocks]


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA, May 4 (AP) —",
        "Geneva, May 4, 2021 –",
        "GENEVA —",
        "Geneva –",
        "HARROW, Switzerland, 4 May (Reuters) -",
    ],
)
def test_a_dateline_that_opens_the_text_is_a_block_of_its_own(dateline):
    text = f"Flood in the Valley\n{dateline} {BODY}"
    assert kinds(text)[1:] == [("dateline", dateline), ("paragraph", BODY)]


@pytest.mark.parametrize(
    "opening", ["However – as she said –", "The flood – the worst yet –", "Most of it — all, even —"]
)
def test_a_dash_does_not_make_a_dateline(opening):
    assert [k for k, _ in kinds(f"Flood in the Valley\n{opening} {BODY}")] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("15 October, 2025 Geneva, Switzerland", True),
        ("Published: May 4, 2021 10:30 GMT", True),
        ("By Ana Duarte and Tomas Vey", True),
        ("Published on May 4, 2021, at 9:53 am (Geneva), updated on May 4, 2021, at 9:09 pm", True),
        ("Published on May 4, 2021, the report counts 12 wards", False),
        ("First published: 4 May 2021", True),
        ("Written by Ana Duarte | Tom Orr", True),
        ("Additional reporting by Ana Duarte in Tarn; Writing by Tom Orr; Editing by Jo Vey", True),
        ("Compiled by Ana Duarte for the Valley Echo and Jo Vey", True),
        ("14.05 BST", True),
        ("9:30 UTC", True),
        ("10:15 local time", True),
        ("2021-05-04", True),
        ("May 4, 2021 at 9:53 am", True),
        ("4 May 2021, 10.30, Geneva", True),
        ("It began on 4 May 2021.", False),
        ("Flood in the Valley", False),
        ("By then the water had gone and nobody was left in the town to see it", False),
    ],
)
def test_a_whole_line_of_place_and_date(line, expected):
    assert is_dateline(line) is expected


@pytest.mark.parametrize(
    "line",
    [
        "list_alt",
        "More Headlines",
        "feed",
        "Latest News",
        "Breaking",
        "Home > World > Europe",
        "Share on Facebook",
        "Tags: a",
    ],
)
def test_navigation_is_known_by_its_words(line):
    text = f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x"
    assert ("navigation", line) in kinds(text)


@pytest.mark.parametrize(
    "line",
    [
        "Did you know? It rained.",
        "Pro Tip: stay dry.",
        "Key facts (as of May):",
        "At a glance",
        "Fact box",
        "By the numbers:",
        "In brief",
        "In numbers",
        "Disclaimer: The paper owns a boat.",
        "Highlights",
    ],
)
def test_boxes_are_known_by_their_labels(line):
    assert ("callout", line) in kinds(f"Flood in the Valley\n{BODY}\n{line}\n{BODY}x")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign up for our newsletter to stay informed.",
        "Follow us on Facebook.",
        "Click here to read it.",
        "Leave a comment below.",
        "Let us know what you saw.",
        "Tell it in the comment below.",
        "It is all in our weekly newsletter.",
        "Get our app.",
        "Download the Valley Echo app.",
        "Check out our guide.",
        "Stay tuned for more.",
        "Become a member.",
        "The news comes straight to your inbox.",
    ],
)
def test_promotion_is_known_by_its_words(sentence):
    assert ("promotion", sentence) in kinds(f"Flood in the Valley\n{BODY}\n{sentence}")


def test_news_about_comments_and_subscribers_is_no_promotion():
    text = f"Flood in the Valley\n{BODY} She declined to comment. The company lost 3 million subscribers."
    assert [k for k, _ in kinds(text)] == ["title", "paragraph"]


ABOVE = "The river rose for three days and 300 people of the valley left, the mayor said. Nobody came back that week."
BELOW = "The council meets on Friday to hear what the engineers found, and the school stays closed until then."


def between(line):
    """The blocks that a line gives between two paragraphs of an article."""
    return kinds(f"Flood in the Valley\n\n{ABOVE}\n\n{line}\n\n{BELOW}\n")[2:-1]


@pytest.mark.parametrize(
    "line",
    [
        "RELATED: Bridge closes 40 lanes",
        "Also read: Bus strike enters its 12th day.",
        "» Read more | Dam fails",
        "Watch live: 12 boats rescued",
        "Page 2 of 4",
        "1 2 3 ... 10 Next »",
        "« Previous 1 2 3",
        "12 comments",
        "3 hours ago",
        "Photo 4 of 12",
        "4-minute read",
        "Reading time: 4 minutes",
        "12.5K views",
        "Shares: 1,312",
        "Word count: 412",
        "Story continues below advertisement",
        "Advertisement - story continues below",
        "Promoted stories",
        "Also on Valley Echo:",
        "Enter your email address",
        "Sign up to First Boat",
        "Topics:",
        "@anaduarte",
        "1 of 12",
        "View gallery",
        "Copyright 2024 Valley Echo. All rights reserved. No part of this may be published, broadcast or sold.",
        "This article was translated from Lethian.",
        "Subscribe | Log in",
        "https://echo.example/2024/05/03/dam",
    ],
)
def test_links_page_numbers_and_counters_are_set_aside(line):
    assert between(line) == [("navigation", line)]


# A page as it is copied whole: what stands above, beside and below the article, a line for each thing that pages have.
MENUS = """
Just in | Live | Homepage | Search | Sign in | Register | Newsletters | Photos | Videos | Gallery | Print | Close
Tweet | Facebook | WhatsApp | Telegram | Copy link | Save | Listen to this article | Previous | Next | Back to top
Filed under: Water, Roads
Posted in: Valley
All rights reserved.
Sponsored content
Ad
Advertisement
Story continues below
Scroll down to continue reading
View all
Show more
4 of 12 photos
12 photos
3h ago
Updated 4 hours ago
5 mins
Accept all
Reject all cookies
Cookie settings
Privacy policy
Terms of use
Subscribers only
Already a subscriber? Log in
Start your free trial
Email address
Your email address will not be published. Required fields are marked.
Pause the video
(With inputs from Northlight)
Recommended for you
You may also like
Editor's picks
Editors' choice
Also see
In other news
In case you missed it
Up next
What to read next
Keep reading
Further reading
More like this
Next article
Comments: 12
Readers' comments
View comments
Join the discussion
""".strip().split("\n")


@pytest.mark.parametrize("line", MENUS)
def test_the_menus_buttons_and_labels_of_a_copied_page_are_set_aside(line):
    assert between(line) == [("navigation", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Video: Boats leave the harbour",
        "Podcast: The day the dam broke",
        "In pictures: The valley after the flood",
        "Opinion: Who pays for the dam",
        "Analysis: What the engineers knew",
        "Explainer: How a dam fails",
        "Live: Flood in the valley",
        "More: Bridge closes",
    ],
)
def test_a_label_with_a_headline_behind_it_is_a_link(line):
    assert between(line) == [("navigation", line)]


@pytest.mark.parametrize("label", ["Contents", "In this article:", "On this page"])
def test_contents_are_known_by_their_label_alone(label):
    text = f"Flood in the Valley\n{label}\n- The Water\n- The Wall\n- The Town\n{ABOVE}\nThe Water\n{BELOW}"
    assert [kind for kind, _ in kinds(text)][1:5] == ["toc"] * 4


@pytest.mark.parametrize(
    "line",
    [
        "Photograph: Ana Duarte/The Paper",
        "Image source, Northlight",
        "Ana Duarte/Northlight",
        "A man looks at the broken dam. (Ana Duarte/CW via Northlight Images)",
        "Boats in the harbour on Monday. Photo: Ana Duarte",
        "FILE PHOTO: Boats lie in the harbour, May 3, 2024. NORTHLIGHT/Ana Duarte",
        "Ana Duarte for The Valley Echo",
        "Getty Images",
        "EPA",
        "Shutterstock",
        "iStock",
        "Alamy",
        "ZUMA Press",
        "Photos: Ana Duarte",
        "Pic: Northlight",
        "Boats in the harbour. (Photo courtesy of Valley Rescue)",
    ],
)
def test_captions_and_credits_of_pictures_are_of_their_own_kind(line):
    assert between(line) == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Give $10 today to any crew member and you feed a family, Reed told the crowd.",
        "We use cookies as bait, said the trapper, who caught 40 foxes.",
        "Support us now or lose the harbour, the mayor told 400 voters.",
        "Photo: that was the only word on the note, police said of the 12 pages.",
        "Share prices fell 3 percent on Friday.",
        "Comments on the plan closed on Friday with 312 replies.",
        "Corrections facilities hold 400 people.",
    ],
)
def test_what_an_article_tells_is_no_furniture(line):
    assert between(line) == [("paragraph", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Correction, May 3: The bridge is 40 metres long, not 400.",
        "(Corrects number of dead to 12 from 21)",
        "An earlier version of this article said 400 people had left.",
        "This story has been updated to reflect that 12 people left.",
        "Editor’s note: We originally reported that nine boats sank.",
        "Correction, updated May 3: The bridge is 40 metres long, not 400.",
        "(Refiles to correct the spelling of the village)",
        "This version corrects the name of the engineer.",
        "An article on Monday about the bridge misstated its length.",
        "An earlier version incorrectly gave the length of the bridge.",
        "We have amended the article.",
        "This story originally said that nine boats sank.",
        "The headline was changed to say that 12 people left.",
        "The story has been amended to show that the bridge is open.",
        "Because of an editing error the bridge was placed in another valley.",
        "The caption was corrected.",
    ],
)
def test_a_notice_of_correction_is_a_block_of_its_own_and_read(line):
    assert between(line) == [("correction", line)]


def test_a_heading_that_opens_as_a_byline_stays():
    assert between("By car") == [("heading", "By car")]
    assert between("By Ana Duarte, Tom Orr, and Jo Vey") == [("dateline", "By Ana Duarte, Tom Orr, and Jo Vey")]


def test_a_notice_at_the_end_of_a_paragraph_is_cut_off_and_a_quoted_one_is_not():
    notice = "An earlier version of this article said 400 people had left."
    assert between(f"{BELOW} {notice}") == [("paragraph", BELOW), ("correction", notice)]
    assert [kind for kind, _ in between("“We originally said 40 days,” she told us.")] == ["paragraph"]


def test_lines_that_name_the_author_and_a_menu_above_the_headline_are_set_aside():
    found = kinds(f"Menu\nSport\nWeather\nFlood shuts the valley road\nAna Duarte\nWater correspondent\n{ABOVE}\n")
    assert [kind for kind, _ in found] == [*["navigation"] * 3, "title", "dateline", "dateline", "paragraph"]
    assert (
        kinds(f"Flood shuts the valley road\n{ABOVE}\nReporting by Ana Duarte; Editing by Tom Orr\n")[-1][0]
        == "dateline"
    )


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your visit. Accept all cookies.",
        "You have 2 free articles left this month.",
        "This article is for subscribers only.",
        "To continue reading, subscribe.",
        "Support us with £3 a month.",
        "Join more than 4,000 readers.",
        "Give £10 today.",
        "Support our journalism from £3 a month.",
        "Subscribe now for the whole story.",
        "Create a free account.",
        "Sign in to read the rest.",
        "Log in to continue.",
        "Start your free trial today.",
        "Get unlimited digital access.",
        "You've reached your limit.",
        "Cancel any time.",
        "This website uses cookies.",
        "By continuing to use the site, you agree to the terms.",
        "Please disable your adblock.",
        "If you value our reporting, give something.",
        "Please consider supporting us.",
        "We and our 812 partners store data on this device.",
        "Thanks for reading.",
    ],
)
def test_cookie_notices_and_pay_walls_are_promotion(line):
    assert between(line) == [("promotion", line)]


@pytest.mark.parametrize(
    "line",
    [
        "The photo by the door was gone (see image above).",
        "Comments by the mayor drew 37 complaints.",
        "At 14:05 the wall broke, she said.",
        "Support us or leave, the mayor told the union.",
        "“They came to us. Donate now, they said,” she recalled.",
        "More than 300 shares were sold at $12.",
        "Related floods closed a road and 12 schools.",
        "Image rights cost the club $12 million, it said.",
        "Page 12 of the report says 40 people left.",
        "Read more books, the minister told 200 pupils.",
        "Breaking the dam took 40 days.",
        "Opinion polls put her at 40 percent.",
        "Credit: that is what 300 farmers asked for.",
        "The dam (photo: Ana Duarte) was built in 1931 and held for 40 years.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line):
    assert between(line) == [("paragraph", line)]


@pytest.mark.parametrize(
    "label", ["BREAKING:", "Just in:", "LIVE UPDATES:", "WATCH:", "URGENT:", "Developing:", "Fact check:", "Analysis:"]
)
def test_the_label_of_a_flash_is_cut_off(label):
    assert between(f"{label} The bridge is closed.") == [("navigation", label), ("paragraph", "The bridge is closed.")]


def test_headlines_below_a_label_of_links_are_set_aside_up_to_the_next_heading():
    below = f"Most read\n\nBridge closes after 40 years\n\nTen walks for autumn\n\nWhat comes next\n\n{BELOW}"
    found = kinds(f"Flood in the Valley\n\n{ABOVE}\n\n{below}")
    assert [kind for kind, _ in found] == ["title", "paragraph", *["navigation"] * 3, "heading", "paragraph"]


def test_a_label_that_may_be_a_heading_needs_nothing_but_headlines_below():
    links = "More from the valley\n\nBridge closes after 40 years\n\nTen walks for autumn"
    assert [kind for kind, _ in kinds(f"Flood in the Valley\n\n{ABOVE}\n\n{links}")][2:] == ["navigation"] * 3
    assert between("More from the valley") == [("heading", "More from the valley")]


def test_what_readers_wrote_is_set_aside_and_a_counter_above_the_text_is_only_a_counter():
    comments = "Comments (2)\n\nriverman4: They said 500 would go. Nonsense.\n\nIt was 900."
    assert [kind for kind, _ in kinds(f"Flood in the Valley\n\n{ABOVE}\n\n{comments}")][2:] == [
        "navigation",
        "comment",
        "comment",
    ]
    found = kinds(f"Flood in the Valley\n\nComments (12)\n\n{ABOVE}\n\n{BELOW}")
    assert [kind for kind, _ in found] == ["title", "navigation", "paragraph", "paragraph"]


def test_each_entry_of_a_live_blog_is_a_part_with_its_time():
    text = "Flood in the Valley\n\nWhat we know.\n\n14:05 GMT\n\nThe wall broke.\n\n3.10pm\n\nThe road is open."
    parts = [(text[b.start : b.end], b.part) for b in blocks_of(text)]
    assert parts[2:] == [("14:05 GMT", 2), ("The wall broke.", 2), ("3.10pm", 3), ("The road is open.", 3)]
    assert {b.part for b in blocks_of("Flood in the Valley\n\n14:05 GMT\n\nThe wall broke. Nobody slept.")} == {1}


def test_the_entries_of_a_live_blog_stand_apart_under_their_times():
    found = kinds("Flood in the Valley\n\n14:05 GMT\n\nThe wall broke.\n\n3.10pm\n\nThe road is open.")
    assert found[1:] == [
        ("dateline", "14:05 GMT"),
        ("paragraph", "The wall broke."),
        ("dateline", "3.10pm"),
        ("paragraph", "The road is open."),
    ]
    found = kinds("Flood in the Valley\n\n14:05 – The wall broke.\n\n14:12 The road is open.")
    assert found[1:] == [
        ("dateline", "14:05 –"),
        ("paragraph", "The wall broke."),
        ("dateline", "14:12"),
        ("paragraph", "The road is open."),
    ]


@pytest.mark.parametrize(
    "label", ["EDITOR’S NOTE", "CORRECTION", "BREAKING NEWS", "LIVE UPDATES", "READ MORE", "Breaking"]
)
def test_a_label_of_the_page_is_nobody_who_speaks(label):
    assert is_label(label)
    assert not is_label("DUARTE")


_LISTED = Path(furniture.__file__).with_name("words") / "correction_labels.txt"
LABELS = [line for line in _LISTED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_of_a_correction_opens_one_in_any_case(label):
    plain = re.sub(r"<([^|>]*)[^>]*>", r"\1", re.sub(r"\[[^]]*\]", "", label))
    assert all(opens_correction(f"{said}: The road is on the hill.") for said in (plain.capitalize(), plain.upper()))


def test_a_phrase_is_known_by_each_way_in_which_it_can_begin():
    assert furniture._openings("<a|[very ]old> [wet ]cat[s]") == [
        "a [wet ]cat[s]",
        "very old [wet ]cat[s]",
        "old [wet ]cat[s]",
    ]
    lines = ("MORE HEADLINES", "related posts", "View all 12 comments", "Page 3 of 9", "Headlines more", "12 view all")
    assert [line for line in lines if is_chrome(line)] == [*lines[:4]]
    assert is_chrome(f"{'x' * 70} {'y' * 70} all rights reserved")
    assert not is_chrome(f"{'x y ' * 60} all rights reserved")
