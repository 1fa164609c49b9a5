"""Wrongly decoded text: where it stands, what it was, and how the damage came about.

Bytes of UTF-8 that were read as a one-byte encoding are put right by ftfy
(https://ftfy.readthedocs.io), which says which steps undo the damage. It is asked about single
words, and only those that hold a pair of characters that such damage leaves behind; what it
gives back must be plausible text. Text in a Cyrillic one-byte encoding read as another is
left to :mod:`srccheck.text.codepages`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from srccheck.messages import _, joined
from srccheck.text.accented import lost_initial
from srccheck.text.codepages import find_misread_cyrillic
from srccheck.text.damage import Damage, touched
from srccheck.text.scripts import scripts

_WINDOWS_1252 = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_FOLLOW = re.escape(_WINDOWS_1252) + "\x80-\xbf"
_MAC_FOLLOW = re.escape(bytes(range(0x80, 0xC0)).decode("mac_roman"))
_CYRILLIC_FOLLOW = re.escape(bytes(range(0x80, 0xC0)).decode("cp1251", "ignore"))
_CENTRAL_FOLLOW = re.escape(bytes(range(0x80, 0xC0)).decode("cp1250", "ignore"))

SUSPECT = re.compile(
    f"[\xc2-\xdf][{_FOLLOW}\ufffd]"
    f"|[\xe0-\xef][{_FOLLOW}][{_FOLLOW}\ufffd]"
    f"|[\xf0-\xf4][{_FOLLOW}]{{3}}"
    f"|\xe2€"
    f"|[√¬][{_MAC_FOLLOW}]|‚[ÄÅÇ]"
    f"|[РСГВД][{_CYRILLIC_FOLLOW}](?![абг-яёіїєґ])|в[Ђ„]"
    f"|[ĂĹÄÂĐŃ][{_CENTRAL_FOLLOW}]|â€"
    "|[\x80-\x9f]"
    "|[ÃÂ](?![^\\W\\d_])"
)
"""What wrongly decoded text is made of; sound text may match it too, but seldom does."""

_TOKEN_END = re.compile(r"[ \t\r\n]")
_SPLIT = re.compile("[’‘'“”\"«»()\\[\\]/—–-]")
_LOST_QUOTE = re.compile(f"â€(?:\ufffd|(?![{_FOLLOW}]))")
_A_GRAVE_LEADS = re.compile(
    "(?:l[ae]|les|l|une?|des|son|sa|ses|leurs?|ce|cet|cette|ces|mon|ma|mes|notre|nos|votre|vos"
    "|partir|travers|propos|peine|nouveau|jamais|savoir|lire|voir|faire|quoi|qui|toute?|tous|toutes"
    "|moins|plus|cause|venir|long|court|chaque|deux|trois|Paris)(?![^\\W\\d_])"
)
_CODES = "control codes where Windows-1252 has characters"
_NAMES = {
    "latin-1": "Latin-1",
    "sloppy-windows-1250": "Windows-1250",
    "sloppy-windows-1251": "Windows-1251",
    "sloppy-windows-1252": "Windows-1252",
    "sloppy-windows-1253": "Windows-1253",
    "sloppy-windows-1254": "Windows-1254",
    "sloppy-windows-1257": "Windows-1257",
    "iso-8859-2": "Latin-2",
    "macroman": "Mac Roman",
    "cp437": "code page 437",
}


def find_mojibake(text: str, others: Iterable[Damage] = ()) -> list[Damage]:
    """The wrongly decoded words of a text, in order and apart from each other.

    Args:
        text: Reading text.
        others: Damage already found in the same document. Words that could be sound are damaged
            too when they decode with an encoding by which others were damaged.

    >>> for damage in find_mojibake("un embarras pour PÃ©kin, dâ€™abord"):
    ...     print(damage.start, damage.text, "|", damage.how)
    17 Pékin | UTF-8 read as Latin-1
    25 d’abord | UTF-8 read as Windows-1252
    """
    if text.isascii():
        return []
    damages = find_misread_cyrillic(text)
    taken = {offset for damage in damages for offset in range(damage.start, damage.end)}
    position = 0
    while match := SUSPECT.search(text, position):
        start, end = _token(text, match.start())
        position = end
        if match.start() in taken or "://" in text[start:end]:
            continue
        damages.extend(_damages_of_token(text, start, end))
    damages = _apart(damages)
    damages = _apart([*damages, *_damaged_alike(text, damages, [*damages, *others])])
    if "Ã" in text:
        damages = _apart([*damages, *_lone_a_grave(text, damages), *_lost_capitals(text)])
    return damages


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _damaged_alike(
    text: str, found: Sequence[Damage], examples: Sequence[Damage]
) -> Iterator[Damage]:
    """Words that decode with an encoding by which the examples were damaged."""
    encodings = sorted({damage.encoding for damage in examples} - {""})
    if not encodings:
        return
    likely: list[str] = []
    if not {"latin-1", "sloppy-windows-1252"}.isdisjoint(encodings):
        likely = ["sloppy-windows-1252", "sloppy-windows-1250", "iso-8859-2"]
    known = scripts("".join(damage.text for damage in examples)) | {"LATIN"}
    position = 0
    while match := _BEYOND_ASCII.search(text, position):
        start, end = _token(text, match.start())
        position = end
        if touched(found, start, end):
            continue
        for piece_start, piece_end in [(start, end), *_split(text, start, end)]:
            piece = text[piece_start:piece_end]
            damage = _decoded(piece, piece_start, encodings)
            if damage is None and (guess := _decoded(piece, piece_start, likely)):
                damage = guess._replace(certain=guess.encoding == "sloppy-windows-1252")
            if damage and scripts(damage.text) <= known:
                yield damage
                break


def _decoded(token: str, offset: int, encodings: Iterable[str]) -> Damage | None:
    for encoding in encodings:
        try:
            fixed = token.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        how = f"UTF-8 read as {_NAMES.get(encoding, encoding)}, like other words of the document"
        damage = _minimal(token, fixed, offset, how, encoding, alike=True)
        if damage:
            return damage
    return None


def _token(text: str, offset: int) -> tuple[int, int]:
    start = offset
    while start and text[start - 1] not in " \t\r\n":
        start -= 1
    match = _TOKEN_END.search(text, offset)
    return start, match.start() if match else len(text)


def _damages_of_token(text: str, start: int, end: int) -> list[Damage]:
    token = text[start:end]
    whole = _mend(token, start)
    if whole:
        return [whole]
    if token.endswith("Â") and text[end : end + 1] == " ":
        restored = _mend(token + "\xa0", start)
        if restored and restored.start < end - 1:
            return [restored]
    pieces = [
        _mend(text[piece_start:piece_end], piece_start)
        for piece_start, piece_end in _split(text, start, end)
        if SUSPECT.search(text, piece_start, piece_end)
    ]
    found = [piece for piece in pieces if piece]
    return found or _stray_nbsp(text, start, end) or _lone_codes(token, start)


_LONE_CODE = re.compile("(?<![\xc2-\xf4])[\x80-\x9f](?![\x80-\xbf])")
_CERTAIN_CODES = "\x85\x91\x92\x93\x94\x96\x97"


def _lone_codes(token: str, offset: int) -> list[Damage]:
    """Control codes that are quotation marks and dashes in Windows-1252, read as Latin-1."""
    found = []
    for match in _LONE_CODE.finditer(token):
        character = match.group().encode("latin-1").decode("cp1252", "ignore")
        if character:
            certain = match.group() in _CERTAIN_CODES
            start, end = offset + match.start(), offset + match.end()
            found.append(Damage(start, end, character, _CODES, certain))
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a token between its quotation marks, brackets and dashes."""
    pieces, last = [], start
    for match in _SPLIT.finditer(text, start, end):
        pieces.append((last, match.start()))
        last = match.end()
    return [*pieces, (last, end)] if pieces else []


def _mend(token: str, offset: int) -> Damage | None:
    fixed, how, encoding = _fix(token)
    return _minimal(token, fixed, offset, how, encoding)


def _minimal(
    token: str, fixed: str, offset: int, how: str, encoding: str, *, alike: bool = False
) -> Damage | None:
    """The smallest stretch of whole words in which a token and its repair differ.

    ``alike`` says that other words are known to be damaged in the same way.
    """
    if fixed == token:
        return None
    left = _common_length(token, fixed)
    right = _common_length(token[left:][::-1], fixed[left:][::-1])
    while left and _is_letter(token[left - 1]):
        left -= 1
    while right and (_is_letter(token[-right]) or _in_pair(token, len(token) - right)):
        right -= 1
    mended = fixed[left : len(fixed) - right]
    original = token[left : len(token) - right]
    if not _plausible(original, mended, alike):
        return None
    return Damage(offset + left, offset + len(token) - right, mended, how, True, encoding)


def _common_length(a: str, b: str) -> int:
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))


def _in_pair(token: str, offset: int) -> bool:
    """Whether one damaged character stretches over this offset: ``Â|°``."""
    return offset > 0 and SUSPECT.match(token, offset - 1) is not None


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0


@lru_cache(maxsize=4096)
def _fix(token: str) -> tuple[str, str, str]:
    """The token as ftfy gives it back, with the way there in words and the wrong codec."""
    from ftfy import fix_encoding_and_explain  # heavy, and most texts never need it

    prepared = _LOST_QUOTE.sub("â€\x9d", token)
    fixed, explanation = fix_encoding_and_explain(prepared)
    if fixed == prepared:
        return token, "", ""
    steps = [(step.action, step.parameter) for step in explanation or ()]
    encodings = [name for action, name in steps if action == "encode" and steps[-1][1] == "utf-8"]
    return fixed.replace("\ufeff", ""), _in_words(steps), encodings[0] if encodings else ""


def _in_words(steps: list[tuple[str, str]]) -> str:
    """The steps of a repair as the damage that they undo.

    >>> _in_words([("encode", "latin-1"), ("decode", "utf-8")])
    'UTF-8 read as Latin-1'
    """
    if steps[-1] in (("decode", "windows-1252"), ("decode", "sloppy-windows-1252")):
        return _CODES
    readings = [_NAMES.get(name, name) for action, name in steps if action == "encode"]
    said: list[str] = [_("UTF-8 read as {encoding}", encoding=readings[0])] if readings else []
    for reading in readings[1:]:
        said.append(_("the result again as {encoding}", encoding=reading))
    if any(name == "restore_byte_a0" for _action, name in steps):
        said.append(_("a no-break space lost"))
    if any(name == "replace_lossy_sequences" for _action, name in steps):
        said.append(_("some bytes lost"))
    if any(name == "decode_inconsistent_utf8" for _action, name in steps):
        said.append(_("UTF-8 read as a one-byte encoding"))
    elif not readings:
        said.append(_CODES)
    return joined(", ", said)


def _plausible(original: str, mended: str, alike: bool) -> bool:
    if not mended:
        return original.startswith("ï»¿")
    if len(mended) > len(original) or any(map(_implausible, mended)) or SUSPECT.search(mended):
        return False
    if len(scripts(mended)) > max(1, len(scripts(original))):
        return False
    return alike or not (_sound_capitals(original) or _lone_ideograph(mended))


def _lone_ideograph(mended: str) -> bool:
    """Whether three characters of Latin text happen to decode to one of CJK."""
    return (
        len(mended) == 1
        and scripts(mended).isdisjoint(("LATIN", "CYRILLIC", "GREEK", ""))
        and (mended.isalpha())
    )


_SOUND_FOLLOWERS = frozenset("®™°²³¹ªº»«”“„‘’‹›–—…·•\xa0")


def _sound_capitals(original: str) -> bool:
    """Whether it is a word in capitals and what may stand behind one: ``AMANHÃ»``."""
    if any(character.islower() and character not in "ªº" for character in original):
        return False
    for match in SUSPECT.finditer(original):
        before = original[match.start() - 1 : match.start()]
        after = original[match.end() : match.end() + 1]
        ends_word = len(match.group()) == 2 and not after.isalpha()
        alone = match.group()[0] in "ÂÃ" and not before.isalpha()
        if alone or not ends_word or match.group()[1] not in _SOUND_FOLLOWERS:
            return False
    return True


def _implausible(character: str) -> bool:
    """Whether no text of ours would hold it: IPA, Syriac, N'Ko, controls, unassigned."""
    code = ord(character)
    if 0x0250 <= code <= 0x02C5 or 0x0700 <= code <= 0x074F or 0x0780 <= code <= 0x08FF:
        return True
    return unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd"


def _stray_nbsp(text: str, start: int, end: int) -> list[Damage]:
    """``10Â 000``, ``titreÂ »``: a no-break space of which the second half became a space.

    No language ends a word written in small letters with a capital Â.
    """
    if not text.endswith("Â", start, end) or text[end : end + 1] not in (" ", ""):
        return []
    before = text[end - 2 : end - 1] if end - 2 >= start else ""
    after = text[end : end + 2].lstrip()
    sound = before.isupper() or (not before and after not in tuple(":;!?»%€"))
    if sound or not (before.islower() or before.isdigit() or before in "«»,.;:)" or not before):
        return []
    how = "UTF-8 read as Latin-1, a no-break space lost"
    space = 1 if text[end : end + 1] == " " else 0
    return [Damage(end - 1, end + space, "\N{NO-BREAK SPACE}", how)]


_A_GRAVE = re.compile("(?<![^\\W\\d_])(?:Ã|[a-zß-ÿ]{1,30}Ã)(?=[ \xa0,.;:!?»)]|$)")
_NEXT_WORD = re.compile("([ \xa0]*)([^\\W\\d_]*)")


def _lone_a_grave(text: str, others: list[Damage]) -> list[Damage]:
    """``Ã  la``, ``voilÃ``: à of which the second byte became a plain space or was lost."""
    how = "UTF-8 read as Latin-1, a no-break space lost"
    found = []
    for match in _A_GRAVE.finditer(text):
        if touched(others, match.start(), match.end()):
            continue
        word = match.group()
        following = _NEXT_WORD.match(text, match.end())
        spaces, next_word = following.groups() if following else ("", "")
        certain = len(word) > 1 or len(spaces) > 1 or "\xa0" in spaces or bool(others)
        if certain or _A_GRAVE_LEADS.match(next_word):
            extra = 1 if len(spaces) > 1 or spaces == "\xa0" else 0
            found.append(Damage(match.start(), match.end() + extra, word[:-1] + "à", how))
    return found


_HEADLESS = re.compile("(?<![^\\W\\d_])Ã([^\\W\\d_]{3,40})")


def _lost_capitals(text: str) -> Iterator[Damage]:
    """``Ãtudes``: a capital of which the second byte, a control code, was dropped."""
    for match in _HEADLESS.finditer(text):
        initial = lost_initial(match[1]) if match[1].islower() else ""
        if initial:
            how = "UTF-8 read as Latin-1, a control code lost"
            yield Damage(match.start(), match.end(), initial + match[1], how)


def _apart(damages: list[Damage]) -> list[Damage]:
    apart: list[Damage] = []
    for damage in sorted(damages):
        if not apart or damage.start >= apart[-1].end:
            apart.append(damage)
    return apart
