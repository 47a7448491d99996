"""What must hold when chains are laid down, things go round, and people sign. All under A7.12: internal supervision."""

RULE = "A7.12"
