"""Corrections (更正): a wrong entry is put right by two people; what it read before stays readable."""
