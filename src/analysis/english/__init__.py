"""What is known of English: words and their classes, sentences, quotations, names, numbers, units and dates."""
