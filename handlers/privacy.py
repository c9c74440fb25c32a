"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def show(update: Update, context: Context) -> None:
    raise NotFound()


async def my_data(update: Update, context: Context) -> None:
    raise NotFound()


async def offer_forgetting(update: Update, context: Context) -> None:
    raise NotFound()


async def keep_nothing(update: Update, context: Context) -> None:
    raise NotFound()


async def choose(update: Update, context: Context) -> None:
    raise NotFound()


async def forget(update: Update, context: Context) -> None:
    raise NotFound()
