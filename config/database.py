"""Which database, and as whom.

Four database roles share one database: `default` (the web and its tasks), `owner` (migrations only),
`sealer` (links events into the hash chain) and `opener` (opens sealed bids). With `DATABASE_URL` set,
a server is used; without it, the embedded PostgreSQL of `config.embedded`.
"""
