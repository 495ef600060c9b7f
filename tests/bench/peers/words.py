"""Made-up words and seeded draws, the same on every machine and Python.

Only ``random.Random.random`` is used: it is the one draw whose sequence Python promises to keep.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")

_ONSETS = [*"bdfgklmnprstvz", "br", "dr", "kl", "tr"]
_RHYMES = [*"aeiou", "an", "el", "or", "im", "us"]
_SYLLABLES = [onset + rhyme for onset in _ONSETS for rhyme in _RHYMES]
_PRIME = 2_654_435_761  # beyond every count, so that multiples of it fill each range


def word(number: int) -> str:
    """A word for each number, none twice: its digits to the base of the syllables."""
    text: str = _SYLLABLES[number % len(_SYLLABLES)]
    while number := number // len(_SYLLABLES):
        text += _SYLLABLES[number % len(_SYLLABLES)]
    return text


def name(number: int) -> str:
    return word(number).capitalize()


def spread(number: int, count: int) -> int:
    """Another place in ``range(count)`` for each number of it: a permutation that looks random."""
    return (number * _PRIME + 12_345) % count


def skewed(draw: Callable[[], float], count: int, exponent: float = 2.0) -> int:
    """A number below ``count``; few are drawn often, with a tail like that of real networks."""
    return spread(int(count * draw() ** exponent), count)


def distinct(draw: Callable[[], T], wanted: int, tries: int = 4) -> list[T]:
    """At most ``wanted`` different draws, in the order drawn."""
    found: dict[T, None] = {}
    for _ in range(wanted * tries):
        if len(found) >= wanted:
            break
        found[draw()] = None
    return list(found)


class Vocabulary:
    """Words by Zipf's law: the given ones are the most frequent, the rest are made up."""

    def __init__(self, first: Sequence[str], size: int) -> None:
        self.words = [*first, *(word(number) for number in range(size - len(first)))]
        self._sums = list(accumulate(1 / (rank + 3) for rank in range(size)))

    def draw(self, generator: random.Random) -> str:
        return self.words[bisect_right(self._sums, generator.random() * self._sums[-1])]
