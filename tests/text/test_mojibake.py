"""Text that is damaged on purpose comes back as it was, and sound text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.text.mojibake import find_mojibake

SENTENCES = {
    "fr": "Où l’été s’achève, « l’État » crée à Pékin une œuvre – déjà connue…",
    "de": "Größe und Übermut: die äußere „Straße“ führt über Österreich.",
    "es": "El niño español soñó: ¿qué año será, según la institución?",
    "pt": "A coleção não está à venda; São João, três irmãs e órgãos.",
    "pl": "Zażółć gęślą jaźń, mówi również Wałęsa w Łodzi.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy v řece.",
    "tr": "İstanbul’da çok güzel bir gün, şey, değil mi?",
    "el": "Η Ελλάδα είναι μια χώρα της Ευρώπης.",
    "ru": "Москва является столицей России и крупнейшим городом.",
    "uk": "Київ є столицею України та найбільшим містом.",
    "ar": "القاهرة عاصمة جمهورية مصر العربية",
    "zh": "北京是中华人民共和国的首都",
    "vi": "Tiếng Việt là ngôn ngữ của người Việt",
}


def misread(text: str, codec: str) -> str:
    """UTF-8 read with a one-byte codec; bytes that it leaves undefined become control codes."""
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def repaired(text: str) -> str:
    for damage in reversed(find_mojibake(text)):
        text = text[: damage.start] + damage.text + text[damage.end :]
    return text


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_misread_utf8_is_repaired(language: str, codec: str) -> None:
    assert repaired(misread(SENTENCES[language], codec)) == SENTENCES[language]


@pytest.mark.parametrize("language", ["fr", "es", "pt", "de"])
def test_utf8_misread_twice_is_repaired(language: str) -> None:
    twice = misread(misread(SENTENCES[language], "cp1252"), "cp1252")
    assert repaired(twice) == SENTENCES[language]


@pytest.mark.parametrize(
    ("language", "codec"),
    [("fr", "mac_roman"), ("pl", "cp1250"), ("cs", "cp1250"), ("ru", "cp1251")],
)
def test_utf8_misread_in_other_encodings_is_repaired(language: str, codec: str) -> None:
    assert repaired(misread(SENTENCES[language], codec)) == SENTENCES[language]


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_cyrillic_encodings_read_as_latin_are_repaired(codec: str) -> None:
    assert repaired(SENTENCES["ru"].encode(codec).decode("latin-1")) == SENTENCES["ru"]


def test_koi8_read_as_windows_1251_is_found_but_not_certain() -> None:
    damages = find_mojibake(SENTENCES["ru"].encode("koi8-r").decode("cp1251"))
    assert damages[0].text == "Москва"
    assert not any(damage.certain for damage in damages)


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("change", [str, str.upper, str.title, "«{}»".format, "“{}”®".format])
def test_sound_text_is_left_alone(sentence: str, change: object) -> None:
    assert callable(change)
    assert find_mojibake(change(sentence)) == []


def test_a_doubtful_word_needs_damaged_neighbours() -> None:
    others = find_mojibake("kterĂ© kawĂ©")
    assert find_mojibake("juĹĽ") == []
    assert [damage.text for damage in find_mojibake("juĹĽ", others)] == ["już"]


@given(
    st.text(
        alphabet=st.sampled_from("aÃÂ©®° \xa0é»«â€™œ“\x80\x9d\ufffdРџСЂЇїÐÑĂĹ√©\u00adß.-'’"),
        max_size=60,
    )
)
def test_damages_lie_apart_and_change_something(text: str) -> None:
    damages = find_mojibake(text)
    end = 0
    for damage in damages:
        assert end <= damage.start < damage.end <= len(text)
        assert damage.text != text[damage.start : damage.end]
        end = damage.end
