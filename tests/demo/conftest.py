"""The whole city, in a database of this folder's own."""

from tests import city

city_database = city.database()
