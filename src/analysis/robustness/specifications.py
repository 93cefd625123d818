"""Every headline finding under every reasonable combination of choices."""

from collections.abc import Sequence

import pandas as pd

from analysis import schema
from analysis.corpus import Codebook
from analysis.parameters import Parameters
from analysis.robustness.choices import Tables
from analysis.sentiment.lexicons import Lexicon


def specifications(
    *,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    codebook: Codebook,
    parameters: Parameters | None = None,
    lexicon: Lexicon | None = None,
    own_lexicons: Sequence[Lexicon] = (),
) -> pd.DataFrame:
    """What becomes of each headline finding when other reasonable choices are made?

    The choices tried are those that the parameters `vary_…` list, all combinations of them: function words, forms of a
    word, the longest term and the ranking (vocabulary); rules, lexicon, typographic marks and uncharged sentences
    (sentiment); quotations and boilerplate (all). In a corpus of 3 to 30 articles each article is left out once under
    the reported choices; beyond 200 articles one choice is varied at a time. `lexicon` is the one that the run uses,
    VADER's by default; `own_lexicons` are the researcher's that `vary_lexicon` may name.

    Returns
    -------
    DataFrame
        Table `specifications`: one row per finding and combination, the reported one first. `estimate` is the place of
        a term, the share of terms that stay, the difference of cosines, the difference of means, or a mean;
        `result` says it in words; `holds` is empty where the finding cannot be said at all.

    Misleads when
        combinations are counted as evidence: they share one corpus. A finding that survives is not thereby true of
        other articles; one that does not survive should not be reported without the choice it hangs on.

    References
    ----------
    Steegen et al. (2016), Increasing transparency through a multiverse analysis; Simonsohn, Simmons & Nelson (2020),
    Specification curve analysis.
    """
    # The measures load scikit-learn; whoever only reads a kept table should not wait for it.
    from analysis.robustness.of_sentiment import sentiment_rows
    from analysis.robustness.of_vocabulary import similarity_rows, vocabulary_rows

    parameters = parameters or Parameters()
    tables = Tables(
        articles=articles.sort_values("article_id", kind="stable").reset_index(drop=True),
        blocks=blocks,
        sentences=sentences.sort_values(["article_id", "start_char", "sentence_id"], kind="stable"),
    )
    rows = [
        *vocabulary_rows(tables, codebook=codebook, parameters=parameters),
        *similarity_rows(tables, parameters=parameters),
        *sentiment_rows(tables, codebook=codebook, parameters=parameters, lexicon=lexicon, own_lexicons=own_lexicons),
    ]
    return schema.frame("specifications", rows)
