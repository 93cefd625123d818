import pytest

from analysis import schema


def make_tables(articles):
    """Tables from {article_id: (source, [(kind, sentence, share_quoted), …])}; each sentence is a block of its own."""
    rows, blocks, sentences = [], [], []
    for article_id, (source, parts) in articles.items():
        text, start = "\n".join(sentence for _, sentence, _ in parts), 0
        rows.append({"article_id": article_id, "source": source, "title": None, "language": "en", "text": text,
                     "path": f"{article_id}.txt", "sha256": "0", "n_chars": len(text), "n_words": len(text.split()),
                     "n_sentences": len(parts), "health": []})  # fmt: skip
        for number, (kind, sentence, share) in enumerate(parts, start=1):
            span = {"start_char": start, "end_char": start + len(sentence)}
            block_id = f"{article_id}:b{number}"
            blocks.append({"article_id": article_id, "block_id": block_id, "kind": kind, "part": 1,
                           "is_body": kind != "promotion", "reason": "made up", **span})  # fmt: skip
            sentences.append({"article_id": article_id, "sentence_id": f"{article_id}:s{number}", "block_id": block_id,
                              "text": sentence, "share_quoted": share, **span})  # fmt: skip
            start += len(sentence) + 1
    return {
        "articles": schema.frame("articles", rows),
        "blocks": schema.frame("blocks", blocks),
        "sentences": schema.frame("sentences", sentences),
    }


@pytest.fixture(scope="session")
def make():
    return make_tables


@pytest.fixture
def tables():
    """Two sources with two articles and one, on a strike at a mine."""
    return make_tables(
        {
            "a1": ("Courier", [("title", "Strike ends in a good deal", 0.0), ("paragraph", "A good deal.", 0.0),
                               ("paragraph", "“It is a great victory,” Vey said.", 0.8),
                               ("paragraph", "Talks go on.", 0.0), ("promotion", "Love great news? Win!", 0.0)]),
            "a2": ("Courier", [("paragraph", "The strike was bad.", 0.0), ("paragraph", "Nobody was hurt.", 0.0)]),
            "b1": ("Mirror", [("title", "Strike leaves a bitter town", 0.0), ("paragraph", "A terrible war.", 0.0),
                              ("paragraph", "Not a good day.", 0.0), ("paragraph", "12,000", 0.0)]),
        }
    )  # fmt: skip
