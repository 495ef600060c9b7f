"""Annotators: models that annotate documents beside Chancery's own extractor.

What an annotator returns is the reference format of the annotation guide, the one that
``chancery.annotate`` gives: entities with their mentions, and relations between them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Optional, TypedDict, Union


class _Place(TypedDict):
    start: int
    end: int


class PlaceAnnotation(_Place, total=False):
    """Words at one place: ``text[start:end]``. Where there is a ``surface``, it is compared."""

    surface: str


#: Words wherever they stand in the text as whole words, or at one place.
WordsAnnotation = Union[str, PlaceAnnotation]


class _Entity(TypedDict):
    id: str
    type: str | Sequence[str]


class EntityAnnotation(_Entity, total=False):
    """One thing that the text names. ``type`` may list several types: the first under which a
    name is known counts, else the last. An ``id`` of the dictionaries ("org:enisa") means that
    entity; any other serves only for relations to refer to."""

    kind: str
    name: str
    date: str
    mentions: Sequence[WordsAnnotation]


class _Relation(TypedDict):
    subject: str
    type: str
    object: str


class RelationAnnotation(_Relation, total=False):
    """What the text says of two of the entities, by their ids."""

    cue: WordsAnnotation
    status: str
    polarity: str
    title: str
    confidence: float


class Annotations(TypedDict, total=False):
    """What an annotator finds in a document."""

    entities: Sequence[EntityAnnotation]
    relations: Sequence[RelationAnnotation]


#: From the text of a document to what is found in it; None finds nothing.
AnnotatorFunction = Callable[[str], Optional[Annotations]]


@dataclass(frozen=True)
class Annotator:
    """A function with the name and the version that its statements carry in the graph.

    ``annotate`` must depend on the text alone. Give another ``version`` when what it finds
    changes: documents are then read again.
    """

    name: str
    version: str
    annotate: AnnotatorFunction

    def __call__(self, text: str) -> Annotations | None:
        return self.annotate(text)


def for_engine(annotator: AnnotatorFunction) -> tuple[str, str, Callable[[str], str]]:
    """What the engine takes: a name, a version, and a function from text to JSON.

    A function without ``name`` goes by its ``__name__``, one without ``version`` has none.
    """
    if not callable(annotator):
        raise TypeError(f"an annotator is a function of a text, not {type(annotator).__name__}")
    name = getattr(annotator, "name", None) or getattr(annotator, "__name__", None)

    def annotate(text: str) -> str:
        found: Any = annotator(text)
        return json.dumps({} if found is None else found, allow_nan=False)

    return name or type(annotator).__name__, str(getattr(annotator, "version", "")), annotate
