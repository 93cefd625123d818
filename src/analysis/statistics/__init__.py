"""Intervals, tests, resampling and agreement: numbers in, numbers out, no table of the story."""
