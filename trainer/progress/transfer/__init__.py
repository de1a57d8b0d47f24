"""The progress of one learner as one file: a ``.progress``, to take to another computer or to hand to a coach.

It is a zip archive of JSON Lines with a manifest. Nothing in it is believed: it is read and checked in full before a
row is written, and what it holds is then merged with what is there, in one transaction, in any order with the same
result.
"""
