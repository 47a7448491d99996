"""What is put into the outbox is sent at once: every thread of every process knows the queue."""

from concurrent.futures import ThreadPoolExecutor

from celery import current_app


def test_every_thread_tells_the_portals_own_queue():
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: current_app.main).result() == "portal"
