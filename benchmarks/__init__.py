"""How fast, how small and how safe: every figure of docs/benchmarks.md is taken from here.

`python -m benchmarks` runs all of it against a local Bot API of ours (load_server.py), side by side
with bare python-telegram-bot. Nothing here is part of the product.
"""
