import json

import pytest


def test_bibtex_goes_to_standard_output(run):
    result = run("extract", "sourced.md")
    assert result.exit_code == 0
    assert result.stdout.startswith("@book{example2019invented,")
    assert result.stderr == "1 entry (1 source) written to standard output\n"


def test_every_note_becomes_an_entry(run, folder):
    result = run("extract", "sourced.md", "clean.md", "-o", "references.bib")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "2 entries (1 source, 1 comment) written to references.bib\n"
    written = (folder / "references.bib").read_text(encoding="utf-8")
    assert "@book{example2019invented," in written
    assert "{commentary}" in written


@pytest.mark.parametrize("name", ["out.json", "out.csl.json"])
def test_the_format_follows_from_the_name(run, folder, name):
    run("extract", "sourced.md", "-o", name)
    assert json.loads((folder / name).read_text(encoding="utf-8"))


def test_the_format_can_be_told(run, folder):
    run("extract", "sourced.md", "-o", "out.txt", "--format", "biblatex")
    assert "date" in (folder / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sourced.md", "-o", "out.txt"], "give --format"),
        (["sourced.md", "--format", "bibtx"], "did you mean bibtex?"),
        (["sourced.md", "-o", "sourced.md", "--format", "bibtex"], "both an input and the output"),
    ],
)
def test_wrong_usage_is_2(run, arguments, message):
    result = run("extract", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_what_cannot_be_read_is_3_and_the_others_are_written(run, folder):
    result = run("extract", "missing.md", "sourced.md", "-o", "out.bib")
    assert result.exit_code == 3
    assert "error: missing.md: no such file" in result.stderr
    assert "@book{" in (folder / "out.bib").read_text(encoding="utf-8")


def test_when_nothing_can_be_read_the_old_file_stays(run, folder):
    (folder / "out.bib").write_text("% kept")
    result = run("extract", "missing.md", "-o", "out.bib")
    assert result.exit_code == 3
    assert "nothing written" in result.stderr
    assert (folder / "out.bib").read_text() == "% kept"


def test_damage_is_mended_unless_told_otherwise(run):
    assert "Pékin" in run("extract", "damaged.md", "--format", "json").stdout
    kept = run("extract", "damaged.md", "--format", "json", "--as-written").stdout
    assert "PÃ©kin" in kept
    assert "Pékin" not in kept


def test_keys_of_several_documents_stay_apart(run, folder):
    (folder / "again.md").write_text((folder / "sourced.md").read_text())
    found = run("extract", "sourced.md", "again.md").stdout
    assert "@book{example2019invented," in found
    assert "@book{example2019invented-2," in found


def test_nothing_is_left_of_a_file_that_was_not_written_to_the_end(run, folder, monkeypatch):
    from srccheck import pipeline

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "examine", stopped)
    before = sorted(path.name for path in folder.iterdir())
    result = run("extract", "sourced.md", "-o", "out.bib")
    assert result.exit_code == 130
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_list_that_was_not_read_is_told(run):
    text = "The port froze.[^1]\n\n# References\n\n| Doe | 2019 |\n|---|---|\n| Roe | 2020 |\n\n"
    result = run("extract", "-", stdin=text + "[^1]: Jane Doe, *Ice*, London, Quay, 2019.\n")
    assert result.exit_code == 0
    assert "nothing under the heading References was read" in result.stderr
