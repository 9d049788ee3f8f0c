"""How much of what was read is right, by a gold that a person wrote: gold reads it, matching pairs it with the claims of
a store, scores counts, reliability asks whether the confidence is what it says."""
