"""The drawn lifecycles are those of the code."""

from django.core.management import call_command


def test_the_page_of_lifecycles_is_current():
    call_command("lifecycles", check=True)
