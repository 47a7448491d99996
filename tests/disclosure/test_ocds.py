"""Releases: valid at every stage, built once, and without anything that may have to be withdrawn."""

import copy
from datetime import UTC, datetime

import pytest

from disclosure import ocds
from disclosure.registry import kinds
from tests import people
from tests.disclosure.conftest import full_payload
from tests.ocds import problems

VALUE = {"amount": 912000.0, "currency": "CNY"}
PARTS = {
    "AN-01": {"tag": ["planning"], "planning": {"budget": {"amount": VALUE, "project": "社区矫正"}}},
    "AN-03": {
        "tag": ["tender"],
        "tender": {
            "id": "CC-2025-0064",
            "title": "社区矫正",
            "status": "active",
            "value": VALUE,
            "procurementMethod": "open",
            "mainProcurementCategory": "services",
            "awardCriteria": "ratedCriteria",
            "tenderPeriod": {"startDate": "2025-02-12T01:30:00Z", "endDate": "2025-03-06T01:30:00Z"},
        },
    },
    "AN-07": {"tag": ["award"], "awards": [{"id": "1", "status": "active", "value": VALUE}]},
    "AN-09": {
        "tag": ["contract"],
        "contracts": [{"id": "HT-1", "awardID": "1", "status": "active", "value": VALUE}],
    },
    "AN-11": {
        "tag": ["implementation"],
        "contracts": [
            {
                "id": "HT-1",
                "awardID": "1",
                "implementation": {
                    "transactions": [{"id": "P1", "date": "2025-06-01T00:00:00Z", "value": VALUE}],
                    "milestones": [{"id": "M1", "title": "一期", "type": "delivery", "status": "met"}],
                },
            }
        ],
    },
}


@pytest.fixture
def released(publish, bureau):
    """`released(kind)`: a notice of that kind with its release."""
    provider = people.organisation("provider", name="同行社工服务中心", address="长春市北京大街 88 号")

    def run(code, part=None, **options):
        kinds.add_part(code, lambda subject, payload: copy.deepcopy(part or PARTS[code]))
        options = {"purchaser": bureau, "providers": [provider], "project_number": "CC-2025-0064", **options}
        return publish(code, full_payload(kinds[code]), title="公告", **options)

    return run


def package(*notices):
    moment = datetime(2026, 3, 27, 1, tzinfo=UTC)
    return ocds.package([n.release for n in notices], "https://portal.example/release.json", moment)


@pytest.mark.parametrize("code", PARTS)
def test_every_stage_is_valid(released, code):
    assert problems(package(released(code))) == []


def test_the_validator_finds_faults(released):
    good = package(released("AN-09"))
    for path, value in {
        ("releases", 0, "tag"): ["nothing"],
        ("releases", 0, "date"): "2026-03-27",
        ("releases", 0, "ocid"): None,
        ("releases", 0, "more"): 1,
        ("releases", 0, "contracts", 0, "more"): 1,
        ("releases", 0, "contracts", 0, "value", "currency"): "RMB",
        ("version",): "1",
    }.items():
        bad = copy.deepcopy(good)
        place = bad
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert problems(bad), path


def test_one_process_has_one_identifier(released):
    first, second = released("AN-03"), released("AN-07")
    assert first.release["ocid"] == second.release["ocid"] == first.ocid
    assert first.release["id"] != second.release["id"]


def test_parties_name_their_roles(released, bureau):
    release = released("AN-07").release
    roles = {party["name"]: party["roles"] for party in release["parties"]}
    assert roles == {"长春市民政局": ["buyer"], "同行社工服务中心": ["supplier"]}
    assert release["buyer"] == {"id": f"CN-USCC-{bureau.code}", "name": "长春市民政局"}


def test_an_organisation_with_two_roles_is_one_party(released, bureau):
    part = {**PARTS["AN-03"], "parties": [ocds.party(bureau, "procuringEntity")]}
    parties = released("AN-03", part, providers=[]).release["parties"]
    assert [p["roles"] for p in parties] == [["buyer", "procuringEntity"]]


def test_no_release_holds_people(released):
    assert "0431-8" not in str(released("AN-03").release)


def test_kinds_without_a_process_have_no_release(released):
    assert released("AN-03", project_number="").release is None
