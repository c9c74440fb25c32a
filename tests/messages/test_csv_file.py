"""A table that no spreadsheet runs."""

import csv
import io

import pytest

from locales.words import words_in
from messages.csv_file import as_csv, separator

# What begins with one of these, after blanks or hidden characters too, a spreadsheet may run.
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BEFORE = ("", " ", "\u200b", "\u202e", "\n", "\r", "\r\n ")
ACTING = [f"{before}{sign}cmd|' /C calc'!A0" for before in BEFORE for sign in SIGNS]
ACTING += ["\t=1+1", "\r=1+1", "\ufeff=1+1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("said", ACTING)
def test_no_cell_is_a_formula(said: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(as_csv([[said]], ",").removeprefix("\ufeff"), newline=""))

    assert cell.startswith("'")


def test_no_line_within_a_cell_is_a_formula() -> None:
    ((cell,),) = csv.reader(io.StringIO(as_csv([["Leímos\r\n=1+1\ny ya"]], ",")[1:], newline=""))

    assert cell == "Leímos\n'=1+1\ny ya"


def test_what_people_wrote_comes_back_as_it_was() -> None:
    said = ["Leímos «a viva voz»; los niños, felices", 'con "comillas"', "dos\nlíneas", "3 = tres"]

    table = as_csv([said], ";")

    assert table.startswith('\ufeff"')
    assert next(csv.reader(io.StringIO(table[1:], newline=""), delimiter=";")) == said


def test_lines_end_as_spreadsheets_expect_and_nothing_is_an_empty_cell() -> None:
    assert as_csv([["a", None], [3, "b"]], ",") == '\ufeff"a",""\r\n"3","b"\r\n'


@pytest.mark.parametrize(
    ("country", "language", "expected"),
    [
        ("CL", "es", ";"),
        ("MX", "es", ","),
        ("BR", "pt_BR", ";"),
        ("GT", "es", ","),
        ("CL", "en", ","),
        ("US", "en", ","),
        ("??", "es", ";"),
    ],
)
def test_the_comma_is_that_of_the_countrys_spreadsheets(
    country: str, language: str, expected: str
) -> None:
    assert separator(country, words_in(language)) == expected
