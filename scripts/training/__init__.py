"""Training of the shipped match weights on invented worlds whose duplicates are known.

The weights of :mod:`customer_data_quality.engine.linkage` are those of a logistic regression over pairs of contacts
that share match keys, from many worlds of :mod:`world` with rates of their own. No other data is read.
"""
