"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def invite(update: Update, context: Context) -> None:
    raise NotFound()


async def settle_community(context: Context) -> None:
    """Which community a private command means; WhichCommunity if it must be asked."""
    if context.maybe_community is None:
        raise NotFound()
