"""A corpus in several languages is shown apart: each exhibit once for each language, headed by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import pandas as pd

from analysis import framing, schema
from analysis.corpus import has_word_spaces, language_name
from analysis.pipeline import Story
from analysis.report.show import Exhibit
from analysis.wording import capital, count, listed

ENGLISH_ONLY = "Figures, quotations, frames, who is named, and scores are read in English only"
_FUNCTION_WORDS = {
    "list": "those of jusText's list, which is made by frequency",
    "frequency": "words that stand in a tenth of the sentences and in half of the articles, for want of a list",
    "none": "none, for there is no list and there are too few sentences to tell by frequency",
}
_WORDS_SHOWN = 12


@dataclass(frozen=True)
class InLanguage:
    """A story as its articles in one language show it: rows of the others are left out of every table."""

    story: Story
    code: str

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.story, name)
        return self._own(value) if name in schema.TABLES and isinstance(value, pd.DataFrame) else value

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        if "language" in rows and "article_id" not in rows:
            return rows[rows["language"] == self.code]
        column = next((name for name in ("article_id", "article_a") if name in rows), None)
        if column is None:
            return rows
        ids = framing.by_language(self.story.articles)[self.code]["article_id"]
        return rows[rows[column].isin(set(ids))]

    def rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Those rows of a table that are of this language."""
        return self._own(rows).reset_index(drop=True)


def languages(story: Story) -> list[str]:
    """The codes of the languages, that of most articles first."""
    return list(framing.by_language(story.articles))


def parts(story: Story) -> list[Story | InLanguage]:
    """The story in each of its languages; the story itself where it has one."""
    codes = languages(story)
    return [story] if len(codes) < 2 else [InLanguage(story, code) for code in codes]


def contrast_limits(story: Story) -> list[list[str]]:
    """For each language, what its number of articles cannot show."""
    own = parts(story)
    opening = [f"In {language_name(part.code)}: " if isinstance(part, InLanguage) else "" for part in own]
    found = [framing.contrast_limits(part.articles) for part in own]
    return [[f"{name}{line}" for line in lines] for name, lines in zip(opening, found, strict=True)]


def in_english(story: Story) -> Story | InLanguage:
    """What measures read whose cues are English."""
    return InLanguage(story, "en") if len(codes := languages(story)) > 1 and "en" in codes else story


def articles_read(story: Story) -> str:
    """What measures of English cues read: "article", or "article in English" where there are others."""
    return "article" if languages(story) == ["en"] else "article in English"


def in_each_language(exhibit: Callable[..., Any]) -> Callable[..., Any]:
    """The exhibit as it is for one language, else once for each, headed by it; the first keeps its name and links."""

    @wraps(exhibit)
    def apart(rows: pd.DataFrame, story: Story, **given: Any) -> Any:
        codes = languages(story)
        if len(codes) < 2 and all(map(has_word_spaces, codes)):
            return exhibit(rows, story, **given)
        return _headed(exhibit, rows, story, given)

    return apart


def _headed(exhibit: Callable[..., Any], rows: pd.DataFrame, story: Story, given: dict[str, Any]) -> Iterator[Exhibit]:
    for number, code in enumerate(languages(story)):
        if not has_word_spaces(code):
            yield Exhibit(without_spaces(code))
            continue
        part = InLanguage(story, code)
        made = exhibit(part.rows(rows), part, **given)
        for one in [made] if isinstance(made, Exhibit) else made:
            yield _named(one, code, is_first=number == 0)


def _named(one: Exhibit, code: str, *, is_first: bool) -> Exhibit:
    name = one.name if is_first or one.name is None else f"{one.name}-{code}"
    if one.question is None:
        return replace(one, shown=f"**{language_name(code)}:** {one.shown}", name=name)
    return replace(one, question=f"{language_name(code)}: {one.question}", name=name)


def without_spaces(code: str) -> str:
    """Why a language has no vocabulary here."""
    return f"{language_name(code)} is written without spaces between words, so its words are not told apart or counted."


def counted_languages(articles: pd.DataFrame) -> str:
    """How many articles are in which language, and what is read in English only; "" where all are in English."""
    found = framing.by_language(articles)
    if list(found) in ([], ["en"]):
        return ""
    said = [f"{count(len(own), 'article')} in {language_name(code)}" for code, own in found.items()]
    if len(said) == 1:
        return f"All articles are in {language_name(next(iter(found)))}. {ENGLISH_ONLY}."
    return f"{capital(listed(said))}: words are compared within each language. {ENGLISH_ONLY}."


def language_limits(story: Story) -> list[str]:
    """What follows from the languages of the corpus, and which words are left out as function words of each."""
    opening = counted_languages(story.articles)
    if not opening:
        return []
    lines = [opening]
    if len(languages(story)) > 1:
        lines.append("A text and its translation into another language are not found to be kin.")
    for code, own in framing.by_language(story.articles).items():
        if not has_word_spaces(code):
            lines.append(without_spaces(code))
        elif code != "en":
            lines.append(_function_words(framing.language_of_bodies(own, story.blocks, story.sentences)))
    return lines


def _function_words(language: framing.Language) -> str:
    words = sorted(language.stop_words)
    shown = f" ({', '.join(words[:_WORDS_SHOWN])}{', …' if len(words) > _WORDS_SHOWN else ''})" if words else ""
    said = f"Function words of {language.name} that are left out{shown}: {_FUNCTION_WORDS[language.basis]}."
    return said + " Nouns have a capital there, so no term is called a name." * language.has_capital_nouns
