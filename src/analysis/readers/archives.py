"""Files packed together (.zip, .tar, .tar.gz) or alone (.gz): their members one by one, none of them written anywhere.

A member is read whole before it is given, so that a bomb, a wrong checksum or a cut shows here. What cannot be taken in
costs no other member. Zip containers of documents are opened here too, within the same bounds.
"""

import gzip
import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from analysis.readers.record import File, Outcome, Reader, Refused, Settings, Unreadable, said

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The table of contents of some hundred thousand members; a larger one alone would fill the memory.
LARGEST_LISTING = 30_000_000
_TAIL, _PIECE, _LOCKED = 70_000, 1 << 20, 0x1


def opened_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """The container.

    Raises
    ------
    Unreadable
        It lists too many members.
    Exception
        It is damaged: zipfile raises a dozen kinds.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    end, large_end = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    listing = struct.unpack_from("<L", tail, end + 12)[0] if 0 <= end <= len(tail) - 16 else 0
    if listing == 0xFFFFFFFF and 0 <= large_end <= len(tail) - 48:
        listing = struct.unpack_from("<Q", tail, large_end + 40)[0]
    if listing > LARGEST_LISTING:
        raise Unreadable("It holds more than 100,000 files. Split it into smaller archives.")
    return zipfile.ZipFile(stream)


def member_names(file: File) -> list[str]:
    """The names of what a file packs, none where it is no zip, or damaged. Never raises."""
    if not file.head.startswith(ZIP):
        return []
    try:
        with file.open() as stream, opened_zip(stream) as packed:
            return packed.namelist()
    except Exception:  # whoever reads the file says so
        return []


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a member needs a password."""
    return bool(member.flag_bits & _LOCKED)


def pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int, *, too_large: str) -> Iterator[bytes]:
    """The bytes of a member piece by piece; what the container says of its size need not be true.

    Raises
    ------
    Unreadable
        There are more than `largest`; `too_large` says so, and what to do.
    """
    left = largest
    member.file_size = 1 << 60
    with packed.open(member) as part:
        while piece := part.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise Unreadable(too_large)
            yield piece


# What one archive may come to when unpacked, one member of it, and a tar that is compressed as a whole. The last two
# are held in memory; nothing else is.
LARGEST_TOTAL, LARGEST_MEMBER, LARGEST_TAR = 2_000_000_000, 200_000_000, 500_000_000
MOST_MEMBERS, LONGEST_NAME = 100_000, 250
# Text packs to a tenth, a table to a fiftieth of its size; from the first megabyte on, only bombs to less than this.
LARGEST_RATIO, _FREE = 200, 1_000_000
_LARGEST_HEADER = 8_192
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_OTHER_KINDS = {b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
# A document that is a zip inside has one of these.
_OF_A_DOCUMENT = {"[Content_Types].xml", "mimetype", "META-INF/container.xml"}
_WARC = (b"WARC/", b"filedesc:")
_DRIVE = re.compile("[A-Za-z]:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\s{0,9}(?:\..*)?", re.IGNORECASE | re.DOTALL)
_LITTER = re.compile(r"\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$")
# Where browsers put the pictures and scripts of a page that they save: beside it, in a folder of its name.
BESIDE_PAGE = re.compile(r"(.{1,250})(?:_files|-Dateien|_fichiers|_archivos|-filer)")


class _Bad(Exception):
    """A member, or an archive, that cannot be taken in; the message says what is wrong and what to do."""


@dataclass
class _Budget:
    """How many bytes the archive may still come to; what is read and refused counts too."""

    left: int = LARGEST_TOTAL


@dataclass(frozen=True)
class _Member:
    """A member as the archive lists it: its name as written, why it is refused unread, and how it is read."""

    name: str
    problem: str | None
    packed: int
    stream: Callable[[], BinaryIO]


def is_archive(file: File) -> bool:
    """Whether a file is an archive of files, not a document that is one only inside (.docx, .xlsx, .ods, .epub)."""
    if file.head.startswith(ZIP):
        return _OF_A_DOCUMENT.isdisjoint(member_names(file))
    if file.head.startswith(_GZIP):
        return not inflated_head(file).startswith(_WARC)
    return file.head.startswith(tuple(_OTHER_KINDS)) or _is_tar(file.head)


def unpacked(file: File) -> Iterator[File | Refused]:
    """The file itself, or the members of an archive: see `members`."""
    if is_archive(file):
        yield from members(file)
    else:
        yield file


def members(file: File) -> Iterator[File | Refused]:
    """The files of an archive, in the order of their names, and those that are refused.

    Returns
    -------
    members
        Named `export.zip/inside/a.txt`, each in memory. Folders, hidden files, what systems leave behind and the
        pictures and scripts beside a saved page are left out. Where two have one name both are read, the second as
        `a (2).txt`. A refused one has its place in that order; None where the archive itself is at fault.

    Misleads when
    -------------
    A zip was packed by a Windows program older than Unicode names: accents in names come out wrong, texts do not.
    """
    with ExitStack() as opened:
        yield from _members(file, opened)


def _members(file: File, opened: ExitStack) -> Iterator[File | Refused]:
    listed, problem = _listed_whole(file, opened)
    names: dict[str, int] = {}
    budget = _Budget()
    for place, member in enumerate(_in_order(listed), 1):
        try:
            content = _content(member, budget)
        except _Bad as bad:
            # Where the archive itself is cut or damaged, so may be a member: that is one fault.
            if problem and bad.__cause__:
                problem += f" {_shown(member.name)} is not whole."
            else:
                yield Refused(place, f"{_shown(member.name)}: {bad}")
            continue
        inside = _unused("/".join(_parts(member.name)), names)
        found = File.of(f"{file.name}/{inside}", content)
        if is_archive(found):
            yield Refused(place, f"{_shown(member.name)}: an archive within an archive. Unpack it first.")
        else:
            yield found
    if problem:
        yield Refused(None, problem)


# --- what an archive lists


def _listed_whole(file: File, opened: ExitStack) -> tuple[list[_Member], str | None]:
    """The members as listed up to where the archive is at fault, and that fault."""
    listed: list[_Member] = []
    try:
        for member in _listed(file, opened):
            if len(listed) == MOST_MEMBERS:
                raise _Bad(f"It holds more than {MOST_MEMBERS:,} files. Split it into smaller archives.")
            listed.append(member)
    except (_Bad, Unreadable) as problem:
        return listed, str(problem)
    except Exception as error:  # zipfile and tarfile raise more kinds than they name on damaged headers
        return listed, f"This archive is damaged ({said(error, 80)}). Download or pack it again."
    return listed, None


def _listed(file: File, opened: ExitStack) -> Iterator[_Member]:
    for mark, kind in _OTHER_KINDS.items():
        if file.head.startswith(mark):
            raise _Bad(f"Packed with {kind}. Pack it as .zip or .tar.gz.")
    stream = opened.enter_context(file.open())
    if file.head.startswith(ZIP):
        yield from _of_zip(opened.enter_context(opened_zip(stream)))
    elif _is_tar(file.head):
        yield from _of_tar(stream)
    elif _is_tar(inflated_head(file)):
        content, fault = _inflated_tar(stream, file.size)
        try:
            yield from _of_tar(io.BytesIO(content))
        except (_Bad, tarfile.TarError):
            if fault is None:
                raise
        if fault is not None:
            raise fault
    else:
        yield _Member(_name_without_gz(file), None, file.size, lambda: gzip.GzipFile(fileobj=stream))


def _in_order(listed: Iterable[_Member]) -> list[_Member]:
    """Those that are to be read or refused, by name."""
    kept = [member for member in listed if _is_unsafe(member.name) or not _is_litter(member.name)]
    pages = {
        "/".join(_parts(member.name)).rpartition(".")[0]
        for member in kept
        if member.name.lower().endswith((".html", ".htm"))
    }
    return sorted(
        (member for member in kept if not _stands_beside(member.name, pages)), key=lambda one: _parts(one.name)
    )


def _of_zip(packed: zipfile.ZipFile) -> Iterator[_Member]:
    for info in packed.infolist():
        if not info.is_dir():
            name = info.orig_filename.replace("\\", "/")
            yield _Member(name, _problem_of_zipped(info), info.compress_size, partial(packed.open, info))


def _problem_of_zipped(info: zipfile.ZipInfo) -> str | None:
    if is_locked(info):
        return "it is locked with a password. Remove the password."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link to another file. Pack that file itself."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "it is compressed in a rare way. Pack it again as an ordinary .zip."
    return None


class _Header(tarfile.TarInfo):
    """A header of tar that may not bring a long list of properties: reading those takes the square of their length."""

    def _proc_pax(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size > _LARGEST_HEADER:
            raise tarfile.ReadError("a header is too large")
        return super()._proc_pax(tar)


def _of_tar(opened: BinaryIO) -> Iterator[_Member]:
    packed = tarfile.TarFile(fileobj=opened, tarinfo=_Header)
    while (info := packed.next()) is not None:
        if not info.isdir():
            yield _Member(info.name, _problem_in_tar(info), info.size, partial(packed.extractfile, info))
    opened.seek(packed.offset)
    if opened.read(tarfile.BLOCKSIZE).strip(b"\x00"):
        raise _Bad(f"This archive is damaged from byte {packed.offset:,} on. Download or pack it again.")


def _problem_in_tar(info: tarfile.TarInfo) -> str | None:
    if info.issym() or info.islnk():
        return "a link to another file. Pack that file itself."
    return None if info.isreg() and not info.issparse() else "neither a file nor a folder. Leave it out."


def _inflated_tar(stream: BinaryIO, size: int) -> tuple[bytes, Exception | None]:
    """What a compressed tar holds, up to where it is cut or damaged, and that fault."""
    content = bytearray()
    try:
        for chunk in _chunks(gzip.GzipFile(fileobj=stream), size, LARGEST_TAR, _Budget()):
            content += chunk
    except Exception as error:  # gzip, zlib and the bounds of this module
        return bytes(content), error
    return bytes(content), None


def _is_tar(head: bytes) -> bool:
    """Whether it begins with a header of tar, whose checksum is right."""
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def inflated_head(file: File) -> bytes:
    """The first bytes of what a .gz holds; none where it holds nothing that can be read."""
    try:
        return zlib.decompressobj(wbits=31).decompress(file.head, 1024)
    except zlib.error:
        return b""


def _name_without_gz(file: File) -> str:
    last = file.name.rsplit("/", 1)[-1]
    return last[:-3] if last.lower().endswith(".gz") and len(last) > 3 else f"{last} unpacked"


# --- names


def _parts(name: str) -> list[str]:
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]


def _is_unsafe(name: str) -> bool:
    return _problem_of_name(name) is not None


def _problem_of_name(name: str) -> str | None:
    parts = _parts(name)
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts:
        return "its name leads out of the archive. Pack it again without the path."
    if any(ord(sign) < 32 or 127 <= ord(sign) < 160 or "\ud800" <= sign <= "\udfff" for sign in name):
        return "its name has line breaks or signs that cannot be printed. Rename it."
    if len(name) > LONGEST_NAME:
        return f"its name is longer than {LONGEST_NAME} characters. Rename it."
    if any(_DEVICE.fullmatch(part) for part in parts):
        return "its name is that of a device on Windows. Rename it."
    return None


def _is_litter(name: str) -> bool:
    parts = _parts(name)
    return not parts or any(_LITTER.match(part) for part in parts)


def _stands_beside(name: str, pages: set[str]) -> bool:
    folders = _parts(name[: LONGEST_NAME + 1])[:-1]
    return any(
        (found := BESIDE_PAGE.fullmatch(folder)) and "/".join([*folders[:depth], found[1]]) in pages
        for depth, folder in enumerate(folders)
    )


def _unused(name: str, names: dict[str, int]) -> str:
    """The name, with a number where another member has it; `names` holds how often each was given."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        stem, dot, suffix = name, "", ""
    tried = name
    while tried in names:
        names[name] += 1
        tried = f"{stem} ({names[name]}){dot}{suffix}"
    names[tried] = 1
    return tried


def _shown(name: str) -> str:
    """A name in quotation marks, on one line and short."""
    return repr(name if len(name) <= 60 else f"{name[:40]}…{name[-15:]}")


# --- bytes


def _content(member: _Member, budget: _Budget) -> bytes:
    if problem := member.problem or _problem_of_name(member.name):
        raise _Bad(problem)
    try:
        with member.stream() as opened:
            return _joined(_chunks(opened, member.packed, LARGEST_MEMBER, budget))
    except _Bad:
        raise
    except Exception as error:  # zipfile raises RuntimeError, NotImplementedError, struct.error and more
        raise _Bad(f"damaged ({said(error, 80)}). Pack it again.") from error


def _joined(chunks: Iterable[bytes]) -> bytes:
    """Put together without holding them twice."""
    whole = io.BytesIO()
    for chunk in chunks:
        whole.write(chunk)
    return whole.getvalue()


def _chunks(opened: BinaryIO, packed: int, most: int, budget: _Budget) -> Iterator[bytes]:
    """The bytes of a stream piece by piece, stopped by what has come of it, not by what its header says."""
    n_read = 0
    while chunk := opened.read1(_CHUNK):
        n_read += len(chunk)
        budget.left -= len(chunk)
        if n_read > most:
            raise _Bad(f"it comes to more than {most:,} bytes. Unpack it first, or split it.")
        if n_read > _FREE + LARGEST_RATIO * packed:
            raise _Bad(f"it unpacks to over {LARGEST_RATIO} times its size, as no text does. Unpack it first.")
        if budget.left < 0:
            raise _Bad(f"the archive comes to more than {LARGEST_TOTAL:,} bytes. Split it into smaller archives.")
        yield chunk


def _refuse(file: File, settings: Settings) -> Iterator[Outcome]:
    raise Unreadable("An archive within an archive. Unpack it first.")
    yield


READER = Reader("archive", is_archive, _refuse)
