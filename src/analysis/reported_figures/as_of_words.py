"""Words around a date that say what it dates: a count, an event, somebody's statement, an earlier value."""

import re

WHEN = re.compile(r",? (?:when|in which)\b")
SUBORDINATE = re.compile(
    r"\b(?:after|before|following|followed|ahead of|during|when|until|whose|whom|which|who|where|while|whereas)\b"
    r"|[;\u2014]",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:said|says|told|announced|announces|reported|reports|confirmed|stated|wrote|posted|added|declared)\b"
    r"(?:[ ][\w’'.-]{1,20}){0,4}[ ,]{1,2}(?:on[ ])?$",
    re.IGNORECASE,
)
AS_OF = re.compile(r"\b(?:as (?:of|at)|by|until|on)\s(?:the\s)?(?:late\s|end\sof\s)?$", re.IGNORECASE)
COUNTED_ON = re.compile(
    r"\b(?:as (?:of|at)|by|until|up to|stood at[ ]\S{1,20} on)\s(?:the\s|late\s|end\sof\s)?$", re.IGNORECASE
)
BESIDE = re.compile(r"[ (]{1,2}(?:(?:in|on|at|by|as of|during)[ ])?(?:the[ ])?")
PREPOSITION = re.compile(
    r"\b(?:in|on|by|of|at|during|since|for|from|to|until|as|between|around|about|early|late|mid)[ -](?:the\s)?$",
    re.IGNORECASE,
)
AT_WRITING = re.compile(
    r"\b(?:still|currently|at present|presently|now|to date|so far|thus far|today|remains?|"
    r"(?<!the )remaining(?! \d)|continues? to)\b",
    re.IGNORECASE,
)
NEARBY = 60
CLAUSE = re.compile(r"[,;:]\s|\b(?:and|but|that|which|who|because)\b")
LONGEST_INSERTION = 90
INSERTION = re.compile(
    r"\w, (?:which|who|whose|(?:(?:first|last|newly|originally) )?(?:born|built|begun|won|made|bought|\w{2,12}ed)"
    r"(?= in | on ))\s(?:[^,;()]|,(?=\d)){0,80}$"
)
GOES_ON = re.compile(r"[^.;,]{0,60},\s")
AS_MANY_AS = re.compile(r"\b(?:than|as (?:many|much|high|large) as) (?:in |on |at )?(?:the )?$")
# "The largest since the flood in 2012": the date of what it is compared with.
SINCE_ANOTHER = re.compile(r"\bsince (?!then\b)(?:[\w’'-]{1,20} ){1,4}(?:in|on|of) (?:the )?$")
UP_FROM = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)|against|from) (?:\w{1,12} ){0,2}$", re.IGNORECASE)
FEW_WORDS = re.compile(r"(?: [\w-]{1,20}){0,2}[ ](?:in |on |at )?")
OF_EARLIER_NUMBER = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|from) (?:[a-z]{1,12} ){0,2}(?:[$€£]?\d|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens|hundreds|half)[^,;]{0,40}$",
    re.IGNORECASE,
)
OF_EARLIER_REACH = 120
SINCE_WHAT = re.compile(r"\bsince(?:[ ][\w’'-]{1,20}){1,4}", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"[\"“‘']?\s?(?:at least|more than|over|about|some|nearly|around|another|a further|of (?:them|those|these)|they|"
    r"those|these|the|among|also|\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b",
    re.IGNORECASE,
)
