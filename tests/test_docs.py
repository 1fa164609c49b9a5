"""The pages of documentation say what the program does."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

import srccheck
from srccheck import errors, model, pipeline
from srccheck.cli import COMMANDS, main
from srccheck.config import IN_FILE, Settings, load_file
from srccheck.links.options import LinkOptions, from_table
from srccheck.links.settings import LinkSettings
from srccheck.matching.coverage import SEARCHED
from srccheck.net import SERVICES
from srccheck.net.services import Service
from srccheck.net.session import FOUND_FOR, NOT_FOUND_FOR
from srccheck.net.settings import NetSettings
from srccheck.reporters import Look, Summary
from srccheck.reporters import json as json_report
from srccheck.resolvers import RESOLVERS
from srccheck.resolvers.web_search import ENGINES
from srccheck.rules import RULES
from srccheck.rules.link_rule import LinkRule

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of all rows of all tables."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def section(text: str, heading: str) -> str:
    """What stands between a heading and the next one of its rank."""
    return re.split(r"^## ", text.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "rules.md", "configuration.md"])
def test_pages_made_from_the_program_are_up_to_date(generate: ModuleType, name: str) -> None:
    assert page(name) == generate.PAGES[name](), "run: python docs/generate.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_described(name: str) -> None:
    text = page("commands.md").split(f"\n## srccheck {name}")[1].split("\n## ")[0]
    command = main.get_command(click.Context(main), name)
    assert command
    for option in command.params:
        if isinstance(option, click.Option):
            (row,) = [cells for cells in rows(text) if f"`{option.opts[-1]}`" in cells[0]]
            assert row[1]


def test_every_rule_has_a_section() -> None:
    assert re.findall(r"^## (.*)", page("rules.md"), re.MULTILINE) == [one.name for one in RULES]


NAMES = {*SERVICES, *(one.name for one in RESOLVERS), *(one.name for one in ENGINES)}
LISTED = {row[0]: row for row in rows(section(page("services.md"), "Services"))[1:]}


def test_every_service_is_listed() -> None:
    assert set(LISTED) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_service_is_described_as_it_is_asked(name: str) -> None:
    _, asked, told, silence, rate, at_once = LISTED[name]
    assert asked
    assert told
    assert {word for word in silence.split(", ") if word} == SEARCHED.get(name, set())
    web = NetSettings()
    service = SERVICES.get(name, Service(name, "", web.web_rate, web.web_concurrency))
    number, _, divisor = rate.partition("/")
    assert float(number) / float(divisor or 1) == pytest.approx(service.rate)
    assert int(at_once) == service.concurrency


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_keys_and_contact_addresses_are_named(service: Service) -> None:
    text = section(page("services.md"), "Keys and contact addresses")
    told = {row[0].split("`")[1]: row for row in rows(text)[1:]}
    if service.key:
        assert service.name in told[service.key][1]
        assert ("not asked" in told[service.key][2]) is service.needs_key
    family = service.name.removesuffix("-search").removesuffix("-journals")
    assert (family in told["SRCCHECK_MAILTO"][1].split(", ")) is bool(service.contact_parameter)


def test_bounds_of_the_network_are_those_in_force() -> None:
    bounds = NetSettings()
    text = " ".join(section(page("services.md"), "Bounds").split())
    assert f"after {bounds.request_seconds:.0f} seconds" in text
    assert f"the run after {bounds.run_seconds:.0f}" in text
    assert f"{bounds.max_redirects} redirects" in text
    assert f"{bounds.max_body // 1_000_000} MB" in text
    assert bounds.attempts == 3
    assert f"found for {FOUND_FOR.days} days" in page("services.md")
    assert NOT_FOUND_FOR.days == 1


def toml(value: object) -> str:
    """How the default of a key is shown."""
    if isinstance(value, tuple):
        return json.dumps(value)
    return "{}" if value == {} else json.dumps(value)


@pytest.mark.parametrize(
    ("heading", "keys", "defaults"),
    [
        ("Keys", IN_FILE, Settings()),
        (
            "Keys of `[tool.srccheck.links]`",
            [one.name.replace("_", "-") for one in fields(LinkOptions)],
            LinkOptions(),
        ),
    ],
)
def test_every_key_is_listed_with_its_default(
    heading: str, keys: list[str], defaults: object
) -> None:
    shown = {row[0]: row[1] for row in rows(section(page("configuration.md"), heading))[1:]}
    assert shown == {
        f"`{key}`": f"`{toml(getattr(defaults, key.replace('-', '_')))}`" for key in keys
    }


EXAMPLES = re.findall(r"```toml\n(.*?)```", "".join(page(one.name) for one in PAGES), re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_of_configuration_are_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text, encoding="utf-8")
    assert load_file(file, [rule.name for rule in RULES]) != Settings()
    shown = tomllib.loads(text)["tool"]["srccheck"].get("links", {})
    from_table(shown, file)


def lacks(shown: Any, real: Any) -> str:
    """What of an abridged report is not in the real one; lists may leave items out."""
    if isinstance(shown, dict) and isinstance(real, dict):
        wrong = (
            f"{key} {lacks(value, real[key])}" if key in real else f"{key} is not there"
            for key, value in shown.items()
            if key not in real or lacks(value, real[key])
        )
        return next(wrong, "")
    if isinstance(shown, list) and isinstance(real, list) and shown:
        missing = (one for one in shown if all(lacks(one, other) for other in real))
        return next((lacks(one, real[0]) for one in missing), "")
    return "" if shown == real else f"is {real!r}"


def test_the_report_is_what_its_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (text,) = re.findall(r"```json\n(.*?)```", page("report.md"), re.DOTALL)
    summary = Summary(offline=True)
    run = pipeline.run(["examples/article.md"], Settings(offline=True))
    real = json.loads("".join(json_report.report(summary.watch(run), summary, Look())))
    shown = json.loads(text)
    assert lacks(shown, real) == ""
    keys = {name for row in rows(section(page("report.md"), "Keys")) for name in row[0].split(", ")}
    assert {f"`{name}`" for name in (*real, *real["documents"][0])} <= keys
    assert list(shown) == list(real)


def test_every_rule_on_links_stands_beside_its_verdict() -> None:
    table = rows(section(page("links.md"), "Verdicts"))[1:]
    told = {row[0].strip("`"): set(re.findall(r"`([\w-]+)`", row[2])) for row in table}
    for rule in RULES:
        if issubclass(rule, LinkRule):
            assert rule.name in told[rule.verdict.value]
    failing = {row[0].strip("`") for row in table if row[3] == "yes"}
    assert failing == set(LinkOptions().fail_on)


def test_bounds_of_link_checking_are_those_in_force() -> None:
    bounds = LinkSettings()
    text = section(page("links.md"), "What is asked")
    assert f"{bounds.concurrency} links" in text
    assert f"{bounds.host_concurrency} of them" in text
    assert f"{bounds.link_seconds:.0f} seconds" in text
    assert (bounds.run_seconds, bounds.host_failures) == (3600, 5)
    assert (bounds.strikes, bounds.strike_hours, bounds.cache_days) == (3, 1, 1)


@pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\((?!\w+:)([^)#]+)", prose):
        assert (path.parent / target).exists(), target


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\]\((docs/[^)#]+)\)", readme))
    of_the_site_only = {"docs/index.md", "docs/extending.md", "docs/changes.md"}
    assert {path.relative_to(ROOT).as_posix() for path in PAGES} - of_the_site_only <= told


def test_every_public_name_is_in_the_reference() -> None:
    shown = set(re.findall(r"autofunction:: (\w+)", page("library.md")))
    assert "automodule:: srccheck.model\n   :members:" in page("library.md")
    assert "automodule:: srccheck.errors\n   :members:" in page("library.md")
    kept = {*model.__all__, *(name for name in vars(errors) if name.endswith("Error"))}
    assert shown == set(srccheck.__all__) - kept


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", ROOT / "docs", tmp_path]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    for path in PAGES:
        text = (tmp_path / f"{path.stem}.html").read_text(encoding="utf-8")
        assert text.count("<h1>") == 1, path.name
    index = (tmp_path / "library.html").read_text(encoding="utf-8")
    assert all(f">{name}<" in index for name in (*srccheck.__all__, *model.__all__))
