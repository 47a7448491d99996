"""Files, papers and their signed copies, the register of numbers."""
