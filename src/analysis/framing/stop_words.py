"""Function words, which say little about what a text is about.

`SNOWBALL` is the English stop list of the Snowball project (Martin Porter, https://snowballstem.org/algorithms/english/stop.txt,
BSD licence). `ADDITIONS` are words of the same classes which that list leaves out or which splitting at hyphens and
apostrophes leaves behind. Neither holds content words: the list in scikit-learn does ("system", "fire", "bill"; see
Nothman, Qin and Yurchak, 2018), and so it is not used.
"""

_SNOWBALL = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves what which who whom this that these those am is are was were be
been being have has had having do does did doing would should could ought i'm you're he's she's it's we're they're
i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll we'll they'll isn't aren't
wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't shan't shouldn't can't cannot couldn't
mustn't let's that's who's what's here's there's when's where's why's how's a an the and but if or because as until
while of at by for with about against between into through during before after above below to from up down in out
on off over under again further then once here there when where why how all any both each few more most other some
such no nor not only own same so than too very
"""
SNOWBALL = frozenset(_SNOWBALL.split())

_MODALS = "can could may might must shall will would ought need"
_PREPOSITIONS = (
    "across along alongside amid amidst among amongst around behind beside besides beyond despite except inside near "
    "onto outside per since throughout toward towards unlike unto upon via within without"
)
_CONNECTIVES = (
    "also although even ever every either else however indeed instead just least less like much many merely moreover "
    "meanwhile neither never nevertheless now often onto otherwise perhaps quite rather several still therefore "
    "though thus together unless whereas whether whichever whoever whose yet already almost always another anyone "
    "anything everyone everything nobody nothing someone something somewhere nowhere"
)
_PIECES = "re co ex ve ll don didn doesn isn aren wasn weren hasn haven hadn couldn wouldn shouldn de la el"
_NUMERALS = "one two three four five six seven eight nine ten eleven twelve first second third"
# Dates are numbers, too: which months a sample happens to cover says nothing about an outlet.
_CALENDAR = (
    "january february april june july august september october november december jan feb apr aug sept sep oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat pm gmt utc bst"
)

ADDITIONS = frozenset(" ".join((_MODALS, _PREPOSITIONS, _CONNECTIVES, _PIECES, _NUMERALS)).split())

STOP_WORDS = SNOWBALL | ADDITIONS

# Dates are numbers, too: which months a sample happens to cover says nothing about an outlet.
_CALENDAR = (
    "january april june july august september october november december jan feb apr aug sept sep oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat pm gmt utc bst"
)
CALENDAR = frozenset(_CALENDAR.split())
# Parts of names that say nothing by themselves.
PARTICLES = frozenset("al el bin ibn abu van von der den san santa los las la de du le da di st saint".split())
