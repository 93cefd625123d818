from analysis.exhibits import places


def test_a_word_leads_to_the_first_sentence_of_its_source_that_holds_it(flood):
    found = places.of_words(flood)
    text = flood.sentences.set_index("sentence_id")["text"].str.lower()
    source = flood.articles.set_index("article_id")["source"]
    for (name, word), sentence_id in found.items():
        assert word in text[sentence_id]
        assert source[sentence_id.rsplit(":", 1)[0]] == name


def test_a_name_leads_to_a_sentence_with_one_of_its_spellings(flood):
    word = flood.sentences["text"].iloc[-1].split()[0]
    found = places.of_names(flood, {"known": ["Nobody at all", word], "unknown": ["Nobody at all"]})
    assert set(found) == {"known"}


def test_only_a_source_of_one_article_has_a_place_for_its_mean(flood):
    n = flood.articles.groupby("source").size()
    assert set(places.of_only_articles(flood)) == set(n[n == 1].index)
