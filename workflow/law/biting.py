"""Where rules bite: which rule ids a step's guards, checks and clocks cite.

A guard names the id of a rule where it answers with an obstacle (`stop(_("…"), "A4.1")`). The ids are read
out of the guard's own code and that of the functions of this project it calls, so that nobody has to keep a
second list; what can't be read there, a step declares in `rules`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache, partial
from types import CodeType, FunctionType
from typing import Any

from workflow.law.lookup import known

DEPTH = 3
"""How far calls are followed."""


@cache
def rules_in(function: Any, depth: int = DEPTH) -> frozenset[str]:
    """The rule ids that stand in a function, in what it closes over, and in what it calls."""
    code = _function(function)
    if code is None:
        return frozenset()
    found = {str(text) for text in _texts(code) if known(text)}  # a choice may be named by its rule
    if depth:
        for called in _called(code):
            found |= rules_in(called, depth - 1)
    return frozenset(found)


def rules_of(step: Any) -> frozenset[str]:
    """The rules at work in a step: declared, cited by its guards and checks, counted by its clocks, met by it.

    What is asked of every step (`registry.add_general_guard`) bites everywhere, which says nothing about this one.
    """
    cited = {rule for guard in (*step.own_guards, *step.checks) for rule in rules_in(guard)}
    timed = {clock.rule for clock in step.starts}
    return frozenset(str(rule) for rule in cited | timed | {*step.meets, *step.rules} if known(rule))


def _function(item: Any) -> FunctionType | None:
    while isinstance(item, partial):
        item = item.func
    item = getattr(item, "__wrapped__", item)
    if isinstance(item, FunctionType):
        return item
    call = vars(type(item)).get("__call__")
    return call if isinstance(call, FunctionType) and _is_ours(call) else None


def _texts(function: FunctionType) -> Iterator[str]:
    yield from _constants(function.__code__)
    named = (function.__globals__.get(name) for name in _names(function.__code__))
    for value in (*_cells(function), *(function.__defaults__ or ()), *named):
        yield from (value,) if isinstance(value, str) else ()


def _constants(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from (item for item in constant if isinstance(item, str))
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _called(function: FunctionType) -> Iterator[FunctionType]:
    scope = function.__globals__
    for value in (*(scope.get(name) for name in _names(function.__code__)), *_cells(function)):
        if isinstance(value, FunctionType) and value is not function and _is_ours(value):
            yield value


def _cells(function: FunctionType) -> list[Any]:
    return [cell.cell_contents for cell in function.__closure__ or ()]


def _is_ours(function: FunctionType) -> bool:
    """Not the law's own code, nor what lies outside this project."""
    module = function.__module__ or ""
    foreign = module.partition(".")[0] in sys.stdlib_module_names
    packaged = "site-packages" in function.__code__.co_filename
    return not (foreign or packaged or module.startswith("workflow.law"))
