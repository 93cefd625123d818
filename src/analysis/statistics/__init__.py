"""Intervals, tests, resampling and agreement: numbers in, numbers out, no table of the story."""

# Decimals of a share or a score in a table: finer than any sample tells apart, and the same on every machine.
DECIMALS = 6
