"""Every page that the matrix grants, read by axe in a real browser."""
