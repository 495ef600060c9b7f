"""A statement graph by a seeded generator, in Chancery's own data model.

As many passages as statements: each statement stands in a passage of its own, which mentions its
subject, its object and a few others. Relationships between entities are derived, one for each
subject, type and object, and count their statements.
"""

from __future__ import annotations

import pathlib
import random
from collections.abc import Iterator
from typing import Any

from .statement_model import StatementWriter
from .tables import Graph
from .words import Vocabulary, distinct, name, skewed, spread

TYPES = ("SUPPORTS", "CONDEMNS", "ADDRESSES", "COOPERATES_WITH", "COMMITS_TO", "ASSISTS")
# The share of the entities up to which they have each type; the rest are topics.
_SHARES = (("State", 0.02), ("Organization", 0.4), ("Person", 0.7), ("Instrument", 0.85))
_WORDS = (
    "cyber security states cooperation information capacity international building norms of "
    "responsible behaviour measures confidence use threats critical infrastructure protection "
    "dialogue resilience law resolution attacks ransomware attribution incident response "
    "vulnerability disclosure supply chain exchange training policy digital human rights access"
)
_VOCABULARY = 20_000
_PASSAGES_A_DOCUMENT = 20
_STATEMENTS_AN_ENTITY = 50


def write_statement_graph(folder: pathlib.Path, statements: int, seed: int = 2) -> Graph:
    """Writes ``statements`` statements; memory does not grow with them."""
    with StatementWriter(folder, "statements", TYPES) as out:
        writing = _Writing(out, statements, random.Random(seed))
        writing.entities()
        writing.documents()
        writing.statements()
        out.graph.facts = writing.facts()
    return out.graph


class _Writing:
    """Goes from edge to edge and puts the statements of each into passages all over the graph."""

    def __init__(self, out: StatementWriter, statements: int, random: random.Random) -> None:
        self.out, self.count, self.random = out, statements, random
        self.entity_count = max(100, statements // _STATEMENTS_AN_ENTITY)
        self.vocabulary = Vocabulary(_WORDS.split(), _VOCABULARY)
        self.written = 0

    def entities(self) -> None:
        for number in range(self.entity_count):
            row = self._id(number), self._name(number), self._type(number)
            self.out.add(self.out.entity, *row)

    def documents(self) -> None:
        for number in range(-(-self.count // _PASSAGES_A_DOCUMENT)):
            title = f"Report {number} of {name(number % 41)}"
            self.out.add(self.out.document, f"doc:{number}", title, _date(number))

    def statements(self) -> None:
        for subject, type, object in self._edges():
            # At least one, a few of them many: 2.6 on average.
            several = int(0.5 + 1 / (0.1 + 0.9 * self.random.random()))
            several = min(several, self.count - self.written)
            if several == 0:
                break
            polarity = "negative" if self.random.random() < 0.05 else "positive"
            ends = self._id(subject), self._id(object)
            self.out.add(self.out.derived[type], *ends, several, polarity)
            for _ in range(several):
                self._statement(subject, type, object, polarity)

    def _edges(self) -> Iterator[tuple[int, str, int]]:
        """No edge twice; the first subjects have most. More than there are statements for."""
        draw, entities = self.random.random, self.entity_count
        for rank in range(entities):
            subject = spread(rank, entities)
            wanted = 21 + entities // (2 * rank + 40)
            for kind, object in distinct(
                lambda: (int(len(TYPES) * draw() ** 1.5), skewed(draw, entities)), wanted
            ):
                if object != subject:
                    yield subject, TYPES[kind], object

    def _statement(self, subject: int, type: str, object: int, polarity: str) -> None:
        draw, out = self.random.random, self.out
        place = spread(self.written, self.count)
        document, ordinal = divmod(place, _PASSAGES_A_DOCUMENT)
        key, passage = f"statement:{self.written}", f"passage:{place}"
        status = "done" if draw() < 0.8 else "planned"
        out.add(out.statement, key, type, status, polarity, _date(document))
        out.add(out.stands_in, key, passage)
        out.add(out.subject, key, self._id(subject))
        out.add(out.object, key, self._id(object))
        if draw() < 0.1:
            out.add(out.speaker, key, self._id(int(self.entity_count * draw())))
        out.add(out.has_passage, f"doc:{document}", passage)
        out.add(out.passage, passage, ordinal, self._text(passage, subject, type, object))
        self.written += 1

    def _text(self, passage: str, subject: int, type: str, object: int) -> str:
        """A sentence that mentions the subject, the object and at times others."""
        draw = self.random.random
        others = distinct(lambda: skewed(draw, self.entity_count), int(3 * draw()))
        text = ""
        for number in dict.fromkeys([subject, object, *others]):
            self.out.add(self.out.mentions, passage, self._id(number), len(text))
            verb = f"{type.replace('_', ' ').lower()} " if number == subject else ""
            words = [self.vocabulary.draw(self.random) for _ in range(4 + int(8 * draw()))]
            text += f"{self._name(number)} {verb}{' '.join(words)} "
        return text.strip() + "."

    def _type(self, number: int) -> str:
        share = spread(number, self.entity_count) / self.entity_count
        return next((kind for kind, below in _SHARES if share < below), "Topic")

    def _name(self, number: int) -> str:
        return f"{name(number)} {self._type(number)}"

    def _id(self, number: int) -> str:
        return f"{self._type(number)}:{name(number)}".lower()

    def facts(self) -> dict[str, Any]:
        """Entities to ask about, from neither end of the ranking, and words that texts hold."""
        ranked = [spread(rank, self.entity_count) for rank in range(self.entity_count // 2)]
        some = ranked[10:110]
        organizations = [self._id(n) for n in ranked if self._type(n) == "Organization"]
        return {
            "entities": [self._id(number) for number in some],
            "names": [self._name(number) for number in some],
            "pairs": [list(pair) for pair in zip(organizations[-8:], organizations[-16:-8])],
            "topic": next(self._id(n) for n in some if self._type(n) == "Topic"),
            "words": "ransomware attribution",
            "word": "ransomware",
            "network": {"label": "Entity", "types": list(TYPES)},
        }


def _date(number: int) -> str:
    return f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
