"""The shared layer: steps, execute(), event log, duties and deadlines, law, working days, outbox. Knows no domain.

Import what you need from the modules: `workflow.engine` (execute, create, follow), `workflow.lifecycle`,
`workflow.steps`, `workflow.obstacles`, `workflow.availability`, `workflow.clock`, `workflow.law`, `workflow.outbox`,
`workflow.registry`, `workflow.policies`, `workflow.forms`, `workflow.drafts`, `workflow.events`.
"""
