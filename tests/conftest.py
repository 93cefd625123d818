from pathlib import Path

import pytest

from analysis import paths


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def nobody_says_where(monkeypatch):
    """Where things lie is found, and not left over from another test that prepared kernels."""
    for variable in (paths.ROOT_VARIABLE, paths.PROCESSED_VARIABLE, paths.REPORTS_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
