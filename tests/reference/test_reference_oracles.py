"""From data/raw to the printed number by another route, with the package only on the other side of the comparison."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

from tests.reference import oracle
from tests.reference.build import NUMBERS
from tests.reference.pins import printed
from wijkteams.numbers.file import Numbers, load_numbers

WAVES = ("w2014", "w2015", "w2017", "w2019")
CHANGES = [
    ("presence", "has_team", "w2014", "w2015"),
    ("presence", "has_team", "w2017", "w2019"),
    ("capacity", "shortfall_prevention", "w2015", "w2017"),
    ("capacity", "shortfall_outreach", "w2015", "w2019"),
    ("team_type", "type_target_group", "w2015", "w2017"),
    ("access", "team_reaches_out", "w2017", "w2019"),
]
LEVELS = [
    *(("presence", "has_team", wave) for wave in WAVES),
    ("capacity", "not_all_tasks", "w2015"),
    ("access", "team_reaches_out", "w2017"),
    ("tasks", "task_clarification", "w2019"),
]


@pytest.fixture(scope="module")
def numbers(results: Path) -> Numbers:
    return load_numbers(results.parent / NUMBERS)


def rows(results: Path, table: str, *keys: str) -> dict[tuple[str, ...], dict[str, float]]:
    found = pd.read_csv(results / f"{table}.csv")
    if "subgroup" in found:
        found = found[found["subgroup"] == "all"]
    return {tuple(row[key] for key in keys): row for row in found.to_dict("records")}  # type: ignore[misc]


def digits(value: float, decimals: int = 0) -> str:
    """Rounded as by hand, with the minus sign of print and no signed zero."""
    text = str(
        Decimal(repr(round(float(value), 4))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "\N{MINUS SIGN}")


def span(low: float, high: float, decimals: int = 0) -> str:
    ends = digits(low, decimals), digits(high, decimals)
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


@pytest.mark.parametrize(("topic", "item", "wave"), LEVELS)
def test_level(results: Path, numbers: Numbers, topic: str, item: str, wave: str) -> None:
    figure = oracle.figures(topic)[item, wave]
    low, high = oracle.interval_a(figure)
    text = f"{figure['printed_value']}% ({span(low, high)}%)"
    assert printed(numbers[f"{topic}.{item}.{wave}"], "en") == text
    row = rows(results, f"estimates/{topic}", "item_id", "wave_id")[item, wave]
    assert [row["a_low"], row["a_high"]] == pytest.approx([low, high], abs=1e-5)
    assert [row["b_low"], row["b_high"]] == pytest.approx(oracle.interval_b(figure), abs=1e-5)


@pytest.mark.parametrize("topic", ["capacity", "access"])
def test_every_wilson_interval_of_a_topic(results: Path, topic: str) -> None:
    for (item, wave), row in rows(results, f"estimates/{topic}", "item_id", "wave_id").items():
        expected = oracle.interval_b(oracle.figures(topic)[item, wave])
        assert [row["b_low"], row["b_high"]] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("topic", "item", "first", "last"), CHANGES)
def test_change(
    results: Path, numbers: Numbers, topic: str, item: str, first: str, last: str
) -> None:
    found = oracle.change(topic, item, first, last)
    values = [int(oracle.figures(topic)[item, wave]["printed_value"]) for wave in (first, last)]
    number = numbers[f"change.{topic}.{item}.{first}_{last}"]
    decimals = 1 if min(map(abs, found.b)) < 0.5 else 0
    difference = digits(values[1] - values[0], decimals)
    text = f"{difference} percentage points ({span(*found.b, decimals)})"
    assert printed(number, "en") == text
    row = rows(results, "estimates/changes", "item_id", "wave_from", "wave_to")[item, first, last]
    for name, ends in {"change": found.point, "a": found.a, "b": found.b}.items():
        assert [row[f"{name}_low"], row[f"{name}_high"]] == pytest.approx(ends, abs=1e-5)
    for name in ("breakdown", "delta_star"):
        assert row[name] == pytest.approx(getattr(found, name), abs=1e-5, nan_ok=True)
    assert row["p"] == pytest.approx(found.p, abs=1e-6)


@pytest.mark.parametrize("topic", ["capacity", "access"])
def test_p_values_of_a_topic_by_holm_and_by_benjamini_and_hochberg(
    results: Path, topic: str
) -> None:
    p = {key: found.p for key, found in oracle.changes_of_topic(topic).items()}
    holm, exploratory = oracle.holm(p), oracle.benjamini_hochberg(p)
    every = rows(results, "estimates/changes", "topic", "item_id", "wave_from", "wave_to")
    published = {key[1:]: row for key, row in every.items() if key[0] == topic}
    assert published.keys() == p.keys()
    for key, row in published.items():
        assert row["p_holm"] == pytest.approx(holm[key], abs=2e-6)
        assert row["p_bh"] == pytest.approx(exploratory[key], abs=2e-6)


@pytest.mark.parametrize("shortfall", ["shortfall_prevention", "shortfall_informal_care"])
def test_bounds_of_type_and_shortfall(results: Path, numbers: Numbers, shortfall: str) -> None:
    found = oracle.association("type_broad_all", shortfall, "w2015")
    key = "w2015", "type_broad_all", shortfall
    row = rows(results, "estimates/association", "wave_id", "type_id", "shortfall_id")[key]
    for name, ends in found.items():
        assert [row[f"{name}_low"], row[f"{name}_high"]] == pytest.approx(ends, abs=1e-5)
    if shortfall == "shortfall_prevention":
        text = f"{span(*found['difference'])} percentage points"
        assert printed(numbers["type.difference.w2015"], "en") == text


@pytest.mark.parametrize("wave", ["w2015", "w2019"])
def test_pile_up(results: Path, numbers: Numbers, wave: str) -> None:
    every = rows(results, "estimates/pile_up", "topic", "wave_id", "base", "at_least")
    found = {
        key[2:]: oracle.pile_up(wave, *key[2:])  # type: ignore[arg-type]
        for key in every if key[:2] == ("capacity", wave)
    }  # fmt: skip
    assert len(found) >= 8
    for key, ends in found.items():
        row = every["capacity", wave, *key]
        assert [row["low"], row["high"]] == pytest.approx(ends, abs=1e-5)
    if wave == "w2019":
        least = min(low for (_, at_least), (low, _) in found.items() if at_least == 2)
        assert printed(numbers["pile_up.two.w2019"], "en") == f"{digits(least)}%"


@pytest.mark.parametrize("item", ["shortfall_prevention", "shortfall_outreach"])
def test_trend(numbers: Numbers, item: str) -> None:
    found = oracle.trend("capacity", item)
    text = f"{digits(found.effect, 1)} percentage points ({span(found.low, found.high, 1)})"
    assert printed(numbers[f"capacity.{item}.trend"], "en") == text
    if item == "shortfall_prevention":
        fit = printed(numbers["trend.prevention.lack_of_fit"], "en")
        assert fit == digits(found.lack_of_fit, 3)


def test_model_effect(results: Path) -> None:
    row = rows(results, "models/presence_by_date", "item_id")["has_team",]
    found = oracle.trend("presence", "has_team")
    names = ("effect_points", "effect_low", "effect_high", "lack_of_fit_p")
    assert [row[name] for name in names] == pytest.approx(found, abs=2e-6)


@pytest.mark.parametrize("wave", WAVES)
def test_hundred_squares(numbers: Numbers, wave: str) -> None:
    n, size, *_ = oracle.waves()[wave]
    assert printed(numbers[f"hundred.answered.{wave}"], "en") == digits(100 * n / size)
    drawn = {"with_team": ("presence", "has_team"), "short": ("capacity", "shortfall_prevention")}
    for name, (topic, item) in drawn.items():
        if (item, wave) in oracle.figures(topic):
            middle, low, high = oracle.hundred(wave, topic, item)
            text = f"{digits(middle)} ({span(low, high)})"
            assert printed(numbers[f"hundred.{name}.{wave}"], "en") == text
