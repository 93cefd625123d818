import socket
import sys
from pathlib import Path

import pytest

from analysis import paths

_HERE = ("", "localhost", "127.0.0.1", "::1", "0.0.0.0", None)


def _no_network(event, given):
    """No test may ask another machine for anything, nor may what it calls: a kernel is talked to by the loopback."""
    if event == "socket.connect" and given[0].family in (socket.AF_INET, socket.AF_INET6):
        # A datagram socket that is connected has sent nothing yet: so programs ask for their own address.
        is_far = given[0].type & socket.SOCK_STREAM == socket.SOCK_STREAM and given[1][0] not in _HERE
    else:
        is_far = event == "socket.getaddrinfo" and given[0] not in (*_HERE, socket.gethostname())
    if is_far:
        raise AssertionError(f"a test asked the network: {event} {given[1] if event == 'socket.connect' else given[0]}")


sys.addaudithook(_no_network)


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def nobody_says_where(monkeypatch):
    """Where things lie is found, and not left over from another test that prepared kernels."""
    for variable in (paths.ROOT_VARIABLE, paths.PROCESSED_VARIABLE, paths.REPORTS_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
