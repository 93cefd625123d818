"""Closed classes of English that the rules lean on: number words, function words, common verbs, irregular plurals.

Lists of form, not of topic: nothing here knows what an article is about.
"""

from itertools import chain


def listed(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {word: 10 * n for n, word in enumerate(_ROUND.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES |= {"lakh": 1e5, "crore": 1e7, "dozen": 12}
# Read as a magnitude after digits; the short ones only with a currency or before a noun (see numbers.py).
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12}
SHORT_SCALES |= {"tn": 1e12, "trn": 1e12}
VAGUE_SCALES = {"tens": 10, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
VAGUE_SCALES |= {"dozens": 12, "trillions": 1e12}
DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
}
DENOMINATORS |= {"ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}
DENOMINATORS |= {f"{word}s": value for word, value in DENOMINATORS.items() if word not in ("half", "halves")}
GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth last next previous "
    "final opening closing"
)

DETERMINERS = listed(
    "the a an this that these those my your his her its our their some any each every no all both another such "
    "whose which what many much few several most"
)
PRONOUNS = listed(
    "i you he she it we they me him us them himself herself itself themselves who whom whoever someone anyone "
    "everyone nobody none others there here mine yours hers ours theirs myself yourself one's"
)
PREPOSITIONS = listed(
    "of in on at by for with from to into onto over under about above below between among during after before "
    "since until till against through throughout across along around near behind beyond within without toward "
    "towards upon off out up down per via amid despite except like than as including versus vs regarding "
    "concerning following inside outside beside besides apiece ago away back together worth"
)
CONJUNCTIONS = listed("and or but nor yet so because although though while whereas if unless when where whether plus")
AUXILIARIES = listed(
    "is are was were be been being am has have had having do does did will would shall should can could may might "
    "must cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't "
    "isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t it's it’s "
    "they're they’re we're we’re i've i’ve we've we’ve i'm i’m isnt arent wasnt werent dont doesnt didnt wont cant"
)
# Verbs that follow a counted noun often enough to matter, in base, third-person and irregular past forms.
VERBS = listed(
    "say says said tell told remain remains live lives lived die dies died go goes went gone come comes came get gets "
    "got make makes made take takes took taken give gives gave given find finds found know knows knew known think "
    "thinks thought see sees saw seen show shows shown become becomes became leave leaves left feel feels felt bring "
    "brings brought begin begins began begun keep keeps kept hold holds held write writes wrote written stand stands "
    "stood hear hears heard let lets mean means meant meet meets met run runs ran pay pays paid sit sits sat speak "
    "speaks spoke spoken lie lay lead leads led read grow grows grew grown lose loses lost fall falls fell fallen "
    "send sends sent build builds built understand understood draw draws drew drawn break breaks broke broken spend "
    "spends spent cut cuts rise rises rose risen drive drives drove driven buy buys bought wear wears wore worn "
    "choose chooses chose chosen win wins won fight fights fought throw throws threw thrown catch catches caught "
    "sell sells sold teach taught flee fled eat eats ate eaten hit hits hurt put set sets sing sang swim swam "
    "shoot shot strike struck steal stole stolen seek sought seem seems seemed appear appears need needs want wants "
    "use uses happen happens include includes continue continues agree agrees allow allows believe believes expect "
    "expects receive receives require requires serve serves suffer suffers try tries stay stays face faces fail "
    "fails join joins attend attends survive survives participate vote votes return returns gather apply applies "
    "contain contains consist consists belong belongs depend depends exist exists occur occurs arrive arrives ask "
    "asks exceed exceeds represent represents account accounts total provide provides increase increases decrease "
    "decreases involve involves enter enters earn earns enjoy create creates follow follows love loves start starts "
    "end ends last lasts turn turns look looks call calls move moves help helps play plays sleep slept sank sunk "
    "perish perished march rally protest flock mourn drown demand plead quit resign gathered went woke blew "
    "flew flown knelt dealt bent lent swept crept bled fed sped spun stuck stung swore swung tore"
)
# Stand between a number and its noun, or between a bound and its number, without meaning for either.
ADVERBS_BEFORE = listed(
    "more other additional extra further new separate different such very highly newly so-called consecutive straight "
    "additional fewer less"
)
STOP_ADVERBS = listed(
    "ago each apart later earlier before after away long wide high deep tall old younger older now today yesterday "
    "tomorrow tonight still also only even ever never always often just then thus too together not n't already again "
    "instead however so far respectively daily weekly monthly annually yearly alone altogether overnight again "
    "else combined total worldwide nationwide ahead anymore apiece currently recently presently meanwhile online "
    "abroad overseas once twice monday tuesday wednesday thursday friday saturday sunday soon almost nearly yet alike "
    "elsewhere outright"
)
# Adverbs or prepositions that are adjectives before a noun: "four long stories", "two online shops".
BEFORE_NOUN_TOO = listed(
    "long wide high deep tall old older younger later earlier daily weekly monthly annual annually yearly combined "
    "total worldwide nationwide online present current overseas outright inside outside near past still even just "
    "under most best least away"
)
# Adjectives that follow their noun: "one eye open", "two seats available".
AFTER_NOUN = listed("open available alive free ready due likely able unable present more strong away")
IRREGULAR_PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "lives": "life", "wives": "wife", "knives": "knife",
    "wolves": "wolf", "halves": "half", "leaves": "leaf", "shelves": "shelf", "thieves": "thief", "loaves": "loaf",
    "criteria": "criterion", "phenomena": "phenomenon", "data": "datum", "bacteria": "bacterium", "media": "medium",
    "nuclei": "nucleus", "fungi": "fungus", "alumni": "alumnus", "stimuli": "stimulus", "cacti": "cactus",
    "larvae": "larva", "analyses": "analysis", "crises": "crisis", "theses": "thesis", "hypotheses": "hypothesis",
    "bases": "base", "indices": "index", "vertices": "vertex", "matrices": "matrix",
    "appendices": "appendix", "policemen": "policeman", "firemen": "fireman", "gunmen": "gunman",
    "fishermen": "fisherman", "servicemen": "serviceman", "businessmen": "businessman", "congressmen": "congressman",
    "lawmen": "lawman", "militiamen": "militiaman", "grandchildren": "grandchild", "schoolchildren": "schoolchild",
    "congresswomen": "congresswoman", "businesswomen": "businesswoman", "servicewomen": "servicewoman",
    "persons": "person", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo",
    "movies": "movie", "calories": "calorie", "cookies": "cookie", "ties": "tie", "zombies": "zombie",
    "rookies": "rookie", "species": "species", "series": "series", "aircraft": "aircraft", "sheep": "sheep",
    "fish": "fish", "deer": "deer", "offspring": "offspring", "police": "police", "staff": "staff",
    "personnel": "personnel", "cattle": "cattle", "dead": "dead", "wounded": "wounded", "injured": "injured",
    "shoes": "shoe", "toes": "toe", "foes": "foe", "horses": "horse", "houses": "house", "nurses": "nurse",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "gases": "gas", "lenses": "lens", "causes": "cause",
    "cases": "case", "phases": "phase", "diseases": "disease", "purchases": "purchase", "databases": "database",
    "releases": "release", "increases": "increase", "exercises": "exercise", "courses": "course",
    "expenses": "expense", "responses": "response", "offenses": "offense", "licenses": "license",
    "iraqis": "iraqi", "israelis": "israeli", "pakistanis": "pakistani", "bangladeshis": "bangladeshi",
    "yemenis": "yemeni", "saudis": "saudi", "kuwaitis": "kuwaiti", "qataris": "qatari", "emiratis": "emirati",
    "omanis": "omani", "somalis": "somali", "azeris": "azeri", "nepalis": "nepali", "thais": "thai", "taxis": "taxi",
    "skis": "ski", "bikinis": "bikini", "menus": "menu", "gurus": "guru", "emus": "emu",
    "houseless": "houseless", "homeless": "homeless", "universes": "universe", "verses": "verse",
}  # fmt: skip
NOT_PLURAL = listed(
    "this is was has as us its his less across always plus perhaps yes thus versus news politics economics physics "
    "mathematics ethics athletics gas bus virus campus status census focus basis analysis crisis lens mars "
    "kansas texas paris illinois james charles thomas jones williams christmas chess lbs st.s"
)
_NOT_MEN = listed("specimen regimen abdomen acumen yemen bitumen stamen lumen")

FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
STOPPERS = frozenset(chain(DETERMINERS, PRONOUNS, PREPOSITIONS, CONJUNCTIONS, AUXILIARIES, STOP_ADVERBS)) - listed(
    "other such"
)


def _is_men(word: str) -> bool:
    return word.endswith("men") and len(word) > 5 and word not in _NOT_MEN


def is_plural(word: str) -> bool:
    """Whether a lower-cased word looks like a plural noun.

    >>> [is_plural(word) for word in ("prisoners", "people", "news", "class")]
    [True, True, False, False]
    """
    if word in IRREGULAR_PLURALS or _is_men(word):
        return True
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and (word not in NOT_PLURAL)
    )


def singular(word: str) -> str:
    """The singular of a lower-cased noun.

    >>> [singular(word) for word in ("bodies", "people", "boxes", "votes", "news")]
    ['body', 'person', 'box', 'vote', 'news']
    """
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if not is_plural(word):
        return word
    if _is_men(word):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
