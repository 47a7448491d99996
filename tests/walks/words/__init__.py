"""Nothing that a person reads is unmarked: with a catalogue that puts every message between markers."""
