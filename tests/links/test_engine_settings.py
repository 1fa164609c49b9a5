"""What the options of a configuration mean for the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from srccheck.config import Settings
from srccheck.errors import ConfigError
from srccheck.linkcheck import engine_settings
from srccheck.links.engine import check_links
from srccheck.links.options import LinkOptions, from_table
from srccheck.links.settings import LinkSettings
from srccheck.model.links import LinkTarget, Occurrence
from srccheck.model.text import Span


def test_without_options_the_engine_is_as_it_is_by_default() -> None:
    made, usual = engine_settings(Settings(), LinkOptions()), LinkSettings()
    names = ("concurrency", "run_seconds", "link_seconds", "state", "strikes", "cache",
             "cache_days", "ca_file", "client_certificate", "proxies", "hosts")  # fmt: skip
    assert {name: getattr(made, name) for name in names} == {
        name: getattr(usual, name) for name in names
    }


def test_options_reach_the_engine(tmp_path: Path) -> None:
    authority, shown = tmp_path / "ca.pem", tmp_path / "shown.pem"
    for path in (authority, shown):
        path.touch()
    table = {
        "jobs": 5, "timeout": 60, "link-timeout": 2.5, "state": "s.db", "strikes": 2,
        "cache": "c.db", "cache-days": 7, "ca-file": str(authority),
        "client-certificate": str(shown),
        "hosts": {"a.test": {"headers": {"A": "${B}"}, "concurrency": 1, "interval": 1}},
    }  # fmt: skip
    made = engine_settings(Settings(), from_table(table, Path("srccheck.toml")))
    assert (made.concurrency, made.run_seconds, made.link_seconds) == (5, 60.0, 2.5)
    assert (made.state, made.strikes) == (Path("s.db"), 2)
    assert (made.cache, made.cache_days) == (Path("c.db"), 7.0)
    assert (made.ca_file, made.client_certificate) == (authority, (shown, shown))
    assert made.hosts["a.test"].headers == {"A": "${B}"}


def test_files_that_are_not_there_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"none\.pem does not exist"):
        engine_settings(Settings(), LinkOptions(ca_file="none.pem"))


def test_certificates_that_are_none_are_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "notes.pem"
    path.write_text("no certificate")
    made = engine_settings(Settings(), LinkOptions(ca_file=str(path)))
    link = (LinkTarget("https://a.test/"), Occurrence("a.md", 1, 1, Span(0, 8)))
    with pytest.raises(ConfigError, match=r"notes\.pem: no certificates"):
        list(check_links([link], made))
