"""The bots Minga is compared with: python-telegram-bot of the same version, as its manual shows it.

    python -m benchmarks.bare_bots noop|echo|answer|idle URL

Nothing is stored and nothing is retried. `noop` answers «/fin» alone, with how many updates came
before it, so that the end of its work can be seen from outside. Limits of python-telegram-bot that
do not concern the comparison (proxies, pools) are set to their widest.
"""

import asyncio
import logging
import sys
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from benchmarks.processes import TOKEN

Context = ContextTypes.DEFAULT_TYPE
seen = 0


async def count(update: Update, _: Context) -> None:
    """Does nothing with it."""
    global seen
    if update.message and update.message.text == "/fin":
        await update.message.reply_text(str(seen))
    seen += 1


async def echo(update: Update, _: Context) -> None:
    """Says it back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


async def answer_command(update: Update, _: Context) -> None:
    """The same commands Minga is asked, answered from nothing."""
    if update.message:
        await update.message.reply_text("No hay encuentros por ahora.")


async def answer_tap(update: Update, _: Context) -> None:
    """The same taps, answered from nothing."""
    if update.callback_query:
        await update.callback_query.answer("Anotado")


async def open_engine(_: Any) -> None:
    """What any bot with a database has loaded when it starts to poll."""
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine("sqlite+aiosqlite:///bare-idle.db")
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))


def application(kind: str, url: str) -> "Application[Any, Any, Any, Any, Any, Any]":
    """The bot of this kind, not yet running."""
    direct = {"trust_env": False}
    builder = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .request(HTTPXRequest(connection_pool_size=256, httpx_kwargs=direct))
        .get_updates_request(HTTPXRequest(connection_pool_size=1, httpx_kwargs=direct))
    )
    if kind == "idle":
        builder = builder.post_init(open_engine)
    bot = builder.build()
    if kind in ("noop", "idle"):
        bot.add_handler(MessageHandler(filters.ALL, count))
    elif kind == "echo":
        bot.add_handler(MessageHandler(filters.TEXT, echo))
    else:
        bot.add_handler(CommandHandler(["agenda", "pendientes", "ayuda"], answer_command))
        bot.add_handler(CallbackQueryHandler(answer_tap))
    return bot


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.set_event_loop(asyncio.new_event_loop())
    application(sys.argv[1], sys.argv[2]).run_polling()
