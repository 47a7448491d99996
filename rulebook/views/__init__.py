"""Pages of the rulebook: for everybody, and for finance and auditors."""
