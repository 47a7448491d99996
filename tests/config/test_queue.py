"""What is put into the outbox is sent at once: every thread of every process knows the queue."""

from concurrent.futures import ThreadPoolExecutor

from celery import current_app

from workflow import outbox, tasks


def test_every_thread_tells_the_portals_own_queue():
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: current_app.main).result() == "portal"


def test_a_full_sweep_goes_on_at_once(db, monkeypatch):
    woken = []
    monkeypatch.setattr(outbox, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(outbox, "wake", lambda: woken.append(1))
    monkeypatch.setattr(outbox, "sweep", lambda: 1)
    tasks.sweep_outbox()
    monkeypatch.setattr(outbox, "sweep", lambda: 0)
    tasks.sweep_outbox()
    assert woken == [1]
