"""Values with 50 digits and more for data in all kinds of units, with offsets and extreme values.

    python3 tests/reference/scales.py        # rewrites tests/data/scales-reference.json

Every number comes with its condition: the sum, over the coordinates and the observations, of how
much the number changes in proportion to a relative change of one of them. A computation is as good as
the problem allows if it errs by no more than some roundings, 2^-53, of that sum. The condition of a
maximum-likelihood estimate includes its standard deviation. Formulas are those of docs/mathematics/gaussian.md and docs/mathematics/logistic.md, applied to
the observations as they are: nothing is shifted or scaled.
"""

import json

import mpmath as mp
from mpmath import mpf

from exact import ROOT

LABELS = [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1]
BULK = range(20)
CODE = 99999999
SMALL = mpf(10) ** -30


def data():
    """Name, inputs, labels, how many of the first inputs are the bulk."""
    plain = lambda f: ([float(f(k)) for k in BULK], LABELS, 20)
    yield "years", *plain(lambda k: 1960 + 3 * k)
    yield "seconds since 1970", *plain(lambda k: 1.7e9 + 3600 * k + 7 * (k % 3))
    yield "seconds of one minute", *plain(lambda k: 1.7e9 + 3 * k)
    yield "kelvin", *plain(lambda k: 273.15 + 0.7 * k)
    yield "millionths", *plain(lambda k: 1e6 + 0.3 * k)
    yield "tiny unit", *plain(lambda k: k * 1e12)
    yield "huge unit", *plain(lambda k: k * 1e-12)
    for name, value, label in (
        ("one of 1e8", 1e8, 1), ("one of 1e12", 1e12, 1), ("one of -1e12", -1e12, 0), ("one of 1e12, surprising", 1e12, 0),
    ):
        yield name, [float(k) for k in BULK] + [value], LABELS + [label], 20
    yield "seconds, one missing as 0", [1.7e9 + 3600 * k for k in BULK] + [0.0], LABELS + [0], 20
    codes = [float(k) for k in range(9)] + [float(CODE)] * 12
    yield "most are codes", codes, [0, 0, 1, 0, 1, 0, 1, 1, 0] + [1] * 11 + [0], 9
    given = [3, 5, 4, 7, 6, 8, 9, 12, 11, 10, 2, 6, CODE]
    yield "missing-value code", [float(x) for x in given], [0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1], 12


def moments(x):
    mean = mp.fsum(x) / len(x)
    return mean, mp.sqrt(mp.fsum((v - mean) ** 2 for v in x) / len(x))


def pulled(form, j):
    """J' A J of [a11, a12, a22] with the columns of J."""
    apply = lambda u, v: form[0] * u[0] * v[0] + form[1] * (u[0] * v[1] + u[1] * v[0]) + form[2] * u[1] * v[1]
    return [apply(j[0], j[0]), apply(j[0], j[1]), apply(j[1], j[1])]


def solved(form, g):
    a, b, c = form
    det = a * c - b * b
    return [(c * g[0] - b * g[1]) / det, (a * g[1] - b * g[0]) / det]


class Logistic:
    model = "logistic"
    charts = ("raw", "rescaled", "whitened", "boundary")

    def own(self, chart, at, x):
        """(w, b)."""
        p, q = at
        if chart == "rescaled":
            return 1000 * p, q
        if chart == "whitened":
            mean, spread = moments(x)
            return p / spread, q - p * mean / spread
        return (q, -p * q) if chart == "boundary" else (p, q)

    def place(self, chart, own, x):
        w, b = own
        if chart == "rescaled":
            return w / 1000, b
        if chart == "whitened":
            mean, spread = moments(x)
            return w * spread, b + w * mean
        return (-b / w, w) if chart == "boundary" else (w, b)

    def columns(self, chart, at, x):
        """Derivatives of (w, b) by the first and by the second coordinate."""
        if chart == "rescaled":
            return (1000, 0), (0, 1)
        if chart == "whitened":
            mean, spread = moments(x)
            return (1 / spread, -mean / spread), (0, 1)
        return ((0, -at[1]), (1, -at[0])) if chart == "boundary" else ((1, 0), (0, 1))

    def odds(self, own, x):
        return [own[0] * v + own[1] for v in x]

    def numbers(self, chart, at, to, x, y):
        n, j = len(x), self.columns(chart, at, x)
        own, other = self.own(chart, at, x), self.own(chart, to, x)
        softplus = lambda z: mp.log1p(mp.exp(-abs(z))) + max(z, 0)
        sigma = lambda z: 1 / (1 + mp.exp(-z))
        odds, others = self.odds(own, x), self.odds(other, x)
        r = [-sigma(-z) if label else sigma(z) for z, label in zip(odds, y)]
        v = [sigma(z) * sigma(-z) for z in odds]
        second = lambda weights: [mp.fsum(a * u**k for a, u in zip(weights, x)) / n for k in (2, 1, 0)]
        first = second(r)[1:]
        fisher = pulled(second(v), j)
        gradient = [first[0] * c[0] + first[1] * c[1] for c in j]
        bend = -first[1] if chart == "boundary" else 0
        kl = lambda a, b: mp.fsum(softplus(q) - softplus(p) - sigma(p) * (q - p) for p, q in zip(a, b)) / n
        return {
            "loss": [mp.fsum(softplus(-z if label else z) for z, label in zip(odds, y)) / n],
            "gradient": gradient,
            "fisher": fisher,
            "empirical": pulled(second([a * a for a in r]), j),
            "hessian": [fisher[0], fisher[1] + bend, fisher[2]],
            "arrow": solved(fisher, gradient),
            "divergences": [kl(odds, others), kl(others, odds)],
        }

    def places(self, x, bulk):
        middle, spread = moments([mpf(v) for v in x[:bulk]])
        for slope, level in (("0.8", "0.3"), ("-1.5", "1"), ("0.02", "0.5")):
            w = mpf(slope) / spread
            yield w, mpf(level) - w * middle

    def newton(self, own, x, y, origin):
        """The Newton step at (w, b), formed about an origin."""
        n, odds = len(x), self.odds(own, x)
        sigma = lambda z: 1 / (1 + mp.exp(-z))
        u = [v - origin for v in x]
        r = [-sigma(-z) if label else sigma(z) for z, label in zip(odds, y)]
        v = [sigma(z) * sigma(-z) for z in odds]
        sums = lambda weights, k: mp.fsum(a * t**k for a, t in zip(weights, u)) / n
        a, b = solved([sums(v, 2), sums(v, 1), sums(v, 0)], [sums(r, 1), sums(r, 0)])
        return -a, -b + a * origin

    def loss(self, own, x, y):
        softplus = lambda z: mp.log1p(mp.exp(-abs(z))) + max(z, 0)
        return mp.fsum(softplus(-z if label else z) for z, label in zip(self.odds(own, x), y))

    def optimum(self, x, y):
        share, at = mpf(sum(y)) / len(y), None
        at = (mpf(0), mp.log(share / (1 - share)))
        for _ in range(400):
            step, size = self.newton(at, x, y, x[0]), mpf(1)
            before = self.loss(at, x, y)
            while self.loss((at[0] + size * step[0], at[1] + size * step[1]), x, y) > before and size > mpf(2) ** -60:
                size /= 2
            at = (at[0] + size * step[0], at[1] + size * step[1])
            if abs(step[0]) < mpf(10) ** -40 * abs(at[0]):
                return at
        raise ArithmeticError("no optimum")

    def optimum_near(self, at, x, y):
        step = self.newton(at, x, y, x[0])
        return at[0] + step[0], at[1] + step[1]


class Gaussian:
    model = "gaussian"
    charts = ("variance", "precision", "std-dev", "log-std", "natural", "expectation")

    def own(self, chart, at, _):
        """(mu, v)."""
        p, q = at
        return {
            "variance": lambda: (p, q),
            "precision": lambda: (p, 1 / q),
            "std-dev": lambda: (p, q * q),
            "log-std": lambda: (p, mp.exp(2 * q)),
            "natural": lambda: (-p / (2 * q), -1 / (2 * q)),
            "expectation": lambda: (p, q - p * p),
        }[chart]()

    def place(self, chart, own, _):
        mu, v = own
        return {
            "variance": lambda: (mu, v),
            "precision": lambda: (mu, 1 / v),
            "std-dev": lambda: (mu, mp.sqrt(v)),
            "log-std": lambda: (mu, mp.log(v) / 2),
            "natural": lambda: (mu / v, -1 / (2 * v)),
            "expectation": lambda: (mu, mu * mu + v),
        }[chart]()

    def derivatives(self, chart, own):
        """The columns of the Jacobian, and the second derivatives of mu and of v."""
        mu, v = own
        none = [0, 0, 0]
        return {
            "variance": lambda: (((1, 0), (0, 1)), none, none),
            "precision": lambda: (((1, 0), (0, -v * v)), none, [0, 0, 2 * v**3]),
            "std-dev": lambda: (((1, 0), (0, 2 * mp.sqrt(v))), none, [0, 0, 2]),
            "log-std": lambda: (((1, 0), (0, 2 * v)), none, [0, 0, 4 * v]),
            "natural": lambda: (((v, 0), (2 * mu * v, 2 * v * v)), [0, 2 * v * v, 8 * mu * v * v], [0, 0, 8 * v**3]),
            "expectation": lambda: (((1, -2 * mu), (0, 1)), none, [-2, 0, 0]),
        }[chart]()

    def numbers(self, chart, at, to, x, _):
        n, (mu, v), (nu, w) = len(x), self.own(chart, at, x), self.own(chart, to, x)
        j, first, second = self.derivatives(chart, (mu, v))
        mean = lambda k: mp.fsum((value - mu) ** k for value in x) / n
        d, m2, m3, m4 = -mean(1), mean(2), mean(3), mean(4)
        g = [d / v, (v - m2) / (2 * v * v)]
        f = pulled([1 / v, 0, 1 / (2 * v * v)], j)
        e = [m2 / v**2, (m3 + v * d) / (2 * v**3), (m4 - 2 * v * m2 + v * v) / (4 * v**4)]
        h = pulled([1 / v, -d / v**2, m2 / v**3 - 1 / (2 * v * v)], j)
        gradient = [g[0] * c[0] + g[1] * c[1] for c in j]
        kl = lambda m, a, k, b: (mp.log(b / a) + a / b - 1 + (m - k) ** 2 / b) / 2
        return {
            "loss": [mp.log(2 * mp.pi * v) / 2 + m2 / (2 * v)],
            "gradient": gradient,
            "fisher": f,
            "empirical": pulled(e, j),
            "hessian": [h[k] + g[0] * first[k] + g[1] * second[k] for k in range(3)],
            "arrow": solved(f, gradient),
            "divergences": [kl(mu, v, nu, w), kl(nu, w, mu, v)],
        }

    def places(self, x, bulk):
        middle, spread = moments([mpf(v) for v in x[:bulk]])
        for shift, scale in (("0.3", "1.2"), ("-1.5", "0.6"), ("0.01", "3")):
            yield middle + mpf(shift) * spread, (mpf(scale) * spread) ** 2

    def optimum(self, x, _):
        mean, spread = moments(x)
        return mean, spread * spread

    def optimum_near(self, _, x, y):
        return self.optimum(x, y)


def conditioned(f, inputs):
    """The numbers with their conditions."""
    plain = f(inputs)
    size = {name: [mpf(0)] * len(found) for name, found in plain.items()}
    for k, value in enumerate(inputs):
        moved = f([*inputs[:k], value * (1 + SMALL), *inputs[k + 1 :]])
        for name, found in plain.items():
            for i, number in enumerate(found):
                size[name][i] += abs(moved[name][i] - number) / SMALL
    return {name: [[float(v), float(c)] for v, c in zip(found, size[name])] for name, found in plain.items()}


def cases():
    mp.mp.dps = 90
    for family in (Logistic(), Gaussian()):
        for name, given, labels, bulk in data():
            x = [mpf(v) for v in given]
            entry = {"model": family.model, "name": name, "x": given}
            if family.model == "logistic":
                entry["y"] = labels
            best = family.optimum(x, labels)
            near = lambda v, chart: {"optimum": family.place(chart, family.optimum_near(best, v, labels), v)}
            optima, places = {}, []
            for chart in family.charts:
                at = family.place(chart, best, x)
                a, b, c = family.numbers(chart, at, at, x, labels)["fisher"]
                deviations = [mp.sqrt(e / (a * c - b * b) / len(x)) for e in (c, a)]
                known = conditioned(lambda v, c=chart: near(v, c), x)["optimum"]
                optima[chart] = [[v, c + float(d)] for (v, c), d in zip(known, deviations)]
            own = list(family.places(given, bulk))
            for k, start in enumerate(own):
                for chart in family.charts:
                    ends = [own[k], own[(k + 1) % len(own)]]
                    double = lambda p: [float(c) for c in family.place(chart, p, x)]
                    at, to = map(double, ends)
                    numbers = lambda v: family.numbers(chart, v[:2], v[2:4], v[4:], labels)
                    inputs = [*map(mpf, at), *map(mpf, to), *x]
                    places.append({"chart": chart, "at": at, "to": to, **conditioned(numbers, inputs)})
            yield {**entry, "optimum": optima, "places": places}


def main():
    lines = ",\n".join("  " + json.dumps(case, separators=(",", ":")) for case in cases())
    target = ROOT / "tests" / "data" / "scales-reference.json"
    target.write_text(f"[\n{lines}\n]\n")
    print(target.relative_to(ROOT), target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
