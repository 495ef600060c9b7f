"""spaCy as an annotator: ``pip install chancery[spacy]``.

import chancery
from chancery.spacy import SpacyAnnotator

db.ingest("documents/", annotators=[SpacyAnnotator("en_core_web_sm")])
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .annotators import Annotations, EntityAnnotation

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

#: The types that spaCy's labels of named entities stand for. Of several the first under which
#: Chancery knows the name, else the last; a State has to be known. Dates, numbers and works of
#: art are none, and nothing is taken for a Topic.
LABELS: Mapping[str, str | Sequence[str]] = {
    "EVENT": "Event",
    "FAC": "Place",
    "GPE": ("State", "Place"),
    "LAW": "Instrument",
    "LOC": ("Region", "Place"),
    "NORP": "State",
    "ORG": "Organization",
    "PERSON": "Person",
}

_AROUND_NAME = re.compile(
    r"^(?:(?:the|an?)\s+)?(.*?)(?:['\u2019]s?)?\s*$", re.IGNORECASE | re.DOTALL
)


class SpacyAnnotator:
    """The named entities of a spaCy pipeline.

    ``nlp`` is a pipeline, or the name of an installed one. ``labels`` replaces ``LABELS``: a
    label of the pipeline to a type of Chancery's, or to several in order of preference; a label
    that it lacks is passed over. ``version`` is the pipeline's own unless one is given; give one
    for a pipeline whose rules change while its version stays.
    """

    def __init__(
        self,
        nlp: Language | str,
        labels: Mapping[str, str | Sequence[str]] = LABELS,
        *,
        name: str = "spacy",
        version: str | None = None,
    ) -> None:
        if isinstance(nlp, str):
            import spacy

            nlp = spacy.load(nlp)
        self._nlp = nlp
        self._labels = dict(labels)
        self.name = name
        meta = nlp.meta
        self.version = version or f"{meta['lang']}_{meta['name']} {meta['version']}"

    def __call__(self, text: str) -> Annotations:
        """The entities of a text, each with the places where it stands."""
        entities: dict[tuple[str, str], EntityAnnotation] = {}
        for span in self._nlp(text).ents:
            types = self._labels.get(span.label_)
            start, end = _name_in(span)
            if types is None or start == end:
                continue
            surface = " ".join(text[start:end].split())
            entity = entities.setdefault(
                (span.label_, surface),
                {"id": f"{span.label_} {surface}", "type": types, "name": surface, "mentions": []},
            )
            entity["mentions"] = [*entity["mentions"], {"start": start, "end": end}]
        return {"entities": list(entities.values())}


def _name_in(span: Span) -> tuple[int, int]:
    """Where the name stands in a span, without its article and the possessive behind it."""
    name = _AROUND_NAME.match(span.text)
    if name is None:
        return span.start_char, span.end_char
    return span.start_char + name.start(1), span.start_char + name.end(1)
