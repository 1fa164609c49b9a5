"""Texts that can be said in several languages."""

from __future__ import annotations

import copy
import pickle

import pytest

from srccheck.messages import _, joined, n_, tell, wanted_language


def test_a_message_is_its_english_text():
    message = _("The link is dead.")
    assert message == "The link is dead."
    assert isinstance(message, str)
    assert hash(message) == hash("The link is dead.")


@pytest.mark.parametrize(
    "message",
    [
        _("The link is dead."),
        _("status {status}", status=404),
        n_("{count} warning", "{count} warnings", 3),
        joined("; ", [_("The link is dead."), "10.5555/1"]),
    ],
)
def test_it_survives_being_copied_and_sent(message):
    for same in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301
        assert same == message
        assert tell(same, "fr") == tell(message, "fr") != message


def test_messages_inside_messages_are_told_too():
    inner = n_("{count} source", "{count} sources", 2)
    said = tell(_("{sources} in {path}:", sources=inner, path="a.md"), "fr")
    assert said == "2 sources dans a.md\N{NO-BREAK SPACE}:"


def test_what_a_document_says_is_left_alone():
    assert tell(_("put {text}", text="not found"), "fr") == "mettre not found"


def test_one_that_begins_a_sentence():
    assert _("{problem:A}.", problem="the brace is open.") == "The brace is open."


@pytest.mark.parametrize(("count", "said"), [(0, "0 source"), (1, "1 source"), (2, "2 sources")])
def test_french_counts_nothing_as_one(count, said):
    assert tell(n_("{count} source", "{count} sources", count), "fr") == said


def test_braces_in_what_is_put_in_are_no_fields():
    message = joined("{}", [_("{name} is gone", name="{x}"), "{y}"])
    assert message == "{x} is gone{}{y}"
    assert tell(message, "fr") == message


def test_a_language_that_is_not_spoken_is_english():
    assert tell(_("The link is dead."), "nl") == "The link is dead."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "fr"}, "fr"),
        ({"LANG": "en_US", "LANGUAGE": "nl:fr:en"}, "fr"),
        ({"LANG": "nl_NL"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "frr_DE"}, "en"),
    ],
)
def test_the_language_of_the_environment(environment, language):
    assert wanted_language(environment) == language
