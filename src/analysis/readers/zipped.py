"""Zip containers, of archives and of documents alike: what they list and hold, within bounds."""

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from analysis.readers.record import File, Unreadable

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The table of contents of some hundred thousand members; a larger one alone would fill the memory.
LARGEST_LISTING = 30_000_000
_TAIL, _CHUNK, _LOCKED = 70_000, 1 << 20, 0x1


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
        while piece := part.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise Unreadable(too_large)
            yield piece
