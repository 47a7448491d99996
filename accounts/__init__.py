"""People, organisations, jurisdictions, memberships, roles and sign-in."""
