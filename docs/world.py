"""The shapes of the countries for the map of the reading room, out of the atlas of Natural Earth.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python -m docs.world package > src/habeas/web/world.json

Coordinates are projected once, by Equal Earth (Šavrič, Patterson and Jenny 2018), whose areas are true, and
rounded to whole units of a picture of 1000. States that the coarse atlas leaves out, islands most of them,
are a point at the middle of their largest part. What has no code of ISO 3166-1 is land without a name.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from habeas.vocabulary.countries import state_codes

WIDTH, SOUTH, NORTH = 1000, -58.0, 84.0
WITHOUT = "-"
BY_NAME = {"Kosovo": "XKX"}
LEFT_OUT = frozenset({"ATA"})
Point = tuple[float, float]
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def main() -> None:
    """Writes the shapes to standard output as JSON."""
    folder = Path(sys.argv[1])
    coarse, fine = (json.loads((folder / f"countries-{size}m.json").read_text()) for size in (110, 50))
    shapes: dict[str, str] = {}
    for code, rings in countries(coarse):
        shapes[code] = shapes.get(code, "") + "".join(map(path, rings))
    points = {}
    for code, rings in countries(fine):
        if code not in shapes and code != WITHOUT:
            largest = max(rings, key=area)
            points[code] = [round(sum(axis) / len(largest)) for axis in zip(*largest, strict=True)]
    height = round(project(0, SOUTH)[1])
    found = {"width": WIDTH, "height": height, "shapes": shapes, "points": dict(sorted(points.items()))}
    print(json.dumps(found, separators=(",", ":"), sort_keys=True))


def countries(atlas: dict) -> Iterator[tuple[str, list[list[Point]]]]:  # type: ignore[type-arg]
    """Each country's code and rings, projected."""
    alpha3 = {row.m49: row.alpha3 for row in state_codes()}
    arcs = [list(decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = BY_NAME.get(shape["properties"]["name"]) or alpha3.get(shape.get("id"), WITHOUT)
        if code in LEFT_OUT:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = (joined(ring, arcs) for polygon in polygons for ring in polygon)
        yield code, [[project(*point) for point in part] for ring in rings for part in unrolled(ring)]


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """The points of an arc in degrees: TopoJSON keeps the steps between them."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
        yield x * kx + tx, y * ky + ty


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arcs; `~n` is the arc n backwards."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
    return [*parts[0], *(point for part in parts[1:] for point in part[1:])]


def unrolled(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring without a leap from edge to edge; one over the edge comes twice, once at each side."""
    turn, found = 0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        turn += (before - x > 180) - (x - before > 180)
        found.append((x + 360 * turn, y))
    east, west = max(x for x, _ in found), min(x for x, _ in found)
    yield within(found)
    if east > 180:
        yield within([(x - 360, y) for x, y in found])
    if west < -180:
        yield within([(x + 360, y) for x, y in found])


def within(ring: list[Point]) -> list[Point]:
    """The part of a ring between the edges of the picture, closed along them."""
    for edge, side in ((180.0, 1), (-180.0, -1)):
        kept: list[Point] = []
        for (a, b), (x, y) in pairwise([*ring, ring[0]] if ring else []):
            if (a - edge) * side <= 0:
                kept.append((a, b))
            if (a - edge) * (x - edge) < 0:
                kept.append((edge, b + (y - b) * (edge - a) / (x - a)))
        ring = kept
    return [*ring, ring[0]] if ring else []


def project(longitude: float, latitude: float) -> Point:
    """A place on the picture."""

    def flat(x: float, y: float) -> Point:
        t = asin(sqrt(3) / 2 * sin(radians(y)))
        wide = 3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1)
        return 2 * sqrt(3) * radians(x) * cos(t) / wide, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t

    scale = WIDTH / 2 / flat(180, 0)[0]
    x, y = flat(longitude, latitude)
    return x * scale + WIDTH / 2, (flat(0, NORTH)[1] - y) * scale


def path(ring: list[Point]) -> str:
    """A ring as the data of an SVG path, in steps of whole units; nothing for one of less than a unit."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (x, y) != (a, b)]
    if len(steps) < 3:
        return ""
    return f"M{points[0][0]},{points[0][1]}l" + " ".join(f"{dx},{dy}" for dx, dy in steps[:-1]) + "z"


def area(ring: list[Point]) -> float:
    """Twice the area of a ring."""
    return abs(sum(a * y - x * b for (a, b), (x, y) in zip(ring, ring[1:] + ring[:1], strict=True)))


if __name__ == "__main__":
    main()
