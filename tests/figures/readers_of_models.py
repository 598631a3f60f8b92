"""How a reader reads the drawings of models: what stands where must be the rows of the data."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from tests.figures.read_back import (
    above,
    beside,
    columns,
    dots,
    legend,
    nearest,
    only,
    plain,
    rows,
    strokes,
    whole,
    words,
)
from wijkteams.figures.models import CHOICES


def lines(axes: Axes) -> list[tuple[list[float], list[float]]]:
    """Places of every line without markers."""
    bare = [each for each in axes.lines if each.get_marker() in ("None", None, "")]
    return [(list(each.get_xdata()), list(each.get_ydata())) for each in bare]


def decimal(value: float, comma: bool, decimals: int = 1) -> str:
    return f"{value:.{decimals}f}".replace("-", "−").replace(".", "," if comma else ".")


def read_curves(figure, data, say):
    items = list(dict.fromkeys(data["item_id"]))
    assert [plain(axes.get_title(loc="left")) for axes in figure.axes] == [
        say[item] for item in items
    ]
    for item, axes in zip(items, figure.axes, strict=True):
        own = data[data["item_id"] == item]
        curve, seen = (own[own["kind"] == kind] for kind in ("fitted", "observed"))
        assert only(lines(axes)) == (curve["place"].tolist(), curve["share"].tolist())
        read = [(dot.x, dot.y, only(above(strokes(axes), dot.x, 0.1)).upward) for dot in dots(axes)]
        assert read == [
            (row["place"], row["share"], (row["low"], row["high"])) for row in seen.to_dict("records")
        ]  # fmt: skip
        said = [(each.x, each.y, each.says) for each in words(axes)]
        assert said == [
            (row["place"], row["high"], f"{whole(row['share'])}%")
            for row in seen.to_dict("records")
        ]
        band = axes.collections[0].get_paths()[0].vertices
        assert {*curve["low"], *curve["high"]} <= {*band[:, 1]}
        for row in seen.to_dict("records"):
            date = pd.Timestamp(row["start"]) + pd.Timedelta(days=row["place"] * 365.25)
            name = (
                say["g32" if row["place"] else "other"] if row["term"] == "g32" else str(date.year)
            )
            assert nearest(columns(axes), row["place"]) == name


def read_effects_by_year(figure, data, say, language):
    axes = only(figure.axes)
    for (y, name), row in zip(rows(axes), data.to_dict("records"), strict=True):
        dot, line, text = (
            only(beside(found, y, 0.1)) for found in (dots(axes), strokes(axes), words(axes))
        )
        assert (name, dot.x, line.across) == (
            plain(row[f"label_{language}"]), row["effect_points"], (row["effect_low"], row["effect_high"]),
        )  # fmt: skip
        assert (text.says, text.x) == (decimal(row["effect_points"], language == "nl"), line.end[0])
        clear = not row["effect_low"] <= 0 <= row["effect_high"]
        assert (dot.marker == "o") == clear and dot.colour == line.colour == text.colour
    assert plain(axes.get_xlabel()) == say["axis"]


def read_ecological(figure, data, say):
    types = list(dict.fromkeys(data["type_id"]))
    comma = say["axis_x"] == "aandeel met dit type"
    assert [axes.get_title(loc="left") for axes in figure.axes] == [say[kind] for kind in types]
    for place, (kind, axes) in enumerate(zip(types, figure.axes, strict=True)):
        own = data[data["type_id"] == kind].to_dict("records")
        line = [own[0]["share_without"], own[0]["share_with"]]
        assert only(lines(axes)) == ([0, 100], line)
        for dot, row in zip(dots(axes), own, strict=True):
            assert (dot.x, dot.y) == (row["type_share"], row["shortfall_share"])
            across = only(each for each in strokes(axes) if each.start[1] == each.end[1] == dot.y)
            upward = only(each for each in strokes(axes) if each.start[0] == each.end[0] == dot.x)
            assert across.across == (row["type_low"], row["type_high"])
            assert upward.upward == (row["shortfall_low"], row["shortfall_high"])
            assert only(
                each for each in words(axes) if (each.x, each.y) == (dot.x, dot.y)
            ).says == str(row["year"])
        others = [each.says for each in words(axes) if not each.says.isdigit()]
        slope = say["slope"].replace("{slope}", decimal(own[0]["slope"], comma))
        assert others == [slope, *([say["nobody"]] if place == 0 else [])]
        assert axes.get_xlabel() == say["axis_x"]
    assert plain(figure.axes[0].get_ylabel()) == say["axis_y"]


def read_specification_curve(figure, data, say):
    claims = list(dict.fromkeys(data["claim"]))
    upper, lower = (
        [axes for axes in figure.axes if bool(axes.get_title(loc="left")) == titled]
        for titled in (True, False)
    )
    assert [plain(axes.get_title(loc="left")) for axes in upper] == [say[claim] for claim in claims]
    assert [name for _, name in rows(lower[0])] == [say[choice] for choice in CHOICES]
    for claim, axes, strip in zip(claims, upper, lower, strict=True):
        own = data[data["claim"] == claim]
        turn = np.sign(own["effect"].mean())
        own = own.assign(turned=turn * own["effect"]).sort_values(["turned", "low"], kind="stable")
        ends = np.sort(turn * own[["low", "high"]].to_numpy(), axis=1)
        holds = own["verdict"].isin(["stands", "on_condition"])
        assert sorted((dot.x, dot.y, dot.marker == "o") for dot in dots(axes)) == list(
            zip(range(1, len(own) + 1), own["turned"], holds, strict=True)
        )
        assert sorted((each.x, *each.upward) for each in strokes(axes)) == [
            (rank, *pair) for rank, pair in enumerate(ends, start=1)
        ]
        same = own["base"].map(lambda base: "one" if len({*base.split("+")}) == 1 else "two")
        levels = own.assign(base=same, rule=holds.map({True: "yes", False: "no"}))
        taken = {(dot.x, -dot.y) for dot in dots(strip)}
        assert taken == {
            (rank, height)
            for height, choice in enumerate(CHOICES)
            for rank, level in enumerate(levels[choice.split("_")[0]], start=1)
            if level == choice.split("_")[1]
        }
    assert figure.axes[0].get_ylabel() == say["axis"]
    both = words(upper[-1])
    assert [each.says for each in both] == [say["yes"], say["no"]]
    tone = {dot.marker == "o": dot.colour for axes in upper for dot in dots(axes)}
    assert [each.colour for each in both] == [tone[True], tone[False]]


def read_beside_truth(figure, data, say, language):
    axes = only(figure.axes)
    names, read = legend(axes), []
    for dot in dots(axes):
        line = only(beside(strokes(axes), dot.y, 0.05))
        assert line.colour == dot.colour
        read.append((nearest(rows(axes), dot.y), names[dot.marker, dot.colour], dot.x, line.across))
    assert sorted(read) == sorted(
        (plain(row[f"label_{language}"]), row[f"level_{language}"], row["odds_ratio"], (row["odds_low"], row["odds_high"]))
        for row in data.to_dict("records")
    )  # fmt: skip
    said = {each.says: each.x for each in words(axes) if not each.says.startswith("SYNTHETI")}
    assert said == {say["truth"]: data["true_odds_ratio"].iloc[0], say["nothing"]: 1}
    assert sorted(x[0] for x, _ in lines(axes)) == sorted(said.values())
    assert plain(axes.get_xlabel()) == say["axis"]
