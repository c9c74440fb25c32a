"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def missed(update: Update, context: Context) -> None:
    raise NotFound()
