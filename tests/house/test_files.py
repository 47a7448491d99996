"""What is written for operators agrees with the portal, and with itself."""

from __future__ import annotations

import re
import stat
import subprocess
import sys

import pytest
import yaml
from tools.paths import ROOT
from tools.server import services

from tests.house import units

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text(encoding="utf-8"))
PROCESSES = {"web", "worker", "beat", "sealer", "opener"}
HOST = "portal.example.gov.cn"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("etc") / "portal"
    new_secrets(folder)
    return folder


def new_secrets(folder):
    command = [sys.executable, str(DEPLOY / "new-secrets"), str(folder), "--host", HOST]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def image_command():
    found = re.search(r"^CMD (\[.*?\])$", (DEPLOY / "Dockerfile").read_text().replace("\\\n", ""), re.M)
    return yaml.safe_load(found[1])


def compose_work(name):
    command = COMPOSE["services"][name].get("command") or image_command()
    return tuple(part for part in command if not part.startswith("-") and part != "python")


def test_both_ways_run_the_processes_that_the_portal_has():
    ours = {service.name: service.command for service in services.all_services(8000)}
    assert ours.keys() == PROCESSES
    assert {unit.kind for unit in units.all_units()} == PROCESSES
    assert {name.rstrip("12") for name in COMPOSE["services"]} == PROCESSES | {
        "database",
        "redis",
        "migrate",
        "nginx",
    }
    for unit in units.all_units():
        command = [part for part in ours[unit.kind][1:] if not part.startswith("-")]
        assert list(unit.work) == command
        assert list(compose_work(f"{unit.kind}1" if unit.kind == "web" else unit.kind)) == command


def test_beat_and_opener_run_once_and_the_web_twice():
    names = [unit.name for unit in units.all_units()]
    assert [name for name in names if name.startswith("web")] == ["web@1", "web@2"]
    assert len(names) == len(PROCESSES) + 1


def test_every_process_is_asked_whether_it_is_well():
    asked = {name for name, service in COMPOSE["services"].items() if service.get("healthcheck")}
    by_image = {"web1", "web2"}
    assert asked | by_image == COMPOSE["services"].keys()
    assert "HEALTHCHECK" in (DEPLOY / "Dockerfile").read_text()


def test_nothing_that_goes_on_running_gets_the_owners_password():
    reading = {
        name
        for name, service in COMPOSE["services"].items()
        if any("owner.env" in file for file in service.get("env_file", []))
    }
    assert reading == {"migrate"}
    assert not any("owner.env" in unit.environment for unit in units.all_units())


def test_the_opener_is_a_user_of_its_own_that_shares_the_files():
    users = {unit.kind: unit.user for unit in units.all_units()}
    assert users.pop("opener") not in users.values()
    assert COMPOSE["services"]["opener"]["user"] == "10002:10000"


def test_secrets_are_new_private_and_each_process_has_its_own(folder):
    files = {path.name: path for path in folder.glob("*.env")}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    told = {name: units.variables(path) for name, path in files.items()}
    keys = [values[key] for values in told.values() for key in values if key.endswith("_KEY")]
    assert len(keys) == len(set(keys)) == 8
    assert all(
        len(values["PORTAL_SECRET_KEY"]) >= 50 for values in told.values() if "PORTAL_SECRET_KEY" in values
    )
    for role, mine in (("sealer", "portal_sealer"), ("opener", "portal_opener"), ("web", "portal_app")):
        users = set(re.findall(r"postgresql://(\w+):", files[f"{role}.env"].read_text()))
        assert users == {mine}
    values = [value for values in told.values() for value in values.values()]
    assert not [value for value in values if re.search(r"[{}'\"$;&\s]", value)], "the shell reads them too"


def test_secrets_are_never_written_over(folder):
    before = (folder / "web.env").read_text()
    with pytest.raises(subprocess.CalledProcessError) as refused:
        new_secrets(folder)
    assert "is there already" in refused.value.stderr
    assert (folder / "web.env").read_text() == before


def test_the_guide_knows_every_variable(folder):
    guide = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    named = {name for path in folder.glob("*.env") for name in units.variables(path)}
    ours = {name for name in named if name.startswith(("PORTAL_", "DATABASE_", "CELERY_"))}
    assert {name for name in ours if f"`{name}" not in guide} <= {
        f"PORTAL_{role}_PASSWORD" for role in ("OWNER", "APP", "SEALER", "OPENER")
    } | {"PORTAL_HOST", "PORTAL_CONFIG"}


def test_no_secret_is_in_the_repository():
    """Only the example stands there, and in it nothing but places to fill in."""
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    for name, value in re.findall(r"^(\w*(?:PASSWORD|KEY|DATABASE_\w*URL))=(.*)$", example, re.M):
        assert "{" in value, name


@pytest.mark.parametrize("name", ["deployment", "backup", "upgrading"])
def test_both_languages_give_the_same_commands(name):
    blocks = [
        re.findall(
            r"^ *```sh\n(.*?)```", (ROOT / "docs" / f"{name}{language}.md").read_text("utf-8"), re.S | re.M
        )
        for language in ("", ".zh")
    ]
    assert blocks[0]
    assert blocks[0] == blocks[1]
