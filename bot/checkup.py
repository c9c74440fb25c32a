"""`minga check`: what is missing, in plain words, and what to do about it."""

import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp

from bot.api import Ambiguous, Api, NotSent, Refused
from bot.clock import utc_now
from bot.llm import Unusable, llm_of
from bot.network import TryLater
from bot.settings import Settings
from bot.zone_data import outdated
from storage.database import Database
from storage.migrate import current, head

FREE_BYTES = 200 * 1024 * 1024  # room for the database, its journal and a copy before an upgrade
CLOCK_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at; `may_wait`: the bot works without it."""

    what: str
    is_well: bool
    says: str
    may_wait: bool = False

    @property
    def sign(self) -> str:
        """✓ well, ! to be seen to some day, ✗ missing."""
        return "✓" if self.is_well else "!" if self.may_wait else "✗"


async def check_up(settings: Settings) -> list[Finding]:
    """Looks at everything; nothing is changed."""
    findings = [_disk(settings), await _database(settings), await _clock(settings), _zones()]
    findings += await _model(settings)
    if settings.token is None:
        missing = "MINGA_TOKEN is not set: @BotFather gives one (README.md, «To Telegram»)"
        return [Finding(what="token", is_well=False, says=missing), *findings]
    api = Api(settings.api_url, settings.bot_token)
    await api.open()
    try:
        return [*await _telegram(api, settings), *findings]
    finally:
        await api.close()


async def _telegram(api: Api, settings: Settings) -> list[Finding]:
    try:
        me = await api.call("getMe", seconds=10)
    except Refused as no:
        says = f"Telegram refuses it ({no.description}): look it up at @BotFather"
        return [Finding(what="token", is_well=False, says=says)]
    except (NotSent, Ambiguous):
        says = f"{settings.api_url} cannot be reached: is this machine online?"
        return [Finding(what="telegram", is_well=False, says=says)]
    found = [Finding(what="token", is_well=True, says=f"it is @{me['username']}")]
    found.append(_privacy_mode(bool(me.get("can_read_all_group_messages"))))
    if not me.get("can_join_groups", True):
        says = "the bot may not be added to groups: /setjoingroups at @BotFather"
        found.append(Finding(what="groups", is_well=False, says=says))
    found.append(await _webhook(api, settings))
    return [*found, *await _admin_rights(api, settings)]


def _privacy_mode(reads_all: bool) -> Finding:
    if reads_all:
        return Finding(what="privacy mode", is_well=True, says="off: it sees whole groups")
    says = (
        "on: where the bot is no group admin it sees commands and replies only, no hashtags. "
        "Make it an admin, or /setprivacy at @BotFather and add it to the group again"
    )
    return Finding(what="privacy mode", is_well=True, says=says)


async def _webhook(api: Api, settings: Settings) -> Finding:
    info = await api.call("getWebhookInfo", seconds=10)
    url, wants = str(info.get("url") or ""), settings.webhook_url
    if wants is None and url:
        says = "one is set, but MINGA_WEBHOOK_URL is not: `minga run` will remove it and poll"
        return Finding(what="webhook", is_well=True, says=says)
    if wants is not None and info.get("last_error_message"):
        says = f"Telegram's last delivery failed: {info['last_error_message']}"
        return Finding(what="webhook", is_well=False, says=says)
    waiting = int(info.get("pending_update_count", 0))
    return Finding(what="updates", is_well=True, says=f"{waiting} wait at Telegram")


async def _admin_rights(api: Api, settings: Settings) -> list[Finding]:
    """In which groups the bot is no admin, and what is lost there."""
    if current(settings.database_url) != head():
        return []
    database = Database(settings.database_url)
    try:
        async with database.read() as tx:
            running = [c for c in await tx.communities.all() if c.is_active]
    finally:
        await database.close()
    lacking = [c.title for c in running if not c.bot_is_admin]
    if not running:
        return [Finding(what="groups", is_well=True, says="no community is running yet")]
    if lacking:
        says = f"no admin in {', '.join(lacking)}: no pins there"
        return [Finding(what="admin rights", is_well=False, says=says)]
    return [Finding(what="admin rights", is_well=True, says=f"admin in all {len(running)} groups")]


async def _model(settings: Settings) -> list[Finding]:
    """The language model, where one is set: whether it answers, takes the key and has the model. It
    is sent nothing."""
    llm = llm_of(settings)
    if llm is None:
        return []
    await llm.open()
    try:
        models = await llm.models()
    except (Unusable, TryLater, TimeoutError) as error:
        return [Finding(what="model", is_well=False, says=_no_model(error, settings))]
    finally:
        await llm.close()
    if models is None:
        says = "it answers; whether it has the model it does not say"
        return [Finding(what="model", is_well=True, says=says)]
    if settings.llm_model not in models:
        says = f"it answers, but has no {settings.llm_model}: look at MINGA_LLM_MODEL"
        return [Finding(what="model", is_well=False, says=says)]
    says = f"{settings.llm_model} of {settings.llm_provider} ({settings.llm_country}) answers"
    return [Finding(what="model", is_well=True, says=says)]


def _no_model(error: Exception, settings: Settings) -> str:
    if isinstance(error, TryLater | TimeoutError):
        return f"{settings.llm_url} cannot be reached ({error or 'no answer in time'})"
    if str(error) in ("http 401", "http 403"):
        return f"it refuses ({error}): look at MINGA_LLM_KEY"
    return f"it refuses ({error}): is MINGA_LLM_URL its address, with /v1?"


def _disk(settings: Settings) -> Finding:
    if not settings.database_url.startswith("sqlite"):
        return Finding(what="disk", is_well=True, says="the database is elsewhere")
    folder = Path(settings.database_url.partition(":///")[2]).absolute().parent
    if not folder.is_dir():
        return Finding(what="disk", is_well=False, says=f"there is no folder {folder}: make it")
    free = shutil.disk_usage(folder).free
    says = f"{free // (1024 * 1024)} MB free"
    return Finding(what="disk", is_well=free > FREE_BYTES, says=says)


async def _database(settings: Settings) -> Finding:
    try:
        at, newest = current(settings.database_url), head()
    except Exception as error:  # whatever a driver raises: said in one line
        return Finding(what="database", is_well=False, says=str(error).splitlines()[0])
    if at is None:
        return Finding(what="database", is_well=True, says="new: made at the first start")
    if at > newest:
        says = f"at {at}, newer than this Minga ({newest}): upgrade Minga"
        return Finding(what="database", is_well=False, says=says)
    says = "up to date" if at == newest else f"at {at}, upgraded to {newest} at the next start"
    return Finding(what="database", is_well=True, says=says)


async def _clock(settings: Settings) -> Finding:
    """Against the Date header of whoever answers at the API's address."""
    try:
        limit = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=limit) as session:
            started = time.monotonic()
            async with session.get(settings.api_url, allow_redirects=False) as answer:
                theirs = answer.headers.get("Date")
            trip = time.monotonic() - started
    except (aiohttp.ClientError, TimeoutError):
        return Finding(what="clock", is_well=True, says="could not be compared (no answer)")
    if theirs is None:
        return Finding(what="clock", is_well=True, says="could not be compared (no date)")
    off = abs((utc_now() - _instant(theirs)).total_seconds()) - trip - 1
    says = (
        "right" if off <= CLOCK_SECONDS else f"off by {off:.0f} s: switch time synchronisation on"
    )
    return Finding(what="clock", is_well=off <= CLOCK_SECONDS, says=says)


def _zones() -> Finding:
    wrong = outdated(utc_now())
    says = (
        f"this machine's are not those of the pinned tzdata for {', '.join(wrong)}: upgrade the system's "
        "tzdata, or set PYTHONTZPATH= (empty), so that the pinned ones are read"
    )
    return Finding(
        what="time zones",
        is_well=not wrong,
        says=says if wrong else "as pinned",
        may_wait=True,  # of all the world: most instances have no group there
    )


def _instant(date: str) -> datetime:
    found = parsedate_to_datetime(date)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
