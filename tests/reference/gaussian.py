"""The univariate Gaussian, whose expectations are integrals and not sums.

- the loss is the mean of -ln p(x) over the data; gradient, Hessian and scores
  are numerical derivatives of it at high precision, through the chart;
- the Fisher matrix is an integral of score times score under the model, the
  empirical one a mean over the data;
- the divergence is its closed form at 80 digits, checked against an integral;
- exact steps solve the Karush-Kuhn-Tucker equations by Newton's method from
  the best point of a dense sampling of the boundary.
"""

import math

import mpmath as mp
from mpmath import mpf

import cases
from exact import ROOT, doubles, exact, first_root, full, gradient, hessian, outer


def column(name):
    lines = (ROOT / "src" / "data" / name).read_text().split()
    return [mpf(float(line)) for line in lines[1:]]


SETS = {
    "cavendish": column("cavendish.csv"),
    "michelson": column("michelson.csv"),
    "teaching": [mpf(x) for x in (-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1)],
}

# Coordinates -> (mu, variance), and (mu, variance) -> coordinates.
CHARTS = {
    "variance": (lambda a, b: (a, b), lambda m, v: (m, v)),
    "precision": (lambda a, b: (a, 1 / b), lambda m, v: (m, 1 / v)),
    "std-dev": (lambda a, b: (a, b * b), lambda m, v: (m, mp.sqrt(v))),
    "log-std": (lambda a, b: (a, mp.exp(2 * b)), lambda m, v: (m, mp.log(v) / 2)),
    "natural": (lambda a, b: (-a / (2 * b), -1 / (2 * b)), lambda m, v: (m / v, -1 / (2 * v))),
    "expectation": (lambda a, b: (a, b - a * a), lambda m, v: (m, m * m + v)),
}


def log_density(chart, a, b, x):
    mu, v = CHARTS[chart][0](a, b)
    return -(mp.log(2 * mp.pi * v) + (x - mu) ** 2 / v) / 2


def loss(chart, data):
    return lambda a, b: -mp.fsum(log_density(chart, a, b, x) for x in data) / len(data)


def kl(chart, p, q):
    """KL(p || q) in closed form, with enough digits for near points."""
    with mp.workdps(80):
        (m0, v0), (m1, v1) = CHARTS[chart][0](*p), CHARTS[chart][0](*q)
        return (mp.log(v1 / v0) + (v0 + (m0 - m1) ** 2) / v1 - 1) / 2


def kl_by_quadrature(chart, p, q):
    mu, v = CHARTS[chart][0](*p)
    s = mp.sqrt(v)
    def integrand(x):
        lp = log_density(chart, *p, x)
        return mp.exp(lp) * (lp - log_density(chart, *q, x))
    return mp.quad(integrand, [mu + k * s for k in range(-14, 15, 2)])


def distance(chart, p, q):
    """Arc length in the half-plane (mu / sqrt 2, sigma), scaled by sqrt 2."""
    with mp.workdps(80):
        (m0, v0), (m1, v1) = CHARTS[chart][0](*p), CHARTS[chart][0](*q)
        s0, s1 = mp.sqrt(v0), mp.sqrt(v1)
        gap = (m1 - m0) ** 2 / 2 + (s1 - s0) ** 2
        return mp.sqrt(2) * mp.acosh(1 + gap / (2 * s0 * s1))


def score(chart, point, x):
    return gradient(lambda a, b: log_density(chart, a, b, x), point)


def fisher(chart, point):
    """E[s s^T]: the score is a quadratic in u, so its outer product is integrated termwise."""
    mu, v = CHARTS[chart][0](*point)
    sigma = mp.sqrt(v)
    # s(u) = c0 + c1 u + c2 u^2, interpolated exactly at u = -1, 0, 1.
    low, mid, high = (score(chart, point, mu + u * sigma) for u in (-1, 0, 1))
    c = [mid, (high - low) / 2, (high + low) / 2 - mid]
    total = mp.matrix([0, 0, 0])
    for i in range(3):
        for j in range(3):
            pair = mp.matrix([c[i][0] * c[j][0], c[i][0] * c[j][1], c[i][1] * c[j][1]])
            total += NORMAL_MOMENTS[i + j] * pair
    return total


NORMAL_MOMENTS = [
    mp.quad(lambda u, k=k: u**k * mp.npdf(u), [-20, -10, -5, 0, 5, 10, 20]) for k in range(5)
]


def empirical_fisher(chart, point, data):
    total = mp.matrix([0, 0, 0])
    for x in data:
        total += outer(score(chart, point, x))
    return total / len(data)


def moments(data):
    mean = mp.fsum(data) / len(data)
    return mean, mp.sqrt(mp.fsum((x - mean) ** 2 for x in data) / len(data))


def derivative_cases():
    for name, data in SETS.items():
        mean, spread = moments(data)
        places = [
            (mean + spread / 2, 2 * spread),
            (mean - 3 * spread, spread * mpf("0.3")),
            (mean + 100 * spread, spread),
            (mean + spread / 5, spread / 1000),
            (mean + spread, 1000 * spread),
            (mean - spread / 3, spread * mpf("1e-6")),
            (mpf(0), spread),
        ]
        for mu, sigma in places:
            for chart, (_, coordinates) in CHARTS.items():
                at = exact(coordinates(mu, sigma**2))
                f = loss(chart, data)
                h = hessian(f, at)
                yield {
                    "set": name,
                    "chart": chart,
                    "at": doubles(at),
                    "loss": float(f(*at)),
                    "gradient": doubles(gradient(f, at)),
                    "fisher": doubles(fisher(chart, at)),
                    "empirical": doubles(empirical_fisher(chart, at, data)),
                    "hessian": doubles([h[0, 0], h[0, 1], h[1, 1]]),
                }


def frame(chart, at):
    """Two tangents of Fisher length one at right angles."""
    inverse = mp.cholesky(full(fisher(chart, at))) ** -1
    return [(inverse[k, 0], inverse[k, 1]) for k in range(2)]


def divergence_cases():
    places = [(0.3, 2), (5.4, 0.2), (852, 79), (-20, 0.01), (1e4, 0.01), (-1e-3, 1e-8), (3, 1e9)]
    lengths = ["1.5e-14", "1e-9", "1e-5", "0.01", "0.6"]
    directions = [(1, "0.2"), ("-0.3", "-0.7")]
    checked = 0
    for mu, sigma in places:
        for chart, (own, coordinates) in CHARTS.items():
            start = exact(coordinates(mpf(mu), mpf(sigma) ** 2))
            if own(*start)[1] <= 0:
                continue
            u, v = frame(chart, start)
            for length in lengths:
                for c, s in directions:
                    step = [mpf(length) * (mpf(c) * u[k] + mpf(s) * v[k]) for k in range(2)]
                    end = exact(start[k] + step[k] for k in range(2))
                    if end != start and own(*end)[1] > 0:
                        case = divergence(chart, start, end)
                        if length == "0.6" and checked < 12:
                            checked += 1
                            error = kl_by_quadrature(chart, start, end) / kl(chart, start, end) - 1
                            assert abs(error) < 1e-15, (chart, start, end, error)
                        yield case
            for far in ((mu + 3 * sigma, sigma * 5), (mu - 14 * sigma, sigma / 1.5)):
                end = exact(coordinates(mpf(far[0]), mpf(far[1]) ** 2))
                yield divergence(chart, start, end)


def divergence(chart, p, q):
    return {
        "chart": chart,
        "from": doubles(p),
        "to": doubles(q),
        "oldNew": float(kl(chart, p, q)),
        "newOld": float(kl(chart, q, p)),
        "distance": float(distance(chart, p, q)),
    }


class Ball:
    """The ball { q : KL <= radius } around `at`, in units in which the centre is the standard normal."""

    def __init__(self, chart, at, radius, direction):
        self.chart, self.at, self.radius, self.forward = chart, at, radius, direction == "old-new"
        self.mu, self.v = CHARTS[chart][0](*at)

    def point(self, d, log_rho):
        """Chart coordinates of mean mu + d sigma and variance rho v."""
        mean = self.mu + d * mp.sqrt(self.v)
        return CHARTS[self.chart][1](mean, mp.exp(log_rho) * self.v)

    def kl(self, d, log_rho):
        rho = mp.exp(log_rho)
        if self.forward:
            return (log_rho + (1 + d * d) / rho - 1) / 2
        return (rho - 1 - log_rho + d * d) / 2

    def envelope(self, log_rho):
        """d^2 on the boundary, in double precision."""
        rho, twice = math.exp(log_rho), 2 * float(self.radius)
        if self.forward:
            return rho * (twice - log_rho) + math.expm1(log_rho)
        return twice - math.expm1(log_rho) + log_rho

    def edge(self, sign):
        low, high = 0.0, sign * 1e-30
        while self.envelope(high) > 0:
            low, high = high, high * 2
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if self.envelope(middle) > 0 else (low, middle)
        return low

    def minimize(self, objective):
        """The boundary point of least objective: dense sampling, then Newton's method for the
        Karush-Kuhn-Tucker equations."""
        low, high = self.edge(-1), self.edge(1)
        best = None
        count = 1500
        for k in range(count + 1):
            t = math.cos(math.pi * k / count)
            log_rho = low + (high - low) * (1 + t) / 2
            d = math.sqrt(max(0.0, self.envelope(log_rho)))
            for side in (d, -d):
                with mp.workdps(30):
                    value = objective(*self.point(mpf(side), mpf(log_rho)))
                if best is None or value < best[0]:
                    best = (value, side, log_rho)
        reach = mp.sqrt(2 * self.radius)

        def equations(x, y):
            """Parallel gradients (the multiplier is eliminated), and KL = radius, in scaled unknowns."""
            f = lambda p, q: objective(*self.point(p * reach, q * reach))
            g = lambda p, q: self.kl(p * reach, q * reach) / self.radius
            f1, f2 = mp.diff(f, (x, y), (1, 0)), mp.diff(f, (x, y), (0, 1))
            g1, g2 = mp.diff(g, (x, y), (1, 0)), mp.diff(g, (x, y), (0, 1))
            scale = mp.hypot(f1, f2)
            return ((f1 * g2 - f2 * g1) / scale, g(x, y) - 1)

        start = (mpf(best[1]) / reach, mpf(best[2]) / reach)
        with mp.workdps(60):
            x, y = mp.findroot(equations, start, tol=mpf(10) ** -70, maxsteps=60)
        assert abs(x - start[0]) + abs(y - start[1]) < 0.02, (self.chart, self.at, self.radius)
        end = self.point(x * reach, y * reach)
        assert objective(*end) <= best[0] + abs(best[0]) * mpf(10) ** -25
        return end


def ray_time(chart, at, arrow, radius, direction):
    def excess(t):
        end = (at[0] + t * arrow[0], at[1] + t * arrow[1])
        if CHARTS[chart][0](*end)[1] <= 0 or (chart == "precision" and end[1] <= 0):
            return None
        return (kl(chart, at, end) if direction == "old-new" else kl(chart, end, at)) / radius - 1
    metric = full(fisher(chart, at))
    length = mp.sqrt((arrow.T * metric * arrow)[0])
    return first_root(excess, mp.sqrt(2 * radius) / length)


RADII = ["1e-8", "0.05", "3"]


def step_cases():
    for name in ("cavendish", "teaching"):
        data = SETS[name]
        mean, spread = moments(data)
        starts = ((mean - spread, 2 * spread), (mean + 2 * spread, spread * mpf("0.4")))
        for mu, sigma in starts:
            for chart, (_, coordinates) in CHARTS.items():
                at = exact(coordinates(mu, sigma**2))
                f = loss(chart, data)
                g, metric = gradient(f, at), full(fisher(chart, at))
                natural = mp.lu_solve(metric, g)
                rate = mpf(float(mpf("0.01") * (natural.T * natural)[0] / (g.T * natural)[0]))
                rule = {"rule": "gradient", "rate": float(rate)}
                yield from case(name, chart, at, rule, -rate * g)
                radius = mpf(float(mp.norm(natural) / 16))
                rule = {"rule": "euclidean-ball", "radius": float(radius)}
                yield from case(name, chart, at, rule, -radius / mp.norm(g) * g)
                rule = {"rule": "natural-gradient", "rate": 0.125}
                yield from case(name, chart, at, rule, -natural / 8)
                damping = mpf(float((metric[0, 0] + metric[1, 1]) / 8))
                damped = metric + damping * mp.eye(2)
                solved = mp.lu_solve(damped, g)
                rule = {"rule": "natural-gradient", "rate": 0.0625, "damping": float(damping)}
                yield from case(name, chart, at, rule, -solved / 16)
                empirical = mp.lu_solve(full(empirical_fisher(chart, at, data)), g)
                rule = {"rule": "natural-gradient", "rate": 0.03125, "metric": "empirical"}
                yield from case(name, chart, at, rule, -empirical / 32)
                for text in RADII[:2]:
                    radius = mpf(float(text))
                    rule = {"rule": "fisher-ball", "radius": float(radius)}
                    scale = mp.sqrt(2 * radius / (g.T * natural)[0])
                    yield from case(name, chart, at, rule, -scale * natural)
                radius = mpf("0.01")
                radius = mpf(float(radius))
                rule = {"rule": "fisher-ball", "radius": float(radius), "damping": float(damping)}
                yield from case(name, chart, at, rule, -mp.sqrt(2 * radius / (g.T * solved)[0]) * solved)
                for text in RADII:
                    for direction in ("old-new", "new-old"):
                        yield from exact_steps(name, chart, at, f, g, natural, text, direction)


def exact_steps(name, chart, at, f, g, natural, text, direction):
    radius = mpf(float(text))
    options = {"radius": float(radius), "direction": direction}
    time = ray_time(chart, at, -natural, radius, direction)
    yield from case(name, chart, at, {"rule": "kl-ray", **options}, -time * natural)
    ball = Ball(chart, at, radius, direction)
    linear = lambda a, b: g[0] * (a - at[0]) + g[1] * (b - at[1])
    end = ball.minimize(linear)
    step = mp.matrix([end[0] - at[0], end[1] - at[1]])
    yield from case(name, chart, at, {"rule": "kl-ball", **options}, step)
    # The loss from the sufficient statistics, which is faster than a sum over the data.
    data = SETS[name]
    first, second = mp.fsum(data) / len(data), mp.fsum(x * x for x in data) / len(data)

    def true_loss(a, b):
        mu, v = CHARTS[chart][0](a, b)
        return (mp.log(2 * mp.pi * v) + (second - 2 * mu * first + mu * mu) / v) / 2

    assert abs(true_loss(*at) - f(*at)) < mpf(10) ** -40
    optimum = CHARTS[chart][1](first, second - first**2)
    reach = kl(chart, at, optimum) if direction == "old-new" else kl(chart, optimum, at)
    end = optimum if reach <= radius else ball.minimize(true_loss)
    step = mp.matrix([end[0] - at[0], end[1] - at[1]])
    yield from case(name, chart, at, {"rule": "trust-region", **options}, step)


def case(name, chart, at, rule, step):
    # Straight steps that would leave the domain are tested elsewhere.
    if CHARTS[chart][0](at[0] + step[0], at[1] + step[1])[1] > 0:
        yield {"set": name, "chart": chart, "at": doubles(at), "rule": rule, "step": doubles(step)}


class Gaussian:
    """The family in the form that `cases` uses; canonical points are (mu, variance)."""

    closed_distance = True
    own = (lambda m, v: (m, mp.sqrt(v)), lambda m, s: (m, s * s))

    def __init__(self, name):
        self.spec, self.data = {"set": name}, SETS[name]
        self.charts = CHARTS

    def canonical(self, chart, at):
        return CHARTS[chart][0](*at)

    def place(self, chart, canonical):
        return exact(CHARTS[chart][1](*canonical))

    def contains(self, chart, at):
        if chart in ("variance", "precision", "std-dev") and at[1] <= 0:
            return False
        return (chart != "natural" or at[1] < 0) and self.canonical(chart, at)[1] > 0

    def loss(self, chart):
        return loss(chart, self.data)

    def fisher(self, chart, at):
        return full(fisher(chart, at))

    def empirical(self, chart, at):
        return full(empirical_fisher(chart, at, self.data))

    def kl(self, p, q, cancelling=30):
        with mp.workdps(mp.mp.dps + cancelling):
            (m0, v0), (m1, v1) = p, q
            return (mp.log(v1 / v0) + (v0 + (m0 - m1) ** 2) / v1 - 1) / 2

    def natural(self, canonical):
        return CHARTS["natural"][1](*canonical)

    def of_natural(self, eta):
        return CHARTS["natural"][0](*eta) if eta[1] < 0 else None

    def flat(self, direction):
        """Coordinates in which this divergence grows without bound along every ray."""
        if direction == "new-old":
            return self.natural, self.of_natural
        of_mean = lambda mean: CHARTS["expectation"][0](*mean)
        inside = lambda mean: of_mean(mean) if mean[1] > mean[0] ** 2 else None
        return lambda canonical: CHARTS["expectation"][1](*canonical), inside

    def rim(self, canonical, x, y, radius, direction):
        """The boundary point whose divergence comes from the variance by the share y^2,
        that is exp(a) - 1 - a = 2 y^2 radius, and from the mean by the share x^2.
        It is found with Lambert's W."""
        mean, variance = canonical
        turned = -1 if direction == "old-new" else 1
        most = 1 + 2 * y * y * radius
        a = -most - mp.re(mp.lambertw(-mp.exp(-most), 0 if turned * y < 0 else -1)) if y else mpf(0)
        there = variance * mp.exp(turned * a)
        unit = there if direction == "old-new" else variance
        return mean + x * mp.sqrt(2 * radius * unit), there

    def crosses(self, chart, points):
        return False

    def moments(self, canonical):
        """Derivatives of A = -e1^2 / (4 e2) - ln(-2 e2) / 2."""
        potential = lambda a, b: -a * a / (4 * b) - mp.log(-2 * b) / 2
        eta = self.natural(canonical)
        cube = [mp.diff(potential, eta, (3 - k, k)) for k in range(4)]
        return mp.matrix([canonical[0], canonical[0] ** 2 + canonical[1]]), hessian(potential, eta), cube

    def optimum(self):
        mean, spread = moments(self.data)
        return mean, spread**2


def more_steps(family, places):
    """Rules that `step_cases` leaves out."""
    for place in places:
        for chart in family.charts:
            site = cases.Site(family, chart, family.place(chart, place))
            yield from (case for case in cases.straight_steps(site) if case["rule"]["rule"] == "newton")
            yield cases.geodesic_step(site)
            for direction in cases.DIRECTIONS:
                yield cases.mirror_step(site, direction)
            for radius in RADII[:2]:
                yield cases.searched_step(site, cases.double(mpf(radius)))


def parts():
    families = [Gaussian(name) for name in ("cavendish", "teaching")]

    def start(family):
        mean, spread = moments(family.data)
        return [(mean - spread * mpf("0.7"), 3 * spread**2)]

    cavendish, teaching = families
    strangers = [(mpf("0.3"), mpf(4)), (mpf(852), mpf(79) ** 2), (mpf(-20), mpf("1e-4"))]
    return {
        "derivatives": derivative_cases(),
        "divergences": divergence_cases(),
        "conversions": cases.conversions(teaching, [*start(teaching), *strangers]),
        "optima": [case for family in families for case in cases.optima(family)],
        "steps": [
            *step_cases(),
            *(case for family in families for case in more_steps(family, start(family))),
        ],
        "runs": cases.runs(teaching, start(teaching)),
        "balls": cases.balls(teaching, start(teaching), RADII),
    }
