"""The words by which web pages give away what is not the article: navigation, calls to the reader, labels, datelines.

General vocabulary of English news sites; nothing here belongs to one publication.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?:,?\s\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})",
    re.IGNORECASE,
)

NAVIGATION = re.compile(
    r"""(?:breaking(?:\snews)?|just\sin|live(?:\supdates)?|latest(?:\s(?:news|stories|updates|headlines))?|newsfeed|feed
    |(?:more|top|other|related|recent|popular|trending|all)\s(?:headlines|news|stories|articles|posts|topics|coverage)
    |trending(?:\snow)?|related|related\sto\sthis\sstory|recommended(?:\sfor\syou)?|you\s(?:may|might)\salso\slike
    |most\s(?:read|popular|viewed|shared)|editor[’']?s[’']?\spicks?|read\s(?:more|next|also|on)|see\salso|continue\sreading
    |home(?:page)?|menu|search|close|skip\sto\s(?:main\s)?content|back\sto\stop|next(?:\s(?:article|post|story))?
    |previous(?:\s(?:article|post|story))?|share(?:\s(?:this|on|via)(?:\s[\w ]{1,30})?)?|print|e-?mail|tweet|facebook
    |twitter|whatsapp|telegram|linkedin|copy\slink|save|listen|log\s?in|sign\s(?:in|up)|register|subscribe|newsletters?
    |advertisements?|sponsored(?:\scontent)?|promoted|comments?(?:\s\(\d{1,5}\))?|leave\sa\s(?:comment|reply)
    |tags?:?(?:\s.{0,80})?|filed\sunder:?.{0,80}|posted\sin:?.{0,80}|photos?|videos?|gallery|view\sall
    |all\srights\sreserved\.?|(?:copyright\s)?©.{0,80})""",
    re.IGNORECASE | re.VERBOSE,
)
# An icon's name, left over from a page: list_alt, arrow_forward.
ICON = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){1,4}")
LONE_WORD = re.compile(r"[a-z]{2,15}")
BREADCRUMBS = re.compile(r"[\w&’' -]{1,30}(?:\s[>»›/]\s[\w&’' -]{1,40}){1,6}")

CONTENTS = re.compile(
    r"(?:table\sof\scontents|contents|in\sthis\s(?:article|story)|on\sthis\spage|jump\sto|what(?:[’']s|\sis)\sinside)\s?:?",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"""(?:did\syou\sknow|pro\s?tips?|quick\stips?|tips?|fun\sfacts?|(?:key|quick|fast|main)\s(?:facts?|statistics|stats
    |figures|numbers|points?|takeaways?|findings)|facts?\s(?:box|check)|by\sthe\snumbers|at\sa\sglance|in\sbrief
    |in\snumbers|editor[’']?s\snote|note|disclaimer|expert\s(?:tip|insight)|bottom\sline|highlights)
    (?P<tail>\s?[?!:]+|\s?\([^()]{1,160}\)\s?:?|$)""",
    re.IGNORECASE | re.VERBOSE,
)

PROMOTION = re.compile(
    r"""\b(?:(?:in|join)\sthe\s(?:comments?(?:\s(?:below|section))?|conversation)
    |(?:share|tell\sus|leave\sus|let\sus\shave|give\sus)\s(?:with\sus\s)?your\s(?:\w+\s)?(?:opinions?|thoughts?|views?|story
    |stories|experiences?|comments?|feedback)
    |let\sus\sknow\s(?:what|your|in|if|how|by)|what\s(?:are\syour\sthoughts|do\syou\sthink)
    |leave\sa\s(?:comment|reply)|comment\sbelow
    |sign(?:ing)?\sup\s(?:for|to)\s(?:our|the|daily|weekly|free|your)\b[^.!?]{0,40}(?:newsletters?|updates|alerts|briefing|e-?mails?)
    |subscribe\s(?:now|today|here|to\s(?:our|the|us))|(?:subscribe|sign\sup)\sfor\s(?:just|only|free|as\slittle)
    |our\s(?:free\s|daily\s|weekly\s){0,2}newsletters?|get\s(?:our|the)\s(?:free\s)?(?:newsletter|app)
    |follow\sus\son|like\sus\son|find\sus\son|join\sus\son|download\s(?:our|the)\sapp|click\shere|tap\shere
    |explore\sour\s(?:latest|other|full)|read\smore\sof\sour|check\sout\sour|stay\stuned\s(?:for|to)
    |bookmark\sthis\spage|share\sthis\s(?:article|story|post)|support\s(?:our|independent)\sjournalism
    |become\sa\s(?:member|subscriber|supporter)|donate\s(?:now|today|to\sour))\b""",
    re.IGNORECASE | re.VERBOSE,
)
TO_THE_READER = re.compile(r"\byour?\b", re.IGNORECASE)

_NAME = r"[^\W\d_][\w.’'-]{1,30}"
BYLINE = re.compile(
    rf"(?:by|written\sby|reporting\sby|posted\sby)\s{_NAME}(?:(?:,\s|\sand\s|\s\|\s|\s){_NAME}){{0,7}}", re.IGNORECASE
)
