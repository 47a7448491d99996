"""An organisation that nobody knows yet opens an account, registers with proof, and is approved. In English."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.papers import pdf
from tests.e2e.people import People, click

REGULATOR = "shzz.jianguan"
NAME, CODE = "长春市新晨养老服务中心", "52220100MJ7700018A"
WRONG_CODE = "52220100MJ77000180"
ACCOUNT = {
    "name": NAME,
    "jurisdiction": "Changchun City",
    "address": "长春市人民大街 1 号",
    "phone": "0431-88001122",
    "person": "林晨",
    "email": "lin@example.org",
    "password": "hirsch-wolke-regen",
    "again": "hirsch-wolke-regen",
}
REGISTRATION = {
    "kind": "Social organisation",
    "authority": "Civil affairs",
    "registration_number": CODE,
    "registered_on": "2019-04-02",
    "legal_representative": "林晨",
    "fields_of_service": "居家养老、社区服务",
    "regulator": "Changchun Social Organisations Administration",
    "declared": True,
}


def play(people: People) -> None:
    register(people)
    approve(people)


def register(people: People) -> None:
    """A credit code with a wrong check digit is not taken; nothing else that was typed is lost."""
    visitor = people.visitor(language="en-GB")
    click(visitor.page.get_by_role("link", name="Become a provider"))
    visitor.fill(**ACCOUNT, code=WRONG_CODE).press("Open the account and go on")
    expect(visitor.page.get_by_role("alert")).to_contain_text("not a valid unified social credit code")
    expect(visitor.page.locator("#id_name")).to_have_value(NAME)
    visitor.fill(code=CODE, password=ACCOUNT["password"], again=ACCOUNT["again"])
    visitor.press("Open the account and go on").fill(**REGISTRATION)
    proofs = visitor.page.locator("input[type=file]")
    for proof in proofs.all():
        name = proof.get_attribute("name") or ""
        visitor.fill(**{name: [pdf(name)], re.sub("_files$", "_until", name): "2027-12-31"})
    visitor.send("Register as a provider")


def approve(people: People) -> None:
    regulator = people[REGULATOR].take_up("准予登记", NAME)
    regulator.do("准予登记", basis="长民组〔2025〕号，具备承接政府购买服务条件", valid_until="2028-12-31")
    visitor = people.visitor()
    click(visitor.page.get_by_role("link", name="承接主体名录"))
    visitor.sees(NAME)
