"""The sample lifecycle's people and papers serve here too."""

from tests.workflow.conftest import judge, paper, writer

__all__ = ["judge", "paper", "writer"]
