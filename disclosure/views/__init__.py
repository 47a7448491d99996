"""Public pages: they read notices and what stands beside them, and nothing else."""
