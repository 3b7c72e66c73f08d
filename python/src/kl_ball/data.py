"""Data of all kinds as the text of an attribute, and values of attributes as Python has them."""

import json
import math

#: Attributes that are lists of words, and those that are lists of numbers.
WORDS = {"view", "chart", "rules", "ellipses", "learners"}
NUMBERS = {"start", "other", "scale"}


def column(values, name="data"):
    """A list of floats from a list, a NumPy array, or a column of pandas or polars; missing values are refused."""
    if hasattr(values, "to_list"):
        values = values.to_list()
    elif hasattr(values, "tolist"):
        values = values.tolist()
    numbers = []
    for k, value in enumerate(values):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            raise ValueError(f"{name}[{k}] is {value!r}; allowed: a finite number (drop missing values first)")
        numbers.append(number)
    return numbers


def data_text(data):
    """`data` as an attribute has it: a name, numbers, inputs with labels, counts, or a target.

    A pair `(x, y)` of equally long columns are inputs with their labels; so is a table with two columns. A dict is a
    specification: `{"x": …, "y": …}`, `{"counts": …}`, `{"peaks": …}`. Everything else is a column of numbers.
    """
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        if "counts" in data and "names" in data:
            return ", ".join(f"{name}: {count:g}" for name, count in zip(data["names"], column(data["counts"], "counts")))
        if "counts" in data:
            return _joined(column(data["counts"], "counts"))
        if "x" in data:
            return data_text((data["x"], data["y"]) if data.get("y") is not None else data["x"])
        return json.dumps({key: value.tolist() if hasattr(value, "tolist") else value for key, value in data.items()})
    if hasattr(data, "columns"):  # a table of pandas or polars
        names = list(data.columns)
        if len(names) > 2:
            raise ValueError(f"data has the columns {', '.join(map(str, names))}; allowed: one, or two (inputs and labels)")
        return data_text(data[names[0]] if len(names) == 1 else (data[names[0]], data[names[1]]))
    if getattr(data, "ndim", 1) == 2:
        return data_text((data[:, 0], data[:, 1]) if data.shape[1] == 2 else data[:, 0])
    if isinstance(data, tuple) and len(data) == 2 and all(hasattr(part, "__len__") and not isinstance(part, str) for part in data):
        x, y = column(data[0], "x"), column(data[1], "y")
        if len(x) != len(y):
            raise ValueError(f"y has {len(y)} labels; allowed: {len(x)}, one for each input")
        return ", ".join(f"{a!r} {b:g}" for a, b in zip(x, y))
    return _joined(column(data))


def _joined(numbers):
    return " ".join(repr(number) for number in numbers)


def text_of(name, value):
    """The text of an attribute, or None where it is left out."""
    if value is None or value is False:
        return None
    if name == "data":
        return data_text(value)
    if name == "spec" or isinstance(value, dict):
        return value if isinstance(value, str) else json.dumps(value)
    if value is True:
        return ""
    if isinstance(value, str):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return " ".join(text_of(None, part) or "" for part in value)
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
