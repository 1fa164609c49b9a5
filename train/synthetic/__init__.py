"""Labelled references made from bibliographic facts, for training: see README.md here."""
