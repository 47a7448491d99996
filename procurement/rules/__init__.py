"""What must hold, by subject. Guards and checks only: nothing here writes."""
