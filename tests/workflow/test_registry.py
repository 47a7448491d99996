"""Each model has steps of its own, also those that it inherits together with another model."""

from core.templatetags.portal import TONES
from workflow import registry


def test_every_step_is_found_by_its_own_id():
    for model in registry.lifecycles.models():
        for name in model.steps():
            step = registry.lifecycles.step(f"{model._meta.label_lower}.{name}")
            assert (step.model, step.name) == (model, name)


def test_a_state_is_coloured_by_its_lifecycle_alone():
    for model in registry.lifecycles.models():
        states = {value for value, _label in model._meta.get_field("state").choices}
        assert set(model.tones) <= states and set(model.tones.values()) <= TONES, model
