"""Stub."""

from telegram import Update

from community.refusals import NotFound
from handlers.context import Context


async def pending(update: Update, context: Context) -> None:
    raise NotFound()


async def propose(update: Update, context: Context) -> None:
    raise NotFound()


async def accept(update: Update, context: Context) -> None:
    raise NotFound()


async def decline(update: Update, context: Context) -> None:
    raise NotFound()


async def join(update: Update, context: Context) -> None:
    raise NotFound()


async def done(update: Update, context: Context) -> None:
    raise NotFound()


async def one_week_more(update: Update, context: Context) -> None:
    raise NotFound()


async def need_help(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_due(update: Update, context: Context) -> None:
    raise NotFound()


async def choose_evidence(update: Update, context: Context) -> None:
    raise NotFound()


async def confirm_proposal(update: Update, context: Context) -> None:
    raise NotFound()


async def is_evidence(update: Update, context: Context) -> None:
    raise NotFound()


async def suggest(update: Update, context: Context) -> None:
    raise NotFound()


async def told_done(update: Update, context: Context) -> None:
    raise NotFound()


async def evidence_given(update: Update, context: Context) -> None:
    raise NotFound()


async def words_given(update: Update, context: Context) -> None:
    raise NotFound()
