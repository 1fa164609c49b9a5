import os
from pathlib import Path

import pytest

import srccheck
from srccheck.api import _is_text

NOTED = "It is so.[^1]\n\n[^1]: Ann Example, *An Invented Book*, Oslo, 2019.\n"
DAMAGED = "It is so.[^1]\n\n[^1]: They met in PÃ©kin, it is said.\n"


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(NOTED, encoding="utf-8")
    return path


def test_every_public_name_is_there():
    for name in srccheck.__all__:
        assert getattr(srccheck, name)
    assert set(srccheck.__all__) <= set(dir(srccheck))
    assert srccheck.__version__


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        srccheck.chek  # noqa: B018


@pytest.mark.parametrize("given", [Path("page.md"), "page.md", os.path.join(".", "page.md")])  # noqa: PTH118
def test_a_path_is_read(page, given):
    document = srccheck.read(given)
    assert document.path == str(given)
    assert [note.label for note in document.notes] == ["1"]


def test_text_is_read():
    document = srccheck.read(NOTED)
    assert (document.path, len(document.notes)) == ("<text>", 1)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("two\nlines", True),
        ("page.md\n", True),
        ("Ann Example, An Invented Book, Oslo, 2019.", True),
        ("word", True),
        ("", True),
        ("either/or is two words", True),
        ("x" * 5000, True),
        ("nul\0.", True),
        ("page.md", False),
        ("missing.md", False),
        ("my missing page.md", False),
        ("no/such/page", False),
    ],
)
def test_what_is_text_and_what_a_path(page, given, text):
    assert _is_text(given) is text


@pytest.mark.parametrize("given", ["missing.md", Path("missing"), "no/such/page"])
@pytest.mark.parametrize("function", ["check", "extract", "read"])
def test_a_missing_file_is_an_input_error(page, function, given):
    with pytest.raises(srccheck.InputError, match="no such file"):
        getattr(srccheck, function)(given)


def test_check_finds_what_is_wrong():
    report = srccheck.check(DAMAGED)
    assert [finding.rule for finding in report.findings] == ["mojibake"]
    assert report.findings[0].severity is not srccheck.Severity.INFO
    assert srccheck.check(DAMAGED, ignore=["mojibake"]).findings == ()


def test_check_of_a_folder_has_every_document(page):
    (page.parent / "more.md").write_text(DAMAGED, encoding="utf-8")
    report = srccheck.check(page.parent)
    assert [Path(one.document.path).name for one in report.dossiers] == ["more.md", "page.md"]


def test_a_report_is_complete_when_nothing_was_to_be_asked():
    assert not srccheck.check(NOTED).complete
    assert srccheck.check(NOTED, offline=True).complete


def test_text_with_nothing_to_check_is_a_failure_of_the_report():
    report = srccheck.check("Nothing is cited here.")
    assert [failure.path for failure in report.failures] == ["<text>"]
    assert not report.complete


def test_an_unknown_rule_is_wrong_usage():
    with pytest.raises(srccheck.UsageError, match="did you mean mojibake"):
        srccheck.check(NOTED, select=["mojibak"])


def test_extract_gives_entries_and_write_writes_them():
    entries = srccheck.extract(NOTED)
    assert [entry.value("title") for entry in entries] == ["An Invented Book"]
    assert srccheck.write(entries).startswith("@book{")
    assert srccheck.write(entries, "csl-json").lstrip().startswith("[")


def test_an_unknown_format_is_wrong_usage():
    with pytest.raises(srccheck.UsageError):
        srccheck.write([], "bibtx")


def test_damage_is_kept_when_asked():
    (mended,) = srccheck.extract(DAMAGED)
    (kept,) = srccheck.extract(DAMAGED, as_written=True)
    assert "Pékin" in mended.value("note")
    assert "PÃ©kin" in kept.value("note")


def test_one_reference_and_one_venue():
    entry = srccheck.parse_reference("Ann Example, *An Invented Book*, Oslo, 2019.")
    assert entry.value("title") == "An Invented Book"
    assert srccheck.lookup_venue("Foreign Affairs").venue.name == "Foreign Affairs"
    assert srccheck.lookup_venue("Qqqq Wwww Zzzz") is None
