"""The shared layer: steps, execute(), event log, duties and deadlines, law, working days, outbox. Knows no domain."""
