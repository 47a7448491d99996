"""What stands in the way of each step, and the arithmetic of evaluation."""
