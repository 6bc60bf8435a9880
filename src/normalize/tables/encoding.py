"""Which encoding a table is in: byte order marks, UTF-8 even with a few bad bytes, then a guess that is called one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, pairwise

from normalize.errors import InputError, WrongOptionError
from normalize.text import scripts

_SAMPLE = 200_000  # bytes that a guess looks at
_LINE = 4_096  # bytes of the block before, in which the first telling line may begin
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE = "save it as CSV first"
# How files begin that are often taken for tables, and what to do. Source: the formats' own specifications.
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or another zip archive", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the old kind", _SAVE),
    (b"\x1f\x8b", "compressed by gzip", "unpack it first"),
    (b"PAR1", "a Parquet file", '"normalize parquet" reads it'),
    (b"%PDF", "a PDF", _SAVE),
    (b"SQLite format 3\0", "an SQLite database", _SAVE),
)
# Where a rare encoding reads the sample as one of these does, it is this one: the rest of the table may hold letters
# that they read differently, such as Ў, which a few Russian names do not tell from the Kazakh code page.
_USUAL = ("cp1252", "cp1251", "cp1250", "koi8-r")
# Code pages that tables are saved in today: likelier than old ones, above all than Mac's, that read as well.
_COMMON = (
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1257", "cp1253", "cp1255", "cp1256", "cp874", "cp932", "gb18030", "big5",
    "cp949", "koi8-r", "koi8-u", "euc_jp", "euc_kr", "cp866", "cp1258",
)  # fmt: skip
# What stands for a code page that few use: they share nearly all letters.
_RELATIVES = {"kz1048": "cp1251", "ptcp154": "cp1251", "koi8-t": "koi8-r"}
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(
    "[\u00a1-\u00a9\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2020-\u2025\u2027-\u2115"
    "\u2117-\u2bff\ue000-\uf8ff\uff61-\uff9f]"
)
_ACCENTED = re.compile("[\u00c0-\u017f]{4,}")
_JAPANESE = frozenset(("Hani", "Hira", "Kana"))
_BAD_BYTE = re.compile("[\udc80-\udcff]")  # as the error handler "surrogateescape" carries it along
_NO_TEXT = re.compile("[\x01-\x08\x0e-\x1a\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec of a table, whether a byte order mark opens it, and whether the codec is only a guess.

    `damaged` says that a few bytes of the table are known not to be of the codec, `given` that the caller named it.
    """

    codec: str
    mark: bool = False
    guessed: bool = False
    damaged: bool = False
    given: bool = field(default=False, compare=False)

    @property
    def advice(self) -> str:
        """What to do where a table is not of the codec."""
        if self.given:
            return "leave --encoding out to have it found out, or give another"
        return "say which encoding it is with --encoding"

    def __str__(self) -> str:
        name = "utf-8" if self.codec == "utf-8-sig" else self.codec
        return f"{name} (guessed)" if self.guessed else f"{name} (damaged)" if self.damaged else name


def given_encoding(name: str, start: bytes) -> Encoding:
    """Return the encoding that the caller named; `start` is how the table begins.

    Raises `WrongOptionError` for a name that is no text encoding.
    """
    try:
        codec = codecs.lookup(name).name
        "x".encode(codec)  # some codecs are not for text
        codecs.getincrementaldecoder(codec)("surrogateescape").decode(b"")  # nor some others for more than a name
    except (LookupError, ValueError) as error:
        raise WrongOptionError(
            f'encoding "{name}" is not known; expected a name such as utf-8, windows-1251, koi8-r or shift_jis'
        ) from error
    for mark, marked in _MARKS:
        if start.startswith(mark) and codec.startswith(marked.removesuffix("-sig")):
            return Encoding(marked, mark=True, given=True)
    return Encoding(codec, given=True)


def find_bad_byte(text: str) -> tuple[int, str] | None:
    """Return where in a text that was read with "surrogateescape" the first byte stands that is no text, and the byte.

    >>> find_bad_byte("Минск"), find_bad_byte(b"Caf\\xe9".decode("utf-8", "surrogateescape"))
    (None, (3, '0xe9'))
    """
    found = None if text.isascii() else _BAD_BYTE.search(text)
    return (found.start(), f"{ord(found.group()) - 0xDC00:#04x}") if found else None


def show_bad_bytes(text: str) -> str:
    """Return a text with U+FFFD for each byte that is no text."""
    return text if text.isascii() else _BAD_BYTE.sub("\ufffd", text)


def detect_encoding(blocks: Iterable[bytes], name: str, *, whole: bool = False) -> Encoding:
    """Return the encoding of a table from its bytes, block by block; later blocks are read only while it is UTF-8.

    `whole` says that the last block ends the table. Raises `InputError` when it is no text at all or no encoding fits.

    >>> detect_encoding(["name\\nМінск\\nГлыбокае\\n".encode("cp1251")], "people.csv").codec
    'cp1251'
    """
    strict = codecs.getincrementaldecoder("utf-8")("strict")
    before, letters = b"", 0
    for number, block in enumerate(chain(blocks, [b""] if whole else [])):
        marked = _read_start(block[:_SAMPLE], name) if number == 0 else None
        if marked is not None:
            return marked
        try:
            letters += _count_letters(strict.decode(block, final=whole and not block))
        except UnicodeDecodeError:
            if _is_damaged(strict.getstate()[0] + block, letters):
                return Encoding("utf-8", damaged=True)
            return _guess(before[-_LINE:] + block, name)
        before = block
    return Encoding("utf-8")


def _count_letters(text: str) -> int:
    """Return how many characters are not ASCII."""
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))


def _is_damaged(block: bytes, letters: int) -> bool:
    """Return whether a table is UTF-8 but for some bytes, of which `block` has the first; `letters` stand before it.

    Other encodings look like UTF-8 only by accident, and in few of their letters.
    """
    text = block.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    return bad <= letters + _count_letters(text) - bad


def _read_start(head: bytes, name: str) -> Encoding | None:
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, mark=True)
    for magic, what, advice in _FOREIGN:
        if head.startswith(magic):
            raise InputError(f"{name} is {what}, no CSV; {advice}")
    if head[:4096].count(0) * 10 > len(head[:4096]):
        import chardet

        found = str(chardet.detect(head)["encoding"] or "").lower()
        if found.startswith(("utf-16", "utf-32")):
            return Encoding(codecs.lookup(found).name, guessed=True)
    return None


def _guess(data: bytes, name: str) -> Encoding:
    """Return the encoding in which the lines that are not ASCII are words like any others.

    Of a few letters statistics say little: those code pages come first that people save tables in, and of these the one
    that leaves the fewest oddities, such as a capital within a word.
    """
    import chardet  # takes longer to import than most tables to read

    telling = b"".join([line for line in data.splitlines(keepends=True) if not line.isascii()])[:_SAMPLE]
    sample = telling[: telling.rfind(b"\n") + 1] or telling
    found = (chardet.detect(sample), *chardet.detect_all(sample))
    read: dict[str, str] = {}
    hits = [(one["encoding"] or "").lower() for one in found]
    for named in (*chain.from_iterable((_RELATIVES.get(hit, hit), hit) for hit in hits), *_COMMON):
        with suppress(LookupError, ValueError):
            codec = codecs.lookup(named).name
            text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
            if codec not in read and not codec.startswith(("utf-16", "utf-32")) and not _NO_TEXT.search(text):
                read[codec] = text
    if not read:
        raise InputError(f"{name} is not UTF-8 and no other encoding fits; say which it is with --encoding")
    best = min(read, key=lambda codec: (count_oddities(read[codec]), codec not in _COMMON))
    usual = next((c for c in _USUAL if sample.decode(c, "replace") == read[best]), best)
    return Encoding(usual, guessed=True)


def count_oddities(text: str) -> int:
    """Return how much in a text is odd, as it is where it was read in another encoding than it was written in.

    Odd are words of two scripts, capitals behind small letters, four Latin letters with marks in a row, and signs that
    are neither letters nor punctuation.

    >>> count_oddities("Минск, Łódź"), count_oddities("лХМЯЙ"), count_oddities("£ód\u017a"), count_oddities("Kцln")
    (0, 1, 1, 1)
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mixed = sum(len(scripts(word)) > 1 and not _JAPANESE.issuperset(scripts(word)) for word in words)
    return len(_SIGN.findall(text)) + len(_ACCENTED.findall(text)) + mixed + sum(map(_has_late_capital, words))


def _has_late_capital(word: str) -> bool:
    """Return whether a capital stands behind a small letter."""
    return any(one.islower() and other.isupper() for one, other in pairwise(word))
