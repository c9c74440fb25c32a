"""Tests mirror the rooms; conversations go through all of them."""
