"""What upper apps may ask of this one."""

from __future__ import annotations

from rulebook import extent


def hold_log_from(hold: extent.Hold) -> None:
    """Have exports of the event log end before the moment that `hold()` gives (None: nothing to hold back).

    Call it in `AppConfig.ready()`. The app that keeps tenders gives the time of the first act in any bidding
    that is still sealed.
    """
    extent.holds.append(hold)
