"""Records to cases: who the acts are about, in which order, and what cannot be true together."""
