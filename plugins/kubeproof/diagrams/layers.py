"""A layered layout of a graph: sources on the left, arrows to the right, few crossings, short ways.

The method of Sugiyama in its simplest form: ranks, an order in each rank, then heights that are as close to their
neighbours as the order allows. The kept libraries that do this are compiled code for some systems only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

Edge: TypeAlias = tuple[int, int]
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Layers:
    """Where vertices are.

    Attributes:
        ranks: the column of each vertex; those beyond the vertices that were given are bends of long edges.
        middles: the height of the middle of each.
        ways: for each edge its vertices from source to target, the bends between them.
    """

    ranks: tuple[int, ...]
    middles: tuple[float, ...]
    ways: tuple[tuple[int, ...], ...]


def layered(heights: Sequence[float], edges: Sequence[Edge], *, gap: float, bend: float) -> Layers:
    """Place vertices in columns.

    Args:
        heights: the height of each vertex.
        edges: pairs of different vertices; a circle is cut where it closes.
        gap: the room between two vertices above each other.
        bend: the height of the place where a long edge passes a column.
    """
    ranks = _ranks(len(heights), _without_circles(len(heights), edges))
    all_ranks, ways = _bends(ranks, edges)
    sizes = [*heights, *[bend] * (len(all_ranks) - len(heights))]
    neighbours = _neighbours(ways)
    columns = _ordered(_columns(all_ranks), all_ranks, neighbours)
    middles = _middles(columns, sizes, neighbours, gap)
    return Layers(tuple(all_ranks), tuple(middles), ways)


def _without_circles(count: int, edges: Sequence[Edge]) -> list[Edge]:
    """The edges, those turned round that close a circle."""
    following = defaultdict[int, list[int]](list)
    for source, target in edges:
        following[source].append(target)
    done, turned = set[int](), set[Edge]()
    for start in range(count):
        path, stack = list[int](), [(start, False)]
        while stack:
            vertex, left = stack.pop()
            if left:
                path.pop()
                done.add(vertex)
            elif vertex not in done and vertex not in path:
                path.append(vertex)
                stack.append((vertex, True))
                turned |= {(vertex, target) for target in following[vertex] if target in path}
                stack += [(target, False) for target in reversed(following[vertex])]
    return [edge[::-1] if edge in turned else edge for edge in edges]


def _ranks(count: int, edges: Sequence[Edge]) -> list[int]:
    """The longest way to each vertex; one that nothing leads to stands just before what it leads to."""
    ranks = [0] * count
    for _ in range(count):
        before = ranks.copy()
        for source, target in edges:
            ranks[target] = max(ranks[target], ranks[source] + 1)
        if before == ranks:
            break
    reached = {target for _, target in edges}
    for vertex in set(range(count)) - reached:
        ranks[vertex] = min((ranks[target] for source, target in edges if source == vertex), default=1) - 1
    return ranks


def _bends(ranks: Sequence[int], edges: Sequence[Edge]) -> tuple[list[int], tuple[tuple[int, ...], ...]]:
    """The ranks with those of the bends after them, and the way of each edge."""
    all_ranks, ways = list(ranks), list[tuple[int, ...]]()
    for source, target in edges:
        step = 1 if ranks[target] > ranks[source] else -1
        passed = range(ranks[source] + step, ranks[target], step)
        ways.append((source, *range(len(all_ranks), len(all_ranks) + len(passed)), target))
        all_ranks += passed
    return all_ranks, tuple(ways)


_Neighbours: TypeAlias = Mapping[int, Sequence[int]]


def _neighbours(ways: Sequence[Sequence[int]]) -> _Neighbours:
    found = defaultdict[int, list[int]](list)
    for way in ways:
        for one, other in pairwise(way):
            found[one].append(other)
            found[other].append(one)
    return found


def _columns(ranks: Sequence[int]) -> list[list[int]]:
    columns: list[list[int]] = [[] for _ in range(max(ranks, default=-1) + 1)]
    for vertex, rank in enumerate(ranks):
        columns[rank].append(vertex)
    return columns


def _ordered(columns: list[list[int]], ranks: Sequence[int], neighbours: _Neighbours) -> list[list[int]]:
    """The columns with each vertex near the middle of its neighbours in the column before, then after."""
    best, fewest = columns, _crossings(columns, ranks, neighbours)
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        columns = [list(column) for column in columns]
        for rank in range(len(columns))[::step]:
            place = {vertex: index for column in columns for index, vertex in enumerate(column)}
            wanted = {
                vertex: _mean([place[each] for each in neighbours.get(vertex, ()) if ranks[each] == rank - step])
                for vertex in columns[rank]
            }
            columns[rank].sort(key=lambda vertex, w=wanted, p=place: p[vertex] if w[vertex] is None else w[vertex])  # type: ignore[misc]
        crossed = _crossings(columns, ranks, neighbours)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _crossings(columns: Sequence[Sequence[int]], ranks: Sequence[int], neighbours: _Neighbours) -> int:
    place = {vertex: index for column in columns for index, vertex in enumerate(column)}
    crossed = 0
    for rank, column in enumerate(columns):
        lines = [(place[v], place[n]) for v in column for n in neighbours.get(v, ()) if ranks[n] == rank + 1]
        crossed += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(lines, 2))
    return crossed


def _middles(
    columns: Sequence[Sequence[int]], sizes: Sequence[float], neighbours: _Neighbours, gap: float
) -> list[float]:
    middles = [0.0] * len(sizes)
    for column in columns:
        for vertex, middle in zip(column, _apart(column, [0.0] * len(column), sizes, gap), strict=True):
            middles[vertex] = middle
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = [_mean([middles[each] for each in neighbours.get(v, ())]) for v in column]
            targets = [middles[v] if w is None else w for v, w in zip(column, wanted, strict=True)]
            for vertex, middle in zip(column, _apart(column, targets, sizes, gap), strict=True):
                middles[vertex] = middle
    top = min((middle - size / 2 for middle, size in zip(middles, sizes, strict=True)), default=0.0)
    return [middle - top for middle in middles]


def _apart(column: Sequence[int], wanted: Sequence[float], sizes: Sequence[float], gap: float) -> Iterator[float]:
    """The heights closest to the wanted ones at which nothing in a column touches (least squares).

    With the room taken off that each needs, the heights must only not fall: neighbours that would are pooled.
    """
    offsets = [0.0]
    for one, other in pairwise(column):
        offsets.append(offsets[-1] + (sizes[one] + sizes[other]) / 2 + gap)
    pools = list[tuple[float, int]]()
    for target, offset in zip(wanted, offsets, strict=False):
        total, count = target - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    yield from (level + offset for level, offset in zip(levels, offsets, strict=False))
