"""What every test finds in its database."""


def build() -> None:
    """Fill the template database. Runs once for each state of the code, as the app's role."""
