"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def take_down(update: Update, context: Context) -> None:
    raise NotFound()


async def name_guide(update: Update, context: Context) -> None:
    raise NotFound()


async def rest(update: Update, context: Context) -> None:
    raise NotFound()


async def report(update: Update, context: Context) -> None:
    raise NotFound()


async def belong(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_community(update: Update, context: Context) -> None:
    raise NotFound()


async def close_report(update: Update, context: Context) -> None:
    raise NotFound()


async def moved(update: Update, context: Context) -> None:
    raise NotFound()


async def came_or_went(update: Update, context: Context) -> None:
    raise NotFound()


async def group_renamed(update: Update, context: Context) -> None:
    raise NotFound()
