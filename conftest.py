"""Set-up of `pytest --nbval notebooks`: strict, in this environment, whatever the working directory."""


def pytest_configure(config):
    if getattr(config.option, "nbval", False):
        # The kernel of this environment, not whichever is registered under the name in the notebook.
        config.option.nbval_current_env = True


def pytest_terminal_summary(terminalreporter):
    failed = terminalreporter.stats.get("failed", [])
    unlike = sorted({report.nodeid.partition("::")[0] for report in failed if ".ipynb" in report.nodeid})
    if unlike:
        terminalreporter.section("what to do")
        terminalreporter.write_line(f"Executed anew, these show other than what is committed: {', '.join(unlike)}")
        terminalreporter.write_line(
            "If the change is meant to alter it, run `make notebooks` (in a study: `media-analysis notebooks`), look "
            "at the difference, and commit. If not, the first cell that failed above says what changed."
        )
