"""The command line: parses, calls, prints one line per step.

Exit codes: 0 every report in place and every article taken in; 1 a run failed and the last good report is untouched;
2 bad arguments or no usable input; 3 report in place, some input rejected.
"""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import __version__, paths
from analysis import parameters as parameter_set
from analysis.errors import AnalysisError, CorpusError, RunError
from analysis.processes import stoppable
from analysis.readers import FIELDS, TEXT
from analysis.wording import tally

if TYPE_CHECKING:
    from analysis.pipeline import Story

OK, FAILED, UNUSABLE, SOME_REJECTED = 0, 1, 2, 3
# What `export` can write; named here so that asking for help imports nothing.
FORMATS = ("xlsx", "csv", "antconc", "iramuteq", "quanteda", "html", "pack")
_MOST_LINES = 20
# Tables are put in place one step at a time, each under the hash of what it was made from.
_LEFT = "The last good report is untouched; tables that were finished are kept."
_JOBS = "processes to use, or: all"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. No traceback reaches a user without `--debug`."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks is shown escaped, never a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(arguments)
    try:
        with stoppable():
            return chosen.command(chosen)
    except AnalysisError as error:
        if chosen.debug:
            traceback.print_exc()
        _complain(str(error))
        return FAILED if isinstance(error, RunError) else UNUSABLE
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        if chosen.debug:
            traceback.print_exc()
        # Of a copy or a renaming the second name is the one that was to be written.
        _complain(f"{error.filename2 or error.filename or 'A file'}: {error.strerror or error}. {_LEFT}")
        return FAILED
    except Exception as error:  # the last wall: an error of ours, said in one line too
        if chosen.debug:
            traceback.print_exc()
        _complain(f"Unexpected {type(error).__name__}: {error}. {_LEFT} --debug shows where.")
        return FAILED
    except KeyboardInterrupt:
        _complain(f"Stopped. {_LEFT}")
        return FAILED


def _say(line: str) -> None:
    sys.stdout.write(_one_line(line) + "\n")
    sys.stdout.flush()


def _complain(line: str) -> None:
    sys.stderr.write(f"media-analysis: {_one_line(line)}\n")


def _one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey: file names and titles are not ours."""
    return "".join(c if c.isprintable() else " " for c in text.replace("\n", " "))


def _run(chosen: argparse.Namespace) -> int:
    from analysis.report import runner

    made = runner.run(
        chosen.corpus,
        settings=parameter_set.parse(chosen.parameter),
        reports=chosen.reports,
        processed=chosen.processed,
        only=chosen.only,
        jobs=chosen.jobs,
        scheduler=chosen.scheduler,
        cell_minutes=chosen.cell_minutes,
        strict=chosen.strict,
        say=_say,
    )
    return _outcome(made.notes, made.rejected)


def _settings(chosen: argparse.Namespace) -> parameter_set.Parameters:
    return parameter_set.make({**parameter_set.parse(chosen.parameter), "corpus": chosen.corpus})


def _story(chosen: argparse.Namespace) -> "Story":
    from analysis import pipeline

    how = {name: getattr(chosen, name) for name in ("processed", "jobs", "scheduler") if name in chosen}
    return pipeline.open_corpus(_settings(chosen), **how)


def _tables(chosen: argparse.Namespace) -> int:
    story = _story(chosen)
    story.look_again()
    if chosen.strict:
        story.refuse_rejected()
    n_rows = story.make_all()
    if chosen.strict:
        story.refuse_rejected()
    for name, n in n_rows.items():
        _say(f"{name:20} {n:7} rows")
    _say(f"kept in {story.processed}")
    return _outcome(story.notes, story.rejected)


def _part(chosen: argparse.Namespace) -> int:
    number, of = chosen.part
    story = _story(chosen)
    _say(f"part      {number} of {of}: {story.do_part(number, of):,} pieces of work done, the rest was there")
    _say(f"kept in {story.work.folder}; `media-analysis join` makes the tables when all parts are done")
    return OK


def _outcome(notes: pd.DataFrame, rejected: pd.DataFrame) -> int:
    """Say what was assumed and what could not be taken in, a line each; the exit code."""
    for note in notes["note"].head(_MOST_LINES):
        _say(f"note      {note}")
    if len(notes) > _MOST_LINES:
        _say(f"note      {len(notes) - _MOST_LINES} more were assumed: see `media-analysis check`.")
    for row in rejected.head(_MOST_LINES).itertuples(index=False):
        where = row.path if pd.isna(row.row) else f"{row.path}, row {row.row}"
        _complain(f"{where}: {row.reason}")
    if len(rejected) > _MOST_LINES:
        _complain(f"{len(rejected) - _MOST_LINES} more could not be taken in: see `media-analysis check`.")
    return OK if rejected.empty else SOME_REJECTED


def _check(chosen: argparse.Namespace) -> int:
    from analysis.corpus import check_corpus

    settings = _settings(chosen)
    if settings.copies != "keep":
        _say("note      which articles are copies, `media-analysis tables` and `run` say: all are looked over here")
    found = check_corpus(paths.corpus_folder(chosen.corpus), where=settings.where, compare=settings.compare)
    for line in found.text.splitlines():
        _say(line)
    return SOME_REJECTED if found.n_rejected else OK


def _new(chosen: argparse.Namespace) -> int:
    from analysis import storage
    from analysis.corpus import new_corpus

    columns: dict[str, tuple[str, ...]] = {}
    for name, column in (one.split("=", 1) for one in chosen.column):
        columns[name] = (*columns.get(name, ()), column)
    with storage.folder_for(chosen.folder.absolute().parent):
        said = new_corpus(chosen.folder, chosen.files, columns)
    for line in said.splitlines():
        _say(line)
    return OK


def _new_notebook(chosen: argparse.Namespace) -> int:
    from analysis.report import notebooks

    folder = paths.corpus_folder(chosen.corpus) if chosen.corpus else None
    if folder is not None and not folder.is_dir():
        raise CorpusError(f"There is no folder {folder}. `media-analysis new` lays one out.")
    _say(f"written   {notebooks.lay_out(chosen.name, folder)}")
    _say("Change its cells in JupyterLab; `media-analysis run` executes it with the others and links its page.")
    return OK


def _notebooks(chosen: argparse.Namespace) -> int:
    from analysis.report import runner

    runner.refresh([chosen.only] if chosen.only else [], corpus=chosen.corpus, say=_say)
    return OK


def _init(chosen: argparse.Namespace) -> int:
    from analysis import study

    for line in study.lay_out(chosen.folder):
        _say(line)
    return OK


def _doctor(chosen: argparse.Namespace) -> int:
    from analysis import study

    found = study.examine()
    for one in found:
        _say(f"{one.status:9} {one.text}")
    n_problems = sum(one.status == "problem" for one in found)
    _say(f"{tally(n_problems, 'problem')}" if n_problems else "all that a run needs is here")
    return FAILED if n_problems else OK


def _export(chosen: argparse.Namespace) -> int:
    from analysis import exports

    story = _story(chosen)
    for line in exports.export(story, chosen.format, chosen.destination, with_texts=chosen.with_texts):
        _say(line)
    return OK


def _verify(chosen: argparse.Namespace) -> int:
    from analysis.exports import pack

    checked = pack.verify(chosen.pack, jobs=chosen.jobs)
    for one in checked:
        _say(f"{'equal' if one.is_equal else 'DIFFERS':8} {one.table}")
    n_equal = sum(one.is_equal for one in checked)
    _say(f"{n_equal} of {len(checked)} tables have the hash that the pack states")
    return OK if n_equal == len(checked) else FAILED


def _kwic(chosen: argparse.Namespace) -> int:
    from analysis.framing import concordance

    story = _story(chosen)
    pattern, is_regex = _pattern(chosen.pattern)
    found = concordance(
        story.articles, story.sentences, pattern, width=chosen.width, sort=chosen.sort, is_regex=is_regex
    )
    if chosen.csv:
        from analysis.report.exporter import write_table

        write_table(chosen.csv, found)
        _say(f"written   {chosen.csv}: {len(found)} places")
        return OK
    for row in found.itertuples(index=False):
        left = row.left[-chosen.width :].strip()
        _say(f"{row.source[:20]:20} {left:>{chosen.width}} [{row.keyword}] {row.right.strip()}")
    _say(f"{len(found)} places")
    return OK


def _pattern(given: str) -> tuple[str, bool]:
    """What stands between two slashes is a regular expression; anything else is words."""
    is_regex = len(given) > 2 and given.startswith("/") and given.endswith("/")
    return (given[1:-1], True) if is_regex else (given, False)


def _code(chosen: argparse.Namespace) -> int:
    from analysis import coding

    story = _story(chosen)
    folder = chosen.folder or coding.default_folder(story)
    if not coding.has_sheets(folder):
        coders = chosen.coders.split(",")
        sizes = {"per_frame": chosen.per_frame, "n_ratings": chosen.ratings, "by_source": chosen.by_source}
        for path in coding.make_sheets(story, folder, coders=coders, as_projects=chosen.qdpx, **sizes):
            _say(f"written   {path}")
        _say("Give each coder one sheet and keep the key. Run the same command again when the sheets are filled in.")
        return OK
    for row in coding.frame_agreement(story, folder).itertuples(index=False):
        _say(f"{row.frame:28} {_alpha(row)}")
    for row in coding.model_agreement(story, folder).itertuples(index=False):
        _say(f"{row.frame:28} {row.coder} with people: {_alpha(row)}")
    path, n_unlike = coding.write_disagreements(folder)
    _say(f"written   {path}: {n_unlike} sentences to talk over")
    tone = coding.tone_agreement(story, folder)
    _say(f"{'sentiment':28} {tone['n']} sentences rated; correlation with the scores {_or_open(tone['r'])}")
    return OK


def _alpha(row: Any) -> str:
    spread = f"alpha {_or_open(row.alpha)} ({_or_open(row.low)} to {_or_open(row.high)}), {row.n_units} sentences"
    return (
        f"{spread}; {'reliable' if row.is_reliable else 'not reliable: ' + (row.note or 'the lower end is under .667')}"
    )


def _or_open(value: float | None) -> str:
    return "open" if value is None or value != value else f"{value:.2f}"


def parser() -> argparse.ArgumentParser:
    """The arguments of every command."""
    whole = argparse.ArgumentParser(prog="media-analysis", description="How several sources report one story.")
    whole.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    init = _command(commands, "init", _init, "lay out a study: notebooks, folders, environment, CI")
    init.add_argument("folder", metavar="FOLDER", type=Path)
    _add_runs(commands)
    check = _command(commands, "check", _check, "what would be taken in, what is wrong; writes nothing")
    check.add_argument("corpus", metavar="CORPUS")
    _add_parameter(check)
    _add_new(commands)
    _add_notebooks(commands)
    _add_code(commands)
    _add_kwic(commands)
    _add_export(commands)
    verify = _command(commands, "verify", _verify, "make a pack's tables again and compare their hashes")
    verify.add_argument("pack", metavar="PACK", type=Path)
    verify.add_argument("--jobs", metavar="N", type=_processes, default=1, help=_JOBS)
    _command(commands, "doctor", _doctor, "whether this machine has what a run needs")
    return whole


def _command(
    commands: argparse._SubParsersAction, name: str, run: Callable[[argparse.Namespace], int], what: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=what)
    made.add_argument("--debug", action="store_true", help="show the traceback of an error")
    made.set_defaults(command=run)
    return made


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "corpus", metavar="CORPUS", nargs="?", default=paths.SAMPLE_CORPUS, help="a folder of articles"
    )
    _add_parameters(command)
    command.add_argument("--jobs", metavar="N", type=_processes, default=1, help=_JOBS)
    command.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, such as tcp://host:8786, or: local")
    command.add_argument("--strict", action="store_true", help="rejected input is an error: no report is made")


def _add_parameters(command: argparse.ArgumentParser) -> None:
    command.add_argument("--processed", metavar="DIR", type=Path, help="where tables are kept")
    _add_parameter(command)


def _add_parameter(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-p",
        dest="parameter",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=f"one of: {parameter_set.known()}",
    )


def _add_runs(commands: argparse._SubParsersAction) -> None:
    run = _command(commands, "run", _run, "execute the notebooks and write the report")
    _add_common(run)
    run.add_argument("--reports", metavar="DIR", type=Path, help="where reports are put")
    run.add_argument("--only", metavar="NOTEBOOK", help="execute this notebook, such as 02-framing, and stale ones")
    run.add_argument("--cell-minutes", metavar="N", type=_positive, default=60, help="how long a cell may take")
    _add_common(_command(commands, "tables", _tables, "make every table, without notebooks"))
    part = _command(commands, "part", _part, "do the work on single articles of one part of several")
    part.add_argument("part", metavar="I/N", type=_one_of_several, help="which part, such as 3/20")
    _add_common(part)
    _add_common(_command(commands, "join", _tables, "make every table from what the parts have done"))


def _add_new(commands: argparse._SubParsersAction) -> None:
    new = _command(commands, "new", _new, "lay out a corpus folder from any of these files")
    new.add_argument("folder", metavar="FOLDER", type=Path)
    new.add_argument("files", metavar="FILE", type=Path, nargs="+")
    new.add_argument(
        "--column",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        type=_field_and_column,
        help=f"the column of a table that holds a field ({', '.join((TEXT, *FIELDS))}); several where tables differ",
    )


def _add_notebooks(commands: argparse._SubParsersAction) -> None:
    own = _command(commands, "new-notebook", _new_notebook, "lay out a notebook of one's own, run like the others")
    own.add_argument("name", metavar="NAME", help="what it asks; also names the file")
    own.add_argument("corpus", metavar="CORPUS", nargs="?", help="the folder it is for (default: every corpus)")
    written = _command(
        commands, "notebooks", _notebooks, "execute the project's notebooks, write them back with outputs"
    )
    written.add_argument("corpus", metavar="CORPUS", nargs="?", help="write this corpus into them first")
    written.add_argument("--only", metavar="NOTEBOOK", help="this notebook alone, such as 02-framing")


def _add_code(commands: argparse._SubParsersAction) -> None:
    code = _command(commands, "code", _code, "blind coding sheets, and what the coders' sheets say")
    code.add_argument("corpus", metavar="CORPUS")
    code.add_argument("--folder", metavar="DIR", type=Path, help="where the sheets lie (default: CORPUS/coding)")
    code.add_argument("--coders", metavar="NAMES", default="a,b", help="two coders or more, parted by commas")
    code.add_argument("--per-frame", metavar="N", type=_positive, default=50, help="sentences for each frame")
    code.add_argument("--by-source", action="store_true", help="draw so many of each source, to correct its shares")
    code.add_argument("--ratings", metavar="N", type=_positive, default=100, help="sentences to rate for their tone")
    code.add_argument("--qdpx", action="store_true", help="sheets as REFI-QDA projects, for QDA programs")
    _add_parameters(code)


def _add_kwic(commands: argparse._SubParsersAction) -> None:
    kwic = _command(commands, "kwic", _kwic, "a word or pattern in context, by source")
    kwic.add_argument("corpus", metavar="CORPUS")
    kwic.add_argument("pattern", metavar="PATTERN", help="words, * for any ending; or /a regular expression/")
    kwic.add_argument("--width", type=int, default=50, help="characters of context on each side")
    kwic.add_argument("--sort", choices=("position", "left", "right"), default="position", help="what orders the lines")
    kwic.add_argument("--csv", metavar="FILE", type=Path, help="write the lines there, with ids and places")
    _add_parameters(kwic)


def _add_export(commands: argparse._SubParsersAction) -> None:
    export = _command(commands, "export", _export, "tables and texts for other programs, and to publish")
    export.add_argument("corpus", metavar="CORPUS")
    export.add_argument("format", metavar="FORMAT", choices=FORMATS, help=f"one of {', '.join(FORMATS)}")
    export.add_argument("destination", metavar="TO", type=Path, help="a file for xlsx, else a new folder")
    export.add_argument("--with-texts", action="store_true", help="put the articles into a pack")
    export.add_argument("--processed", metavar="DIR", type=Path, help="where tables are kept")
    export.add_argument("--jobs", metavar="N", type=_processes, default=1, help=_JOBS)
    export.add_argument("-p", dest="parameter", metavar="NAME=VALUE", action="append", default=[])


def _one_of_several(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError(f"{text!r} is not I/N, such as 1/20 to 20/20")
    return int(number), int(of)


def _processes(text: str) -> int:
    return os.cpu_count() or 1 if text == "all" else _positive(text)


def _field_and_column(text: str) -> str:
    name, mark, column = text.partition("=")
    if name not in (TEXT, *FIELDS) or not mark or not column.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=COLUMN; fields are {', '.join((TEXT, *FIELDS))}")
    return text


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
