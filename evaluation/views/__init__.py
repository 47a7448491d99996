"""Pages of evaluations: for those who take part, for recipients, for everyone."""
