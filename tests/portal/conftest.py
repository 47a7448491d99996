from tests.disclosure.conftest import bureau, full_payload, in_act, own_releases, paper, publish, publisher

__all__ = ["bureau", "full_payload", "in_act", "own_releases", "paper", "publish", "publisher"]
