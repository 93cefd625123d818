"""The lines of a large text file, one at a time: bounded, and with a way back to lines that were read too far."""

import io
import re
from collections.abc import Iterator, Sequence

from analysis.readers.decoding import encoding_of, refuse_foreign
from analysis.readers.record import LARGEST_ARTICLE, File, Unreadable

NEITHER = "Its bytes are neither UTF-8 nor Windows-1252. Save the file as UTF-8, or say the encoding in corpus.yml."
_STRAY, _LONE = re.compile("[\udc80-\udcff]+"), re.compile("[\ud800-\udfff]")


class TooLong(Exception):
    """A line, or a row of many lines, that is longer than any article."""


class _Text(io.TextIOWrapper):
    """Characters of a file, with an error for a reader where they are not in the encoding that they should be in."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        try:
            return super().readline(size)
        except UnicodeError as error:
            raise self._wrong() from error

    def read(self, size: int | None = -1, /) -> str:
        try:
            return super().read(size)
        except UnicodeError as error:
            raise self._wrong() from error

    def _wrong(self) -> Unreadable:
        return Unreadable(f"It should be {self.encoding[:40].upper()} but is not. Save it as UTF-8.")


def opened_text(file: File, told: str | None) -> io.TextIOWrapper:
    """The characters of a file, from its start; line ends stay as they are.

    Bytes that are no UTF-8 come out as lone surrogates where no encoding is told or marked: see `mended`.

    Raises
    ------
    Unreadable
        There is no such encoding; when it is read, the file is not in it.
    """
    name = encoding_of(file.head, told)
    errors = "surrogateescape" if told is None and name.startswith("utf-8") else "strict"
    try:
        return _Text(file.open(), encoding=name, errors=errors, newline="")
    except LookupError as error:
        raise Unreadable(f"{name[:40]} is no encoding of text. Save it as UTF-8.") from error


class Lines:
    """The lines of a file with their line ends; `taken` holds those given since `begin`."""

    def __init__(self, file: File, told: str | None, *, largest: int = LARGEST_ARTICLE) -> None:
        self._stream = opened_text(file, told)
        self._largest = largest
        self._size = 0
        self._again: list[str] = []
        self.taken: list[str] = []
        self.number = 0

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line.

        Raises
        ------
        TooLong
            The line, or all lines since `begin`, are longer than `largest` characters. The line is passed over.
        Unreadable
            The file is not in the encoding that it is said to be in.
        """
        line = self._again.pop() if self._again else self._stream.readline(self._largest + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if self._size > self._largest:
            if not line.endswith(("\n", "\r")):
                self._pass_over()
            raise TooLong(f"longer than {self._largest:,} characters")
        return line

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.taken, self._size = [], 0

    def give_back(self, lines: Sequence[str]) -> None:
        """These come again, as the next lines."""
        self._again.extend(reversed(lines))
        self.number -= len(lines)

    def _pass_over(self) -> None:
        while (rest := self._stream.readline(1 << 20)) and not rest.endswith(("\n", "\r")):
            pass


def mended(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Cells with stray bytes read as Windows-1252, and whether there were any; what no byte stands for is "\ufffd".

    Raises
    ------
    UnicodeError
        The bytes are no Windows-1252 either.
    Unreadable
        As Windows-1252 they are no language: their encoding has to be told.

    >>> mended(["Caf\\udce9"])
    (['Café'], True)
    """
    try:
        for cell in cells:
            cell.encode()
    except UnicodeEncodeError:
        made = [_LONE.sub("\ufffd", _STRAY.sub(_as_windows, cell)) for cell in cells]
        is_mended = any(map(_STRAY.search, cells))
        if is_mended:
            for text in ("\n".join(made), *made):
                refuse_foreign(text)
        return made, is_mended
    return list(cells), False


def _as_windows(stray: re.Match[str]) -> str:
    return stray[0].encode("ascii", "surrogateescape").decode("cp1252")
