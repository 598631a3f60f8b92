"""Rules that do sums: what printed figures can and cannot be together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import pandas as pd

from wijkteams.register.parse import Reading, parse_value
from wijkteams.register.rules import Look, Register, Row, Rule, rows
from wijkteams.register.values import reading_of
from wijkteams.statistics.counts import counts_in_interval
from wijkteams.tables import names_in


def possible_counts(reading: Reading, n: int) -> tuple[int, ...]:
    """Return the whole counts out of n that may be printed as this share, ties included.

    An empty answer means that the share cannot be one of n: the GRIM test for percentages (Brown
    and Heathers 2017, Social Psychological and Personality Science 8(4), 363-369).
    """
    low, high = reading.outer
    return counts_in_interval(max(low, Fraction(0)) / 100, min(high, Fraction(100)) / 100, n)


def share_fits_its_n(register: Register) -> Iterator[Look]:
    """Check that a share is a whole number of the n printed with it, or of those that answered if it is of all of them."""
    respondents = respondents_of(register)
    for row in rows(register.figures):
        reading, n = reading_of(row), row["n_printed"]
        if pd.isna(n) and (row["subgroup"], row["possible_bases"]) == ("all", "respondents"):
            n = respondents.get(row["wave_id"], n)
        if row["unit"] == "percent" and reading and not pd.isna(n):
            hint = f"no count out of {n} gives it: check value, n and base"
            yield row, "printed_value", "" if possible_counts(reading, int(n)) else hint


def subgroup_has_its_own_n(register: Register) -> Iterator[Look]:
    """Check that the n of a subgroup is smaller than that of the survey."""
    respondents = respondents_of(register)
    for row in rows(register.figures):
        whole = respondents.get(row["wave_id"])
        if row["subgroup"] != "all" and whole and not pd.isna(row["n_printed"]):
            fits = int(row["n_printed"]) < whole
            hint = f"{whole} answered the survey: write the n of the subgroup, or none"
            yield row, "n_printed", "" if fits else hint


def count_fits_its_n(register: Register) -> Iterator[Look]:
    """Check that a count does not exceed the n printed with it."""
    for row in rows(register.figures):
        reading = reading_of(row)
        if row["unit"] == "count" and reading and not pd.isna(row["n_printed"]):
            fits = reading.low <= int(row["n_printed"])
            yield row, "printed_value", "" if fits else "more than its n: check value and n"


def exclusive_shares_fit(register: Register) -> Iterator[Look]:
    """Check that answers that exclude each other stay within 100 per cent."""
    used = register.used()
    used = used[(used["exclusive_group"] != "") & (used["unit"] == "percent")]
    for _, group in used.groupby(["exclusive_group", "wave_id", "subgroup"]):
        lows = [reading.outer[0] for row in rows(group) if (reading := reading_of(row))]
        total = sum(lows, Fraction(0))
        for row in rows(group):
            hint = f"the group adds up to at least {float(total):g}: check values and group"
            yield row, "printed_value", hint if total > 100 else ""


def response_follows(register: Register) -> Iterator[Look]:
    """Check response against respondents and municipalities, and overlap against respondents."""
    for row in rows(register.waves):
        asked, answered = row["municipalities"], row["respondents"]
        if row["kind"] == "peiling" and not (asked and answered and row["response_printed"]):
            yield row, "kind", "a survey has municipalities, respondents and response"
            continue
        for column, base, count in [
            ("response_printed", asked, answered),
            ("overlap_printed", answered, None),
        ]:
            if row[column] and base.isdecimal():
                yield row, column, _response_hint(row[column], int(base), count)


def _response_hint(text: str, base: int, count: str | None) -> str:
    try:
        counts = possible_counts(parse_value(text, "percent"), base)
    except ValueError as error:
        return str(error)
    if count is None:
        return "" if counts else f"no count out of {base} gives it: check it"
    if count.isdecimal() and int(count) in counts:
        return ""
    share = f"{100 * int(count) / base:.1f}" if count.isdecimal() else "unknown"
    return f"{count} of {base} is {share} per cent: check the three numbers"


def dates_are_in_order(register: Register) -> Iterator[Look]:
    """Check that the date of a wave is the middle of its field period."""
    for row in rows(register.waves):
        low, high, middle = (_date(row[column]) for column in ("date_low", "date_high", "date"))
        if low and high and middle:
            wanted = low + (high - low) / 2
            apart = abs((middle - wanted).days)
            yield row, "date", "" if low <= high and apart <= 1 else f"write {wanted}"
        elif row["kind"] == "peiling" or row["date_low"] + row["date_high"] + row["date"]:
            yield row, "date", "write date_low, date_high and date as real days"


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def strata_add_up(register: Register) -> Iterator[Look]:
    """Check that counts in the G32 and elsewhere can add up to the count of all."""
    respondents = respondents_of(register)
    for _, cell in register.used().groupby(["item_id", "wave_id"]):
        parts = {row["subgroup"]: row for row in rows(cell[cell["unit"] == "percent"])}
        if not {"all", "G32", "other"} <= set(parts):
            continue
        total, large, other = (reading_of(parts[name]) for name in ("all", "G32", "other"))
        if total and large and other:
            known = parts["all"]["possible_bases"] == "respondents"
            n = respondents.get(parts["all"]["wave_id"]) if known else None
            fits = _strata_fit(total, large, other, n)
            hint = "no split into G32 and other gives the total: check the three shares"
            yield parts["all"], "printed_value", "" if fits else hint


def _strata_fit(total: Reading, large: Reading, other: Reading, n: int | None) -> bool:
    """Tell whether two strata can make the total, in whole counts when n is known."""
    if n is None:
        low = min(large.outer[0], other.outer[0])
        high = max(large.outer[1], other.outer[1])
        return low <= total.outer[1] and total.outer[0] <= high
    totals = possible_counts(total, n)
    return any(
        (first := possible_counts(large, size))
        and (second := possible_counts(other, n - size))
        and first[0] + second[0] <= totals[-1]
        and totals[0] <= first[-1] + second[-1]
        for size in range(1, n)
        if totals
    )


def base_is_possible(register: Register) -> Iterator[Look]:
    """Check that a share among those with a team does not exceed the number with a team.

    Where it does in every wave it may be of, its base is not all respondents. Shares that exclude
    each other are added first.
    """
    used, respondents = register.used("series", "set_aside"), respondents_of(register)
    used = used[(used["subgroup"] == "all") & (used["unit"] == "percent")]
    with_team = numbers_with_team(register)
    for row in rows(used[used["presumes_team"] == "yes"]):
        waves = [wave for wave in names_in(row["wave_id"]) if wave in with_team]
        if waves and "respondents" in names_in(row["possible_bases"]):
            siblings = _siblings(row, used)
            excess = [
                sum(_least(sibling, respondents[wave]) for sibling in siblings) - with_team[wave]
                for wave in waves
            ]
            hint = f"at least {min(excess)} more than have a team: drop respondents"
            yield row, "possible_bases", hint if min(excess) > 0 else ""


def _siblings(row: Row, used: pd.DataFrame) -> list[Row]:
    """Return the row with all others that exclude it in the same wave."""
    if not row["exclusive_group"]:
        return [row]
    same = used[
        (used["exclusive_group"] == row["exclusive_group"]) & (used["wave_id"] == row["wave_id"])
    ]
    return list(rows(same))


def _least(row: Row, n: int) -> int:
    reading = reading_of(row)
    return min(possible_counts(reading, n), default=0) if reading else 0


def respondents_of(register: Register) -> dict[str, int]:
    """Return the number of respondents of each of the four surveys."""
    surveys = register.waves[register.waves["kind"] == "peiling"]
    return {
        row["wave_id"]: int(row["respondents"])
        for row in rows(surveys)
        if row["respondents"].isdecimal()
    }


def numbers_with_team(register: Register) -> dict[str, int]:
    """Return the greatest number of respondents with a team of each survey that printed their share."""
    used, respondents = register.used(), respondents_of(register)
    presence = used[
        (used["item_id"] == "has_team") & (used["subgroup"] == "all") & (used["unit"] == "percent")
    ]
    return {
        row["wave_id"]: max(possible_counts(reading, respondents[row["wave_id"]]), default=0)
        for row in rows(presence)
        if (reading := reading_of(row)) and row["wave_id"] in respondents
    }  # fmt: skip


def count_agrees_with_share(register: Register) -> Iterator[Look]:
    """Check that a count agrees with the share it is the numerator of."""
    used = register.used()
    shares = {
        (row["item_id"], row["wave_id"], row["subgroup"]): reading_of(row)
        for row in rows(used[used["unit"] == "percent"])
    }
    for row in rows(used[used["count_of"] != ""]):
        reading = reading_of(row)
        share = shares.get((row["count_of"], row["wave_id"], row["subgroup"]))
        if reading and share and not pd.isna(row["n_printed"]):
            n = int(row["n_printed"])
            fits = reading.low in possible_counts(share, n)
            hint = f"{row['printed_value']} of {n} is not the printed share of {row['count_of']}"
            yield row, "printed_value", "" if fits else hint


def base_fits_subgroup(register: Register) -> Iterator[Look]:
    """Check that a figure of a size class has a base within that class."""
    prefixes = {"G32": ("g32",), "other": ("other",)}
    for row in rows(register.figures):
        bases = names_in(row["possible_bases"])
        allowed = prefixes.get(row["subgroup"])
        if allowed:
            fits = all(base.startswith(allowed) for base in bases)
            yield row, "possible_bases", "" if fits else f"use bases that start with {allowed[0]}"
        elif row["subgroup"] == "all":
            fits = not any(base.startswith(("g32", "other_")) for base in bases)
            yield row, "possible_bases", "" if fits else "the base is of a subgroup: mend either"


ARITHMETIC_RULES: Final[dict[str, Rule]] = {
    "share fits its n": share_fits_its_n,
    "subgroup has its own n": subgroup_has_its_own_n,
    "count fits its n": count_fits_its_n,
    "exclusive shares stay within 100": exclusive_shares_fit,
    "response follows from respondents": response_follows,
    "date is the middle of the field period": dates_are_in_order,
    "strata add up": strata_add_up,
    "base is possible": base_is_possible,
    "count agrees with share": count_agrees_with_share,
    "base fits the subgroup": base_fits_subgroup,
}
