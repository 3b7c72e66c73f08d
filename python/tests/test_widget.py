"""The figure as Python has it: traits, numbers, pictures, errors. `python -m pytest python/tests`"""

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pytest

from kl_ball import KLBall, KLBallError

GIVEN = {"rules": ["gradient", "kl-ball"], "chart": "variance", "start": (5.3, 0.1), "steps": 5, "gradient_rate": 0.01}


@pytest.fixture
def figure():
    return KLBall(**GIVEN)


def test_attributes_are_traits(figure):
    assert figure.start == (5.3, 0.1)
    assert figure.rules == ["gradient", "kl-ball"]
    assert figure.gradient_rate == 0.01
    assert figure._attributes == {"rules": "gradient kl-ball", "chart": "variance", "start": "5.3 0.1", "steps": "5", "gradient-rate": "0.01"}


def test_what_python_sets_goes_to_the_page(figure):
    heard = []
    figure.observe(lambda change: heard.append(change.new), "_attributes")
    figure.start = [5.2, 0.2]
    figure.gradient_rate = 0.02
    assert heard[-1]["start"] == "5.2 0.2" and heard[-1]["gradient-rate"] == "0.02"
    assert figure.start == (5.2, 0.2)
    figure.steps = None
    assert "steps" not in figure._attributes


def test_what_was_not_given_can_be_set_later_and_unknown_names_are_refused():
    figure = KLBall(rules=["gradient", "kl-ball"], start=(5.3, 0.1))
    figure.gradient_rate = 0.02
    figure.starts = [(5.4, 0.05), (5.2, 0.2)]
    figure.field_cost = 0.01
    assert figure._attributes["gradient-rate"] == "0.02" and figure._attributes["starts"] == "5.4 0.05, 5.2 0.2"
    assert figure.experiment["runs"][0]["rate"] == 0.02 and figure._attributes["field-cost"] == "0.01"
    figure.gradient_rate = None
    assert "gradient-rate" not in figure._attributes
    with pytest.raises(KLBallError, match='attribute "gradient-rat" is unknown; the nearest'):
        figure.gradient_rat = 0.02
    with pytest.raises(KLBallError, match="rate"):
        figure.kl_ball_rate = 0.02
    assert not hasattr(figure, "gradient_rat") and "kl-ball-rate" not in figure._attributes


def test_what_is_right_only_together_is_set_together():
    figure = KLBall(rules="kl-ball", chart="variance", start=(5.3, 0.1))
    with figure.hold_trait_notifications():
        figure.model, figure.chart, figure.start, figure.data = "categorical", "probability", (0.2, 0.3), {"counts": [3, 4, 5]}
    assert figure.experiment["data"]["counts"] == [3, 4, 5] and figure.experiment["start"]["at"] == [0.2, 0.3]
    before = dict(figure._attributes)
    with pytest.raises(KLBallError), figure.hold_trait_notifications():
        figure.chart, figure.start = "logit", "none"
    assert figure._attributes == before and figure.chart == ["probability"] and figure.start == (0.2, 0.3)


def test_what_a_reader_does_comes_to_python(figure):
    heard = []
    figure.observe(lambda change: heard.append(change.new), "start")
    figure._attributes = {**figure._attributes, "start": "5.4 0.05", "kl-ball-radius": "0.3"}
    assert figure.start == (5.4, 0.05) and heard == [(5.4, 0.05)]
    figure.radius = 0.1
    assert figure._attributes["radius"] == "0.1"
    assert "kl-ball-radius" not in figure._attributes, "what a reader set for one rule gives way"
    assert figure._attributes["start"] == "5.4 0.05"


def test_errors_have_the_words_of_the_core_and_change_nothing(figure):
    before = dict(figure._attributes)
    with pytest.raises(KLBallError, match=r'start\.at is \[5\.3, -1\]; allowed: a point of the chart variance: σ² > 0'):
        figure.start = (5.3, -1)
    assert figure._attributes == before and figure.start == (5.3, 0.1)
    with pytest.raises(KLBallError, match='rule is "gradint"; allowed'):
        KLBall(rules="gradint")
    with pytest.raises(KLBallError, match='attribute "gradient-rat" is unknown; the nearest'):
        KLBall(gradient_rat=1)
    with pytest.raises(KLBallError, match='theme is "blue"; allowed: light, dark'):
        KLBall(theme="blue")
    with pytest.raises(KLBallError, match='theme is "blue"'):
        figure.theme = "blue"
    assert figure._attributes == before and figure.theme is None
    assert issubclass(KLBallError, ValueError)


@pytest.mark.parametrize("column", [list, np.array, pd.Series, pl.Series, tuple], ids=["list", "numpy", "pandas", "polars", "tuple"])
def test_columns_of_all_kinds_are_the_same_data(column):
    values = [0.5, 1.25, 2.0, 3.5]
    figure = KLBall(data=column(values), rules="gradient", start=(1, 1), steps=1)
    assert figure.experiment["data"] == {"x": values}


def test_inputs_with_labels_counts_and_targets():
    table = pd.DataFrame({"x": [1, 2, 3, 4, 5], "y": [0, 0, 1, 0, 1]})
    for data in (table, pl.DataFrame({"x": [1, 2, 3, 4, 5], "y": [0, 0, 1, 0, 1]}), (table["x"], table["y"]), table.to_numpy(), {"x": table["x"], "y": table["y"]}):
        assert KLBall(model="logistic", data=data, rules="gradient").experiment["data"] == {"x": [1, 2, 3, 4, 5], "y": [0, 0, 1, 0, 1]}
    assert KLBall(model="categorical", data={"counts": [5, 3, 2]}, rules="gradient").experiment["data"]["counts"] == [5, 3, 2]
    assert KLBall(model="variational", data={"count": 4}, rules="gradient").experiment["data"] == {"count": 4}


def test_counts_keep_their_digits_and_names_their_commas():
    data = {"counts": np.array([1234567, 2, 3]), "names": ["a, b", "b: x", "c"]}
    assert KLBall(model="categorical", data=data, rules="gradient").experiment["data"] == {"counts": [1234567, 2, 3], "names": ["a, b", "b: x", "c"]}


@pytest.mark.parametrize("data", [[], np.array([]), 3.0, np.zeros((4, 3)), np.zeros((2, 2, 2)), pd.Series(["a", "b"]), ([1, 2, 3], [0, 1, 0]), {"counts": [1, 2, 3]}], ids=str)
def test_what_is_no_column_of_numbers_is_refused_for_a_gaussian(data):
    with pytest.raises(KLBallError):
        KLBall(data=data, rules="gradient")


def test_places_and_rules_of_all_kinds():
    assert KLBall(start=pl.Series([5.3, 0.1])).start == KLBall(start=np.array([5.3, 0.1])).start == (5.3, 0.1)
    assert KLBall(rules=[]).experiment["runs"] == []


def test_tables_that_pages_load_and_queries_that_have_not_run_are_refused(figure):
    for name in ("data_src", "data_x", "data_y", "data_one", "data_zero"):
        with pytest.raises(KLBallError, match=f"{name} is 'a.csv'; allowed: none in Python; read the table and pass data="):
            KLBall(**{name: "a.csv"})
        with pytest.raises(KLBallError, match="pass data="):
            setattr(figure, name, "a.csv")
    lazy = pl.LazyFrame({"x": [1.0, 2.0, 4.0]})
    for data in (lazy, {"x": lazy}):
        with pytest.raises(KLBallError, match=r"(data|x) is a LazyFrame, .* allowed: its rows, which \.collect\(\) gives"):
            KLBall(data=data)
    assert KLBall(data=lazy.collect()).experiment["data"] == {"x": [1, 2, 4]}


def test_missing_values_and_wrong_tables_are_named():
    with pytest.raises(ValueError, match=r"data\[1\] is nan; allowed: a finite number"):
        KLBall(data=pd.Series([1.0, None, 2.0]), rules="gradient")
    with pytest.raises(ValueError, match="allowed: one, or two"):
        KLBall(data=pd.DataFrame({"a": [1], "b": [2], "c": [3]}))
    with pytest.raises(ValueError, match="y has 1 labels; allowed: 2"):
        KLBall(model="logistic", data=([1, 2], [0]))


def test_trajectories_have_the_coordinates_of_every_chart(figure):
    table = figure.trajectories()
    assert list(table["rule"].unique()) == ["gradient", "kl-ball"]
    assert len(table) == 12 and table["step"].max() == 5
    for chart in ("variance", "precision", "std_dev", "log_std", "natural", "expectation"):
        assert sum(name.startswith(f"{chart}_") for name in table.columns) == 2
    np.testing.assert_allclose(table["precision_tau"] * table["variance_sigma2"], 1)
    np.testing.assert_allclose(table[(table.step > 0) & (table.rule == "kl-ball")]["kl"], 0.05)


def test_trajectories_are_those_of_every_start():
    figure = KLBall(rules=["gradient", "kl-ball"], start=(5.3, 0.1), starts=[(5.4, 0.05), (5.2, 0.2)], steps=4, gradient_rate=0.01)
    table = figure.trajectories()
    assert len(table) == 2 * 3 * 5 and list(table["start"].unique()) == [1, 2, 3]
    first = table[(table.step == 0) & (table.run == 2)]
    np.testing.assert_allclose(first[["variance_mu", "variance_sigma2"]], [(5.3, 0.1), (5.4, 0.05), (5.2, 0.2)])
    figure.start, figure.starts = (5.4, 0.05), None
    alone = figure.trajectories()
    pd.testing.assert_frame_equal(alone.drop(columns="start"), table[table.start == 2].drop(columns="start").reset_index(drop=True))


def test_without_rules_the_table_has_its_usual_columns_and_no_rows(figure):
    table = KLBall(rules="none", starts=[(5.4, 0.05)]).trajectories()
    assert table.empty and list(table.columns) == list(figure.trajectories().columns)


def test_pictures_programs_and_what_stands_for_the_figure_elsewhere(figure):
    svg = figure.to_svg(width=500, theme="dark")
    assert svg.startswith("<svg ") and 'width="500"' in svg and svg == figure.to_svg(width=500, theme="dark")
    assert "def kl_ball(" in figure.to_python()
    data, _ = figure._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<svg ") and "application/vnd.jupyter.widget-view+json" in data
    json.dumps(data)


def test_pictures_of_cells_need_no_compression():
    svg = KLBall(view="map", cells=8, limit=20, start=(5.3, 0.1), rules="natural-gradient", balls="none").to_svg()
    assert "data:image/png;base64," in svg


def test_figures_are_drawn_inside_an_event_loop(figure):
    import asyncio

    async def drawn():
        return figure.to_svg()

    assert asyncio.run(drawn()).startswith("<svg ")


def test_programs_that_drew_a_figure_end():
    program = "from kl_ball import KLBall; KLBall(rules='gradient', start=(5.3, 0.1)).to_svg()"
    for _ in range(4):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
