"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def show(update: Update, context: Context) -> None:
    raise NotFound()


async def start(update: Update, context: Context) -> None:
    raise NotFound()


async def unknown_command(update: Update, context: Context, word: str) -> None:
    raise NotFound()


async def private_talk(update: Update, context: Context) -> None:
    raise NotFound()
