"""Stored files with digests, and pages rendered to PDF."""
