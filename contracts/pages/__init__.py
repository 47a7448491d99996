"""What the pages of this room and its share of the project's page are put together from. Reads only."""
