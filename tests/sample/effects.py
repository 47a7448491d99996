from tests.sample.models import Paper
from workflow import engine, registry


@registry.effect("sample.copy")
def copy(act):
    """A granted paper brings forth a copy, by the portal itself."""
    done = engine.follow_create(act, Paper, "write", title=f"Copy of {act.subject.title}", pages=1)
    act.outcome["copy"] = done.subject
    if act.subject.title == "explode":
        raise RuntimeError("an effect that fails")
