"""Signing in by the government's identity service, over OpenID Connect (docs/adr/0018)."""
