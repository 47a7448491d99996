from tests.disclosure.conftest import full_payload, in_act, paper, publish, publisher

__all__ = ["full_payload", "in_act", "paper", "publish", "publisher"]
