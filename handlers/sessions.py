"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def agenda(update: Update, context: Context) -> None:
    raise NotFound()


async def call(update: Update, context: Context) -> None:
    raise NotFound()


async def reply(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_date(update: Update, context: Context) -> None:
    raise NotFound()


async def cancel(update: Update, context: Context) -> None:
    raise NotFound()


async def words_given(update: Update, context: Context) -> None:
    raise NotFound()
