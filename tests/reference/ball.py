"""The exact ball { q : KL <= radius }, found on rays from its centre in flat coordinates."""

import mpmath as mp
from mpmath import mpf

from exact import frame, jacobian, monotone_root

SAMPLES = 128
FAR = 10**5


class Ball:
    """A point of the ball is c + x u + y v, where c is the centre in natural or in
    expectation coordinates, whichever the family uses for its rays. The tangents
    u and v have Fisher length sqrt(2 radius) and are orthogonal in the Fisher
    metric; v is along the second axis of the model's own coordinates. In x and y
    a small ball is close to the unit disc."""

    def __init__(self, family, center, radius, direction):
        self.family, self.center, self.radius, self.direction = family, center, radius, direction
        to_flat, self.of_flat = family.flat(direction)
        to_own, of_own = family.own
        own, reach = to_own(*center), mp.sqrt(2 * radius)
        push = jacobian(lambda a, b: family.natural(of_own(a, b)), own)
        form = push.T * family.moments(center)[1] * push
        push = jacobian(lambda a, b: to_flat(of_own(a, b)), own)
        self.origin = to_flat(center)
        self.samples = {}
        self.axes = [reach * push * mp.matrix(axis) for axis in frame(form)]

    def at(self, x, y):
        u, v = self.axes
        return self.of_flat(tuple(self.origin[k] + x * u[k] + y * v[k] for k in range(2)))

    def excess(self, x, y):
        end = self.at(x, y)
        if end is None:
            return mp.inf
        pair = (self.center, end) if self.direction == "old-new" else (end, self.center)
        return self.family.kl(*pair) / self.radius - 1

    def ray(self, x, y):
        """Where the ray through (x, y) leaves the ball; None if it never does."""
        # The square root of KL is nearly linear along a ray.
        gap = lambda r: mp.sqrt(1 + self.excess(r * x, r * y)) - 1
        found = monotone_root(gap, 1 / mp.hypot(x, y), FAR)
        return None if found is None else (found * x, found * y)

    def sample(self, angle):
        if angle not in self.samples:
            with mp.workdps(16):
                self.samples[angle] = self.ray(mp.cos(angle), mp.sin(angle))
        return self.samples[angle]

    def around(self):
        return [self.sample(2 * mp.pi * k / SAMPLES) for k in range(SAMPLES)]

    def is_compact(self):
        return all(self.around()) and self.is_even()

    def is_even(self):
        """Whether neighbouring samples have similar radii, so that no ray between
        them can stay in the ball for ever."""
        points = self.around()
        lengths = [mp.hypot(*p) for p in points]
        return all(a < 4 * b and b < 4 * a for a, b in zip(lengths, lengths[1:] + lengths[:1]))

    def minimize(self, objective):
        """The boundary point at which the objective (a function of canonical points)
        is least: by dense sampling, a golden-section search, and Newton's method
        for the Karush-Kuhn-Tucker equations."""
        value = lambda point: objective(self.at(*point))
        with mp.workdps(20):
            values = [value(p) for p in self.around()]
            best = min(range(SAMPLES), key=lambda k: values[k])
            low, high = (2 * mp.pi * (best + k) / SAMPLES for k in (-1, 1))
            golden = (mp.sqrt(5) - 1) / 2
            on = lambda angle: self.ray(mp.cos(angle), mp.sin(angle))
            for _ in range(14):
                a, b = high - golden * (high - low), low + golden * (high - low)
                low, high = (low, b) if value(on(a)) < value(on(b)) else (a, high)
            start = on((low + high) / 2)

        def equations(x, y):
            """Parallel gradients (the multiplier is eliminated), and KL = radius."""
            f1, f2 = (mp.diff(lambda a, b: value((a, b)), (x, y), n) for n in ((1, 0), (0, 1)))
            g1, g2 = (mp.diff(self.excess, (x, y), n) for n in ((1, 0), (0, 1)))
            return ((f1 * g2 - f2 * g1) / mp.hypot(f1, f2) / mp.hypot(g1, g2), self.excess(x, y))

        x, y = mp.findroot(equations, start, tol=mpf(10) ** -60, maxsteps=40)
        moved = mp.hypot(x - start[0], y - start[1])
        assert moved < mpf("0.02") * mp.hypot(*start), (self.center, self.radius, moved)
        worst = max(abs(v) for v in values)
        assert value((x, y)) <= values[best] + worst * mpf(10) ** -15
        return self.at(x, y)
