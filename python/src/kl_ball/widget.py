"""A figure in a notebook."""

import contextlib
import io

import anywidget
import traitlets

from .core import STATIC, ask
from .data import text_of, value_of

#: Attributes that are traits of every figure. Options of one rule, such as `gradient_rate`, become traits when they are given or set.
ATTRIBUTES = (
    "view", "model", "data", "chart", "rules", "start", "steps", "step", "radius", "rate", "direction", "schedule", "convention",
    "damping", "metric", "momentum", "beta1", "beta2", "decay", "epsilon", "batch", "seed", "balls", "field", "ellipses", "other",
    "scale", "loss", "weight", "spread", "starts", "window", "field_cost", "field_length", "morph", "stick", "units", "labels", "draws",
    "learners", "order", "observations", "delay", "order_seed", "budget", "first_kl", "against", "parameters", "solver", "show", "predict", "ticks", "builder", "controls", "theme", "classroom", "label", "goal", "series", "gap", "target", "limit", "cells", "spec",
)  # fmt: skip

#: Options of rules: a reader sets them for one rule, Python for all that have them.
OPTIONS = {"radius", "rate", "direction", "schedule", "convention", "damping", "metric", "momentum", "beta1", "beta2", "decay", "epsilon"}


def _attribute(trait):
    """`gradient_rate` is the attribute `gradient-rate`."""
    return trait.replace("_", "-")


def _rewritten(name, text):
    """An attribute's text as it is written from the value that Python has for it: `0.10` is `0.1`."""
    return text_of(name, value_of(name, text))


#: A widget with a trait for each attribute.
_Attributes = type("_Attributes", (anywidget.AnyWidget,), {name: traitlets.Any(None, allow_none=True) for name in ATTRIBUTES})


class KLBall(_Attributes):
    """A figure of steps that are limited by a Euclidean ball, a Fisher ellipse or a KL ball.

    Every attribute of the element `<kl-ball>` is a trait, with `_` for `-`: `KLBall(rules=["gradient", "kl-ball"],
    data=df["mass"], chart="variance", start=(3.0, 1.0), gradient_rate=0.1)`. Setting one changes the figure; what a
    reader does with the figure changes the traits. `data` takes lists, NumPy arrays, columns of pandas or polars,
    pairs `(inputs, labels)`, the name of a built-in set, or a dict as in a specification.

    Raises KLBallError, a ValueError, with the core's message where something is refused; nothing changes then.
    """

    _esm = STATIC / "kl-ball-notebook.js"
    _attributes = traitlets.Dict().tag(sync=True)
    #: What the figure said last of something that was refused in the page.
    error = traitlets.Unicode("").tag(sync=True)

    def __init__(self, **given):
        texts, values = {}, {}
        for name, value in given.items():
            text = text_of(_attribute(name), value)
            if text is not None:
                texts[_attribute(name)] = text
            values[name] = value
        ask("check", texts)
        self._quiet = True
        super().__init__(_attributes=texts)
        self.add_traits(**{name: traitlets.Any(None, allow_none=True) for name in values if not self.has_trait(name)})
        self._shown(texts)
        self._given = set(texts)
        self._quiet = False
        self.observe(self._from_python, [name for name in self.trait_names() if _attribute(name) in texts or name in ATTRIBUTES])
        self.observe(self._from_page, "_attributes")

    def _shown(self, texts):
        """Sets the traits to what the attributes say."""
        for name in self.trait_names():
            if name in ATTRIBUTES or _attribute(name) in texts:
                found = value_of(_attribute(name), texts.get(_attribute(name)))
                if getattr(self, name) != found:
                    setattr(self, name, found)

    def __setattr__(self, name, value):
        """An attribute that is no trait yet becomes one; a name that the figure does not know is refused."""
        if not name.startswith("_") and "_given" in self.__dict__ and not hasattr(self, name):
            ask("check", {**self._attributes, _attribute(name): text_of(_attribute(name), value) or ""})
            self.add_traits(**{name: traitlets.Any(None, allow_none=True)})
            self.observe(self._from_python, name)
        super().__setattr__(name, value)

    def _from_python(self, change):
        if self._quiet:
            return
        names = [name for name in self.trait_names() if name in ATTRIBUTES or name == change.name or _attribute(name) in self._attributes]
        before = {name: self._attributes.get(_attribute(name)) for name in names}
        try:
            # Within hold_trait_notifications() several have been set, and only together they may be right.
            after = {name: text_of(_attribute(name), getattr(self, name)) for name in names}
            changed = [name for name in names if after[name] != _rewritten(_attribute(name), before[name])]
            texts = {key: text for key, text in self._attributes.items() if key.replace("-", "_") not in changed}
            for option in OPTIONS.intersection(changed):  # what a reader set for single rules gives way
                texts = {key: text for key, text in texts.items() if key in self._given or not key.endswith(f"-{option}")}
            texts.update({_attribute(name): after[name] for name in changed if after[name] is not None})
            ask("check", texts)
        except ValueError:
            self._quietly(lambda: self._set(before))
            raise
        self._quietly(lambda: self._set({name: after[name] for name in {*changed, change.name}}))
        self._attributes = texts

    def _set(self, texts):
        """Sets traits to what texts say."""
        for name, text in texts.items():
            setattr(self, name, value_of(_attribute(name), text))

    def _from_page(self, change):
        self._quietly(lambda: self._shown(change.new))

    def _quietly(self, work):
        before, self._quiet = self._quiet, True
        try:
            work()
        finally:
            self._quiet = before

    @property
    def experiment(self):
        """The experiment as a specification: a dict."""
        return ask("check", self._attributes)

    def trajectories(self):
        """A DataFrame with a row for every point of every run: loss and KL of the step in nats, and the coordinates in every
        chart, in columns named `CHART_SYMBOL`, such as `precision_tau`. `run` is the number of a rule in a chart, and `start`
        that of a start: `table.groupby(["run", "start"])` are the paths. Without rules it has no rows. Needs pandas.
        """
        import pandas

        return pandas.read_csv(io.StringIO(ask("trajectories", self._attributes)))

    def to_svg(self, width=720, theme=None, scale=1):
        """The figure at rest as SVG text. It is drawn here, by the same code as in a page, without a browser or a network."""
        look = {"width": width, "scale": scale, **({"theme": theme} if theme else {})}
        return ask("svg", self._attributes, **look)

    def to_python(self, library=None):
        """The figure as a program in Python, with JAX, SciPy and Matplotlib."""
        return ask("python", self._attributes, **({"library": library} if library else {}))

    def _repr_mimebundle_(self, **keywords):
        """The widget, and beside it a picture for everything that runs no scripts: nbconvert, mail, a page of a repository."""
        bundle = super()._repr_mimebundle_(**keywords)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        data = {**data, "text/plain": self._said()}
        # A figure is worth showing even where its picture cannot be drawn here.
        with contextlib.suppress(Exception):
            data["image/svg+xml"] = self.to_svg()
        return data, metadata

    def _said(self):
        return f"KLBall({', '.join(f'{name}={text!r}' for name, text in self._attributes.items() if name != 'data')})"

    def __repr__(self):
        return self._said()

