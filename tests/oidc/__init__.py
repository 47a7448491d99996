"""A government's identity service for tests: a real OpenID Connect provider in a process of its own, on loopback."""
