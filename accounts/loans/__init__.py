"""Loans of people: where an office is too small to keep duties apart, the superior unit lends somebody (A7.12)."""
