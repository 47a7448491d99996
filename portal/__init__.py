"""Home, worklist, search; pages put together from each app's panels."""
