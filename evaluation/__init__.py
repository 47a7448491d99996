"""Three-party performance reviews and the use of their results."""
