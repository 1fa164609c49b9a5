import csv
import io

import pytest

from srccheck.model import Failure
from srccheck.reporters import Look, Summary
from srccheck.reporters.csv import COLUMNS, report


def rows(*results):
    summary = Summary()
    text = "".join(report(summary.watch(results), summary, Look()))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_finding_is_a_row(make):
    (row,) = rows(make('x\n"a", Ã©', '"a", Ã©', suggestion="é\nè"))
    assert tuple(row) == COLUMNS
    assert (row["path"], row["line"], row["column"]) == ("page.md", "2", "1")
    assert (row["cited"], row["suggestion"]) == ('"a", Ã©', "é\nè")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_nothing_is_a_formula(make, text):
    (row,) = rows(make(f"x{text}", text))
    assert row["cited"] == f"'{text}"


def test_a_failure_is_a_row_too():
    (row,) = rows(Failure("x.md", "no such file", "look again"))
    assert (row["rule"], row["message"], row["suggestion"]) == (
        "failure", "no such file", "look again"
    )  # fmt: skip
