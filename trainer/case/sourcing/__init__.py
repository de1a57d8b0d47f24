"""Whether a case says what its sources say: every figure and date of a claim against the lines that it cites."""
