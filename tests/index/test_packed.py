"""Gzip, tar and the rest, read bit by bit."""

from __future__ import annotations

import gzip
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srccheck.index.packed import CHUNK, DamagedError, Stream, unpacked


def all_of(stream: Stream, size: int = -1) -> bytes:
    return b"".join(iter(lambda: stream.read(size), b""))


@given(st.lists(st.binary(max_size=200), max_size=4), st.integers(1, 50), st.integers(0, 9))
def test_members_of_gzip_come_out_one_after_the_other(
    members: list[bytes], size: int, level: int
) -> None:
    packed = b"".join(gzip.compress(one, level) for one in members)
    assert all_of(unpacked(io.BytesIO(packed)), size) == b"".join(members)


@pytest.mark.parametrize("count", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
@pytest.mark.parametrize("alike", [True, False])
def test_long_members_come_out_whole(count: int, alike: bool) -> None:
    data = b"a" * count if alike else random.Random(1).randbytes(count)
    assert all_of(unpacked(io.BytesIO(gzip.compress(data, 1)))) == data


@given(st.binary(min_size=1, max_size=300), st.data())
def test_gzip_that_is_cut_off_says_so(data: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(data)
    stream = unpacked(io.BytesIO(packed[: draw.draw(st.integers(2, len(packed) - 1))]))
    with pytest.raises(DamagedError, match="cut off"):
        all_of(stream)


@given(st.binary(max_size=300))
def test_what_is_not_packed_stays_as_it_is(data: bytes) -> None:
    if not data.startswith(b"\x1f\x8b"):
        assert all_of(unpacked(io.BytesIO(data)), 7) == data
