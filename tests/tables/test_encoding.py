"""Encodings: UTF-8 first, marks, guesses that are called guesses, refusals that say what to do."""

from __future__ import annotations

import pytest

from normalize.errors import InputError, WrongOptionError
from normalize.tables.encoding import Encoding, detect_encoding, given_encoding

BELARUSIAN = "id,name\n1,Глыбокае\n2,Бабруйск\n3,Мінск\n4,Наша Ніва\n"
RUSSIAN = "id,name\n1,Глубокое\n2,Бобруйск\n3,Минск\n4,Наша нива\n"
POLISH = "id,name\n1,Głębokie\n2,Łódź\n3,Świnoujście\n"
JAPANESE = "id,name\n1,フルィボーカエ\n2,東京\n"


@pytest.mark.parametrize("text", [BELARUSIAN, POLISH, JAPANESE, "id,name\n1,Minsk\n", ""])
def test_utf8_is_found_without_a_guess(text: str) -> None:
    assert detect_encoding([text.encode()], "t.csv") == Encoding("utf-8")


@pytest.mark.parametrize(
    ("codec", "found"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_a_byte_order_mark_decides(codec: str, found: str) -> None:
    assert detect_encoding([BELARUSIAN.encode(codec)], "t.csv") == Encoding(found, mark=True)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed(codec: str) -> None:
    assert detect_encoding([RUSSIAN.encode(codec)], "t.csv") == Encoding(codec, guessed=True)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (BELARUSIAN, "cp1251"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_legacy_encodings_are_guessed_and_called_guesses(text: str, codec: str) -> None:
    found = detect_encoding([text.encode(codec)], "t.csv")
    assert found.guessed
    assert text.encode(codec).decode(found.codec) == text
    assert str(found).endswith("(guessed)")


@pytest.mark.parametrize(
    ("text", "codec"), [("Минск Беларусь", "cp1251"), ("Минск Беларусь", "koi8-r"), ("Köln", "cp1252")]
)
def test_a_usual_encoding_is_preferred_to_a_rare_one_that_reads_the_same(text: str, codec: str) -> None:
    assert detect_encoding([f"id;name\n1;{text}\n".encode(codec)], "t.csv") == Encoding(codec, guessed=True)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Минск", "cp1251"), ("Віцебск", "cp1251"), ("Їжакевич", "cp1251"), ("Гродно", "koi8-r"), ("Минск", "cp866"),
        ("Łódź", "cp1250"), ("Świnoujście", "cp1250"), ("Plzeň-město", "cp1250"), ("Köln", "cp1252"),
        ("São Paulo", "cp1252"), ("Αθήνα", "cp1253"), ("東京", "cp932"), ("Сен-Жермен-ан-Ле", "cp1251"),
    ],
)  # fmt: skip
def test_a_table_of_one_name_is_read_in_a_code_page_of_today(name: str, codec: str) -> None:
    data = f"id,name\n1,{name}\n".encode(codec)
    found = detect_encoding([data], "t.csv", whole=True)
    assert found.guessed and not found.codec.startswith("mac")
    assert data.decode(found.codec) == f"id,name\n1,{name}\n"


def test_a_letter_cut_between_two_blocks_is_no_error() -> None:
    data = BELARUSIAN.encode()
    cut = data.index("ы".encode()) + 1
    assert detect_encoding([data[:cut], data[cut:]], "t.csv") == Encoding("utf-8")


def test_a_legacy_letter_far_down_is_seen() -> None:
    blocks = [b"id,name\n" + b"1,Minsk\n" * 9000, BELARUSIAN.encode("cp1251")]
    assert detect_encoding(blocks, "t.csv") == Encoding("cp1251", guessed=True)


@pytest.mark.parametrize(
    "row",
    ["5,Café\n".encode("cp1252"), "5,Минск\n".encode("cp1251"), "5,Мінск".encode()[:-1] + b",\n", b"\xff", b"5,\xd0"],
)
@pytest.mark.parametrize("size", [10, 1 << 20])
def test_a_few_bad_bytes_make_utf8_no_other_encoding(row: bytes, size: int) -> None:
    text = BELARUSIAN.encode()
    for data in (text + row, text + row + text[8:]):
        blocks = [data[at : at + size] for at in range(0, len(data), size)]
        assert detect_encoding(blocks, "t.csv", whole=True) == Encoding("utf-8", damaged=True)
    assert detect_encoding([text + b"5,\xd0"], "t.csv") == Encoding("utf-8")  # the rest may be in the next block


def test_a_last_letter_of_another_encoding_is_guessed_too() -> None:
    assert detect_encoding([b"id,name\n1,Caf\xe9"], "t.csv", whole=True) == Encoding("cp1252", guessed=True)


def test_a_few_nul_bytes_do_not_make_it_utf16() -> None:
    assert detect_encoding([b"id,name\n1,Min\0\0\0sk\n"], "t.csv") == Encoding("utf-8")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"\x1f\x8brest", "gzip, no CSV; unpack it first"),
        (b"PAR1rest", 'a Parquet file, no CSV; "normalize parquet" reads it'),
        (b"SQLite format 3\0", "SQLite"),
    ],
)
def test_files_of_other_kinds_are_named(start: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        detect_encoding([start], "t.csv")


def test_bytes_that_are_no_text_are_refused_with_the_option_to_use() -> None:
    with pytest.raises(InputError, match=r"t\.csv is not UTF-8 .*--encoding"):
        detect_encoding([bytes(range(1, 256)) * 8], "t.csv")


@pytest.mark.parametrize("name", ["utf-9", "rot13", "hex", "", "a\0b", "idna", "punycode"])
def test_an_unknown_encoding_is_wrong_usage(name: str) -> None:
    with pytest.raises(WrongOptionError, match="is not known; expected a name such as"):
        given_encoding(name, b"")


@pytest.mark.parametrize(
    ("name", "start", "found"),
    [
        ("UTF8", b"id,n", Encoding("utf-8")),
        ("utf-8", b"\xef\xbb\xbfi", Encoding("utf-8-sig", mark=True)),
        ("utf-16-le", b"\xff\xfei\0", Encoding("utf-16", mark=True)),
        ("utf-16-le", b"i\0d\0", Encoding("utf-16-le")),
        ("windows-1251", b"\xff\xfe", Encoding("cp1251")),
    ],
)
def test_a_given_encoding_is_taken_and_its_mark_is_not_a_letter(name: str, start: bytes, found: Encoding) -> None:
    assert given_encoding(name, start) == found
