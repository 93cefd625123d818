"""Set-up of `pytest --nbval notebooks`: strict, in this environment, whatever the working directory."""


def pytest_configure(config):
    if getattr(config.option, "nbval", False):
        # The kernel of this environment, not whichever is registered under the name in the notebook.
        config.option.nbval_current_env = True
