"""The evidence map and the counts say what the tables hold."""

import pytest

from wijkteams.register.datapackage import published_tables
from wijkteams.register.overview import count_rows, evidence_map


@pytest.fixture(scope="module")
def tables(raw):
    return published_tables(raw)


@pytest.fixture(scope="module")
def evidence(tables):
    return evidence_map(tables)


@pytest.fixture(scope="module")
def counts(tables, evidence):
    return count_rows(tables, evidence).set_index("name")["rows"]


def test_evidence_map_has_each_item_in_each_survey_once(tables, evidence):
    asked = tables["items"].query("response_type != 'not_asked'")["item_id"]
    assert not evidence.duplicated(["item_id", "wave_id"]).any()
    assert set(evidence["wave_id"]) == {"w2014", "w2015", "w2017", "w2019"}
    assert len(evidence) == 4 * len(asked)


def test_evidence_map_is_measured_exactly_where_the_series_has_a_value(tables, evidence):
    measured = evidence[evidence["evidence"] == "measured"]
    cell = ["item_id", "wave_id"]
    possible = set(evidence[cell].itertuples(index=False, name=None))
    in_series = set(tables["series"][cell].itertuples(index=False, name=None))
    assert set(measured[cell].itertuples(index=False, name=None)) == in_series & possible


def test_evidence_map_status_follows_from_its_cells(evidence):
    times = (evidence["evidence"] == "measured").groupby(evidence["item_id"]).sum()
    status = evidence.drop_duplicates("item_id").set_index("item_id")["status"]
    assert (status[times[times > 1].index] == "repeated").all()
    assert (status[times[times == 1].index] == "once").all()
    assert (status[times[times == 0].index] == "never").all()


def test_evidence_map_agrees_with_what_the_items_say(tables, evidence):
    """An item that is measured in two surveys may not be called measured once, or never."""
    said = tables["items"].set_index("item_id")["comparability"]
    status = evidence.drop_duplicates("item_id").set_index("item_id")["status"]
    assert set(said[status[status == "repeated"].index]) <= {"comparable", "wording_changed"}
    assert set(said[status[status == "once"].index]) == {"measured_once"}


def test_evidence_map_reads_a_figure_said_of_two_surveys_in_both(evidence):
    # 84 and 73 per cent: which is 2017 and which 2019 cannot be read.
    cells = evidence.set_index(["item_id", "wave_id"])["evidence"]
    assert cells["resident_contacts", "w2017"] == "unused"
    assert cells["resident_contacts", "w2019"] == "unused"


def test_count_rows_adds_up(tables, counts):
    uses = counts.filter(like="figures_")
    statuses = counts[["items_repeated", "items_once", "items_never"]]
    assert uses.sum() == counts["figures"] == len(tables["figures"])
    assert statuses.sum() == counts["items"]
    assert counts["figures_series"] == len(tables["series"])
    assert counts["contradictions"] == len(tables["contradictions"])


def test_count_rows_counts_values_of_classes(tables, counts):
    surveys = tables["series"].query("wave_id in ['w2014', 'w2015', 'w2017', 'w2019']")
    classes = surveys.groupby(["item_id", "wave_id"])["subgroup"].agg(set)
    assert counts["values"] == len(classes)
    assert counts["values_split"] == sum(bool(each - {"all"}) for each in classes)


def test_count_rows_follows_the_register(small):
    before = count_rows(tables := published_tables(small.raw), evidence_map(tables))
    small.remove("topics/presence/contradictions.csv", "presence_2015_88")
    after = count_rows(tables := published_tables(small.raw), evidence_map(tables))
    changed = before.set_index("name")["rows"] - after.set_index("name")["rows"]
    assert changed[changed != 0].to_dict() == {"contradictions": 1}
