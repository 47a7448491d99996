"""Telling people: what is said to whom, by which way, and when. Upper apps ask `accounts.services.notify` and `send`.

A message is a row of the outbox in the act's transaction. After commit it becomes the person's `Message` in the
portal and one `Delivery` for each further way that this person wants for that kind (`kinds`, `wishes`).
"""
