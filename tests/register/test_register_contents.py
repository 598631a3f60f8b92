"""The register holds what the founding sources print, and two transcriptions agree with it."""

import csv
from collections import defaultdict

import pandas as pd
import pytest

from wijkteams.checking.problems import InputError
from wijkteams.register.checksums import CHECKSUMS, RENEW, checksum_lines
from wijkteams.register.tables import topic_names
from wijkteams.register.validation import validate_register

FOUNDING = ("BB2018", "HDV2018", "BB2020", "UT2014NEWS", "MOG2016")

# Facts of the five sources, typed from the sources and not from the register: item, wave, value.
FACTS = {
    "BB2018": """
        type_broad_all w2017 af met zes / type_broad_complex w2017 af met vijf
        type_target_group w2015 14 / type_target_group w2017 23
        type_front w2015 9 / type_front w2017 14
        work_income_worker w2014 55 / work_income_worker w2017 37
        work_income_tasks w2014 54 / work_income_tasks w2017 45
        shortfall_prevention w2017 59 / shortfall_outreach w2017 44
        goal_tailored_support w2017 meerderheid""",
    "HDV2018": "has_team - 90",
    "BB2020": """
        expertise_addiction w2019 20 / expertise_psychiatric w2019 Meer dan de helft
        shortfall_prevention w2019 59 / shortfall_outreach w2019 52
        shortfall_developing_collective w2019 51 / shortfall_supporting_collective w2019 47
        shortfall_informal_care w2019 46
        resident_contacts w2017;w2019 84 / resident_contacts w2017;w2019 73
        team_reaches_out w2017 39 / team_reaches_out w2019 28""",
    "UT2014NEWS": """
        ut_cities ut2014 26 / privacy_worries ut2014 11 / ut_case_cities ut2014 3
        ut_teams_studied ut2014 vijf / ut_teams_studied ut2014 drie / ut_teams_studied ut2014 twee""",
    "MOG2016": """
        respondents w2015 234 / has_team w2015 87 / has_team w2015 96 / has_team w2015 86
        no_team w2015 12 / mean_teams w2015 acht / mean_teams w2015 twee / no_expansion w2015 90
        goal_heavier_care w2015 46 / goal_multi_problems w2015 46 / goal_prevention w2015 45
        goal_better_care w2015 43 / goal_self_reliance w2015 43 / type_broad_all w2015 46
        youth_specialists w2015 63 / youth_teams w2015 35
        enough_time w2015 8 / not_all_tasks w2015 92
        shortfall_outreach w2015 46 / shortfall_informal_care w2015 43
        shortfall_prevention w2015 38 / shortfall_supporting_collective w2015 38
        agreements_input w2015 68 / agreements_output w2015 22 / agreements_outcome w2015 53
        support_citizens w2015 37""",
}


def _read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def figures(raw):
    """Every figure by its name."""
    files = [raw / "topics" / topic / "figures.csv" for topic in topic_names(raw)]
    return {row["figure_id"]: row for file in files for row in _read(file)}


@pytest.fixture(scope="module")
def entry(raw):
    """The two transcriptions, by source and running number."""
    return {
        name: {
            (row["source_id"], row["seq"]): row for row in _read(raw / f"double_entry/{name}.csv")
        }
        for name in ("first", "second")
    }


@pytest.fixture(scope="module")
def matches(raw):
    """Per figure, the rows of each transcription."""
    return {
        row["figure_id"]: {
            name: [
                (row["figure_id"].split(".")[0], number)
                for number in row[f"{name}_seq"].split(";")
                if number
            ]
            for name in ("first", "second")
        }
        for row in _read(raw / "double_entry/matches.csv")
    }


def test_the_register_passes_every_rule(raw):
    assert len(validate_register(raw)) > len(topic_names(raw))


@pytest.mark.parametrize("source", FOUNDING)
def test_the_register_holds_every_figure_of_the_founding_sources(figures, source):
    held = {
        f"{row['item_id']} {row['wave_id'] or '-'} {row['printed_value']}"
        for row in figures.values()
        if row["source_id"] == source
    }
    assert {" ".join(fact.split()) for fact in "/".join(FACTS[source].splitlines()).split("/")} - {
        ""
    } <= held


def test_transcriptions_hold_every_figure_of_the_founding_sources(figures, matches, entry):
    founding = {name for name, row in figures.items() if row["source_id"] in FOUNDING}
    assert set(matches) == founding
    for name, rows in matches.items():
        assert rows["first"] + rows["second"], f"{name} is in neither transcription"
        for which, numbers in rows.items():
            assert all(number in entry[which] for number in numbers), (name, which)


def test_every_gap_in_the_numbers_of_a_founding_source_is_a_line_without_a_row_of_its_own(
    matches, entry, raw
):
    """Numbers follow the second transcription; a line without a row says why, or repeats one."""
    no_row = {
        (row["source_id"], row["second_seq"])
        for row in _read(raw / "double_entry/reconciliation.csv")
        if row["figure_id"] == "no row"
    }
    repeated = {line for rows in matches.values() for line in rows["second"][1:]}
    numbered = {(source, str(int(number))) for source, number in (n.split(".") for n in matches)}
    gaps = set(entry["second"]) - numbered
    assert gaps
    assert gaps <= no_row | repeated


def test_every_row_of_the_transcriptions_is_in_the_register_or_reconciled(raw, matches, entry):
    left_out = [
        row
        for row in _read(raw / "double_entry/reconciliation.csv")
        if row["figure_id"] == "no row"
    ]
    for which, rows in entry.items():
        used = {number for match in matches.values() for number in match[which]}
        explained = {(row["source_id"], row[f"{which}_seq"]) for row in left_out}
        assert not used & explained
        assert set(rows) == used | {number for number in explained if number[1]}


def test_every_difference_is_reconciled_and_every_reconciliation_is_a_difference(
    raw, figures, matches, entry
):
    reconciled = [
        row
        for row in _read(raw / "double_entry/reconciliation.csv")
        if row["figure_id"] != "no row"
    ]
    assert all(row["decided"] and row["why"] for row in reconciled)
    differences = {
        (name, field)
        for name, rows in matches.items()
        for field in _different_fields(figures[name], rows, entry)
    } | _shared_rows(matches)
    assert differences == {(row["figure_id"], row["field"]) for row in reconciled}


def _different_fields(figure, rows, entry):
    """Yield every field in which the transcriptions and the register do not all agree."""
    for field, (column, translate) in FIELDS.items():
        typed = {translate(entry[which][number][field]) for which in rows for number in rows[which]}
        wanted = figure[column]
        if field == "wave_year" and not wanted.startswith("w20"):
            wanted = ""  # the codebook knows years of the national surveys only
        if typed != {wanted}:
            yield field


def _shared_rows(matches):
    """Return figures that one transcription has in another number of rows than the other."""
    users = defaultdict(list)
    for name, rows in matches.items():
        for number in rows["first"]:
            users[number].append(name)
    second_to_share = {name for names in users.values() for name in names[1:]}
    uneven = {name for name, rows in matches.items() if len(rows["first"]) != len(rows["second"])}
    return {(name, "row") for name in second_to_share | uneven}


def _wave(year):
    separator = "|" if "|" in year else "-"
    years = year.split(separator)
    if year == "2017-2015":
        return "w2017"
    return ";".join(f"w{one}" for one in years if one)


def _unit(unit):
    return {"percent_change": "percent_or_points", "text": "words", "ordinal": "words"}.get(
        unit, unit
    )


FIELDS = {
    "wave_year": ("wave_id", _wave),
    "printed_value": ("printed_value", str),
    "unit": ("unit", _unit),
    "kind": ("kind", str),
    "subgroup": ("subgroup", str),
    "certainty": ("reading", str),
}


def test_no_number_differs_between_the_transcriptions(matches, entry):
    for name, rows in matches.items():
        numbers = {
            which: {entry[which][number]["printed_value"] for number in rows[which]}
            for which in rows
            if rows[which] and entry[which][rows[which][0]]["unit"] in {"percent", "count", "mean"}
        }
        assert len({frozenset(values) for values in numbers.values()}) <= 1, name


def test_no_founding_label_is_a_sentence(figures):
    for name, row in figures.items():
        assert len(row["printed_label"].split()) <= 9, name
        assert not row["printed_label"].endswith("."), name


def test_arithmetic_leaves_one_base_for_the_access_routes(whole):
    # 84 per cent of 242 or of 212 is more than the 83 per cent that have a team.
    bases = "respondents;with_team"
    whole.write("topics/access/figures.csv", "BB2020.50", possible_bases=bases)
    with pytest.raises(InputError, match="drop respondents") as raised:
        validate_register(whole.raw)
    assert [problem.rule for problem in raised.value.problems] == ["base is possible"]


def test_size_classes_stand_where_printed_and_nowhere_else(raw):
    table = pd.read_csv(raw / "topics/presence/figures.csv", dtype=str, keep_default_na=False)
    used = table[(table["use"] == "series") & (table["item_id"] == "has_team")]
    cells = set(zip(used["wave_id"], used["subgroup"], strict=True))
    assert cells == {
        ("w2014", "all"),
        ("w2014", "G32"),
        ("w2015", "all"),
        ("w2015", "G32"),
        ("w2015", "other"),
        ("w2017", "all"),
        ("w2019", "all"),
    }


def changed_files(raw):
    """Return the files that are new, gone or different from `SHA256SUMS`."""
    kept = (raw / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    changed = set(kept) ^ set(checksum_lines(raw).splitlines())
    return sorted({line.split("  ", 1)[1] for line in changed})


def test_checksums_of_the_register_are_up_to_date(raw):
    changed = changed_files(raw)
    assert not changed, f"changed: {', '.join(changed)}; if that was meant, run {RENEW}"


def test_changed_files_names_what_changed(small):
    (small.raw / CHECKSUMS).write_text(checksum_lines(small.raw), encoding="utf-8")
    assert changed_files(small.raw) == []
    small.write("waves.csv", "w2014", respondents="225")
    (small.raw / "topics/capacity/items.csv").unlink()
    assert changed_files(small.raw) == ["topics/capacity/items.csv", "waves.csv"]
