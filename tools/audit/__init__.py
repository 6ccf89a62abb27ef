"""Judges a built site as its readers meet it: any folder of pages, whoever made them."""
