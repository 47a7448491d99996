"""Every page of the portal in a real browser, read by axe."""
