"""Telegram's limits: a rate overall, twenty a minute in a group, and «wait» for one chat alone."""

from pathlib import Path

import pytest

from bot.pacer import GROUP_MESSAGES, GROUP_SECONDS, Pacer
from storage.outbox import PRIORITY, Kind
from tests.bot.on_stage import pace_by_the_clock, put, say
from tests.conversation import Stage, open_stage

GROUP, PERSON = -1001, 7


class Watch:
    """A clock in the hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_the_rate_overall_is_kept_over_a_minute(watch: Watch) -> None:
    pacer, sent = Pacer(29, monotonic=watch), 0
    end = watch.seconds + 60
    while watch.seconds < end:
        pacer.spend(PERSON + sent, is_message=True)
        sent += 1
        watch.seconds += pacer.wait_overall()

    assert 29 * 60 - 1 <= sent <= 29 * 60 + 1


@pytest.mark.parametrize("late", [0.004, 0.015, 0.3])
def test_commits_before_sends_cost_no_time_and_never_crowd_a_second(
    watch: Watch, late: float
) -> None:
    """A commit comes between the choice and the send: of every third, `late` seconds long."""
    pacer, sent = Pacer(29, monotonic=watch), list[float]()
    while len(sent) < 1000:
        pacer.spend(PERSON, is_message=True)
        watch.seconds += late if len(sent) % 3 == 0 else 0.001
        pacer.goes_now()
        sent.append(watch.seconds)
        watch.seconds += pacer.wait_overall()

    crowded = [a for a, b in zip(sent, sent[30:], strict=False) if b - a <= 1.0]
    assert crowded == []
    if late < 0.017:
        assert sent[-1] - sent[0] < 999 / 29 + 0.1


def test_time_without_sending_is_not_saved_up_for_a_burst(watch: Watch) -> None:
    pacer = Pacer(10, monotonic=watch)
    watch.seconds += 3600

    pacer.spend(PERSON, is_message=True)
    pacer.spend(PERSON + 1, is_message=True)

    assert pacer.wait_overall() > 0


def test_a_group_gets_twenty_a_minute_and_a_person_is_not_counted(watch: Watch) -> None:
    pacer = Pacer(1000, monotonic=watch)
    for _ in range(GROUP_MESSAGES):
        assert pacer.wait_for(GROUP, is_message=True) == 0
        pacer.spend(GROUP, is_message=True)
        pacer.spend(PERSON, is_message=True)
        watch.seconds += 1

    assert pacer.wait_for(GROUP, is_message=True) == GROUP_SECONDS - GROUP_MESSAGES
    assert pacer.wait_for(GROUP, is_message=False) == 0  # edits and reactions are not messages
    assert pacer.wait_for(PERSON, is_message=True) == 0
    assert pacer.wait_for(GROUP - 1, is_message=True) == 0
    watch.seconds += GROUP_SECONDS - GROUP_MESSAGES + 0.001
    assert pacer.wait_for(GROUP, is_message=True) == 0


def test_reactions_do_not_use_up_a_groups_minute(watch: Watch) -> None:
    pacer = Pacer(1000, monotonic=watch)
    for _ in range(GROUP_MESSAGES + 5):
        pacer.spend(GROUP, is_message=False)

    assert pacer.wait_for(GROUP, is_message=True) == 0


def test_a_chat_told_to_wait_waits_alone_and_with_everything(watch: Watch) -> None:
    pacer = Pacer(1000, monotonic=watch)
    pacer.close(GROUP, 30)

    assert pacer.wait_for(GROUP, is_message=True) == 30
    assert pacer.wait_for(GROUP, is_message=False) == 30
    assert pacer.wait_for(GROUP - 1, is_message=True) == 0
    watch.seconds += 30
    assert pacer.wait_for(GROUP, is_message=True) == 0


def test_answers_come_first_and_digests_last() -> None:
    order = sorted(Kind, key=lambda kind: PRIORITY[kind])

    assert (order[0], order[1], order[-1]) == (Kind.ANSWER, Kind.REPLY, Kind.DIGEST)
    assert PRIORITY[Kind.REMINDER] < PRIORITY[Kind.DIGEST]


async def test_a_reply_overtakes_a_queue_of_digests(stage: Stage, watch: Watch) -> None:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    red = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    other = await stage.community("Otra red", guides=[ana])
    stage.minga.courier.pacer = Pacer(0.5, monotonic=watch)
    stage.world.calls.clear()
    for group in (red, other, red, other):
        await put(stage, group, "El lunes", Kind.DIGEST)
    await say(stage, other, "El lunes", Kind.DIGEST)
    already = len(_texts_sent(stage))
    assert already < 5

    await rosa.says("/ayuda", red)
    assert len(_texts_sent(stage)) == already
    watch.seconds += 2
    stage.minga.courier.wake()
    await stage.minga.settle()

    assert set(_texts_sent(stage)[:already]) == {"El lunes"}
    assert "/repertorio" in _texts_sent(stage)[already]


def _texts_sent(stage: Stage) -> list[str]:
    return [str(c["params"]["text"]) for c in stage.world.calls if c["method"] == "sendMessage"]


async def test_more_than_twenty_to_a_group_come_within_the_next_minute(stage: Stage) -> None:
    pace_by_the_clock(stage)
    group = await stage.community("Red Ñuble", guides=[stage.person("Ana Soto")])
    for number in range(GROUP_MESSAGES + 5):
        await put(stage, group, str(number), Kind.POST)

    await say(stage, group, "el último", Kind.POST)
    at_once = len(stage.told(group))
    for _ in range(3):
        await stage.passes(seconds=40)

    assert at_once <= GROUP_MESSAGES
    assert stage.told(group) == [*map(str, range(GROUP_MESSAGES + 5)), "el último"]


async def test_an_edit_told_to_wait_waits_and_is_not_asked_again_and_again(stage: Stage) -> None:
    pace_by_the_clock(stage)
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa])
    await ana.says("/pregunta ¿Qué leyeron?", group)
    stage.driver.fault("429", method="setMessageReaction", retry_after=30)

    said = await rosa.replies("Cuentos", to=stage.last(group))
    asked = [c for c in stage.world.calls if c["method"] == "setMessageReaction"]
    assert len(asked) == 1
    await stage.passes(seconds=31)

    assert stage.reactions(said) == ["✍"]


async def test_a_chats_wait_survives_a_restart(sqlite_url: str, tmp_path: Path) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url) as first:
        red = await first.community("Red Ñuble", guides=[first.person("Ana Soto")])
        other = await first.community("Otra red", guides=[first.person("Luz Vera")])
        first.driver.fault("429", method="sendMessage", chat=red.id, retry_after=300)
        await say(first, red, "Hoy vence", Kind.REMINDER)
        world = first.world

    async with open_stage(tmp_path, database_url=sqlite_url) as second:
        pace_by_the_clock(second)
        second.world.chats, second.world.history = world.chats, world.history
        second.minga.courier.wake()
        async with second.minga.database.read() as tx:
            windows = await tx.outbox.windows(second.clock.now())
        assert list(windows) == [red.id]
        assert windows[red.id] > second.clock.now()
        await say(second, other, "Aquí sí", Kind.REPLY)
        assert second.told(red).count("Hoy vence") == 0
        assert second.told(other)[-1] == "Aquí sí"

        await second.passes(seconds=301)

        assert second.told(red).count("Hoy vence") == 1
