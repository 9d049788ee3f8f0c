"""Standing facts by a small trained classifier over typed pairs of mentions: the second proposer, beside the frames.

ends · features · model (weights) · facts (what it tells apart) · propose. It sees neither negation nor attribution:
its proposals go through factuality and the schema as those of the frames do.
"""

from kg.extract.pairs.propose import PairReader

__all__ = ["PairReader"]
