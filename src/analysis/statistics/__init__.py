"""Intervals, tests, resampling and agreement: numbers in, numbers out, no table of the story.

`intervals` (of shares), `resampling` (draws, deals and tests), `agreement` (of coders), `groups` (what is tied).
"""

# Decimals of a share or a score in a table: finer than any sample tells apart, and the same on every machine.
DECIMALS = 6
