"""Evidence for a candidate, the model that weighs it, the decision, and the explanation of all three."""
