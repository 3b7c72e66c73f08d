"""The cases computed for every family: derivatives, divergences, conversions, the
optimum, one step of every rule, runs of the rules with state, boundaries of balls.

The rules follow their definitions (docs/mathematics/step-rules.md#rules). A straight
step solves a linear system in the chart; all other steps are found as roots or minima.
"""

import mpmath as mp
from mpmath import mpf

from ball import Ball
from exact import (
    at_time_one, doubles, entries, exact, first_root, frame, gradient, hessian, jacobian,
)

DIRECTIONS = ("old-new", "new-old")
RATE, MIRROR_RATE, HALF = mpf("0.125"), mpf("0.25"), mpf("0.5")


def derivatives(family, places):
    for place in places:
        for chart in family.charts:
            at = family.place(chart, place)
            if not family.contains(chart, at):
                continue
            f = family.loss(chart)
            case = {
                **family.spec,
                "chart": chart,
                "at": doubles(at),
                "loss": float(f(*at)),
                "gradient": doubles(gradient(f, at)),
                "fisher": entries(family.fisher(chart, at)),
            }
            empirical = family.empirical(chart, at)
            if empirical is not None:
                case["empirical"] = entries(empirical)
            yield {**case, "hessian": significant(entries(hessian(f, at)), case["fisher"])}


def significant(form, fisher):
    """Entries that are zero up to rounding become zero, where a loss is linear in a chart."""
    a, _, c = fisher
    units = (a, (a * c) ** 0.5, c)
    return [x if abs(x) > 1e-30 * unit else 0.0 for x, unit in zip(form, units)]


def divergences(family, places):
    """Pairs of points from 1e-28 nats up, and pairs that are far apart."""
    lengths = ("1.5e-14", "1e-9", "1e-4", "0.1")
    for n, place in enumerate(places):
        for chart in family.charts:
            start = family.place(chart, place)
            if not family.contains(chart, start):
                continue
            u, v = frame(family.fisher(chart, start))
            ends = [family.place(chart, places[n - 1])]
            for length in lengths:
                for c, s in ((1, "0.2"), ("-0.3", "-0.7")):
                    ends.append(exact(
                        start[k] + mpf(length) * (mpf(c) * u[k] + mpf(s) * v[k]) for k in range(2)
                    ))
            for end in ends:
                if end != start and family.contains(chart, end) and family.is_tame(chart, end):
                    yield divergence(family, chart, start, end)


def divergence(family, chart, start, end):
    p, q = family.canonical(chart, start), family.canonical(chart, end)
    case = {
        **family.spec,
        "chart": chart,
        "from": doubles(start),
        "to": doubles(end),
        "oldNew": float(family.kl(p, q, cancelling=70)),
        "newOld": float(family.kl(q, p, cancelling=70)),
    }
    return {**case, "distance": float(family.distance(p, q))} if family.closed_distance else case


def conversions(family, places):
    for place in places:
        for chart in family.charts:
            at = family.place(chart, place)
            if not family.contains(chart, at):
                continue
            others = {
                other: doubles(family.charts[other][1](*family.canonical(chart, at)))
                for other in family.charts
                if other != chart
            }
            yield {**family.spec, "chart": chart, "at": doubles(at), "to": others}


def optima(family):
    optimum = family.optimum()
    for chart in family.charts:
        yield {
            **family.spec,
            "chart": chart,
            "at": None if optimum is None else doubles(family.charts[chart][1](*optimum)),
        }


class Site:
    """A point of a chart with the quantities that rules use there."""

    def __init__(self, family, chart, at):
        self.family, self.chart, self.at = family, chart, at
        self.here = family.canonical(chart, at)
        self.loss = family.loss(chart)
        self.gradient = gradient(self.loss, at)
        self.fisher = family.fisher(chart, at)
        self.natural = mp.lu_solve(self.fisher, self.gradient)
        self.gain = (self.gradient.T * self.natural)[0]

    def kl(self, end, direction="old-new"):
        there = self.family.canonical(self.chart, end)
        pair = (self.here, there) if direction == "old-new" else (there, self.here)
        return self.family.kl(*pair)

    def moved(self, step):
        return self.at[0] + step[0], self.at[1] + step[1]

    def inside(self, end):
        return self.family.contains(self.chart, end)

    def case(self, rule, step, status="ok", halvings=0):
        rule = {k: float(v) if isinstance(v, mpf) else v for k, v in rule.items()}
        case = {**self.family.spec, "chart": self.chart, "at": doubles(self.at), "rule": rule}
        if status != "ok":
            return {**case, "status": status}
        return {**case, "step": doubles(step), "halvings": halvings}

    def straight(self, rule, step):
        """A straight step, halved until it ends in the domain."""
        for halvings in range(61):
            if self.inside(self.moved(step)):
                return self.case(rule, step, halvings=halvings)
            step = step / 2
        return self.case(rule, step, "left-domain")

    def landing(self, rule, end):
        """A step that ends at a canonical point."""
        end = self.family.charts[self.chart][1](*end)
        return self.case(rule, (end[0] - self.at[0], end[1] - self.at[1]))

    def arrow(self):
        """-F⁻¹g in natural coordinates."""
        to_natural = lambda a, b: self.family.natural(self.family.canonical(self.chart, (a, b)))
        return -jacobian(to_natural, self.at) * self.natural


def double(x):
    return mpf(float(x))


def straight_steps(site):
    g, identity = site.gradient, mp.eye(2)
    rate = double(mpf("0.01") * (site.natural.T * site.natural)[0] / (g.T * site.natural)[0])
    yield site.straight({"rule": "gradient", "rate": rate}, -rate * g)
    radius = double(mp.norm(site.natural) / 16)
    yield site.straight({"rule": "euclidean-ball", "radius": radius}, -radius / mp.norm(g) * g)
    yield site.straight({"rule": "natural-gradient", "rate": RATE}, -RATE * site.natural)
    # A long step, which may leave the domain and be halved.
    yield site.straight({"rule": "natural-gradient", "rate": mpf(2)}, -2 * site.natural)
    damping = double((site.fisher[0, 0] + site.fisher[1, 1]) / 8)
    damped = mp.lu_solve(site.fisher + damping * identity, g)
    rule = {"rule": "natural-gradient", "rate": RATE, "damping": damping}
    yield site.straight(rule, -RATE * damped)
    empirical = site.family.empirical(site.chart, site.at)
    if empirical is not None:
        rule = {"rule": "natural-gradient", "rate": RATE, "metric": "empirical"}
        yield site.straight(rule, -RATE * mp.lu_solve(empirical, g))
        rule = {**rule, "damping": damping}
        yield site.straight(rule, -RATE * mp.lu_solve(empirical + damping * identity, g))
    radius = double(mpf("0.01"))
    rule = {"rule": "fisher-ball", "radius": radius}
    yield site.straight(rule, -mp.sqrt(2 * radius / site.gain) * site.natural)
    rule = {**rule, "damping": damping}
    yield site.straight(rule, -mp.sqrt(2 * radius / (g.T * damped)[0]) * damped)
    form = hessian(site.loss, site.at)
    for extra in (mpf(0), damping):
        rule = {"rule": "newton", "rate": HALF, "damping": extra}
        matrix = form + extra * identity
        size = mp.sqrt(site.fisher[0, 0] * site.fisher[1, 1])
        if abs(mp.det(matrix)) < mpf(10) ** -30 * size**2:
            yield site.case(rule, None, "singular")
        else:
            yield site.straight(rule, -HALF * mp.lu_solve(matrix, g))


def searched_step(site, radius):
    """TRPO: the quadratic step, halved until KL is within the radius and the loss is lower."""
    rule = {"rule": "trpo", "radius": radius}
    step, here = -mp.sqrt(2 * radius / site.gain) * site.natural, site.loss(*site.at)
    for halvings in range(31):
        end = site.moved(step)
        if site.inside(end) and site.kl(end) <= radius and site.loss(*end) < here:
            return site.case(rule, step, halvings=halvings)
        step = step / 2
    return site.case(rule, (0, 0), halvings=30)


def ray_step(site, radius, direction):
    rule = {"rule": "kl-ray", "radius": radius, "direction": direction}

    def excess(time):
        end = site.moved(-time * site.natural)
        return site.kl(end, direction) / radius - 1 if site.inside(end) else None

    time = first_root(excess, mp.sqrt(2 * radius / site.gain))
    if time is None:
        return site.case(rule, None, "ill-posed")
    return site.case(rule, -time * site.natural)


def mirror_step(site, direction):
    """Stationary points of the linearised loss plus KL / rate, in natural
    coordinates, or in expectation coordinates for KL(new || old)."""
    family, rate = site.family, MIRROR_RATE
    eta = family.natural(site.here)
    mean, form, _ = family.moments(site.here)
    arrow = site.arrow()
    u, v = frame(form)

    def objective(x, y):
        step = mp.matrix([x * u[k] + y * v[k] for k in range(2)])
        there = family.of_natural((eta[0] + step[0], eta[1] + step[1]))
        if direction == "old-new":
            return -((form * arrow).T * step)[0] + family.kl(site.here, there) / rate
        change = family.moments(there)[0] - mean
        return -(arrow.T * change)[0] + family.kl(there, site.here) / rate

    slope = lambda x, y: tuple(gradient(objective, (x, y)))
    # The solution for the quadratic approximation of KL, in this frame.
    start = tuple(rate * (arrow.T * form * mp.matrix(axis))[0] for axis in (u, v))
    x, y = mp.findroot(slope, start, tol=mpf(10) ** -60, maxsteps=60)
    there = family.of_natural(tuple(eta[k] + x * u[k] + y * v[k] for k in range(2)))
    rule = {"rule": "mirror", "rate": rate, "direction": direction}
    return site.landing(rule, there)


def geodesic_step(site):
    """x'' = -F⁻¹ T[x', x'] / 2 in natural coordinates."""
    family = site.family

    def acceleration(eta, v):
        _, form, cube = family.moments(family.of_natural((eta[0], eta[1])))
        a, b, c, d = cube
        pull = mp.matrix([
            a * v[0] ** 2 + 2 * b * v[0] * v[1] + c * v[1] ** 2,
            b * v[0] ** 2 + 2 * c * v[0] * v[1] + d * v[1] ** 2,
        ])
        return -mp.lu_solve(form, pull) / 2

    velocity = MIRROR_RATE * site.arrow()
    with mp.workdps(40):
        end = at_time_one(acceleration, family.natural(site.here), (velocity[0], velocity[1]))
    rule = {"rule": "geodesic", "rate": MIRROR_RATE}
    return site.landing(rule, family.of_natural(end))


def exact_steps(site, radius, direction, balls):
    """`balls` keeps the samples of a ball, which serve in all charts."""
    family, options = site.family, {"radius": radius, "direction": direction}
    ball = Ball(family, site.here, radius, direction)
    ball.samples = balls.setdefault((radius, direction), ball.samples)
    if not ball.is_compact():
        return
    rule = {"rule": "kl-ball", **options}
    if family.crosses(site.chart, [ball.at(*point) for point in ball.around()]):
        # The coordinates of the chart are unbounded on the ball.
        yield site.case(rule, None, "ill-posed")
    else:
        coordinates = family.charts[site.chart][1]

        def linear(point):
            end = coordinates(*point)
            return mp.fsum(site.gradient[k] * (end[k] - site.at[k]) for k in range(2))

        yield site.landing(rule, ball.minimize(linear))
    rule, optimum = {"rule": "trust-region", **options}, family.optimum()
    if optimum is not None:
        pair = (site.here, optimum) if direction == "old-new" else (optimum, site.here)
        if family.kl(*pair) <= radius:
            yield site.landing(rule, optimum)
            return
    yield site.landing(rule, ball.minimize(lambda point: family.loss_of(point)))


def steps(family, places, radii):
    for place in places:
        balls = {}
        for chart in family.charts:
            site = Site(family, chart, family.place(chart, place))
            yield from straight_steps(site)
            yield geodesic_step(site)
            for radius in radii:
                yield searched_step(site, double(mpf(radius)))
            for direction in DIRECTIONS:
                yield mirror_step(site, direction)
                for radius in radii:
                    yield ray_step(site, double(mpf(radius)), direction)
                    yield from exact_steps(site, double(mpf(radius)), direction, balls)


BETA, RHO, BETA2, EPSILON = (double(x) for x in ("0.9", "0.9", "0.999", "1e-8"))


def momentum(g, v, count, rate):
    v = BETA * v + g
    return -rate * v, v


def nesterov(g, v, count, rate):
    v = BETA * v + g
    return -rate * (g + BETA * v), v


def each(f, *columns):
    return mp.matrix([f(*values) for values in zip(*columns)])


def adagrad(g, s, count, rate):
    s = each(lambda s, g: s + g * g, s, g)
    return each(lambda g, s: -rate * g / mp.sqrt(s + EPSILON), g, s), s


def rmsprop(g, s, count, rate):
    s = each(lambda s, g: RHO * s + (1 - RHO) * g * g, s, g)
    return each(lambda g, s: -rate * g / (mp.sqrt(s) + EPSILON), g, s), s


def adam(g, state, count, rate):
    m, s = state if count > 1 else (mp.zeros(2, 1), mp.zeros(2, 1))
    m = BETA * m + (1 - BETA) * g
    s = each(lambda s, g: BETA2 * s + (1 - BETA2) * g * g, s, g)
    first, second = m / (1 - BETA**count), s / (1 - BETA2**count)
    return each(lambda m, s: -rate * m / (mp.sqrt(s) + EPSILON), first, second), (m, s)


STATEFUL = {f.__name__: f for f in (momentum, nesterov, adagrad, rmsprop, adam)}
STEPS = 6


def runs(family, places):
    for place in places:
        for chart in family.charts:
            site = Site(family, chart, family.place(chart, place))
            # Steps that are short in Fisher length, in whatever units of the chart.
            small = double(1 / mp.sqrt(site.fisher[0, 0] + site.fisher[1, 1]) / 48)
            plain = double(mpf("0.02") * (site.natural.T * site.natural)[0] / site.gain)
            for name, rule in STATEFUL.items():
                rate = plain if rule in (momentum, nesterov) else small
                advance = lambda f, at, state, t, rule=rule, rate=rate: rule(
                    gradient(f, at), state, t, rate
                )
                yield run(site, {"rule": name, "rate": rate}, advance)
            yield run(
                site,
                {"rule": "natural-gradient", "rate": HALF, "schedule": "inverse-time"},
                lambda f, at, state, t: (
                    -HALF / t * mp.lu_solve(family.fisher(chart, at), gradient(f, at)), state
                ),
            )


def run(site, rule, advance):
    at, state, points = site.at, mp.zeros(2, 1), []
    for count in range(1, STEPS + 1):
        step, state = advance(site.loss, at, state, count)
        at = (at[0] + step[0], at[1] + step[1])
        assert site.inside(at), (site.chart, rule)
        points += doubles(at)
    case = site.case(rule, None, "running")
    del case["status"]
    return {**case, "points": points}


COUNT = 8


def balls(family, places, radii):
    """The boundary on rays at equal angles of the ball's frame (null for a ray that
    never leaves the ball), and its closed form for families that have one."""
    for place in places:
        for chart in family.charts:
            at = family.place(chart, place)
            for radius in radii:
                for direction in DIRECTIONS:
                    ball = Ball(family, family.canonical(chart, at), double(mpf(radius)), direction)
                    yield from boundary(ball, chart, at)


def boundary(ball, chart, at):
    # A singularity of the chart cuts the boundary, so angles mean nothing there.
    if ball.family.crosses(chart, [ball.at(*p) for p in ball.around() if p]):
        return
    angles = [2 * mp.pi * k / COUNT for k in range(COUNT)]
    ends = [ball.ray(mp.cos(angle), mp.sin(angle)) for angle in angles]
    coordinates = ball.family.charts[chart][1]
    yield {
        **ball.family.spec, "chart": chart, "center": doubles(at), "kind": f"kl-{ball.direction}",
        "radius": float(ball.radius),
        "points": [end and doubles(coordinates(*ball.at(*end))) for end in ends],
        **rim(ball, angles, coordinates),
    }


def rim(ball, angles, coordinates):
    if not hasattr(ball.family, "rim"):
        return {}
    about = ball.radius, ball.direction
    ends = [ball.family.rim(ball.center, mp.cos(angle), mp.sin(angle), *about) for angle in angles]
    return {"rim": [doubles(coordinates(*end)) for end in ends]}
