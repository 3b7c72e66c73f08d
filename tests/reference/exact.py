"""Arithmetic with fifty digits and more: derivatives, roots, differential equations.

Inputs are exact doubles; outputs are the doubles nearest to the true values.
"""

import json
from pathlib import Path

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 50
ROOT = Path(__file__).resolve().parents[2]


def exact(point):
    """The doubles nearest to a point, as exact numbers."""
    return tuple(mpf(float(c)) for c in point)


def doubles(values):
    return [float(v) for v in values]


def gradient(f, point):
    return mp.matrix([mp.diff(f, point, (1, 0)), mp.diff(f, point, (0, 1))])


def hessian(f, point):
    a, b, c = (mp.diff(f, point, n) for n in ((2, 0), (1, 1), (0, 2)))
    return mp.matrix([[a, b], [b, c]])


def jacobian(f, point):
    """Rows are the components of f."""
    rows = [gradient(lambda a, b, k=k: f(a, b)[k], point) for k in range(2)]
    return mp.matrix([[rows[0][0], rows[0][1]], [rows[1][0], rows[1][1]]])


def outer(s):
    return mp.matrix([s[0] * s[0], s[0] * s[1], s[1] * s[1]])


def full(entries):
    return mp.matrix([[entries[0], entries[1]], [entries[1], entries[2]]])


def entries(form):
    return doubles([form[0, 0], form[0, 1], form[1, 1]])


def frame(form):
    """Two orthonormal tangents of a metric, the second along the second axis."""
    a, b, c = form[0, 0], form[0, 1], form[1, 1]
    slope = 1 / mp.sqrt(a - b * b / c)
    return (slope, -b / c * slope), (mpf(0), 1 / mp.sqrt(c))


def first_root(f, guess, far=10**4):
    """The first root t > 0 of f, where f(0) = -1. It is searched in steps of a 64th
    of the guess, and in longer steps beyond four guesses. f returns None where it
    is undefined. The result is None if f is still negative where it ends being
    defined, or at `far` guesses."""
    low, stride = mpf(0), guess / 64
    while True:
        value = f(low + stride)
        if value is None or value >= 0:
            break
        low += stride
        if low > 4 * guess:
            stride = low / 16
        if low > far * guess:
            return None
    high = low + stride
    for _ in range(mp.mp.prec + 8):
        middle = (low + high) / 2
        value = f(middle)
        low, high = (middle, high) if value is not None and value < 0 else (low, middle)
    return low if f(low) > -mpf(10) ** -20 else None


def monotone_root(f, guess, far):
    """The root of an increasing f with f(0) = -1, by the Illinois version of false
    position; None if f(far) is still negative."""
    low, high, below, above = mpf(0), guess, mpf(-1), f(guess)
    while above < 0:
        low, below, high = high, above, 2 * high
        if high > far:
            return None
        above = f(high)
    tiny, last = mpf(10) ** (4 - mp.mp.dps), 0
    while high - low > tiny * high:
        found = (low * above - high * below) / (above - below) if mp.isfinite(above) else (low + high) / 2
        value = f(found)
        if abs(value) < tiny:
            return found
        if value < 0:
            low, below, above = found, value, above / 2 if last < 0 else above
        else:
            high, above, below = found, value, below / 2 if last > 0 else below
        last = mp.sign(value)
    return high


def at_time_one(acceleration, position, velocity):
    """x(1) for x'' = acceleration(x, x'), by extrapolated midpoint rules of 2,
    4, 6, ... steps (Gragg, Bulirsch, Stoer), until two columns agree to 24 digits."""

    def midpoint(count):
        h = mpf(1) / count

        def slope(state):
            return mp.matrix([state[2], state[3], *acceleration(state[:2], state[2:])])

        before = mp.matrix([*position, *velocity])
        now = before + h * slope(before)
        for _ in range(count - 1):
            before, now = now, before + 2 * h * slope(now)
        return (before + now + h * slope(now)) / 2

    row, counts = [], []
    for k in range(1, 32):
        counts.append(2 * k)
        next_row = [midpoint(2 * k)]
        for j, known in enumerate(row):
            ratio = (mpf(counts[-1]) / counts[-2 - j]) ** 2
            next_row.append(next_row[-1] + (next_row[-1] - known) / (ratio - 1))
        if row and mp.norm(next_row[-1] - row[-1]) < mpf(10) ** -24 * mp.norm(velocity):
            return next_row[-1][0], next_row[-1][1]
        row = next_row
    raise ArithmeticError("the geodesic does not converge")


def write(model, parts):
    """Writes the reference file of a model, one case on each line."""
    dump = lambda case: "    " + json.dumps(case, separators=(",", ":"))
    lists = {name: ",\n".join(map(dump, cases)) for name, cases in parts.items()}
    body = ",\n".join(f'  "{name}": [\n{lines}\n  ]' for name, lines in lists.items())
    target = ROOT / "tests" / "data" / f"{model}-reference.json"
    target.write_text("{\n" + body + "\n}\n")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes", flush=True)
