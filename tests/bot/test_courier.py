"""How sends end, and what follows by kind of message (promises.md §6)."""

import asyncio
import contextlib

import pytest

from community.ids import ChatId
from locales.words import words_in
from messages.text import Html, Message
from storage.outbox import Kind
from tests.conversation import Stage


async def say(stage: Stage, chat: int, text: str, kind: Kind, **more: object) -> None:
    """Puts a letter into the outbox and lets the courier do what it can."""
    async with stage.minga.database.write() as tx:
        tx.outbox.say(
            Message(text=Html(text)),
            to=ChatId(chat),
            kind=kind,
            now=stage.clock.now(),
            **more,
        )
    stage.minga.courier.wake()
    await stage.minga.settle()


async def put(stage: Stage, chat: int, text: str, kind: Kind) -> None:
    """Puts a letter into the outbox; the courier goes on by itself."""
    async with stage.minga.database.write() as tx:
        tx.outbox.say(Message(text=Html(text)), to=ChatId(chat), kind=kind, now=stage.clock.now())


async def was_told(stage: Stage, chat: int, text: str) -> None:
    """Returns once it was."""
    async with asyncio.timeout(10):
        while text not in stage.told(chat):
            await asyncio.sleep(0.01)


async def states(stage: Stage) -> dict[str, int]:
    async with stage.looking() as tx:
        return await tx.outbox.counts()


async def group_of(stage: Stage) -> int:
    ana = stage.person("Ana")
    return (await stage.community("Red Ñuble", guides=[ana])).id


@pytest.mark.parametrize(
    ("kind", "copies"), [(Kind.REPLY, 1), (Kind.POST, 1), (Kind.DIGEST, 1), (Kind.REMINDER, 2)]
)
async def test_a_lost_answer_repeats_a_reminder_once_and_nothing_else(
    stage: Stage, kind: Kind, copies: int
) -> None:
    group = await group_of(stage)
    stage.driver.fault("reset", method="sendMessage", acted=True)

    await say(stage, group, "Hoy vence", kind)
    await stage.passes(minutes=1)

    assert stage.told(group).count("Hoy vence") == copies


async def test_a_reminder_whose_answers_are_always_lost_is_not_sent_for_ever(stage: Stage) -> None:
    group = await group_of(stage)
    stage.driver.fault("reset", method="sendMessage", acted=True, times=20)

    await say(stage, group, "Hoy vence", Kind.REMINDER)
    await stage.passes(hours=1)

    assert stage.told(group).count("Hoy vence") == 2
    assert (await states(stage)).get("unknown") == 1


async def test_markup_that_telegram_refuses_is_sent_plain(stage: Stage) -> None:
    group = await group_of(stage)

    await say(stage, group, "Rosa <dijo> que <b>sí</b> &amp; listo", Kind.REPLY)

    assert stage.told(group)[-1] == "Rosa  que sí & listo"


async def test_one_reminder_at_a_time_waits_for_its_answer_and_holds_up_nothing_else(
    stage: Stage,
) -> None:
    groups = [await group_of(stage) for _ in range(3)]
    stage.driver.fault("timeout_after", method="sendMessage", chat=groups[0], seconds=3600)

    for group in groups[:2]:
        await put(stage, group, "Hoy vence", Kind.REMINDER)
    await was_told(stage, groups[0], "Hoy vence")
    await put(stage, groups[2], "Aquí está", Kind.REPLY)
    await was_told(stage, groups[2], "Aquí está")
    await put(stage, groups[2], "Resumen", Kind.DIGEST)
    await was_told(stage, groups[2], "Resumen")

    assert "Hoy vence" not in stage.told(groups[1])
    async with stage.looking() as tx:
        stranded = await tx.outbox.stranded()
    assert [letter.chat_id for letter in stranded if letter.kind == Kind.REMINDER] == [groups[0]]


async def test_a_reminder_of_a_chat_that_must_wait_lets_the_others_pass(stage: Stage) -> None:
    groups = [await group_of(stage) for _ in range(2)]
    stage.driver.fault("429", method="sendMessage", chat=groups[0], retry_after=30)

    for group in groups:
        await say(stage, group, "Hoy vence", Kind.REMINDER)

    assert [stage.told(group).count("Hoy vence") for group in groups] == [0, 1]


async def test_what_was_not_committed_holds_up_nothing(stage: Stage) -> None:
    group = await group_of(stage)
    message = Message(text=Html("no"))
    with contextlib.suppress(ZeroDivisionError):
        async with stage.minga.database.write() as tx:
            tx.outbox.say(message, to=ChatId(group), kind=Kind.REPLY, now=stage.clock.now())
            await tx.outbox.flush()
            raise ZeroDivisionError

    await say(stage, group, "sí", Kind.REPLY)

    assert [text for text in stage.told(group) if text in ("no", "sí")] == ["sí"]


async def test_a_person_who_blocks_the_bot_is_not_tried_again(stage: Stage) -> None:
    rosa = stage.person("Rosa")
    await rosa.starts()
    stage.driver.block(rosa.id)

    await say(stage, rosa.id, "Hola", Kind.REPLY)

    async with stage.looking() as tx:
        person = await tx.people.get(rosa.id)
    assert person is not None
    assert not person.can_be_written


async def test_one_chat_told_to_wait_delays_that_chat_alone(stage: Stage) -> None:
    ana, luz = stage.person("Ana"), stage.person("Luz")
    first = await stage.community("Primera", guides=[ana])
    second = await stage.community("Segunda", guides=[luz])
    stage.driver.fault("429", method="sendMessage", chat=first.id, retry_after=30)

    await say(stage, first.id, "uno", Kind.REPLY)
    await say(stage, first.id, "dos", Kind.REPLY)
    await say(stage, second.id, "tres", Kind.REPLY)

    assert stage.told(first) == []
    assert stage.told(second) == ["tres"]
    async with stage.looking() as tx:
        assert list(await tx.outbox.windows(stage.clock.now())) == [first.id]


async def test_a_group_that_became_a_supergroup_gets_its_reminder_there_once(stage: Stage) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana], type="group")
    fresh = stage.driver.migrate(group.id)
    stage.world.mailbox.pending.clear()  # nobody told the bot: it learns from the refusal

    await say(stage, group.id, "Hoy vence", Kind.REMINDER)

    assert stage.told(fresh) == ["Hoy vence"]
    async with stage.looking() as tx:
        community = await tx.communities.at(ChatId(fresh.id))
    assert community is not None
    assert community.title == "Red Ñuble"


async def test_the_same_key_is_said_once(stage: Stage) -> None:
    group = await group_of(stage)

    await say(stage, group, "una vez", Kind.REMINDER, key="k")
    await say(stage, group, "una vez", Kind.REMINDER, key="k")

    assert stage.told(group).count("una vez") == 1


async def test_within_a_chat_the_order_is_kept(stage: Stage) -> None:
    group = await group_of(stage)
    async with stage.minga.database.write() as tx:
        for number in range(15):
            tx.outbox.say(
                Message(text=Html(str(number))),
                to=ChatId(group),
                kind=Kind.REPLY,
                now=stage.clock.now(),
            )
    stage.minga.courier.wake()
    await stage.minga.settle()

    assert stage.told(group) == [str(number) for number in range(15)]


async def test_what_comes_too_late_is_not_sent(stage: Stage) -> None:
    group = await group_of(stage)

    await say(stage, group, "en una hora", Kind.REMINDER, expires_at=stage.clock.now())

    assert stage.told(group) == []
    assert (await states(stage)).get("expired") == 1


def test_every_language_has_an_apology() -> None:
    from messages.refusals import apology

    texts = {str(apology(words_in(language)).text) for language in ("es", "pt_BR", "en")}

    assert len(texts) == 3
