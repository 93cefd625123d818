"""Prints the data dictionary: what `make docs` writes."""

import sys

from analysis.schema import data_dictionary

sys.stdout.write(data_dictionary())
