"""Looking at pages: one of each kind, and never out of the portal."""

from tools.screens.walk import Walk, kind_of

HOME = "http://127.0.0.1:8000"
KEY = "ce84b7ca-dd94-416a-bbbc-73a625e8928b"


def test_keys_numbers_and_values_make_no_new_kind():
    assert kind_of(f"/projects/{KEY}/") == kind_of("/projects/ad1fdf73-fc2a-4174-b6dd-e4477505d7f7/")
    assert kind_of("/notices/ZB-220100-2026-0001/") == kind_of("/notices/YX-220100-2025-0012/")
    assert kind_of("/notices/?page=2&q=a") == kind_of("/notices/?q=b&page=3")
    assert kind_of("/notices/?page=2") != kind_of("/notices/")


def test_a_walk_stays_inside_and_ends():
    walk = Walk(HOME, ["/"], onwards=True, most=3)
    seen = []
    for page in walk:
        seen.append(page)
        walk.found(
            [f"{HOME}/a/", f"{HOME}/a/", f"{HOME}/preferences/?text=large", "https://elsewhere.example/"]
        )
        walk.found([f"{HOME}/b/", f"{HOME}/c/"])
    assert seen == [f"{HOME}/", f"{HOME}/a/", f"{HOME}/b/"]


def test_without_walking_only_what_was_named_is_seen():
    walk = Walk(HOME, ["/x/"], onwards=False, most=9)
    for _page in walk:
        walk.found([f"{HOME}/a/"])
    assert list(walk) == []
