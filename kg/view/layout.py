"""Positions for the start view: the same graph gives the same picture, so that people keep their bearings.

Stress majorization (Gansner, Koren, North 2004): distances on the picture follow distances in the graph. No physics and
no random start; then labels are pushed apart, and unconnected parts set side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Link = tuple[int, int]
STEP = 150.0  # length of an edge, in pixels at zoom 1: room for a node, its label and the edge's label
PANE = np.array([520.0, 520.0])  # room for nodes on a laptop's screen, the names at the rim aside
LABEL_HEIGHT = 40.0  # of a node with its name below it
GAP = np.array([110.0, 46.0])  # between unconnected parts: room for a name
ROUNDS = 150


def place(nodes: Sequence[int], links: Sequence[Link], widths: Mapping[int, float]) -> dict[int, tuple[int, int]]:
    """{node: (x, y)} in whole pixels around (0, 0); `widths` are those of labels, in pixels."""
    parts = _components(nodes, links)
    shapes = [_shaped(_stress(_distances(part, links))) for part in parts]
    zoom = 1.0
    for _ in range(3):  # what is pushed apart is shown smaller, and so its names take more room
        apart = [_separate(shape, [widths[n] for n in part], zoom) for part, shape in zip(parts, shapes, strict=True)]
        spots = _packed(parts, apart, GAP / zoom)
        zoom = _zoom(np.array([*spots.values()] or [(0.0, 0.0)]))
    return _centred(spots) if spots else {}


def _components(nodes: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    """Connected parts, the biggest first."""
    near = _neighbours(nodes, links)
    seen: set[int] = set()
    parts = []
    for node in nodes:
        if node not in seen:
            part = sorted(_reach(node, near))
            seen.update(part)
            parts.append(part)
    return sorted(parts, key=lambda p: (-len(p), p[0]))


def _neighbours(nodes: Sequence[int], links: Sequence[Link]) -> dict[int, list[int]]:
    near: dict[int, set[int]] = {node: set() for node in nodes}
    for a, b in links:
        if a in near and b in near and a != b:
            near[a].add(b)
            near[b].add(a)
    return {node: sorted(others) for node, others in near.items()}


def _reach(start: int, near: Mapping[int, list[int]]) -> dict[int, int]:
    """{node: steps from the start}."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if other not in steps:
                steps[other] = steps[here] + 1
                queue.append(other)
    return steps


def _distances(part: list[int], links: Sequence[Link]) -> Points:
    """Steps between all pairs. Leaves of one hub are held further apart, or they'd lie on each other."""
    near = _neighbours(part, links)
    at = {node: i for i, node in enumerate(part)}
    found = np.zeros((len(part), len(part)))
    for node in part:
        for other, steps in _reach(node, near).items():
            found[at[node], at[other]] = steps
    crowd = np.array([1.0 + 0.16 * np.sqrt(max(0, len(near[node]) - 3)) for node in part])
    return found * np.sqrt(np.outer(crowd, crowd))


def _stress(distances: Points) -> Points:
    """Points in the plane whose distances come near the wanted ones."""
    size = len(distances)
    if size == 1:
        return np.zeros((1, 2))
    points = _classical(distances)
    weights = 1.0 / np.where(distances > 0, distances, 1.0) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(ROUNDS):
        gaps = np.linalg.norm(points[:, None] - points[None, :], axis=2)
        ratio = np.where(gaps > 1e-9, weights * distances / np.where(gaps > 1e-9, gaps, 1.0), 0.0)
        pull = -ratio
        np.fill_diagonal(pull, ratio.sum(axis=1))
        points = inverse @ (pull @ points)
    return points * STEP


def _zoom(points: Points) -> float:
    """At which zoom the points will be shown; names keep their size on the screen at any zoom."""
    return float(np.clip(np.min(PANE / np.maximum(np.ptp(points, axis=0), 1.0)), 0.3, 1.0))


def _shaped(points: Points) -> Points:
    """Stretches the shorter side towards the pane's shape, so that a long narrow part doesn't waste it."""
    width, height = np.ptp(points, axis=0)
    if min(width, height) < STEP / 2:
        return points
    stretch = float(np.clip((width / height) / (PANE[0] / PANE[1]), 0.45, 2.2))
    factors: Points = np.array([1.0, stretch] if stretch > 1 else [1 / stretch, 1.0])
    return points * factors


def _classical(distances: Points) -> Points:
    """Classical scaling as the start; a tiny spiral parts points that would coincide, signs are fixed."""
    size = len(distances)
    centre = np.eye(size) - 1.0 / size
    values, vectors = np.linalg.eigh(-0.5 * centre @ distances**2 @ centre)
    axes = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-6))
    for axis in range(2):
        if axes[np.argmax(np.abs(axes[:, axis]).round(6)), axis] < 0:
            axes[:, axis] *= -1
    turn = np.arange(size) * 2.399963  # golden angle
    return np.asarray(axes + 0.05 * np.column_stack([np.cos(turn), np.sin(turn)]))


def _separate(points: Points, widths: Sequence[float], zoom: float) -> Points:
    """Pushes overlapping names apart, along the axis where less is needed."""
    half = np.array(widths) / 2
    room = (half[:, None] + half[None, :] + 14) / zoom
    spots = points.tolist()
    for _ in range(120):
        now = np.array(spots)
        gaps = np.abs(now[:, None] - now[None, :])
        close = np.argwhere(np.triu((gaps[:, :, 0] < room) & (gaps[:, :, 1] < LABEL_HEIGHT / zoom), 1))
        if not len(close):
            break
        # Names are wide and low, so pushing goes up and down mostly; the fuller axis is spared to keep the shape.
        extent = np.ptp(now, axis=0) / PANE
        lean = float(extent[1] / max(extent[0], 1e-9)) ** 2
        for i, j in close.tolist():
            _push(spots[i], spots[j], (float(room[i, j]), LABEL_HEIGHT / zoom), lean)
    return np.array(spots)


def _push(a: list[float], b: list[float], room: tuple[float, float], lean: float) -> None:
    over_x, over_y = room[0] - abs(b[0] - a[0]), room[1] - abs(b[1] - a[1])
    if over_x <= 0 or over_y <= 0:
        return
    axis, over = (1, over_y) if over_y * lean <= over_x else (0, over_x)
    step = over / 2 if b[axis] >= a[axis] else -over / 2
    a[axis] -= step
    b[axis] += step


def _packed(parts: list[list[int]], apart: list[Points], gap: Points) -> dict[int, tuple[float, float]]:
    """Sets the parts side by side, in rows as wide as makes the whole about square."""
    sizes = [np.ptp(points, axis=0) + gap for points in apart]
    row_width = max([float(np.sqrt(sum(w * h for w, h in sizes))), *(float(w) for w, _ in sizes)], default=0.0)
    placed: dict[int, tuple[float, float]] = {}
    x = y = height = 0.0
    for part, points, size in zip(parts, apart, sizes, strict=True):
        if x > 0 and x + size[0] > row_width * 1.05:
            x, y, height = 0.0, y + height, 0.0
        low = points.min(axis=0)
        for node, point in zip(part, points, strict=True):
            placed[node] = (x + float(point[0] - low[0]), y + float(point[1] - low[1]))
        x, height = x + float(size[0]), max(height, float(size[1]))
    return placed


def _centred(placed: dict[int, tuple[float, float]]) -> dict[int, tuple[int, int]]:
    """Around (0, 0), as large as the pane; the shorter side is stretched to its shape, which pushes none together."""
    points = _shaped(np.array([*placed.values()]))
    points *= _zoom(points)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return {node: (round(x), round(y)) for node, (x, y) in zip(placed, points.tolist(), strict=True)}
