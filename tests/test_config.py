from pathlib import Path

import pytest

from srccheck.config import Settings, find, load
from srccheck.errors import ConfigError

RULES = ("mojibake", "missing-field", "duplicate-entry")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_settings_are_the_usual_ones(tmp_path):
    (tmp_path / ".git").mkdir()
    assert load(tmp_path, RULES) == Settings()


def test_every_key_is_read(tmp_path):
    write(
        tmp_path,
        "srccheck.toml",
        'select = ["mojibake"]\nignore = ["missing-field"]\nstyle = true\n'
        'fail-on = "error"\noffline = true\nstrict = true\n',
    )
    assert load(tmp_path, RULES) == Settings(
        select=("mojibake",),
        ignore=("missing-field",),
        style=True,
        fail_on="error",
        offline=True,
        strict=True,
    )


def test_a_table_in_pyproject_is_read(tmp_path):
    write(tmp_path, "pyproject.toml", "[tool.srccheck]\noffline = true\n")
    assert load(tmp_path, RULES).offline


def test_srccheck_toml_comes_before_pyproject(tmp_path):
    write(tmp_path, "pyproject.toml", '[tool.srccheck]\nfail-on = "info"\n')
    write(tmp_path, "srccheck.toml", 'fail-on = "error"\n')
    assert load(tmp_path, RULES).fail_on == "error"


def test_the_search_goes_up_and_passes_by_other_projects_files(tmp_path):
    write(tmp_path, "srccheck.toml", "offline = true\n")
    inner = tmp_path / "package" / "docs"
    inner.mkdir(parents=True)
    write(tmp_path / "package", "pyproject.toml", "[project]\nname = 'other'\n")
    assert load(inner, RULES).offline


def test_the_search_ends_at_the_root_of_the_repository(tmp_path):
    write(tmp_path, "srccheck.toml", "offline = true\n")
    repository = tmp_path / "repository"
    inner = repository / "docs"
    inner.mkdir(parents=True)
    (repository / ".git").mkdir()
    assert find(inner) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('fail-no = "error"', ["fail-no", "did you mean fail-on?"]),
        ("ofline = true", ["ofline", "did you mean offline?"]),
        ("zzzz = 1", ["zzzz", "the keys are select, ignore"]),
        ('select = "mojibake"', ["select", "a list of rule names", "'mojibake'"]),
        ("select = [1]", ["select", "a list of rule names"]),
        ('offline = "yes"', ["offline", "true or false", "'yes'"]),
        ("strict = 1", ["strict", "true or false"]),
        ('fail-on = "fatal"', ["fail-on", "info, warning, error, never"]),
        ('ignore = ["mojibak"]', ["ignore", "mojibak", "did you mean mojibake?"]),
        ('select = ["qqqq"]', ["no such rule: qqqq", "srccheck rules"]),
        ("select = [", ["not valid TOML"]),
        ("as-written = true", ["unknown key", "as-written"]),
        ("[tool.srccheck]\nstyle = true", ["unknown key: tool", "for pyproject.toml"]),
    ],
)
def test_what_is_wrong_is_said_with_file_key_and_nearest_name(tmp_path, text, parts):
    path = write(tmp_path, "srccheck.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, RULES)
    for part in [str(path), *parts]:
        assert part in str(caught.value)


def test_bytes_that_are_no_utf8_are_no_toml(tmp_path):
    path = tmp_path / "srccheck.toml"
    path.write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(tmp_path, RULES)


def test_the_table_of_the_tool_must_be_a_table(tmp_path):
    write(tmp_path, "pyproject.toml", "[tool]\nsrccheck = 3\n")
    with pytest.raises(ConfigError, match="expected a table"):
        load(tmp_path, RULES)


@pytest.mark.parametrize(
    ("settings", "rule", "severity", "wanted"),
    [
        (Settings(), "a", "warning", True),
        (Settings(), "a", "info", False),
        (Settings(style=True), "a", "info", True),
        (Settings(select=("all",)), "a", "info", True),
        (Settings(select=("a",)), "a", "info", True),
        (Settings(select=("a",)), "b", "error", False),
        (Settings(select=("a",), style=True), "b", "info", False),
        (Settings(ignore=("a",)), "a", "error", False),
        (Settings(ignore=("a",)), "b", "error", True),
        (Settings(select=("all",), ignore=("a",)), "a", "error", False),
        (Settings(ignore=("all",)), "a", "error", False),
        (Settings(select=("a",), ignore=("all",)), "a", "error", True),
    ],
)
def test_which_findings_are_wanted(settings, rule, severity, wanted):
    assert settings.wants(rule, severity) is wanted
