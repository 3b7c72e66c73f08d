"""Two Gaussians of one spread and fixed weights, no exponential family.

- the loss is the mean of -ln p(x) over the data; gradients and Hessians are
  numerical derivatives of it, through the chart;
- the Fisher matrix, the empirical one and divergences are sums over equal
  steps in x, which for these densities are integrals to thirty digits;
- exact steps solve the Karush-Kuhn-Tucker equations from the best point of a
  level curve that is followed in double precision.
"""

import math

import mpmath as mp
from mpmath import mpf

import cases
from exact import ROOT, doubles, entries, exact, full, gradient, hessian, jacobian

TEACHING = [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1]


def faithful():
    lines = (ROOT / "src" / "data" / "faithful.csv").read_text().split()
    return [float(line) for line in lines[1:]]


class Mixture:
    closed_distance = False
    model = "mixture"

    def __init__(self, data, values, weight, spread, options=True):
        self.spec = {"data": data}
        if options:
            self.spec["options"] = {"weight": weight, "spread": spread}
        self.values, self.w, self.s = [mpf(x) for x in values], mpf(weight), mpf(spread)
        w, s = self.w, self.s
        c = w * (1 - w)
        root = lambda m, v: (v - s * s > 0) and mp.sqrt((v - s * s) / c)
        self.charts = {
            "means": (lambda a, b: (a, b), lambda a, b: (a, b)),
            "centre": (
                lambda m, d: (m - w * d, m + (1 - w) * d),
                lambda a, b: ((1 - w) * a + w * b, b - a),
            ),
            "moments": (
                lambda m, v: (m - w * root(m, v), m + (1 - w) * root(m, v)),
                lambda a, b: ((1 - w) * a + w * b, s * s + c * (b - a) ** 2),
            ),
        }

    def canonical(self, chart, at):
        return self.charts[chart][0](*at)

    def place(self, chart, canonical):
        return exact(self.charts[chart][1](*canonical))

    def contains(self, chart, at):
        return chart != "moments" or at[1] > self.s**2

    def covers(self, chart, canonical):
        return chart != "moments" or canonical[1] > canonical[0]

    def is_tame(self, chart, at):
        return True

    def density(self, a, b, x):
        w, s = self.w, self.s
        front = 1 / (s * mp.sqrt(2 * mp.pi))
        return front * ((1 - w) * mp.exp(-((x - a) / s) ** 2 / 2) + w * mp.exp(-((x - b) / s) ** 2 / 2))

    def loss(self, chart):
        def of(p, q):
            a, b = self.canonical(chart, (p, q))
            return -mp.fsum(mp.log(self.density(a, b, x)) for x in self.values) / len(self.values)

        return of

    def scores(self, a, b, x):
        """In (a, b)."""
        share = self.w * mp.exp(-((x - b) / self.s) ** 2 / 2) / (self.s * mp.sqrt(2 * mp.pi))
        r = share / self.density(a, b, x)
        return (1 - r) * (x - a) / self.s**2, r * (x - b) / self.s**2

    def nodes(self, *points):
        """Equally spaced, far enough out and fine enough for 30 digits."""
        means = [c for point in points for c in point]
        with mp.workdps(15):
            gap = max(abs(point[1] - point[0]) for point in points)
            h = mpf(min(0.4 * self.s, 0.27 * self.s**2 / gap if gap else self.s))
            low = min(means) - 13 * self.s
            count = int((max(means) + 13 * self.s - low) / h) + 1
        return h, [low + k * h for k in range(count + 1)]

    def pulled(self, chart, at, form):
        j = jacobian(lambda p, q: self.canonical(chart, (p, q)), at)
        return j.T * form * j

    def fisher(self, chart, at):
        a, b = self.canonical(chart, at)
        h, nodes = self.nodes((a, b))
        sums = [mpf(0)] * 3
        for x in nodes:
            p, (u, v) = self.density(a, b, x), self.scores(a, b, x)
            sums = [sums[0] + p * u * u, sums[1] + p * u * v, sums[2] + p * v * v]
        return self.pulled(chart, at, full([h * total for total in sums]))

    def empirical(self, chart, at):
        a, b = self.canonical(chart, at)
        pairs = [self.scores(a, b, x) for x in self.values]
        sums = [mp.fsum(f(*pair) for pair in pairs) / len(pairs) for f in (
            lambda u, v: u * u, lambda u, v: u * v, lambda u, v: v * v
        )]
        return self.pulled(chart, at, full(sums))

    def kl(self, p, q, cancelling=30):
        """The sum of p (q/p - 1 - ln q/p): both densities have the integral 1."""
        with mp.workdps(mp.mp.dps + cancelling):
            h, nodes = self.nodes(p, q)
            total = mpf(0)
            for x in nodes:
                here, there = self.density(*p, x), self.density(*q, x)
                total += there - here - here * mp.log(there / here)
            return h * total

    def plainly(self, p, q):
        h, nodes = self.nodes(p, q)
        return h * mp.fsum(
            self.density(*p, x) * mp.log(self.density(*p, x) / self.density(*q, x)) for x in nodes
        )

    def rough_kl(self, p, q):
        w, s = float(self.w), float(self.s)
        (a, b), (c, d) = [tuple(map(float, point)) for point in (p, q)]
        gap = max(abs(b - a), abs(d - c), 1e-9)
        h = min(0.5 * s, 0.5 * s * s / gap)
        low, high = min(a, b, c, d) - 8 * s, max(a, b, c, d) + 8 * s
        total = 0.0
        for k in range(int((high - low) / h) + 2):
            x = low + k * h
            e = [math.exp(-0.5 * ((x - m) / s) ** 2) for m in (a, b, c, d)]
            here, there = (1 - w) * e[0] + w * e[1], (1 - w) * e[2] + w * e[3]
            if here > 1e-300 and there > 1e-300:
                total += there - here - here * math.log(there / here)
        return h * total / (s * math.sqrt(2 * math.pi))

    def optimum(self):
        return self.optima()[0]

    def optima(self):
        if not hasattr(self, "found"):
            f, mean = self.loss("means"), mp.fsum(self.values) / len(self.values)
            sd = mp.sqrt(mp.fsum((x - mean) ** 2 for x in self.values) / len(self.values))
            found = []
            for side in (1, -1):
                at = (mean - side * sd, mean + side * sd)
                for _ in range(60):
                    at = self.em(*at)
                with mp.workdps(40):
                    at = mp.findroot(lambda p, q: tuple(gradient(f, (p, q))), at, tol=mpf(10) ** -60)
                found.append((f(*at), tuple(at)))
            self.found = [at for _, at in sorted(found, key=lambda one: one[0])]
        return self.found

    def em(self, a, b):
        a, b, w, s = float(a), float(b), float(self.w), float(self.s)
        sums = [0.0] * 4
        for x in map(float, self.values):
            first, second = (1 - w) * math.exp(-0.5 * ((x - a) / s) ** 2), w * math.exp(-0.5 * ((x - b) / s) ** 2)
            r = second / (first + second)
            sums = [sums[0] + (1 - r), sums[1] + (1 - r) * x, sums[2] + r, sums[3] + r * x]
        return sums[1] / sums[0], sums[3] / sums[2]


def families():
    yield Mixture({"set": "faithful"}, faithful(), 0.64, 0.4, options=False)
    yield Mixture({"x": TEACHING}, TEACHING, 0.5, 0.75)
    yield Mixture({"x": TEACHING}, TEACHING, 0.3, 0.6)


def places(family):
    """Near the best, apart, near the line, swapped, far apart."""
    mean = mp.fsum(family.values) / len(family.values)
    s = family.s
    return [
        (mean - 2 * s, mean + s), (mean - s / 2, mean + s / 3), (mean + s / 4, mean + s / 4 + s / 512),
        (mean + 3 * s, mean - 2 * s), (mean - 9 * s, mean + 8 * s),
    ]


def derivative_cases(family):
    for place in places(family):
        for chart in family.charts:
            if not family.covers(chart, place):
                continue
            at = family.place(chart, place)
            f = family.loss(chart)
            h = hessian(f, at)
            yield {
                **family.spec, "chart": chart, "at": doubles(at), "loss": float(f(*at)),
                "gradient": doubles(gradient(f, at)), "fisher": entries(family.fisher(chart, at)),
                "empirical": entries(family.empirical(chart, at)), "hessian": entries(h),
            }


def divergence_cases(family):
    everywhere = places(family)
    for n, place in enumerate(everywhere):
        for chart in family.charts:
            if not family.covers(chart, place):
                continue
            start = family.place(chart, place)
            here = family.canonical(chart, start)
            size = [family.s, family.s] if chart != "moments" else [family.s, start[1] - family.s**2]
            ends = [family.place(chart, everywhere[n - 1])] if family.covers(chart, everywhere[n - 1]) else []
            for length in ("1e-10", "1e-6", "1e-3", "0.2", "0.8"):
                for c, s in ((1, "0.2"), ("-0.3", "-0.7")):
                    ends.append(exact(
                        start[k] + mpf(length) * mpf(part) * size[k] for k, part in enumerate((c, s))
                    ))
            for end in ends:
                there = family.canonical(chart, end)
                case = {
                    **family.spec, "chart": chart, "from": doubles(start), "to": doubles(end),
                    "oldNew": float(family.kl(here, there, 20)), "newOld": float(family.kl(there, here, 20)),
                }
                if case["oldNew"] > 1e-3:
                    assert abs(family.plainly(here, there) / family.kl(here, there) - 1) < mpf(10) ** -25
                yield case


class Ball:
    """A level curve of the divergence around a point, seen under angles of the Fisher frame."""

    def __init__(self, family, center, radius, direction):
        self.family, self.center, self.radius, self.direction = family, center, radius, direction
        form = family.fisher("means", center)
        reach = mp.sqrt(2 * radius)
        inverse = mp.cholesky(form) ** -1
        self.axes = [(reach * inverse[k, 0], reach * inverse[k, 1]) for k in range(2)]

    def at(self, x, y):
        (a, b), (c, d) = self.axes
        return self.center[0] + x * a + y * c, self.center[1] + x * b + y * d

    def excess(self, x, y, kl):
        end = self.at(x, y)
        pair = (self.center, end) if self.direction == "old-new" else (end, self.center)
        return kl(*pair) / self.radius - 1

    def rough_ray(self, angle):
        f = lambda r: float(self.excess(r * math.cos(angle), r * math.sin(angle), self.family.rough_kl))
        low, high = 0.0, 0.2
        while f(high) < 0:
            low, high = high, high + 0.15
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if f(middle) < 0 else (low, middle)
        return low * math.cos(angle), low * math.sin(angle)

    def curve(self, count=40):
        if not hasattr(self, "points"):
            self.points = [self.rough_ray(2 * math.pi * k / count) for k in range(count)]
        return self.points

    def least(self, objective):
        with mp.workdps(20):
            start = min(self.curve(), key=lambda point: objective(*self.at(*point)))
        goal = lambda x, y: objective(*self.at(x, y))
        level = lambda x, y: self.excess(x, y, lambda p, q: self.family.kl(p, q, 10))

        def equations(x, y):
            f1, f2 = mp.diff(goal, (x, y), (1, 0)), mp.diff(goal, (x, y), (0, 1))
            g1, g2 = mp.diff(level, (x, y), (1, 0)), mp.diff(level, (x, y), (0, 1))
            return ((f1 * g2 - f2 * g1) / mp.hypot(f1, f2), level(x, y))

        with mp.workdps(22):
            x, y = mp.findroot(equations, start, tol=mpf(10) ** -32, maxsteps=20)
        assert mp.hypot(x - start[0], y - start[1]) < 0.25, (start, x, y)
        return self.at(x, y)


def step_cases(family, place, radii):
    start = exact(place)
    balls = {}
    for radius in radii:
        for direction in cases.DIRECTIONS:
            balls[radius, direction] = Ball(family, start, cases.double(mpf(radius)), direction)
    for chart in family.charts:
        site = cases.Site(family, chart, family.place(chart, start))
        yield from cases.straight_steps(site)
        for radius in radii:
            size = cases.double(mpf(radius))
            yield cases.searched_step(site, size)
            for direction in cases.DIRECTIONS:
                ball = balls[radius, direction]
                yield ray_step(site, size, direction)
                coordinates = family.charts[chart][1]
                change = lambda a, b: mp.fsum(
                    g * (p - q) for g, p, q in zip(site.gradient, coordinates(a, b), site.at)
                )
                rule = {"rule": "kl-ball", "radius": size, "direction": direction}
                yield site.landing(rule, ball.least(change))
                if not hasattr(ball, "best"):
                    pair = (start, family.optimum()) if direction == "old-new" else (family.optimum(), start)
                    inside = family.kl(*pair) <= size
                    ball.best = family.optimum() if inside else ball.least(family.loss("means"))
                rule = {"rule": "trust-region", "radius": size, "direction": direction}
                yield site.landing(rule, ball.best)


def ray_step(site, radius, direction):
    rule = {"rule": "kl-ray", "radius": radius, "direction": direction}

    def excess(time, kl):
        there = site.family.canonical(site.chart, site.moved(-time * site.natural))
        pair = (site.here, there) if direction == "old-new" else (there, site.here)
        return mp.sqrt(kl(*pair) / radius) - 1

    with mp.workdps(20):
        time = mp.sqrt(2 * radius / site.gain) / 64
        stride = time
        while site.inside(site.moved(-time * site.natural)) and excess(time, site.family.rough_kl) < 0:
            time += stride
    if not site.inside(site.moved(-time * site.natural)):
        return site.case(rule, None, "ill-posed")
    with mp.workdps(30):
        plain = lambda t: excess(t, lambda p, q: site.family.kl(p, q, 10))
        time = mp.findroot(plain, (time - stride / 2, time), tol=mpf(10) ** -40, maxsteps=30)
    return site.case(rule, -time * site.natural)


def parts():
    made = {"derivatives": [], "divergences": [], "optima": [], "steps": [], "conversions": [], "runs": []}
    for n, family in enumerate(families()):
        optima = family.optima()
        for chart in family.charts:
            inside = [one for one in optima if family.covers(chart, one)]
            made["optima"].append({
                **family.spec, "chart": chart, "at": doubles(family.charts[chart][1](*inside[0])),
                "all": [doubles(family.charts[chart][1](*one)) for one in inside],
                "losses": [float(family.loss("means")(*one)) for one in inside],
            })
        print(family.spec, [[mp.nstr(c, 8) for c in (*one, family.loss("means")(*one))] for one in optima], flush=True)
        made["derivatives"] += derivative_cases(family)
        print("derivatives", flush=True)
        made["divergences"] += divergence_cases(family)
        print("divergences", flush=True)
        made["conversions"] += cases.conversions(family, [places(family)[0], places(family)[4]])
        place = places(family)[0]
        made["steps"] += step_cases(family, place, ("1e-4", "0.2"))
        print("steps", flush=True)
        if n == 1:
            made["runs"] += cases.runs(family, [place])
    return made
