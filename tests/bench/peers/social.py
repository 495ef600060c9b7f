"""A social graph by a seeded generator: persons who follow each other, interests and places."""

from __future__ import annotations

import pathlib
import random

from .tables import Column, Graph, GraphWriter
from .words import distinct, name, skewed, spread, word

FOLLOWS = 24  # a person, on average
COUNTRIES = 12
CITIES_A_STATE = 30
PERSONS_A_CITY = 14
_INTERESTS = (
    "archery astronomy baking ballet beekeeping birding boxing camping carpentry chess climbing "
    "cooking cycling drawing fencing fishing football gardening hiking history jazz judo karate "
    "knitting opera origami painting photography pottery riding rowing rugby running sailing "
    "skating skiing swimming tennis theatre yoga"
)
INTERESTS = _INTERESTS.split()


def write_social_graph(folder: pathlib.Path, persons: int, seed: int = 1) -> Graph:
    """Writes ``persons`` persons with about 24 follows each; memory does not grow with them.

    Nobody follows themselves or anyone twice, so that systems that keep sets of triples have the
    same graph. Some are followed a thousand times as often as others.
    """
    with GraphWriter(folder, "social") as out:
        places = _write_places(out, max(COUNTRIES * CITIES_A_STATE, persons // PERSONS_A_CITY))
        _write_persons(out, persons, places, random.Random(seed))
        out.graph.facts = {
            "country": name(0),
            "interest": "tennis",
            "other interest": "photography",
            "city": name(1000 + spread(0, places)),
            "persons": persons,
            "network": {"label": "Person", "types": ["FOLLOWS"]},
        }
    return out.graph


def _write_places(out: GraphWriter, cities: int) -> int:
    integer, text = Column("id", "int"), Column("name")
    city = out.nodes("City", integer, text, lookups=["name"])
    state = out.nodes("State", integer, text)
    country = out.nodes("Country", integer, text)
    interest = out.nodes("Interest", integer, text)
    city_in = out.relationships("CITY_IN", "City", "State")
    state_in = out.relationships("STATE_IN", "State", "Country")
    for number in range(COUNTRIES):
        out.add(country, number, name(number))
    states = cities // CITIES_A_STATE
    for number in range(states):
        out.add(state, number, name(100 + number))
        out.add(state_in, number, number % COUNTRIES)
    for number in range(cities):
        out.add(city, number, name(1000 + number))
        out.add(city_in, number, number % states)
    for number, what in enumerate(INTERESTS):
        out.add(interest, number, what)
    return cities


def _write_persons(out: GraphWriter, persons: int, cities: int, random: random.Random) -> None:
    person = out.nodes(
        "Person",
        Column("id", "int"),
        Column("name"),
        Column("gender"),
        Column("age", "int"),
        lookups=["name"],
    )
    lives_in = out.relationships("LIVES_IN", "Person", "City")
    has_interest = out.relationships("HAS_INTEREST", "Person", "Interest")
    follows = out.relationships("FOLLOWS", "Person", "Person")
    draw = random.random
    for number in range(persons):
        gender = "male" if draw() < 0.5 else "female"
        age = 16 + int(54 * draw() ** 1.3)
        out.add(person, number, f"{name(number % 997)} {word(number).capitalize()}", gender, age)
        out.add(lives_in, number, skewed(draw, cities))
        wanted = 1 + int(4 * draw())
        for other in distinct(lambda: skewed(draw, len(INTERESTS), 1.5), wanted):
            out.add(has_interest, number, other)
        # Between 6 and 60, few of them many: a mean of FOLLOWS.
        wanted = 6 + int(54 * draw() ** 2 + 0.5)
        for other in distinct(lambda: skewed(draw, persons), wanted):
            if other != number:
                out.add(follows, number, other)
