"""What an evaluation may and must: its arithmetic, its sampling, and what stands in the way of its steps.

Everything here is computed from its arguments or read; nothing is written.
"""
