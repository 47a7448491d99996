"""Deputies (A/B 角): a colleague takes named steps in one's stead for a while, and both names stand on record."""
