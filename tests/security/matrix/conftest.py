"""The demonstration city's people, in a database of this folder's own."""

from accounts import demo
from tests.prebuilt import prebuilt

city_database = prebuilt(demo.build)
