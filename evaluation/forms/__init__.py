"""The input of the steps of an evaluation, and the page of questions that recipients fill in."""

from evaluation.forms import appointing, concluding, opening, scoring, surveying

__all__ = ["appointing", "concluding", "opening", "scoring", "surveying"]
