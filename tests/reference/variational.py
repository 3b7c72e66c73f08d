"""A Gaussian fitted to a target density on the line.

The family, its charts, divergences and exact balls are those of `gaussian`;
the loss is new: KL(q || p) or KL(p || q), each from its definition.

- expectations under q are sums over equal steps in (x - mu) / sigma, which for
  these densities are integrals to more than thirty digits; some are checked
  against another quadrature;
- the target's mean, variance and entropy are integrals, checked against their
  closed forms;
- gradients and Hessians are numerical derivatives of the loss;
- optima solve gradient = 0 by Newton's method from every place of a grid.
"""

import math

import mpmath as mp
from mpmath import mpf

import cases
import gaussian
from exact import doubles, exact, gradient, hessian
from gaussian import CHARTS

REACH = 13


class Peaks:
    def __init__(self, peaks):
        self.peaks = [tuple(mpf(float(c)) for c in peak) for peak in peaks]
        total = mp.fsum(w for w, _, _ in self.peaks)
        self.peaks = [(w / total, m, s) for w, m, s in self.peaks]
        # The density has zeros about pi times the width of the seam between two peaks off the line.
        self.step = min(s for _, _, s in self.peaks) / 4
        for _, m, s in self.peaks:
            for _, n, t in self.peaks:
                if m != n:
                    self.step = min(self.step, s * t / abs(m - n) * mpf("0.28"))
        self.ends = [f(m + sign * 14 * s for _, m, s in self.peaks) for f, sign in ((min, -1), (max, 1))]
        self.starts = [(m, s) for _, m, s in self.peaks]

    def log(self, x):
        return mp.log(mp.fsum(w / s * mp.exp(-((x - m) / s) ** 2 / 2) for w, m, s in self.peaks)) - (
            mp.log(2 * mp.pi) / 2
        )

    def rough(self, x):
        parts = [
            math.log(w / s) - 0.5 * ((x - float(m)) / s) ** 2
            for w, m, s in ((float(w), float(m), float(s)) for w, m, s in self.peaks)
        ]
        most = max(parts)
        return most + math.log(sum(math.exp(p - most) for p in parts)) - 0.5 * math.log(2 * math.pi)

    def moments(self):
        mean = mp.fsum(w * m for w, m, _ in self.peaks)
        return mean, mp.fsum(w * (s * s + (m - mean) ** 2) for w, m, s in self.peaks)

    def entropy(self):
        return None


class Skewed:
    """The logarithm of a draw from the Gamma distribution of shape k."""

    def __init__(self, count):
        self.k = mpf(float(count))
        self.step = mpf("0.12")
        self.ends = (-90 / self.k, mpf(6))
        self.starts = [(mp.log(self.k), 1 / mp.sqrt(self.k))]

    def log(self, x):
        return self.k * x - mp.exp(x) - mp.loggamma(self.k)

    def rough(self, x):
        return float(self.k) * x - math.exp(min(x, 700.0)) - math.lgamma(float(self.k))

    def moments(self):
        return mp.psi(0, self.k), mp.psi(1, self.k)

    def entropy(self):
        return mp.loggamma(self.k) + self.k - self.k * mp.psi(0, self.k)


class HeavyTailed:
    def __init__(self, degrees):
        self.nu = mpf(float(degrees))
        self.step = mp.sqrt(self.nu) / 12
        self.ends = None
        self.starts = [(mpf(0), mpf(1))]

    def log(self, x):
        nu = self.nu
        front = mp.loggamma((nu + 1) / 2) - mp.loggamma(nu / 2) - mp.log(nu * mp.pi) / 2
        return front - (nu + 1) / 2 * mp.log1p(x * x / nu)

    def rough(self, x):
        nu = float(self.nu)
        front = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - math.log(nu * math.pi) / 2
        return front - (nu + 1) / 2 * math.log1p(x * x / nu)

    def moments(self):
        return mpf(0), self.nu / (self.nu - 2)

    def entropy(self):
        nu = self.nu
        gap = mp.psi(0, (nu + 1) / 2) - mp.psi(0, nu / 2)
        return (nu + 1) / 2 * gap + mp.log(mp.sqrt(nu) * mp.beta(nu / 2, mpf(1) / 2))


class LogOdds:
    def __init__(self, successes, trials):
        self.k, self.n = mpf(successes), mpf(trials)
        self.step = mpf("0.25")
        self.ends = (-90 / self.k, 90 / (self.n - self.k))
        self.starts = [(mp.log(self.k / (self.n - self.k)), mp.sqrt(1 / self.k + 1 / (self.n - self.k)))]

    def log(self, x):
        return self.k * x - self.n * mp.log1p(mp.exp(x)) - mp.log(mp.beta(self.k, self.n - self.k))

    def rough(self, x):
        k, n = float(self.k), float(self.n)
        soft = max(x, 0.0) + math.log1p(math.exp(-abs(x)))
        return k * x - n * soft - math.lgamma(k) - math.lgamma(n - k) + math.lgamma(n)

    def moments(self):
        k, rest = self.k, self.n - self.k
        return mp.psi(0, k) - mp.psi(0, rest), mp.psi(1, k) + mp.psi(1, rest)

    def entropy(self):
        k, n = self.k, self.n
        soft = mp.psi(0, n) - mp.psi(0, n - k)
        return mp.log(mp.beta(k, n - k)) - k * self.moments()[0] + n * soft


TARGETS = {
    "two-peaks": ({"set": "two-peaks"}, lambda: Peaks([(0.65, -1.5, 0.7), (0.35, 2, 0.5)])),
    "skewed": ({"set": "skewed"}, lambda: Skewed(3)),
    "heavy-tailed": ({"set": "heavy-tailed"}, lambda: HeavyTailed(3)),
    "log-odds": ({"set": "log-odds"}, lambda: LogOdds(7, 23)),
    "equal peaks": (
        {"peaks": [[0.5, -3, 1], [0.5, 3, 1]]}, lambda: Peaks([(0.5, -3, 1), (0.5, 3, 1)])
    ),
    "three peaks": (
        {"peaks": [[0.25, -2, 0.5], [0.5, 0.5, 1], [0.25, 4, 0.75]]},
        lambda: Peaks([(0.25, -2, 0.5), (0.5, 0.5, 1), (0.25, 4, 0.75)]),
    ),
    "count": ({"count": 0.75}, lambda: Skewed(0.75)),
    "degrees": ({"degrees": 2.5}, lambda: HeavyTailed(2.5)),
    "trials": ({"successes": 1, "trials": 20}, lambda: LogOdds(1, 20)),
}


def integral_of(target, f):
    """Of f times the density, by equal steps; of heavy tails after x = sinh-like stretching."""
    if target.ends is None:
        return mp.quad(lambda x: mp.exp(target.log(x)) * f(x), [-mp.inf, -20, -1, 0, 1, 20, mp.inf])
    low, high = target.ends
    h = min(target.step, mpf("0.1"))
    count = int((high - low) / h) + 1
    nodes = (low + k * h for k in range(count + 1))
    return h * mp.fsum(mp.exp(target.log(x)) * f(x) for x in nodes)


class Variational(gaussian.Gaussian):
    def __init__(self, name, direction):
        data, make = TARGETS[name]
        self.spec = {"data": data, "options": {"loss": direction}}
        self.target, self.reverse, self.charts = make(), direction == "reverse", CHARTS
        self.jets = []
        self.mean, self.variance = self.target.moments()
        if not self.reverse:
            self.check_moments()

    def check_moments(self):
        target = self.target
        mean = integral_of(target, lambda x: x)
        gap = abs(integral_of(target, lambda x: mpf(1)) - 1) + abs(mean - self.mean)
        if target.ends is not None:
            gap += abs(integral_of(target, lambda x: (x - mean) ** 2) - self.variance)
        self.negentropy = integral_of(target, target.log)
        if target.entropy() is not None:
            gap += abs(self.negentropy + target.entropy())
            self.negentropy = -target.entropy()
        assert gap < mpf(10) ** (-24 if target.ends is None else -30), (self.spec, mp.nstr(gap))

    def empirical(self, chart, at):
        return None

    def prepare(self, place):
        """Keeps the Taylor polynomial of third order around a place: the doubles nearest to
        it in every chart, and the points that derivatives are taken from, are closer than 1e-13."""
        if not self.reverse or isinstance(self.target, Skewed):
            return
        m, v = place
        f = lambda a, b: self.divergence(m + a, v * (1 + b))
        orders = [(i, j) for i in range(4) for j in range(4 - i)]
        terms = [(i, j, mp.diff(f, (0, 0), (i, j)) / mp.factorial(i) / mp.factorial(j)) for i, j in orders]
        self.jets.append((m, v, terms))

    def near(self, mu, v):
        for m, w, terms in self.jets:
            a, b = mu - m, v / w - 1
            if abs(a) < mpf("1e-9") * mp.sqrt(w) and abs(b) < mpf("1e-9"):
                return mp.fsum(c * a**i * b**j for i, j, c in terms)
        return None

    def divergence(self, mu, v):
        known = self.near(mu, v)
        if known is not None:
            return known
        if not self.reverse:
            return self.negentropy + (mp.log(2 * mp.pi * v) + (self.variance + (mu - self.mean) ** 2) / v) / 2
        sigma = mp.sqrt(v)
        with mp.workdps(15):
            h = min(mpf("0.4"), self.target.step / sigma)
        count = int(REACH / h) + 1
        h = mpf(h)
        total = self.target.log(mu)
        for k in range(1, count + 1):
            z = k * h
            weight = mp.exp(-z * z / 2)
            total += weight * (self.target.log(mu + z * sigma) + self.target.log(mu - z * sigma))
        return -(mp.log(2 * mp.pi * v) + 1) / 2 - h / mp.sqrt(2 * mp.pi) * total

    def checked(self, mu, v):
        """The same by another quadrature."""
        sigma = mp.sqrt(v)
        with mp.workdps(30):
            f = lambda z: mp.npdf(z) * (mp.log(mp.npdf(z) / sigma) - self.target.log(mu + z * sigma))
            points = [-13, -8, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 8, 13]
            other = mp.quad(f, points, maxdegree=10)
        assert abs(other - self.divergence(mu, v)) < mpf(10) ** -18, self.spec

    def loss(self, chart):
        return lambda a, b: self.divergence(*CHARTS[chart][0](a, b))

    def rough(self, mu, sigma):
        """The loss in double precision."""
        if not self.reverse:
            return float(self.divergence(mpf(mu), mpf(sigma) ** 2))
        h = min(0.4, 3 * float(self.target.step) / sigma)
        count = int(9 / h) + 1
        nodes = (k * h for k in range(-count, count + 1))
        total = sum(math.exp(-z * z / 2) * self.target.rough(mu + z * sigma) for z in nodes)
        return -math.log(sigma) - h / math.sqrt(2 * math.pi) * total

    def rough_slope(self, mu, l):
        e = 1e-5
        f = lambda a, b: self.rough(a, math.exp(b))
        return (f(mu + e, l) - f(mu - e, l)) / (2 * e), (f(mu, l + e) - f(mu, l - e)) / (2 * e)

    def minima(self):
        """Every local minimum, lowest first, as (mu, variance)."""
        if not self.reverse:
            return [(self.mean, self.variance)]
        places = [(float(m), math.log(float(s))) for m, s in self.target.starts]
        if len(places) > 1:
            low, high = min(places)[0], max(places)[0]
            widest = math.log(high - low)
            places += [(low + (high - low) * k / 6, l) for k in range(7) for l in (-1.0, 0.0, widest)]
        found = []
        for at in places:
            at = self.descend(*at)
            if at is not None and all(math.dist(at, other) > 1e-3 for other in found):
                found.append(at)
        exact_ones = []
        f = self.loss("log-std")
        for at in found:
            with mp.workdps(40):
                x, y = mp.findroot(
                    lambda a, b: tuple(gradient(f, (a, b))), at, tol=mpf(10) ** -60, maxsteps=30
                )
                h = hessian(f, (x, y))
            if h[0, 0] > 0 and mp.det(h) > 0:
                exact_ones.append((f(x, y), x, mp.exp(2 * y)))
        return [(m, v) for _, m, v in sorted(exact_ones, key=lambda one: one[0])]

    def descend(self, mu, l):
        """Natural gradient descent in double precision, backtracking."""
        value = self.rough(mu, math.exp(l))
        for _ in range(400):
            a, b = self.rough_slope(mu, l)
            step = (-a * math.exp(2 * l), -b / 2)
            if math.hypot(a * math.exp(l), b) < 1e-6:
                return mu, l
            scale = min(1.0, 0.5 / math.hypot(step[0] / math.exp(l), step[1]))
            while scale > 1e-9:
                there = (mu + scale * step[0], l + scale * step[1])
                new = self.rough(there[0], math.exp(there[1]))
                if new < value:
                    break
                scale /= 2
            else:
                return mu, l
            (mu, l), value = there, new
        return mu, l

    def optimum(self):
        return self.minima()[0]


class Ball(gaussian.Ball):
    """The Gaussian's ball, looked at in double precision first."""

    def least(self, objective, rough):
        low, high = self.edge(-1), self.edge(1)
        mu, sigma, count, best = float(self.mu), math.sqrt(float(self.v)), 240, None
        for k in range(count + 1):
            log_rho = low + (high - low) * (1 + math.cos(math.pi * k / count)) / 2
            d = math.sqrt(max(0.0, self.envelope(log_rho)))
            for side in (d, -d):
                value = rough(mu + side * sigma, sigma * math.exp(log_rho / 2))
                if best is None or value < best[0]:
                    best = (value, side, log_rho)
        reach = mp.sqrt(2 * self.radius)

        def equations(x, y):
            f = lambda p, q: objective(*self.point(p * reach, q * reach))
            g = lambda p, q: self.kl(p * reach, q * reach) / self.radius
            f1, f2 = mp.diff(f, (x, y), (1, 0)), mp.diff(f, (x, y), (0, 1))
            g1, g2 = mp.diff(g, (x, y), (1, 0)), mp.diff(g, (x, y), (0, 1))
            return ((f1 * g2 - f2 * g1) / mp.hypot(f1, f2), g(x, y) - 1)

        start = (mpf(best[1]) / reach, mpf(best[2]) / reach)
        with mp.workdps(32):
            x, y = mp.findroot(equations, start, tol=mpf(10) ** -44, maxsteps=40)
        assert abs(x - start[0]) + abs(y - start[1]) < 0.1, (self.at, self.radius, start, x, y)
        return self.point(x * reach, y * reach)


RADII = ("1e-4", "0.5")


def places(family):
    """Near the target, wide, narrow, between, far."""
    mean, spread = (float(c) for c in (family.target.starts[0][0], family.target.starts[0][1]))
    return [
        (mpf(mean + 0.3 * spread), mpf(spread * 1.25) ** 2),
        (mpf(mean - spread), mpf(spread * 3) ** 2),
        (mpf(mean + 2.5 * spread), mpf(spread * 0.4) ** 2),
        (mpf(mean + 0.1 * spread), mpf(spread * 0.05) ** 2),
    ]


def derivative_cases(family):
    for place in map(exact, places(family)):
        family.prepare(place)
        for chart in CHARTS:
            at = family.place(chart, place)
            f = family.loss(chart)
            h = hessian(f, at)
            yield {
                **family.spec, "chart": chart, "at": doubles(at), "loss": float(f(*at)),
                "gradient": doubles(gradient(f, at)),
                "fisher": doubles(gaussian.fisher(chart, at)),
                "hessian": doubles([h[0, 0], h[0, 1], h[1, 1]]),
            }


def step_cases(family, starts):
    optimum = family.optimum()
    for place in starts:
        start = exact(place)
        ends = {}
        for radius in RADII:
            for direction in cases.DIRECTIONS:
                ball = Ball("variance", start, cases.double(mpf(radius)), direction)
                pair = (start, optimum) if direction == "old-new" else (optimum, start)
                inside = family.kl(*pair) <= ball.radius
                ends[radius, direction] = optimum if inside else ball.least(family.divergence, family.rough)
        for chart in CHARTS:
            site = cases.Site(family, chart, family.place(chart, start))
            yield from (case for case in cases.straight_steps(site) if not at_edge(site, case))
            for radius in RADII:
                size = cases.double(mpf(radius))
                yield cases.searched_step(site, size)
                for direction in cases.DIRECTIONS:
                    yield cases.ray_step(site, size, direction)
                    yield exact_step(site, size, direction)
                    rule = {"rule": "trust-region", "radius": size, "direction": direction}
                    yield site.landing(rule, ends[radius, direction])
            for direction in cases.DIRECTIONS:
                if mirrors(site, direction):
                    yield cases.mirror_step(site, direction)
            # A path of many radians is left to the Gaussian's own references.
            if cases.MIRROR_RATE * mp.sqrt(site.gain) < 2:
                yield cases.geodesic_step(site)


def at_edge(site, case):
    """Whether a step ends where rounding alone decides if it is inside."""
    if "step" not in case:
        return False
    _, variance = CHARTS[site.chart][0](*site.moved(case["step"]))
    return variance < mpf(10) ** -9 * site.here[1]


def mirrors(site, direction):
    """Whether a mirror step has a landing: from a narrow start it may leave the family."""
    there = {"old-new": "expectation", "new-old": "natural"}[direction]
    at = CHARTS[there][1](*site.here)
    natural = mp.lu_solve(site.family.fisher(there, at), gradient(site.family.loss(there), at))
    end = (at[0] - cases.MIRROR_RATE * natural[0], at[1] - cases.MIRROR_RATE * natural[1])
    return end[1] > end[0] ** 2 if there == "expectation" else end[1] < 0


def exact_step(site, radius, direction):
    ball = Ball("variance", site.here, radius, direction)
    coordinates = CHARTS[site.chart][1]
    change = lambda end: mp.fsum(g * (a - b) for g, a, b in zip(site.gradient, end, site.at))
    scale = [float(g) for g in site.gradient]
    own = [float(c) for c in site.at]

    def rough(mu, sigma):
        end = {
            "variance": lambda: (mu, sigma**2), "precision": lambda: (mu, sigma**-2),
            "std-dev": lambda: (mu, sigma), "log-std": lambda: (mu, math.log(sigma)),
            "natural": lambda: (mu / sigma**2, -0.5 / sigma**2),
            "expectation": lambda: (mu, mu**2 + sigma**2),
        }[site.chart]()
        return sum(g * (a - b) for g, a, b in zip(scale, end, own))

    end = ball.least(lambda m, v: change(coordinates(m, v)), rough)
    return site.landing({"rule": "kl-ball", "radius": radius, "direction": direction}, end)


def every():
    for name in TARGETS:
        for direction in ("reverse", "forward"):
            yield Variational(name, direction)


def parts_of(family):
    if family.reverse:
        family.checked(*places(family)[0])
    minima = family.minima()
    family.optimum = lambda: minima[0]
    optima = [{
        **family.spec, "chart": chart, "at": doubles(CHARTS[chart][1](*minima[0])),
        "all": [doubles(CHARTS[chart][1](*one)) for one in minima],
    } for chart in CHARTS]
    made = {"derivatives": list(derivative_cases(family)), "optima": optima, "steps": []}
    if "set" in family.spec["data"]:
        made["steps"] = list(step_cases(family, places(family)[1:2]))
    return made


def of_the_family():
    """What the Gaussian's own references say at length, once more through this model."""
    family = Variational("two-peaks", "forward")
    family.optimum = lambda: family.minima()[0]
    ends = [family.place("variance", place) for place in places(family)]
    start = [(family.mean - mp.sqrt(family.variance) * mpf("0.7"), 3 * family.variance)]
    divergences = [
        {**family.spec, **gaussian.divergence(chart, *(family.place(chart, end) for end in pair))}
        for chart in CHARTS for pair in zip(ends, ends[1:])
    ]
    return {
        "divergences": divergences,
        "conversions": list(cases.conversions(family, ends)),
        "runs": list(cases.runs(family, start)),
        "balls": list(cases.balls(family, start, RADII)),
    }


def parts():
    names = ("derivatives", "divergences", "conversions", "optima", "steps", "runs", "balls")
    made = {name: [] for name in names}
    for made_of in (of_the_family(), *map(parts_of, every())):
        for name, part in made_of.items():
            made[name] += part
    return made
