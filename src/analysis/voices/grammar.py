"""A word class for every token, one letter each, so that plain regular expressions over the letters find phrases.

No parser and no model: the closed classes of English are lists (Quirk et al. 1985, §2.39), proper names are told by
capitals, verbs that report by `cues`, and what remains counts as a noun. The letters:

=====  ==============================================  =====  ==========================================
D      determiner, possessive                          P      capitalised word
H      pronoun that can be a subject                   N      any other word (noun, adjective, unknown verb)
h      object or reflexive pronoun                     E      word in -ed that is no cue
R      who, which, whom, whose                         Y      common finite verb that is no cue
T      that                                            V      finite form of a cue (said, says)
I O Z  preposition; of; to                             v      base form of a cue (say)
C B    and, or; but, while, because, …                 g      -ing form of a cue (saying)
X      auxiliary, modal, not contracted                u      form of a cue that is often a noun (report, claims)
A      adverb                                          M      day, month, year, yesterday, …
#      number                                          q      a whole quotation, between marks
a      according
=====  ==============================================  =====  ==========================================

Punctuation stands for itself; every dash is `-`, every mark that ends a sentence `.`, every other sign `~`.
"""

import re
from functools import lru_cache

from analysis.voices.cues import CUES

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:[A-Z]-)?[A-Z][a-z]{0,4}\.(?=[ \u00a0]\S|,)"
    r"|\d[\d,]{0,20}\d(?:\.\d+)?(?![\w-])"
    r"|[^\W_][\w’'&‘.\-\u2010\u2011/\ufffd]{0,40}[^\W_]|[^\W_]|--|[^\w\s]"
)

_WORDS = {
    "D": """the a an his her its their our my your this these those some many several few all both each every no any
        another other most such various numerous certain much enough either neither what whose""",
    "H": """he she they we i it you everyone everybody nobody someone somebody anyone others none himself
        he's she's they're they've they'd they'll it's we're we've we'd we'll i'm i've i'd i'll you're you've he'd
        she'd he'll she'll it'll it'd there there's that's ones""",
    "h": "him them us me herself themselves itself myself ourselves yourself",
    "R": "who which whom who's who'd who've",
    "T": "that",
    "I": """in on at by for with from about against after before during under over through between into among amid
        despite without within across toward towards behind near upon around beyond above below like including
        outside inside since until throughout alongside via per regarding concerning following onto off out up down
        than unlike besides along amidst versus vs""",
    "O": "of",
    "a": "according",
    "Z": "to",
    "C": "and or nor &",
    "B": """but while because although though when if as unless whether so yet whereas where how why once whereby
        wherever whenever""",
    "X": """is are was were be been being am has have had having do does did doing will would can could may might must
        should shall isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
        couldn't cannot shouldn't mustn't ought let's ain't used""",
    "A": """not also never ever still just now then later earlier again already even further always often only too
        soon sometimes perhaps maybe instead meanwhile however rather quite very almost nearly long far here once
        twice thus therefore otherwise today's though else apart away back together together likewise moreover
        furthermore nevertheless nonetheless indeed certainly first second last next afterward afterwards thereafter
        simply""",
    "M": """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov
        dec yesterday today tonight tomorrow week month year weeks months years day days morning afternoon evening
        night weekend ago midnight noon hours hour minutes""",
    "#": """one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand
        thousands million millions billion billions half""",
    "Y": """went came makes took takes got gets gave gives ran runs held holds left leaves lost loses won wins
        brought brings sent sends met meets kept keeps set sets paid pays led leads stood stands fell falls
        rose rises drew draws broke breaks became becomes began begins grew grows builds bought buys sold sells
        spent spends taught wore hit hits cut cuts means meant remains seems seemed appears helps works faces
        includes contains represents requires provides creates starts stops begins allows comes goes stays
        lives knew kept lay lies sat sits struck threw won't drove hid chose ate flew shot killed died
        walked arrived returned moved turned joined visited served worked lived opened closed played followed
        happened ended started stopped remained allowed became""",
}
_TAGS: dict[str, str] = {word: tag for tag, words in _WORDS.items() for word in words.split()}
_PARTICIPLES = frozenset(
    "seen shown drawn given taken made gone done driven chosen broken written stolen beaten built caught".split()
)
_NAMES_OF_TIME = frozenset(_WORDS["M"].split()[:38])
# Capitalised inside a sentence these are still what they are; "Will", "May", "March" are not.
_SAFE_IN_CAPITALS = frozenset("DHhOICZ")
# The first words of a headline that stands inside the text: "How Ann Lee won".
_ASKING = frozenset("how why when where".split())
_NOT_ADVERBS = frozenset(
    "family only early july italy ally supply reply assembly rally fly apply daily weekly monthly elderly lovely "
    "friendly ugly holy likely bully belly jelly anomaly monopoly homily lily sly deadly".split()
)
_NOT_PAST = frozenset("need seed speed feed breed hundred indeed united bed red shed weed deed greed exceed".split())
_DASHES = frozenset("-–—―‒−") | {"--"}
_ARTICLE_IN_NAME = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|bin|ibn)-[A-Z]")
_PUNCTUATION = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "(": "(", ")": ")"}
_PUNCTUATION |= {"[": "(", "]": ")", "&": "C", "%": "N", "$": "#", "€": "#", "£": "#"}


@lru_cache(maxsize=1 << 16)
def tag(word: str) -> str:
    """The class of a word inside a sentence: capitals make a name.

    >>> "".join(tag(word) for word in "the activist told Reuters that she disagreed".split())
    'DNVPTHV'
    """
    first = word[0]
    if not first.isalnum():
        return "-" if word in _DASHES else _PUNCTUATION.get(word, "~")
    if first.isdigit():
        return "#"
    low = plain(word)
    if not first.isupper():
        return "P" if _ARTICLE_IN_NAME.match(word) else _lower(low)
    known = _TAGS.get(low, "P")
    if known == "M":
        return "M" if low.rstrip(".") in _NAMES_OF_TIME else "P"
    if low in _ASKING and not word.isupper():
        return "B"
    return known if known in _SAFE_IN_CAPITALS and not (word.isupper() and len(word) > 1) else "P"


@lru_cache(maxsize=1 << 14)
def tag_first(word: str) -> str:
    """The class of a word that begins a sentence, or stands in a headline set in capitals: capitals say nothing."""
    if not word[0].isupper() or (word.isupper() and len(word) > 1):
        return tag(word)
    known = _lower(plain(word))
    return "P" if known in "NEu" else known


@lru_cache(maxsize=1 << 14)
def tag_headline(word: str) -> str:
    """The class of a later word of a headline set in capitals: "Calls" may be a verb there."""
    return "u" if _lower(plain(word)) == "u" else tag_first(word)


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Lower case, with straight apostrophes and without the final dot of an abbreviation."""
    return word.lower().replace("’", "'").replace("‘", "'").rstrip(".") or word


def _lower(low: str) -> str:
    if low in _TAGS:
        return _TAGS[low]
    if low in _PARTICIPLES:
        return "E"
    cue = CUES.get(low)
    if cue is not None:
        if cue.is_often_noun:
            return "u"
        return "v" if cue.form == "base" else "g" if cue.form == "ing" else "V"
    if low.endswith("n't"):
        return "X"
    if low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
        return "A"
    if low.endswith("ed") and len(low) > 3 and low not in _NOT_PAST:
        return "E"
    return "N"
