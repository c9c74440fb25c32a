"""A Telegram made of cardboard: a local Bot API and a web chat, to live with a bot with no token.

It knows nothing of the bot it talks to. The state is one `World`; people act on it through a
`Driver`, the bot through `/bot<token>/<method>`, the page through `/sim/`. Read `world.py` first.
"""
