"""Input of all steps in this room. Imported when the app is ready, so that the forms register."""

from contracts.forms import acceptance, contract, payment, supervision, supplement

__all__ = ["acceptance", "contract", "payment", "supervision", "supplement"]
