"""The public page of a project: its inside page told again from published notices, and from nothing else."""
