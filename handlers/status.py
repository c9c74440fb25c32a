"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def show(update: Update, context: Context) -> None:
    raise NotFound()


async def send_again(update: Update, context: Context) -> None:
    raise NotFound()
