"""Where candidates come from: exact keys, and names that sound alike."""
