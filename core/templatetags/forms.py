"""Forms on the page. A builtin: templates need no `{% load %}`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms, template

from core.components import Section
from core.forms import Problem, all_problems, of_row

register = template.Library()


@register.inclusion_tag("components/forms/errors.html")
def error_summary(*parts: forms.BaseForm | forms.BaseFormSet | list[forms.BaseForm] | None) -> dict[str, Any]:
    """Everything that must be changed, on top of the page, in its order. Nothing before the first submit.

    A list holds the forms of a page's rows: what is wrong in one says in which.
    """
    found: list[Problem] = []
    for part in parts:
        if isinstance(part, list):
            for number, row in enumerate(part, start=1):
                found += of_row(row, number) if row.is_bound else []
        elif part is not None and part.is_bound:
            found += all_problems([part])
    return {"problems": found}


@register.inclusion_tag("components/forms/fields.html")
def fields(form: forms.BaseForm, names: str = "", heading: str = "") -> dict[str, Any]:
    """The fields of a form, or those named (separated by blanks). Hidden ones come with the full set."""
    chosen = [form[name] for name in names.split()] if names else form.visible_fields()
    return {
        "form": form,
        "chosen": chosen,
        "hidden": [] if names else form.hidden_fields(),
        "heading": heading,
    }


@register.inclusion_tag("components/forms/formset.html")
def formset(formset: forms.BaseFormSet, title: Any = "", hint: Any = "") -> dict[str, Any]:
    """Rows of the same kind as a table that grows."""
    return {"formset": formset, "title": title, "hint": hint}


@register.inclusion_tag("components/forms/sections.html")
def form_sections(sections: list[Section], help_text: Any = "") -> dict[str, Any]:
    """The side list of a long form: where one is, what is done, what must be changed."""
    done = sum(section.state == "done" for section in sections)
    return {"sections": sections, "done": done, "total": len(sections), "help_text": help_text}


@register.inclusion_tag("components/forms/saved.html")
def saved(at: Any = None) -> dict[str, Any]:
    """When the draft was last kept."""
    return {"at": at}


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_bar(
    context: template.Context, form: forms.BaseForm, export_url: str = "", keep: str = ""
) -> dict[str, Any]:
    """The filter above a list (the form of a django-filter `FilterSet`). Everything stands in the address.

    `keep` names what else of the address stays, e.g. the tab.
    """
    given = context["request"].GET
    kept = {name: given[name] for name in keep.split() if name in given}
    used = any(given.get(form.add_prefix(name)) for name in form.fields)
    return {
        "form": form,
        "export_url": export_url,
        "kept": kept,
        "clear": f"?{urlencode(kept)}" if used else "",
    }
