"""Arriving: the greeting, what is essential, who goes along, a profile asked one question a week."""

from typing import Any

from sqlalchemy import select

from community.arrivals import Profile
from community.ids import ChatId, PersonId
from community.people import Member
from sandbox.chats import Chat
from storage.rows import dues
from tests.conversation import Persona, Stage

WELCOME = "Te damos la bienvenida"


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def member(stage: Stage, group: Chat, person: Persona) -> Member | None:
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        return await tx.members.get(home.id, PersonId(person.id))


async def profile(stage: Stage, group: Chat, person: Persona) -> Profile:
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        return await tx.profiles.of(home.id, PersonId(person.id))


def welcomes(stage: Stage, group: Chat) -> list[int]:
    return [message.id for message in stage.messages(group) if WELCOME in message.text]


async def newcomer(stage: Stage) -> tuple[Chat, Persona, Persona, Persona]:
    """A guide with a private chat, a member who took part lately, and Luis, who just joined."""
    group, ana, rosa = await red(stage)
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Buenas", group))
    await rosa.taps("Soy parte", await greeting(stage, group))
    await rosa.says("#practica Leemos en parejas, cada grande con un chico", group)
    luis = stage.person("Luis Vera")
    await stage.passes(days=1)
    await luis.joins(group)
    return group, ana, rosa, luis


async def greeting(stage: Stage, group: Chat) -> Any:
    await stage.person("Otra persona").joins(group)
    return stage.last(group)


async def test_who_joins_is_told_what_is_kept_and_can_say_that_they_belong(stage: Stage) -> None:
    group, _, _ = await red(stage)
    luis = stage.person("Luis")

    await luis.joins(group)

    assert "/privacidad" in stage.last(group).text
    assert stage.buttons(stage.last(group)) == [
        "Soy parte",
        "Ver lo esencial",
        "Hablar en privado",
    ]
    assert "eres parte" in await luis.taps("Soy parte")
    found = await member(stage, group, luis)
    assert found is not None
    assert found.belongs


async def test_the_greeting_comes_once_a_day_and_replaces_the_one_before(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await stage.person("Luis").joins(group)
    await stage.person("Marta").joins(group, by=ana)
    today = welcomes(stage, group)
    await stage.passes(days=1)
    await stage.person("Inés").joins(group)

    assert len(today) == 1
    assert len(welcomes(stage, group)) == 1
    assert welcomes(stage, group) != today


async def test_the_notice_says_what_is_read_where_the_discussion_is(stage: Stage) -> None:
    group, _, _ = await red(stage, mode="full")
    await stage.person("Luis").joins(group)

    assert "conversación por 30 días" in stage.last(group).text


async def test_who_leaves_is_no_member_and_no_guide(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says("#practica Leemos en parejas", group)
    await ana.replies("/guia", to=said)

    await rosa.leaves(group)

    gone = await member(stage, group, rosa)
    assert gone is not None
    assert gone.left_at == stage.clock.now()
    assert not gone.is_guide


async def test_the_community_is_called_as_its_group(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    renamed = {
        "message_id": 900,
        "date": int(stage.clock.now().timestamp()),
        "chat": {"id": group.id, "type": "supergroup", "title": "Red Itata"},
        "from": {"id": ana.id, "is_bot": False, "first_name": "Ana"},
        "new_chat_title": "Red Itata",
    }
    stage.driver.inject({"update_id": 990_000, "message": renamed})
    await stage.rests()

    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
    assert home is not None
    assert home.title == "Red Itata"


# What is essential.


async def test_the_essentials_are_the_charter_practices_and_the_next_date(stage: Stage) -> None:
    group, ana, _, luis = await newcomer(stage)
    await ana.says("/carta Nos juntamos para que ningún multigrado esté solo.", group)
    await ana.says("/sesion Lectura multigrado, el jueves a las 18:00", group)
    await luis.starts()

    answer = await luis.taps("Ver lo esencial")

    said = luis.told[-1]
    assert answer == "Te escribí en privado."
    assert "ningún multigrado esté solo" in said
    assert "Leemos en parejas" in said
    assert "jueves 19 de noviembre, 18:00" in said
    assert len(said) <= 600


async def test_without_a_private_chat_the_essentials_come_once_a_day_below_the_greeting(
    stage: Stage,
) -> None:
    group, _, rosa, luis = await newcomer(stage)
    hello = stage.with_button("Ver lo esencial", seen_by=luis.id)

    await luis.taps("Ver lo esencial", hello)
    await rosa.taps("Ver lo esencial", hello)
    await luis.taps("Ver lo esencial", hello)

    said = [one for one in stage.messages(group) if "Lo esencial de Red Ñuble" in one.text]
    assert len(said) == 1
    assert said[0].reply_to == hello.id


# Who goes along.


async def test_a_guide_names_who_goes_along_and_they_are_told(stage: Stage) -> None:
    group, ana, rosa, luis = await newcomer(stage)
    await rosa.starts()
    await luis.taps("Soy parte")

    await ana.taps("Rosa Quispe")

    assert "Rosa Quispe acompaña a Luis Vera" in ana.told[-1]
    assert "Luis Vera recién llega a Red Ñuble" in rosa.told[-1]
    assert (await profile(stage, group, luis)).godparent_id == rosa.id


async def test_the_group_is_told_where_the_godparent_has_no_private_chat(stage: Stage) -> None:
    group, ana, _, luis = await newcomer(stage)
    await luis.taps("Soy parte")

    await ana.taps("Rosa Quispe")

    assert "Rosa Quispe acompaña a Luis Vera en estas primeras semanas" in stage.told(group)[-1]


async def test_the_first_of_the_pair_decides_and_the_other_sees_it(stage: Stage) -> None:
    group, ana, rosa, luis = await newcomer(stage)
    await rosa.starts()
    await ana.replies("/guia", to=await rosa.says("Buenos días", group))
    await luis.taps("Soy parte")
    cards = [stage.messages(guide.id)[-1] for guide in (ana, rosa)]

    await ana.taps("Ana", cards[0])
    await rosa.taps("Rosa Quispe", cards[1])

    assert "Ya está resuelto: Ana acompaña a Luis Vera" in rosa.told[-1]
    assert (await profile(stage, group, luis)).godparent_id == ana.id


async def test_belonging_twice_asks_the_guides_once_and_a_guide_may_name_nobody(
    stage: Stage,
) -> None:
    group, ana, _, luis = await newcomer(stage)
    before = len(ana.told)

    await luis.taps("Soy parte")
    await luis.taps("Soy parte")
    await ana.taps("Por ahora, nadie")

    assert len(ana.told) == before + 1
    assert "El grupo acompaña" in ana.told[-1]
    assert (await profile(stage, group, luis)).godparent_id is None


# A profile, one question a week.


async def test_a_profile_is_asked_one_question_a_week_and_ends(stage: Stage) -> None:
    group, _, _, luis = await newcomer(stage)
    await luis.starts()
    await luis.taps("Soy parte")
    before = len(luis.told)

    await stage.passes(days=8)
    assert len(luis.told) == before + 1
    await luis.replies("Escuela El Manzano", to=stage.messages(luis.id)[-1])
    await stage.passes(days=7)
    await luis.taps("Multigrado")
    await stage.passes(days=7)
    await luis.replies("lectura en voz alta", to=stage.last(luis.id))
    await stage.passes(days=7)
    await luis.taps("Prefiero no decir")
    ended = len(luis.told)
    await stage.passes(days=21)

    told, known = await member(stage, group, luis), await profile(stage, group, luis)
    assert told is not None
    assert (told.school, told.level) == ("Escuela El Manzano", "multigrade")
    assert (known.can_help, known.needs) == ("lectura en voz alta", None)
    assert len(luis.told) == ended


async def test_who_wants_no_more_questions_gets_none(stage: Stage) -> None:
    _, _, _, luis = await newcomer(stage)
    await luis.starts()
    await luis.taps("Soy parte")
    await stage.passes(days=8)

    await luis.taps("No preguntes más")
    asked = len(luis.told)
    await stage.passes(days=21)

    assert len(luis.told) == asked


async def test_who_has_no_private_chat_is_not_asked_until_they_open_one(stage: Stage) -> None:
    group, _, _, luis = await newcomer(stage)
    await luis.taps("Soy parte")
    await stage.passes(days=21)
    in_group = [text for text in stage.told(group) if "en qué escuela trabajas" in text]

    await luis.starts()
    await stage.passes(days=8)

    assert in_group == []
    assert "en qué escuela trabajas" in luis.told[-1]


async def test_who_rests_is_not_asked_and_who_was_forgotten_leaves_no_step(stage: Stage) -> None:
    group, _, _, luis = await newcomer(stage)
    await luis.starts()
    await luis.taps("Soy parte")
    await luis.says("/pausa 2 semanas", group)
    before = len(luis.told)
    await stage.passes(days=9)
    resting = len(luis.told)

    await luis.says("/olvidame")
    await luis.taps("Sí, olvídame")

    async with stage.looking() as tx:
        left = await tx.rows(select(dues.c.id).where(dues.c.subject_id == luis.id))
    assert resting == before
    assert left == []


async def test_a_line_about_oneself_that_is_no_line_is_asked_again_kindly(stage: Stage) -> None:
    group, _, _, luis = await newcomer(stage)
    await luis.starts()
    await luis.taps("Soy parte")
    await stage.passes(days=8)

    await luis.replies("muy lejos " * 100, to=stage.last(luis.id))

    told = await member(stage, group, luis)
    assert "menos palabras" in luis.told[-1]
    assert told is not None
    assert told.school is None
