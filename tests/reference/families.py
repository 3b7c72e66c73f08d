"""The families with finitely many outcomes, computed from their definitions.

Nothing here is derived: a family is a list of contexts (the inputs of the
logistic model; one for the others) with the log-probabilities of their
outcomes, what was observed of them, and the sufficient statistics. Losses,
scores, Fisher matrices and divergences are sums over all of these.
"""

import mpmath as mp
from mpmath import mpf

from exact import ROOT, exact, full, gradient, outer


class Finite:
    """Charts map to the canonical coordinates of docs/mathematics/conventions.md#charts, and back:
    (w, b) of the logistic model, the logits (ln p1/p3, ln p2/p3) on the simplex."""

    def log_densities(self, canonical):
        """For each context the log-probability of each outcome."""
        raise NotImplementedError

    def probabilities(self, canonical):
        return [[mp.exp(l) for l in outcomes] for outcomes in self.log_densities(canonical)]

    def canonical(self, chart, at):
        return self.charts[chart][0](*at)

    def place(self, chart, canonical):
        """The doubles nearest a distribution in a chart."""
        return exact(self.charts[chart][1](*canonical))

    def contains(self, chart, at):
        return self.charts[chart][2](*at)

    def loss_of(self, canonical):
        """The mean negative log-likelihood, or minus the expected reward."""
        logs = self.log_densities(canonical)
        if self.rewards:
            return -mp.fsum(r * mp.exp(l) for r, l in zip(self.rewards, logs[0]))
        return -mp.fsum(
            share * l
            for shares, outcomes in zip(self.observed, logs)
            for share, l in zip(shares, outcomes)
            if share
        )

    def loss(self, chart):
        return lambda a, b: self.loss_of(self.canonical(chart, (a, b)))

    def natural(self, canonical):
        return canonical

    def of_natural(self, eta):
        return eta

    def flat(self, direction):
        """The map to the coordinates in which the rays of a ball are straight lines,
        and the map back."""
        return self.natural, self.of_natural

    def crosses(self, chart, points):
        """Whether a singularity of the chart runs between the points."""
        return False

    def is_tame(self, chart, at):
        """Whether every log-probability is above -700: docs/mathematics/numerics.md#divergences."""
        logs = self.log_densities(self.canonical(chart, at))
        return all(l > -700 for outcomes in logs for l in outcomes)

    def second_moment(self, chart, at, weights):
        total = mp.matrix([0, 0, 0])
        for i, shares in enumerate(weights):
            for k, share in enumerate(shares):
                log = lambda a, b: self.log_density(self.canonical(chart, (a, b)), i, k)
                total += share * outer(gradient(log, at))
        return total

    def fisher(self, chart, at):
        """E[score scoreᵀ], outcomes weighted by their probabilities under the model."""
        p = self.probabilities(self.canonical(chart, at))
        return full(self.second_moment(chart, at, [
            [weight * share for share in shares] for weight, shares in zip(self.weights, p)
        ]))

    def empirical(self, chart, at):
        return None if self.rewards else full(self.second_moment(chart, at, self.observed))

    def kl(self, p, q, cancelling=15):
        """KL(p || q) of canonical points as a sum over outcomes, with `cancelling`
        more digits, because the terms cancel for near points."""
        with mp.workdps(mp.mp.dps + cancelling):
            old, new = self.log_densities(p), self.log_densities(q)
            return mp.fsum(
                weight * mp.exp(l) * (l - m)
                for weight, logs, others in zip(self.weights, old, new)
                for l, m in zip(logs, others)
            )

    def moments(self, canonical):
        """Mean, covariance and third central moment of the sufficient
        statistics: expectation parameters, Fisher matrix and cubic form in
        natural coordinates."""
        mean, square = mp.matrix([0, 0]), mp.matrix([[0, 0], [0, 0]])
        cube = [mpf(0)] * 4
        for weight, shares, vectors in zip(self.weights, self.probabilities(canonical), self.statistics):
            center = [mp.fsum(p * t[k] for p, t in zip(shares, vectors)) for k in range(2)]
            mean += weight * mp.matrix(center)
            for p, t in zip(shares, vectors):
                d, w = [t[k] - center[k] for k in range(2)], weight * p
                square += w * mp.matrix([[d[0] * d[0], d[0] * d[1]], [d[0] * d[1], d[1] * d[1]]])
                for k in range(4):
                    cube[k] += w * d[0] ** (3 - k) * d[1] ** k
        return mean, square, cube


class Logistic(Finite):
    model = "logistic"
    rewards = None
    closed_distance = False

    def __init__(self, name, x, y):
        self.spec = {"set": name}
        n = mpf(len(x))
        x = [mpf(float(value)) for value in x]
        self.inputs = sorted(set(x))
        seen = lambda value, label: mpf(sum(1 for z, l in zip(x, y) if z == value and l == label))
        self.observed = [[seen(value, 0) / n, seen(value, 1) / n] for value in self.inputs]
        self.weights = [sum(shares) for shares in self.observed]
        self.statistics = [[(0, 0), (value, 1)] for value in self.inputs]
        mean = mp.fsum(x) / n
        spread = mp.sqrt(mp.fsum((value - mean) ** 2 for value in x) / n)
        anywhere = lambda a, b: True
        self.charts = {
            "raw": (lambda w, b: (w, b), lambda w, b: (w, b), anywhere),
            "rescaled": (lambda w, b: (1000 * w, b), lambda w, b: (w / 1000, b), anywhere),
            "whitened": (
                lambda w, b: (w / spread, b - w * mean / spread),
                lambda w, b: (spread * w, b + w * mean),
                anywhere,
            ),
            "boundary": (lambda t, w: (w, -t * w), lambda w, b: (-b / w, w), lambda t, w: w != 0),
        }
        self.own = self.charts["whitened"][1::-1]

    def log_density(self, canonical, i, k):
        z = canonical[0] * self.inputs[i] + canonical[1]
        return -mp.log(1 + mp.exp(-z if k else z))

    def log_densities(self, canonical):
        w, b = canonical
        odds = (w * x + b for x in self.inputs)
        return [[l - z, l] for z in odds for l in [-mp.log(1 + mp.exp(-z))]]

    def crosses(self, chart, points):
        return chart == "boundary" and len({p[0] > 0 for p in points}) > 1

    def optimum(self):
        mean = lambda k: mp.fsum(o[1] * s[1][k] for o, s in zip(self.observed, self.statistics))
        target = mp.matrix([mean(0), mean(1)])
        at = mp.matrix(self.charts["whitened"][0](0, 0))
        for _ in range(60):
            m, form, _ = self.moments((at[0], at[1]))
            step = mp.lu_solve(form, target - m)
            at += step
        assert mp.norm(step) < mpf(10) ** -40
        return at[0], at[1]


class Simplex(Finite):
    weights = [mpf(1)]
    statistics = [[(1, 0), (0, 1), (0, 0)]]
    closed_distance = True

    def __init__(self, scale=(1, 1)):
        k1, k2 = (mpf(k) for k in scale)
        anywhere = lambda a, b: True
        to_logits = lambda p1, p2: (mp.log(p1 / (1 - p1 - p2)), mp.log(p2 / (1 - p1 - p2)))

        def sequential(x, y):
            """a = ln (p2 + p3)/p1, b = ln p2/p3."""
            a, b = k1 * x, k2 * y
            return mp.log(1 + mp.exp(b)) - a, b

        self.charts = {
            "logit": (lambda a, b: (a, b), lambda a, b: (a, b), anywhere),
            "probability": (
                to_logits,
                lambda a, b: self.shares((a, b))[:2],
                lambda p, q: p > 0 and q > 0 and p + q < 1,
            ),
            "sphere": (
                lambda x, y: to_logits(x * x, y * y),
                lambda a, b: tuple(mp.sqrt(p) for p in self.shares((a, b))[:2]),
                lambda x, y: x > 0 and y > 0 and x * x + y * y < 1,
            ),
            "sequential": (
                sequential,
                lambda a, b: ((mp.log(1 + mp.exp(b)) - a) / k1, b / k2),
                anywhere,
            ),
        }
        # The map between the log-odds and the model's own coordinates is its own inverse.
        self.own = (lambda a, b: (mp.log(1 + mp.exp(b)) - a, b),) * 2

    def shares(self, logits):
        weights = [mp.exp(logits[0]), mp.exp(logits[1]), mpf(1)]
        return tuple(w / sum(weights) for w in weights)

    def log_densities(self, canonical):
        total = mp.log(mp.exp(canonical[0]) + mp.exp(canonical[1]) + 1)
        return [[canonical[0] - total, canonical[1] - total, -total]]

    def log_density(self, canonical, i, k):
        return self.log_densities(canonical)[i][k]

    def distance(self, p, q):
        """The angle between the roots on a sphere of radius 2."""
        with mp.workdps(mp.mp.dps + 70):
            cosine = mp.fsum(mp.sqrt(a * b) for a, b in zip(self.shares(p), self.shares(q)))
            return 2 * mp.acos(cosine)


class Categorical(Simplex):
    model = "categorical"
    rewards = None

    def __init__(self, name, counts):
        super().__init__()
        self.spec = {"set": name}
        self.observed = [[mpf(count) / sum(counts) for count in counts]]

    def optimum(self):
        f1, f2, f3 = self.observed[0]
        return mp.log(f1 / f3), mp.log(f2 / f3)


class Policy(Simplex):
    """Outcomes: spin, treasure, trap."""

    model = "policy"
    rewards = (0, 1, -1)

    def __init__(self, scale):
        super().__init__(scale)
        self.spec = {"scale": list(scale)}

    def optimum(self):
        return None


def table(name):
    lines = (ROOT / "src" / "data" / name).read_text().split()
    return [line.split(",") for line in lines[1:]]


def logistic():
    launches = table("oring.csv")
    teaching = (1.2, 1.5, 1.9, 2.1, 2.4, 2.6, 2.9, 3.1, 3.3, 3.8, 4.0, 4.4)
    labels = (0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1)
    penguins = table("penguins.csv")
    return [
        Logistic("oring", [row[1] for row in launches], [int(row[2]) for row in launches]),
        Logistic("teaching", teaching, labels),
        Logistic("penguins", [row[0] for row in penguins], [int(row[1]) for row in penguins]),
    ]


def categorical():
    species = [int(row[1]) for row in table("penguin-species.csv")]
    return [Categorical("counts", [5, 3, 2]), Categorical("penguin-species", species)]


def policy():
    return [Policy((1, 1)), Policy((3, 1))]
