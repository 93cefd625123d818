"""The command line where there is no network: in a namespace whose only connection is a loopback of its own."""

import shutil
import subprocess
import sys

_ALONE = ["unshare", "--user", "--map-root-user", "--net"]
# By the loopback a kernel and who runs it talk; in a new namespace it is down.
_SCRIPT = """
import fcntl, socket, struct, sys
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH22x", b"lo", 0x41))
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError as error:
    assert error.errno == 101, error  # the network is unreachable
from analysis import cli
sys.exit(cli.main(sys.argv[1:]))
"""


def is_possible():
    """Whether such a namespace may be made here."""
    return shutil.which("unshare") and subprocess.run([*_ALONE, "true"], capture_output=True).returncode == 0


def command(*arguments):
    """What to start."""
    return [*_ALONE, sys.executable, "-c", _SCRIPT, *map(str, arguments)]
