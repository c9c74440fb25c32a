"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def repertoire(update: Update, context: Context) -> None:
    raise NotFound()


async def save_quoted(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_kind(update: Update, context: Context) -> None:
    raise NotFound()


async def read_whole(update: Update, context: Context) -> None:
    raise NotFound()


async def told(update: Update, context: Context) -> None:
    raise NotFound()


async def corrected(update: Update, context: Context) -> None:
    raise NotFound()
