"""High-precision reference values for every model of the catalogue.

    python3 -m pip install mpmath gmpy2        # gmpy2 only makes it faster
    python3 tests/reference/generate.py        # rewrites tests/data/*-reference.json
    python3 tests/reference/generate.py policy # or one of them

Everything follows from definitions, in 50 digits or more, and shares no
formula with the Rust sources beyond the meaning of the charts: expectations
are sums (for the Gaussian, integrals) over all outcomes, gradients and
Hessians are numerical derivatives through the chart, exact steps solve the
Karush-Kuhn-Tucker equations from the best point of a dense sampling of the
boundary, geodesics integrate their differential equation.
"""

import sys

import mpmath as mp
from mpmath import mpf

import cases
import families
import gaussian
import mixture
import variational
from exact import write


def logits(p1, p2):
    p1, p2 = mpf(p1), mpf(p2)
    return mp.log(p1 / (1 - p1 - p2)), mp.log(p2 / (1 - p1 - p2))


def whitened(family, places):
    return [family.charts["whitened"][0](mpf(a), mpf(b)) for a, b in places]


def logistic():
    """Places in whitened coordinates: plain, flat, steep, saturated."""
    everywhere = (("-0.8", "0.4"), ("1.5", "-1.2"), ("0.003", "2.5"), ("-9", "3"), (28, -6))
    starts = (("-0.4", "0.6"), ("1.9", "-0.7"))
    for family in families.logistic():
        few = family.spec["set"] == "penguins"
        yield family, {
            "derivatives": whitened(family, everywhere[:2] if few else everywhere),
            "divergences": whitened(family, everywhere[:1] if few else everywhere[:4]),
            "conversions": whitened(family, everywhere),
            "starts": whitened(family, () if few else starts),
            "radii": ("1e-8", "0.05", "0.25"),
        }


def simplex(all_families):
    everywhere = (
        ("0.2", "0.5"), ("0.6", "0.3"), ("0.01", "0.6"), ("1e-6", "0.3"), ("0.98", "0.012"),
        ("0.45", "0.549999999"),
    )
    for family in all_families:
        door = family.model == "policy"
        starts = (("0.5", "0.05"), ("0.3", "0.28")) if door else (("0.2", "0.5"), ("0.7", "0.05"))
        yield family, {
            "derivatives": [logits(*p) for p in everywhere],
            "divergences": [logits(*p) for p in everywhere[:5]],
            "conversions": [logits(*p) for p in everywhere],
            "starts": [logits(*p) for p in starts],
            "radii": ("1e-8", "0.04", "0.3", "2"),
        }


MODELS = {
    "logistic": logistic,
    "categorical": lambda: simplex(families.categorical()),
    "policy": lambda: simplex(families.policy()),
}


def parts(asked):
    asked = list(asked)
    every = lambda make: [case for family, wanted in asked for case in make(family, wanted)]
    return {
        "derivatives": every(lambda f, w: cases.derivatives(f, w["derivatives"])),
        "divergences": every(lambda f, w: cases.divergences(f, w["divergences"])),
        "conversions": every(lambda f, w: cases.conversions(f, w["conversions"])),
        "optima": every(lambda f, w: cases.optima(f)),
        "steps": every(lambda f, w: cases.steps(f, w["starts"], w["radii"])),
        "runs": every(lambda f, w: cases.runs(f, w["starts"])),
        "balls": every(lambda f, w: cases.balls(f, w["starts"][:1], w["radii"])),
    }


# Models whose outcomes cannot be listed.
CONTINUOUS = {"gaussian": gaussian.parts, "variational": variational.parts, "mixture": mixture.parts}


def main(names):
    for name in names or [*MODELS, *CONTINUOUS]:
        write(name, CONTINUOUS[name]() if name in CONTINUOUS else parts(MODELS[name]()))


if __name__ == "__main__":
    main(sys.argv[1:])
