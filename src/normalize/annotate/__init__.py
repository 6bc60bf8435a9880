"""Running text: which of its words are names, and which entities these name."""
