"""Titles tell their language, or say that they do not."""

from __future__ import annotations

import pytest

from srccheck.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The anarchical society", "en"),
        ("What the summit did to the harbour", "en"),
        ("St Mark’s before the fire", "en"),
        ("La guerre vue d'en bas", "fr"),
        ("Les relations entre la mer et l’État", "fr"),
        ("Der Hafen und die Stadt", "de"),
        ("El puerto y la ciudad", "es"),
        ("Il porto e la città", "it"),
        ("O porto e as cidades do norte não", "pt"),
        ("Leviathan", ""),
        ("", ""),
        ("1984", ""),
        ("Realpolitik", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language
