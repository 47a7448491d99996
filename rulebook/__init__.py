"""Rule parameters, the public page of rules and the published heads of the event log."""
