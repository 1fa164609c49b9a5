"""Documents with known damage, each with the bytes that have to come out.

Beside a document stand what is to become of it (``.expected``), and what services answered of its
sources and links (``.toml``), in the tables of the cases of rules.
"""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from srccheck import fixing, pipeline
from srccheck.config import Settings
from srccheck.fixes import Plan
from srccheck.inputs import Source
from srccheck.judging import judge
from srccheck.model import Failure

from ..rules.evidence import looked_up
from ..rules.link_checks import followed

DATA = Path(__file__).parent / "data"
DOCUMENTS = sorted(
    path.name
    for path in DATA.iterdir()
    if path.suffix != ".toml" and not path.stem.endswith(".expected")
)
TODAY = datetime.date(2026, 6, 15)
SETTINGS = fixing.settings_of(Settings())
RULES = fixing.chosen(SETTINGS)


def expected_of(name: str) -> bytes:
    path = DATA / name
    return path.with_name(f"{path.stem}.expected{path.suffix}").read_bytes()


def mended(name: str, data: bytes, links: bool = True) -> Plan | None:
    """What is planned for the bytes of a document."""
    facts: dict[str, Any] = {}
    answers = DATA / f"{Path(name).stem}.toml"
    if answers.exists():
        facts = tomllib.loads(answers.read_text(encoding="utf-8"))
    dossier = pipeline.begin(Source(name, data), SETTINGS, TODAY).dossier
    dossier = looked_up(dossier, facts.get("evidence", ()))
    if links:
        dossier = followed(dossier, facts.get("links", ()))
    crashes: list[Failure] = []
    dossier = judge(dossier, SETTINGS, RULES, crashes.append)
    assert not crashes
    plans = list(fixing.plans([dossier], SETTINGS, RULES, data={name: data}))
    return plans[0] if plans else None


def test_there_are_ten_documents() -> None:
    assert len(DOCUMENTS) >= 10


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_that_has_a_safe_fix_is_mended(name: str) -> None:
    plan = mended(name, (DATA / name).read_bytes())
    assert plan is not None
    assert plan.new == expected_of(name)
    assert not plan.unmended
    assert all(change.source for change in plan.changes)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_second_run_changes_nothing(name: str) -> None:
    plan = mended(name, expected_of(name), links=False)
    assert plan is None or plan.new == plan.old


def test_the_example_is_mended() -> None:
    name = "examples/article.md"
    before = (DATA.parents[2] / name).read_bytes()
    plan = mended(name, before, links=False)
    assert plan is not None
    text = before.decode("utf-8")
    for old, new in (
        ("embarras pour PÃ©kin", "embarras pour Pékin"),
        ("*Politique Ã©trangÃ©re*", "*Politique étrangère*"),
        ("Armenia and Azerbaijan ?,", "Armenia and Azerbaijan?,"),
        ("Benjamin HARDING\\*", "Benjamin HARDING"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert plan.new.decode("utf-8") == text


def test_many_copies_of_an_entry_become_one_in_one_run() -> None:
    head = "@book{a,\n  author = {Roe, John},\n  title = {Ice Ages},\n  year = 2019"
    extra = ("", "note = {one}", "isbn = {9780306406157}", "url = {https://example.org/a}", "")
    entries = [f"{head},\n  {field}\n}}\n\n" if field else f"{head}\n}}\n\n" for field in extra]
    entries.append(entries[1].replace("one", "met in PÃ©kin").replace("note", "abstract"))
    plan = mended("copies.bib", "".join(entries).encode())
    assert plan is not None
    assert plan.new.decode() == (
        "@book{a,\n  author = {Roe, John},\n  title = {Ice Ages},\n  year = 2019,\n"
        "  note = {one},\n  isbn = {9780306406157},\n  url = {https://example.org/a},\n"
        "  abstract = {met in Pékin}\n}\n\n"
    )
    assert not plan.unmended
