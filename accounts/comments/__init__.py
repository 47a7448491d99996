"""Comments from the public on what an office has put up: read first, shown or not, and answered in any case.

Whoever has an account takes a step; whoever has none shows an address by a code (`accounts.coded`). An app that asks
the public brings: its models of both (`models`), its first step and who answers (`lifecycle`), the form of that step
(`forms`), and the addresses of four pages (`views`). What is commented on says `takes_comments`,
`comments_url` and `comments_title`: how everybody was told of it, which is not what its own people call it.
"""
