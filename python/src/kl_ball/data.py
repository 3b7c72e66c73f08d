"""Data of all kinds as the text of an attribute, and values of attributes as Python has them."""

import json
import math

from .core import KLBallError

#: Attributes that are lists of words, and those that are lists of numbers.
WORDS = {"view", "chart", "rules", "ellipses", "learners"}
NUMBERS = {"start", "other", "scale"}

#: Attributes with which a page loads a table. Python has tables of its own.
TABLES = {"data-src", "data-x", "data-y", "data-one", "data-zero"}


def column(values, name="data"):
    """A list of floats from a list, a NumPy array, or a column of pandas or polars; missing values are refused."""
    _refuse_lazy(name, values)
    values = plain(values)
    if not hasattr(values, "__iter__"):
        raise KLBallError(f"{name} is {values!r}; allowed: a list of numbers")
    numbers = []
    for k, value in enumerate(values):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise KLBallError(f"{name}[{k}] is {value!r}; allowed: a finite number (drop missing values first)")
        numbers.append(number)
    if not numbers:
        raise KLBallError(f"{name} is empty; allowed: at least one number")
    return numbers


def _refuse_lazy(name, value):
    """A lazy table of polars has no rows yet."""
    if type(value).__name__ == "LazyFrame":
        raise KLBallError(f"{name} is a LazyFrame, a query that has not been run; allowed: its rows, which .collect() gives")


def plain(value):
    """Lists and numbers of Python for those of NumPy, pandas and polars."""
    for method in ("to_list", "tolist"):
        if hasattr(value, method):
            return getattr(value, method)()
    return value


def data_text(data):
    """`data` as an attribute has it: a name or numbers; inputs with labels, counts and targets as JSON.

    A pair `(x, y)` of equally long columns are inputs with their labels; so is a table with two columns. A dict is a
    specification: `{"x": …, "y": …}`, `{"counts": …}`, `{"peaks": …}`. Everything else is a column of numbers. What a
    model cannot take is left for the core to refuse.
    """
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        lists = {key: column(data[key], key) for key in ("x", "y", "counts") if data.get(key) is not None}
        others = {key: value for key, value in data.items() if key not in ("x", "y", "counts")}
        return json.dumps({**lists, **others}, default=plain)
    if hasattr(data, "columns"):  # a table of pandas or polars
        names = list(data.columns)
        return _columns_text([data[name] for name in names], f"the columns {', '.join(map(str, names))}")
    if getattr(data, "ndim", 1) == 2:
        return _columns_text(list(data.T), f"{data.shape[1]} columns")
    if isinstance(data, tuple) and len(data) == 2 and all(hasattr(part, "__len__") and not isinstance(part, str) for part in data):
        x, y = column(data[0], "x"), column(data[1], "y")
        if len(x) != len(y):
            raise KLBallError(f"y has {len(y)} labels; allowed: {len(x)}, one for each input")
        return json.dumps({"x": x, "y": y})
    return " ".join(repr(number) for number in column(data))


def _columns_text(columns, said):
    """One column of numbers, or two: inputs and labels."""
    if len(columns) not in (1, 2):
        raise KLBallError(f"data has {said}; allowed: one, or two (inputs and labels)")
    return data_text(tuple(columns) if len(columns) == 2 else columns[0])


def text_of(name, value):
    """The text of an attribute, or None where it is left out."""
    if value is None or value is False:
        return None
    if name in TABLES:
        raise KLBallError(f"{name.replace('-', '_')} is {value!r}; allowed: none in Python; read the table and pass data=, such as data=table[\"mass\"]")
    _refuse_lazy(name, value)
    if name == "data":
        return data_text(value)
    if name == "spec" or isinstance(value, dict):
        return value if isinstance(value, str) else json.dumps(value)
    if value is True:
        return ""
    if isinstance(value, str):
        return value
    value = plain(value)
    if isinstance(value, (list, tuple)):
        if name == "rules" and not value:
            return "none"
        nested = any(isinstance(plain(part), (list, tuple)) for part in value)  # several starts, or a window for each plane
        return (", " if nested else " ").join(text_of(None, part) or "" for part in value)
    return repr(value)


def value_of(name, text):
    """An attribute as Python has it: words are lists, places are tuples of numbers, numbers are numbers."""
    if text is None:
        return None
    if name in WORDS:
        return text.split()
    if name in NUMBERS:
        parts = text.replace(",", " ").split()
        return tuple(number(part) for part in parts)
    return number(text) if name != "data" else text


def number(text):
    """A number where the text is one, and otherwise the text."""
    try:
        found = float(text)
    except ValueError:
        return text
    return int(found) if text.strip().lstrip("+-").isdigit() else found
