"""The forms of the configuration, and the schemas that editors get from them."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from wijkteams.checking.forms import check_form
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.workflow.settings import check_settings, forms, write_schemas

CONFIG = Path(__file__).parents[2] / "config"
FILES = sorted(name for name in forms() if (CONFIG / f"{name}.yaml").exists())


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    write_schemas(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_committed_file_keeps_to_its_form(name: str) -> None:
    check_form(read_yaml(CONFIG / f"{name}.yaml"), forms()[name])


@pytest.mark.parametrize("name", FILES)
def test_a_schema_takes_the_committed_file_and_refuses_an_unknown_key(
    name: str, schemas: Path
) -> None:
    schema = Draft202012Validator(json.loads((schemas / f"{name}.json").read_text("utf-8")))
    content = yaml.safe_load((CONFIG / f"{name}.yaml").read_text("utf-8"))
    assert list(schema.iter_errors(content)) == []
    broken = copy.deepcopy(content)
    (broken[0] if isinstance(broken, list) else broken)["unknown"] = 1
    assert list(schema.iter_errors(broken))


@pytest.mark.parametrize("wave", ["w2014", "w2015", "w2017", "w2019"])
def test_a_schema_takes_the_examples_of_mappings(wave: str, schemas: Path) -> None:
    schema = Draft202012Validator(json.loads((schemas / "mapping.json").read_text("utf-8")))
    text = (CONFIG / "mappings" / f"{wave}.example.yaml").read_text("utf-8")
    assert list(schema.iter_errors(yaml.load(text, Loader=yaml.BaseLoader))) == []


def test_every_file_that_an_editor_can_check_names_its_schema():
    named = {
        path.stem
        for path in CONFIG.glob("*.yaml")
        if path.read_text("utf-8").startswith(f"# yaml-language-server: $schema=../.schemas/{path.stem}.json\n")
    }  # fmt: skip
    assert named == set(FILES)


def test_a_setting_of_one_run_is_checked_too():
    path = CONFIG / "config.yaml"
    config = yaml.safe_load(path.read_text("utf-8"))
    check_settings({**config, "confidence": 0.9}, path)
    with pytest.raises(InputError, match=r"config\.yaml:\d+, confidence, value '9': Input should"):
        check_settings({**config, "confidence": 9}, path)
    with pytest.raises(InputError, match='unknown key "confidense"; did you mean "confidence"'):
        check_settings({**config, "confidense": 0.9}, path)
