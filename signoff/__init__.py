"""Sign-off chains: who of a unit, and of others, agrees before a decision is taken."""
