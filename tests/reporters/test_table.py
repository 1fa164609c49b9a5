import pytest

from srccheck.errors import UsageError
from srccheck.model import Failure, Severity
from srccheck.reporters import REPORTERS, Summary, reporter


@pytest.mark.parametrize("name", REPORTERS)
def test_every_reporter_of_the_table_is_there(name):
    assert callable(reporter(name))


def test_an_unknown_format_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean json"):
        reporter("jsn")


@pytest.mark.parametrize(
    ("severity", "fail_on", "reached"),
    [
        ("warning", "warning", True),
        ("warning", "error", False),
        ("error", "warning", True),
        ("info", "info", True),
        ("info", "warning", False),
        ("error", "never", False),
    ],
)
def test_which_findings_make_a_run_fail(make, severity, fail_on, reached):
    summary = Summary()
    summary.add(make("bad", "bad", severity=Severity(severity)))
    assert summary.reaches(fail_on) is reached


def test_a_failure_makes_a_run_incomplete():
    summary = Summary(offline=True)
    assert summary.complete
    summary.add(Failure("x", "gone"))
    assert not summary.complete
