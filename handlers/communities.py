"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def scheduled(update: Update, context: Context) -> None:
    raise NotFound()


async def pause(update: Update, context: Context) -> None:
    raise NotFound()


async def activate(update: Update, context: Context) -> None:
    raise NotFound()


async def resume(update: Update, context: Context) -> None:
    raise NotFound()


async def offer_closing(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_language(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_country(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_zone(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_mode(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_memory(update: Update, context: Context) -> None:
    raise NotFound()


async def close(update: Update, context: Context) -> None:
    raise NotFound()


async def cancel_scheduled(update: Update, context: Context) -> None:
    raise NotFound()


async def bot_moved(update: Update, context: Context) -> None:
    raise NotFound()
