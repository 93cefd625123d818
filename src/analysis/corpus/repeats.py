"""Text that an article says twice: blocks repeated word for word, and answers that restate a number given before."""

import re

from analysis.corpus.blocks import Draft, normalised
from analysis.english import words

_FEWEST_WORDS = 4
# The first few places that give a number are enough to tell that it comes again, and keep time linear.
_MOST_CONTEXTS = 8
_READ = ("title", "heading", "paragraph", "list_item", "callout", "question")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
RESTATES = "restates a number given above, in other words"
REPEATS = "says word for word what stands above"


def mark_repeats(drafts: list[Draft], text: str) -> list[Draft]:
    """Take blocks that repeat an earlier one word for word out of the body; say which answers restate a number.

    An answer that restates something stays in the body: it is the article's own sentence, and what it counts is marked
    as a repeat where figures are compared.
    """
    seen: set[str] = set()
    numbered: dict[str, list[set[str]]] = {}
    above = ""
    for draft in drafts:
        is_answer, above = above == "question", draft.kind
        if draft.kind not in _READ or not draft.is_body:
            continue
        said = words(text[draft.start : draft.end])
        key = normalised(text[draft.start : draft.end])
        if key in seen and len(said) >= _FEWEST_WORDS:
            draft.is_body, draft.reason = False, f"{draft.reason}; {REPEATS}"
        seen.add(key)
        if draft.kind != "title" and _restates(said, numbered) and draft.is_body and is_answer:
            draft.reason = f"{draft.reason}; {RESTATES}"
    return drafts


def _restates(said: list[str], numbered: dict[str, list[set[str]]]) -> bool:
    """Whether a number of two or more digits comes again with at least three of the longer words around it."""
    content = {word.casefold() for word in said if len(word) >= 5 and not word[0].isdigit()}
    numbers = [word for word in said if _NUMBER.fullmatch(word) and not _YEAR.fullmatch(word)]
    found = any(len(content & earlier) >= 3 for number in numbers for earlier in numbered.get(number, ()))
    for number in numbers:
        contexts = numbered.setdefault(number, [])
        if len(contexts) < _MOST_CONTEXTS:
            contexts.append(content)
    return found
