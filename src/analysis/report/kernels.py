"""Kernels forked from a process that has imported what every notebook imports: two seconds of each kernel otherwise.

Only the process that is forked imports this module (see `processes.workers`), and is ready when it has. A forked kernel
differs from a started one in nothing that a notebook can see: environment, working folder and where modules are found
are the same. A kernel of another language or environment is started as ever, and so is a second one.
"""

import atexit
import gc
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from importlib.metadata import EntryPoint
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import numpy as np
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from analysis import provenance
from analysis.report import runner

_LAUNCHER = "ipykernel_launcher"
# What every notebook and its kernel import, by name: the report does not know the exhibits.
_SHARED = """papermill psutil ipykernel.kernelapp ipykernel.debugger IPython.core.debugger IPython.core.completerlib
    IPython.core.oinspect IPython.extensions.storemagic PIL.PngImagePlugin matplotlib.backends.backend_agg
    matplotlib.backends.backend_svg analysis.exhibits analysis.report.show"""


def _module_path() -> list[str]:
    """Where a Python that is started anew, with no regard to its working folder, finds modules."""
    asked = [sys.executable, "-P", "-c", "import sys; print(*sys.path, sep='\\n')"]
    return os.fsdecode(subprocess.run(asked, capture_output=True, check=True).stdout).splitlines()


class _Standing(NamedTuple):
    """A forked process that waits to be told which kernel it is."""

    pid: int
    told: Connection


_standing: list[_Standing] = []


def stand_by() -> None:
    """Fork what this process's next kernel will be, while it has no threads or sockets that a fork would share."""
    hears, told = Pipe(duplex=False)
    pid = os.fork()
    if pid:
        hears.close()
        _standing.append(_Standing(pid, told))
        factory = KernelProvisionerFactory.instance()
        factory.provisioners[__name__] = EntryPoint(__name__, f"{__name__}:Provisioner", factory.GROUP_NAME)
        factory.default_provisioner_name = __name__
        return
    try:
        told.close()
        _be_kernel(*hears.recv())
        atexit._run_exitfuncs()
    except EOFError:  # no kernel was asked for
        pass
    finally:
        os._exit(0)


def _be_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(_SET_BY_IMPORTS | environment)
    sys.path[:] = _PATH
    launcher = import_module(_LAUNCHER)
    sys.argv = [launcher.__file__, *arguments]
    random.seed()
    np.random.seed()  # noqa: NPY002  (not one state for all kernels, where a notebook draws by the old functions)
    kernel = import_module("ipykernel.kernelapp")
    kernel.launch_new_instance([*arguments, "--InteractiveShellApp.ignore_cwd=True"])


class Provisioner(LocalProvisioner):
    """Has the process that stands by become the kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Tell it what a started kernel would be told."""
        if not _standing or cmd[0] != sys.executable or cmd[1:3] != ["-m", _LAUNCHER]:
            return await super().launch_kernel(cmd, **kwargs)
        pid, told = _standing.pop()
        self.cwd = str(kwargs.get("cwd") or os.getcwd())
        told.send((cmd[3:], self.cwd, kwargs["env"] | {"JPY_PARENT_PID": str(os.getpid())}))
        told.close()
        self.process, self.pid, self.pgid = _Forked(pid), pid, pid
        return self.connection_info


class _Forked:
    """A forked kernel, with what `LocalProvisioner` asks of a process that it started."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid, self.code = pid, None

    def poll(self) -> int | None:
        """The code that it ended with; None while it runs."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if pid else None
        return self.code

    def wait(self) -> int:
        """The code that it ended with, when it has."""
        while self.poll() is None:
            time.sleep(0.01)
        return self.code

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


_PATH = _module_path()
# What is read when matplotlib is imported: a kernel sets the backend, which shows plain figures, before that.
runner.own_matplotlib_settings()
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # the debugger would say on the terminal what it cannot do here
_before = dict(os.environ)
for _name in _SHARED.split():
    with suppress(ImportError):  # the kernel will say what it misses
        import_module(_name)
_SET_BY_IMPORTS = {name: value for name, value in os.environ.items() if name not in _before}
for _asked in (provenance.code_fingerprint, provenance.library_versions):
    _asked()  # every notebook does, to know which tables are fresh
gc.freeze()  # what is shared with every fork is not looked through again in each
