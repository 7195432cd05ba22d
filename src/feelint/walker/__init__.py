"""Gathering: the only package that drives a browser."""
