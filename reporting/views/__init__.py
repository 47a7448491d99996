"""Pages of reports: the lists, a form, a report, the years compared."""
