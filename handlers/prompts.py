"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def ask(update: Update, context: Context) -> None:
    raise NotFound()


async def pick(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_when(update: Update, context: Context) -> None:
    raise NotFound()


async def answered(update: Update, context: Context) -> None:
    raise NotFound()


async def words_given(update: Update, context: Context) -> None:
    raise NotFound()


async def corrected(update: Update, context: Context) -> None:
    raise NotFound()
