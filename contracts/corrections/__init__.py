"""What of contracts, supervision, payments and acceptance may be corrected, and what people are told instead."""

from contracts.corrections import agreed, found, paid  # noqa: F401  they declare themselves
