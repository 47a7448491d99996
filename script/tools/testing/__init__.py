"""`script/test`."""
