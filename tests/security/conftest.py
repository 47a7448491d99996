"""Options of the security tests."""


def pytest_addoption(parser):
    parser.addoption("--suggest-rows", action="store_true", help="print rows for routes that the matrix lacks")
