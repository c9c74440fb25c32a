"""/temas: a thematic analysis for the pair of guides, in private; made in analyses_making.py.

The one thing to know: the pair shares one analysis. Every tap loads it again; what the other of the
pair changed meanwhile is shown as it is now, and nothing is changed by a tap that came too late.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256

from telegram import Update

from community import analyses
from community.analyses import (
    FEWEST,
    Analysis,
    By,
    Code,
    Coded,
    CodeGone,
    Memo,
    NoAnswersYet,
    QuotationGone,
)
from community.ids import AnalysisId, CodeId, MemoId
from community.refusals import NotForYou, OldButton
from handlers import analyses_making as making
from handlers.context import Context
from handlers.written import written
from locales.words import Words
from messages import analyses as says
from messages import analyses_files as files
from messages.analyses import Shown
from messages.text import Message
from reading.identifying import without_details
from storage.outbox import Kind

ANSWERED_WITHIN = timedelta(hours=1)


async def show(update: Update, context: Context) -> None:
    """/temas, `/temas 30`, `/temas octubre`, or in reply to a prompt."""
    await show_asked(context, context.words_said)


async def show_part(update: Update, context: Context) -> None:
    """/sintesis temas, and `/sintesis temas 30`."""
    await show_asked(context, context.words_said.partition(" ")[2].strip())


async def show_asked(context: Context, asked: str) -> None:
    """The same from wherever it is asked for; `asked`: a period, or nothing for the last prompt."""
    person = context.maybe_person
    if context.is_private:
        context.say(await _answer(context, asked, context.words))
    elif person is not None and person.can_be_written:
        answer = await _answer(context, asked, context.words_for(person))
        context.tell(person, answer, kind=Kind.REPLY)
        context.say(says.sent_in_private(context.words))
    else:
        context.say(says.private_first(context.instance.private_link("temas"), context.words))


async def _answer(context: Context, asked: str, words: Words) -> Message:
    try:
        matter = await making.asked_about(context, asked)
    except NoAnswersYet:
        return says.nothing_yet(words)
    said, wordless = await making.told(context, matter)
    analysis = await making.there_is(context, matter)
    if analysis is None and len(said) < FEWEST:
        about = Shown(
            coded=Coded(analysis=making.fresh(context, matter), codes=(), quotations=()),
            names={},
            community=context.community,
            question=matter.question,
            message_id=matter.message_id,
            wordless=wordless,
        )
        if not said:
            return says.nothing_said(about, words)
        return says.too_few(about, [(one.name, one.text, one.message_id) for one in said], words)
    if analysis is None:
        analysis = await context.tx.analyses.begin(making.fresh(context, matter))
    analysis = await making.refreshed(context, analysis, matter, said)
    return says.overview(await making.shown(context, analysis, wordless=wordless), 0, words)


# Taps.


async def turn_page(update: Update, context: Context) -> None:
    """The codes, from one of them on; also [Volver]."""
    await _tap(context, _turn_page)


async def open_code(update: Update, context: Context) -> None:
    """A number, or [Sin código]: all that is under it."""
    await _tap(context, _open_code)


async def rename(update: Update, context: Context) -> None:
    """[Renombrar]: what is it called?"""
    await _tap(context, _rename)


async def join(update: Update, context: Context) -> None:
    """[Unir con…], and then with which."""
    await _tap(context, _join)


async def open_quotation(update: Update, context: Context) -> None:
    """A number below a code: one quotation whole."""
    await _tap(context, _open_quotation)


async def move(update: Update, context: Context) -> None:
    """Under another code, a new one, or none."""
    await _tap(context, _move)


async def put_side_by_side(update: Update, context: Context) -> None:
    """[Por nivel], [Por escuela]."""
    await _tap(context, _put_side_by_side)


async def open_memos(update: Update, context: Context) -> None:
    """[Memo]: those there are, a new one, or one that goes."""
    await _tap(context, _open_memos)


async def download(update: Update, context: Context) -> None:
    """[CSV]."""
    await _tap(context, _download)


Doing = Callable[[Context, Shown, list[str]], Awaitable[None]]


async def _tap(context: Context, do: Doing) -> None:
    assert context.press is not None
    number = AnalysisId(context.press.subject)
    analysis = await context.tx.analyses.get(context.community.id, number)
    if analysis is None:
        raise OldButton()
    shown = await making.shown(context, analysis)
    try:
        await do(context, shown, context.press.choice.split("."))
    except (CodeGone, QuotationGone):
        context.answer(says.as_it_is_now(context.words))
        await _show_overview(context, shown)


async def _turn_page(context: Context, shown: Shown, choice: list[str]) -> None:
    await _show_overview(context, shown, _number(choice, 0))


async def _open_code(context: Context, shown: Shown, choice: list[str]) -> None:
    _show_code(context, shown, _code(shown, choice), _number(choice, 1))


async def _rename(context: Context, shown: Shown, choice: list[str]) -> None:
    one = shown.coded.code(_number(choice, 0))
    context.say(says.ask_name(shown, one, context.words))
    context.answer(says.asked_below(context.words))


async def _join(context: Context, shown: Shown, choice: list[str]) -> None:
    coded = shown.coded
    one = coded.code(_number(choice, 0))
    if choice[1:2] == ["from"]:
        context.edit(says.joining(shown, one, _number(choice, 2), context.words))
        return
    other = coded.code(_number(choice, 1))
    now = await _change(context, coded, analyses.join(coded, one, other))
    _show_code(context, now, now.coded.code(other.id))
    context.answer(says.joined_briefly(context.words))


async def _open_quotation(context: Context, shown: Shown, choice: list[str]) -> None:
    one = shown.coded.quotation(_number(choice, 0))
    context.edit(says.quotation(shown, one, _number(choice, 1), context.words))


async def _move(context: Context, shown: Shown, choice: list[str]) -> None:
    coded = shown.coded
    one = coded.quotation(_number(choice, 0))
    goes_to: CodeId | None = None
    if choice[1:] == [says.NEW]:
        goes_to = (await context.tx.analyses.add_code(coded.analysis, len(coded.codes))).id
    elif choice[1:] != [says.NONE]:
        goes_to = coded.code(_number(choice, 1)).id
    came_from = one.coding.code_id
    before = await context.tx.analyses.coded(coded.analysis)  # with the new code in it
    now = await _change(context, before, analyses.move(before, one, goes_to))
    _show_code(context, now, now.coded.code(came_from) if came_from is not None else None)
    context.answer(says.moved_briefly(context.words))


async def _put_side_by_side(context: Context, shown: Shown, choice: list[str]) -> None:
    try:
        by = By(choice[0])
    except ValueError as error:
        raise OldButton() from error
    context.edit(says.side_by_side(shown, by, context.words))


async def _open_memos(context: Context, shown: Shown, choice: list[str]) -> None:
    on = _code(shown, choice)
    if choice[1:] == ["write"]:
        context.say(says.ask_memo(shown, on, context.words))
        context.answer(says.asked_below(context.words))
        return
    if len(choice) > 2:
        number = MemoId(_number(choice, 2))
        await context.tx.analyses.tear_up(context.community.id, number)
        shown = await making.shown(context, shown.coded.analysis)
    context.edit(says.memos(shown, on, _number(choice, 1), context.words))


async def _download(context: Context, shown: Shown, choice: list[str]) -> None:
    """The same file once an hour however often it is tapped; changed, it comes again."""
    without = partial(without_details, names=await making.names_left_out(context))
    words = context.words
    made = await asyncio.to_thread(files.quotations, shown, without, words)  # beside the loop
    for file in (made, files.memos(shown, without, words)):
        if file is not None:
            assert file.document is not None
            content = sha256(str(file.document[1]).encode()).hexdigest()[:24]
            hour = f"{context.now:%Y-%m-%dT%H}"
            key = f"analysis.file:{context.chat_id}:{shown.id}:{content}:{hour}"
            context.say(file, kind=Kind.EXPORT, key=key)
    await context.tx.deeds.note(
        context.community.id, context.person_id, "analysis.exported", context.now
    )
    context.answer(says.file_below(context.words))


# Replies.


async def named(update: Update, context: Context) -> None:
    """The name of a code, in reply to the question for it."""
    await _must_still_facilitate(context)
    code = await _code_asked_about(context)
    analysis = await _held(context, code.analysis_id)
    renamed = analyses.rename(code, written(context.message).text, context.person_id)
    await context.tx.analyses.save_code(renamed)
    shown = await making.shown(context, await _touched(context, analysis))
    context.react()
    context.say(says.code(shown, renamed, 0, context.words))


async def memo_on_code(update: Update, context: Context) -> None:
    """A memo on one code."""
    await _must_still_facilitate(context)
    code = await _code_asked_about(context)
    await _write_memo(context, await _held(context, code.analysis_id), code)


async def memo_on_analysis(update: Update, context: Context) -> None:
    """A memo on the whole."""
    await _must_still_facilitate(context)
    number = await _asked_about(context)
    await _write_memo(context, await _held(context, AnalysisId(number)), None)


async def _write_memo(context: Context, analysis: Analysis, on: Code | None) -> None:
    person = context.person
    memo = Memo(
        id=MemoId(0),
        community_id=analysis.community_id,
        analysis_id=analysis.id,
        code_id=on.id if on is not None else None,
        person_id=person.id,
        name=person.name,
        text=analyses.checked_memo(written(context.message).text),
        written_at=context.now,
    )
    await context.tx.analyses.write(memo)
    shown = await making.shown(context, await _touched(context, analysis))
    context.react()
    context.say(says.memos(shown, on, 0, context.words))


async def _must_still_facilitate(context: Context) -> None:
    """The question stands in the private chat of whoever tapped as a guide or an admin. Telegram is not
    asked who is an admin for a mere reply: for ANSWERED_WITHIN, having been asked is enough."""
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    was_just_asked = context.is_private and post.posted_at >= context.now - ANSWERED_WITHIN
    if not (was_just_asked or await context.is_guide()):
        raise NotForYou("guide")


# What they share.


async def _asked_about(context: Context) -> int:
    post = await context.tx.posts.at(context.chat_id, context.replied_id)
    assert post is not None
    return post.about_id


async def _code_asked_about(context: Context) -> Code:
    number = CodeId(await _asked_about(context))
    code = await context.tx.analyses.code(context.community.id, number)
    if code is None:
        raise CodeGone()
    return code


async def _held(context: Context, number: AnalysisId) -> Analysis:
    analysis = await context.tx.analyses.get(context.community.id, number)
    if analysis is None:
        raise OldButton()
    return analysis


async def _touched(context: Context, analysis: Analysis) -> Analysis:
    touched = replace(analysis, touched_at=context.now)
    await context.tx.analyses.save(touched)
    return touched


async def _change(context: Context, before: Coded, after: Coded) -> Shown:
    await context.tx.analyses.change(before, after)
    return await making.shown(context, await _touched(context, before.analysis))


async def _show_overview(context: Context, shown: Shown, start: int = 0) -> None:
    wordless = await making.wordless_in(context, shown.coded.analysis)
    context.edit(says.overview(replace(shown, wordless=wordless), start, context.words))


def _show_code(context: Context, shown: Shown, one: Code | None, start: int = 0) -> None:
    context.edit(says.code(shown, one, start, context.words))


def _code(shown: Shown, choice: list[str]) -> Code | None:
    return None if choice[0] == says.NONE else shown.coded.code(_number(choice, 0))


def _number(choice: list[str], place: int) -> int:
    said = choice[place] if place < len(choice) else ""
    if not said:
        return 0
    if not (said.isascii() and said.isdecimal() and len(said) <= 18):
        raise OldButton()
    return int(said)
