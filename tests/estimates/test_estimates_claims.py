"""The claims of the founding sources: a checked catalogue, and each kind of test on made-up and published shares."""

from typing import Any

import pandas as pd
import pytest
import yaml

from tests.estimates.made_up import RAW, made_up, series_of, shares_of
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import Document
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.claims.catalogue import check_claims, check_dates, latest_day, made_by
from wijkteams.estimates.claims.claims import COLUMNS, Tables, by_change, judge_claims
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares
from wijkteams.estimates.counts.who_answered import Base, Bases, Wave
from wijkteams.estimates.rule.verdicts import KINDS, RULE
from wijkteams.tables import read_text

CATALOGUE = RAW.parents[1] / "config" / "claims.yaml"
FOUNDING = {"BB2018", "HDV2018", "BB2020", "UT2014NEWS", "MOG2016"}
CLAIM = {"id": "one", "figures": ["ONE.01"], "en": "a", "nl": "b", "kind": "words"}


def listed(*entries: dict[str, Any]) -> Document:
    """The catalogue as if it were read."""
    return Document("config/claims.yaml", list(entries))


def claim(kind: str, **test: Any) -> dict[str, Any]:
    return CLAIM | {"kind": kind, "test": {"topic": "made_up", **test}}


def dates() -> tuple[pd.DataFrame, pd.DataFrame]:
    """When the sources came out, and until when the surveys were asked."""
    return read_text(RAW / "sources.csv"), read_text(RAW / "waves.csv")


@pytest.fixture(scope="module")
def catalogue() -> list[dict[str, Any]]:
    found = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


def judged(
    entry: dict[str, Any], rows: list[PrintedShare], bases: Bases, waves: dict[str, Wave]
) -> pd.Series:
    changes = by_change(
        estimate_changes(rows, contrast_items(rows, bases, 0.95), bases, waves, 0.95)
    )
    check_claims(listed(entry), {"ONE.01"})
    return judge_claims([entry], Tables({"made_up": rows}, changes, bases, waves, 0.95)).iloc[0]


def verdict(*arguments: Any) -> tuple[str, str]:
    row = judged(*arguments)
    return row["verdict"], row["reason"]


LEVEL = {"item": "item", "wave": "w2015"}
Known = tuple[Bases, dict[str, Wave]]


@pytest.fixture
def known(bases: Bases, waves: dict[str, Wave]) -> Known:
    return bases, waves


def test_catalogue_is_well_formed_and_every_source_row_exists(
    catalogue: list[dict[str, Any]],
) -> None:
    figures = {
        figure
        for path in (RAW / "topics").glob("*/figures.csv")
        for figure in pd.read_csv(path, usecols=["figure_id"])["figure_id"]
    }
    check_claims(listed(*catalogue), figures)
    check_dates(catalogue, *dates())
    assert {claim["figures"][0].split(".")[0] for claim in catalogue} >= FOUNDING


def test_catalogue_says_which_claims_no_source_made(catalogue: list[dict[str, Any]]) -> None:
    ours = {claim["id"] for claim in catalogue if made_by(claim) == "book"}
    assert ours == {
        "presence_rose_2015", "presence_unchanged_2019", "prevention_rose_2017", "prevention_unchanged_2019",
        "mog2016_input_above_outcome", "ut2014news_privacy_all_cities",
    }  # fmt: skip


def test_catalogue_judges_one_claim_on_teams(catalogue: list[dict[str, Any]]) -> None:
    on_teams = [c for c in catalogue if c.get("test", {}).get("called") == "teams"]
    assert [claim["id"] for claim in on_teams] == ["mog2016_teams_short_of_time"]
    assert "(" not in on_teams[0]["en"]
    # every other share is one of municipalities in its words too
    shares = [
        c["en"]
        for c in catalogue
        if c["kind"] == "level" and c not in on_teams and "% of the " in c["en"]
    ]
    assert shares
    assert not any("% of the teams" in text for text in shares)


def test_catalogue_refuses_a_claim_younger_than_its_source(catalogue: list[dict[str, Any]]) -> None:
    late = next(claim for claim in catalogue if claim["id"] == "bb2020_prevention_59")
    with pytest.raises(
        InputError, match="MOG2016 came out by 2016-03-10 and cannot speak of w2019"
    ):
        check_dates([late | {"figures": ["MOG2016.32"]}], *dates())
    check_dates([late | {"figures": ["MOG2016.32"], "made_by": "book"}], *dates())


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2018-02-13", "2018-02-13"),
        ("2016-02", "2016-02-29"),
        ("2020-06 (week 24)", "2020-06-30"),
        ("2014 (autumn, undated)", "2014-12-31"),
        ("2016-2017", None),
        ("2014-09/10", None),
        ("after 2020", None),
        ("n.d.", None),
    ],
)
def test_latest_day_is_the_last_that_a_date_can_mean(printed: str, day: str | None) -> None:
    found = latest_day(printed)
    assert (found.isoformat() if found else None) == day


def test_catalogue_names_every_share_of_the_founding_sources(
    catalogue: list[dict[str, Any]],
) -> None:
    named = {figure for claim in catalogue for figure in claim["figures"]}
    printed: set[str] = set()
    for topic in sorted(path.name for path in (RAW / "topics").iterdir()):
        rows = series_of(topic)
        measured = rows[(rows["unit"] == "percent") & rows["wave_id"].str.startswith("w20")]
        printed |= {
            first
            for first in measured["figure_ids"].str.split(";").str[0]
            if first.split(".")[0] in FOUNDING
        }
    # the complement of the 92 per cent that do not get round to all tasks
    assert printed - named == {"MOG2016.28"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tset": {}}, r'one: unknown key "tset"; did you mean "test"\?'),
        ({"kind": "rumour"}, "one.kind, value 'rumour': not a word .* known are change, level"),
        ({"kind": "level", "test": {"topic": "t"}}, "one.test: the key relation is missing"),
        ({"figures": ["TWO.01"]}, "one.figures: the register has no TWO.01"),
        ({"made_by": "press"}, "one.made_by, value 'press': .* known are source, book"),
        ({"figures": ["ONE.01", "ANOTHER.01"]}, "figures of one source, not of ONE, ANOTHER"),
        (
            {"kind": "level", "test": {"topic": "t", "item": "i", "value": 1, "relation": "near"}},
            "one.test.relation, value 'near': .* known are about, above, below",
        ),
    ],
)
def test_check_claims_refuses(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_claims(listed(CLAIM | change), {"ONE.01", "ANOTHER.01"})


def test_check_claims_refuses_an_id_that_stands_twice() -> None:
    with pytest.raises(InputError, match="one: the id stands twice"):
        check_claims(listed(CLAIM, CLAIM), {"ONE.01"})


def test_every_kind_of_claim_has_a_rule_and_words() -> None:
    assert set(RULE) == set(KINDS)


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"relation": "about", "value": 40}, ("stands", "holds_everywhere")),
        ({"relation": "about", "value": 55}, ("cannot_be_told", "inside_error")),
        ({"relation": "above", "value": 25}, ("stands", "holds_everywhere")),
        ({"relation": "above", "value": 39}, ("cannot_be_told", "inside_error")),
        ({"relation": "below", "value": 60}, ("stands", "holds_everywhere")),
        ({"relation": "about", "value": 40, "called": "teams"}, ("wrong", "does_not_follow")),
    ],
)
def test_judge_level(test: dict[str, Any], expected: tuple[str, str], known: Known) -> None:
    assert verdict(claim("level", **LEVEL, **test), [made_up()], *known) == expected


def test_judge_level_with_an_open_base_is_unclear(known: Known) -> None:
    row = made_up(possible_bases="respondents;with_team")
    entry = claim("level", **LEVEL, relation="about", value=40)
    assert verdict(entry, [row], *known) == ("stands_with_caveat", "unclear")


def test_judge_level_breakdown_is_the_arithmetic_of_nonresponse(known: Known) -> None:
    row = judged(claim("level", **LEVEL, relation="above", value=25), [made_up()], *known)
    # 93 of 234 answered yes; 159 of 393 did not take part
    assert row["breakdown"] == pytest.approx((100 * 93 / 234 - 25) / (159 / 393))


def test_judge_level_on_answers_needs_no_population(known: Known) -> None:
    row = made_up(
        unit="count", share=11, n_printed="26", wave_id="ut2014", possible_bases="g32_respondents"
    )
    test = {"item": "item", "wave": "ut2014", "relation": "about", "value": 42}
    assert verdict(claim("level", **test), [row], *known)[0] == "cannot_be_told"
    assert verdict(claim("level", **test, of="answers"), [row], *known)[0] == "stands"


def test_judge_ranking_by_its_closest_pair(known: Known) -> None:
    rows = [made_up(item_id=name, share=share) for name, share in (("a", 70), ("b", 40), ("c", 38))]
    full = claim("ranking", wave="w2015", items=["a", "b", "c"])
    assert verdict(full, rows, *known) == ("cannot_be_told", "inside_error")
    first = claim("ranking", wave="w2015", items=["a", "b", "c"], first_only=True)
    assert verdict(first, rows, *known) == ("stands", "holds_everywhere")
    wrong_way = claim("ranking", wave="w2015", items=["c", "a"])
    assert verdict(wrong_way, rows, *known)[0] == "cannot_be_told"


def test_judge_groups_compares_two_strata(known: Known) -> None:
    bases = {"w2015": {"g": Base("g", (30,), (36,), 6), "o": Base("o", (200,), (350,), 150)}}
    rows = [
        made_up(subgroup="G32", share=93, possible_bases="g"),
        made_up(subgroup="other", share=60, possible_bases="o"),
    ]
    entry = claim("ranking", item="item", wave="w2015", groups=["G32", "other"])
    table = Tables({"made_up": rows}, {}, bases, known[1], 0.95)
    assert judge_claims([entry], table)["verdict"].item() == "stands"
    turned = claim("ranking", item="item", wave="w2015", groups=["other", "G32"])
    assert judge_claims([turned], table)["verdict"].item() == "cannot_be_told"


def later(share: int, **changes: Any) -> PrintedShare:
    return made_up(share=share, wave_id="w2017", wave_date="2017-07-16", **changes)


def test_judge_change_only_in_the_direction_of_the_claim(known: Known) -> None:
    rows = [made_up(share=30), later(60)]
    test = {"item": "item", "from": "w2015", "to": "w2017"}
    assert verdict(claim("change", **test, direction="rise"), rows, *known)[0] == "stands"
    fall = verdict(claim("change", **test, direction="fall"), rows, *known)
    assert fall == ("cannot_be_told", "inside_error")


def test_judge_change_from_printed_points(known: Known) -> None:
    rows = [made_up(share=46), later(20, item_id="another")]
    test = {"item": "item", "from": "w2015", "to": "w2017", "direction": "fall"}
    row = judged(claim("change", **test, points=-6), rows, *known)
    assert row["estimate"] == pytest.approx(-6)
    assert row["verdict"] == "cannot_be_told"
    assert verdict(claim("change", **test, points=-30), rows, *known)[0] == "stands"


def test_judge_equality_needs_an_interval_within_the_limits(known: Known) -> None:
    test = {"item": "item", "from": "w2015", "to": "w2017"}
    near = [made_up(share=90), later(90)]
    assert verdict(claim("equality", **test), near, *known) == ("stands", "holds_everywhere")
    far = [made_up(share=40), later(47)]
    assert verdict(claim("equality", **test), far, *known) == ("cannot_be_told", "inside_error")


def test_judge_words_cannot_be_told(known: Known) -> None:
    assert verdict(CLAIM, [made_up()], *known) == ("cannot_be_told", "no_figure")


def test_judge_refuses_a_share_that_was_not_published(known: Known) -> None:
    with pytest.raises(InputError, match="one: made_up has no share of item w2017 all"):
        judged(
            claim("level", item="item", wave="w2017", relation="about", value=1),
            [made_up()],
            *known,
        )
    test = {"item": "item", "from": "w2015", "to": "w2019", "direction": "rise"}
    with pytest.raises(InputError, match="one: no change of item all w2015 w2019 was published"):
        judged(claim("change", **test), [made_up()], *known)


def test_published_claims_get_the_verdicts_of_the_rule(
    catalogue: list[dict[str, Any]], known: Known
) -> None:
    bases, waves = known
    topics = {c["test"]["topic"] for c in catalogue if "test" in c}
    series = {topic: shares_of(topic) for topic in topics}
    changes = {}
    for shares in series.values():
        rows = printed_shares(shares)
        table = estimate_changes(rows, contrast_items(rows, bases, 0.95), bases, waves, 0.95)
        changes |= by_change(table)
    table = judge_claims(catalogue, Tables(series, changes, bases, waves, 0.95))
    assert tuple(table.columns) == COLUMNS
    found = table.set_index("claim_id")["verdict"]
    assert found["mog2016_teams_short_of_time"] == "wrong"  # municipalities answered, not teams
    assert found["mog2016_presence_87"] == "stands"
    assert found["presence_rose_2015"] == "stands"
    assert found["presence_unchanged_2019"] == "stands"
    equal = table.set_index("claim_id").loc["prevention_unchanged_2019"]
    # on the base of all who answered, not on every one
    assert (equal["verdict"], equal["reason"]) == ("stands_with_caveat", "base")
    assert equal["decided_by"] == "equal_within_shared"
    assert equal["deciding_number"] < 10 <= equal["breakdown"]
    assert (
        found["mog2016_no_team_smaller"] == "cannot_be_told"
    )  # two size classes cannot show "smaller"
    assert found["mog2016_g32_above_other"] == "stands"
    assert found["mog2016_broad_form_46"] == "stands_with_caveat"
    assert (found == "wrong").sum() == 1
    assert found["bb2018_front_rose"] == "cannot_be_told"
    assert found["hdv2018_presence_90"] == "cannot_be_told"
    assert found["bb2020_order_of_shortfalls"] == "cannot_be_told"
    assert found["bb2018_prevention_59"] == "stands_with_caveat"  # of whom is open
