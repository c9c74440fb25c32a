"""A session that looks for its time: several are proposed, people tap, a guide confirms."""

from dataclasses import dataclass, replace

import pytest

from community.ids import ChatId, CommunityId, PersonId
from sandbox.chats import Chat
from sandbox.messages import Message
from tests.conversation import Persona, Stage

# The stage begins on Monday 16 November 2026, 10:00 in Chile (UTC-3).
SENTENCE = (
    "/sesion Lectura multigrado: jueves 26 a las 18:00, viernes 27 a las 17:00 "
    "o sábado 28 a las 10:00"
)
QUESTION = (
    "📅 Sesión: Lectura multigrado\n"
    "¿Cuándo puedes? Toca todas las horas que te sirvan; otro toque la quita. "
    "Después digo cuál sirve a más personas."
)
THURSDAY, FRIDAY, SATURDAY = "jue 26 nov 18:00", "vie 27 nov 17:00", "sáb 28 nov 10:00"
DECIDE = "Elegir ya"


@dataclass
class Group:
    """Ana facilitates; Rosa, Juan and Marta are members, each of a school."""

    stage: Stage
    chat: Chat
    ana: Persona
    rosa: Persona
    juan: Persona
    marta: Persona

    @property
    def last(self) -> Message:
        return self.stage.last(self.chat)

    def now_reads(self, message: Message) -> str:
        return self.stage.world.history[message.chat][message.id].text

    async def asked(self, sentence: str = SENTENCE) -> Message:
        await self.ana.says(sentence, self.chat)
        return self.last


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, rosa = stage.person("Ana Soto"), stage.person("Rosa Quispe")
    juan, marta = stage.person("Juan Pérez"), stage.person("Marta Inti")
    chat = await stage.community("Red Ñuble", guides=[ana], members=[rosa, juan, marta])
    async with stage.minga.database.write() as tx:
        community = await tx.communities.at(ChatId(chat.id))
        assert community is not None
        for person, school in ((rosa, "El Sauce"), (juan, "Los Robles"), (marta, "el sauce ")):
            member = await tx.members.get(CommunityId(community.id), PersonId(person.id))
            assert member is not None
            await tx.members.save(replace(member, school=school))
    return Group(stage=stage, chat=chat, ana=ana, rosa=rosa, juan=juan, marta=marta)


async def test_a_time_is_found_together_and_one_tap_of_a_guide_calls_it(group: Group) -> None:
    question = await group.asked()
    assert question.text == QUESTION
    assert group.stage.buttons(question) == [THURSDAY, FRIDAY, SATURDAY, DECIDE]

    assert await group.rosa.taps(THURSDAY, question) == (
        "Anotado: puedes el jueves 26 de noviembre, 18:00."
    )
    await group.juan.taps(f"{THURSDAY} ·1", question)
    await group.marta.taps(FRIDAY, question)
    assert group.stage.buttons(question) == [f"{THURSDAY} ·2", f"{FRIDAY} ·1", SATURDAY, DECIDE]
    assert group.now_reads(question) == f"{QUESTION}\nYa respondieron 3."

    await group.stage.passes(days=2, minutes=5)
    best = group.last
    assert best.reply_to == question.id
    assert best.text == (
        "📅 Sesión: Lectura multigrado\n"
        "La hora que sirve a más personas: jueves 26 de noviembre, 18:00.\n"
        "Pueden 2 de 3, y están las 2 escuelas.\n"
        "Quien facilita la confirma con un toque, o elige otra."
    )
    refused = await group.rosa.taps(f"{THURSDAY} ·2", best)
    assert refused.startswith("Esto es para quienes facilitan")
    await group.ana.taps(f"{THURSDAY} ·2", best)

    assert group.last.text == (
        "📅 Sesión: Lectura multigrado\njueves 26 de noviembre, 18:00. ¿Vienes?\n"
        "Vienen 2: Rosa Quispe y Juan Pérez"
    )
    assert group.now_reads(question) == "Anotado: jueves 26 de noviembre, 18:00."
    assert group.now_reads(best) == "Anotado: jueves 26 de noviembre, 18:00."
    # A tap on what is settled says when it is, and calls nothing more.
    tap = group.stage.driver.forge_tap(group.ana.id, best.chat, best.id, "session-settle:1:2")
    await group.stage.rests()
    answer = group.stage.driver.answer(tap.id)
    assert answer is not None
    assert answer["text"] == "La sesión es el jueves 26 de noviembre, 18:00."
    assert sum("¿Vienes?" in said for said in group.stage.told(group.chat)) == 1


async def test_ten_taps_leave_what_an_even_number_leaves_and_who_left_is_not_counted(
    group: Group,
) -> None:
    question = await group.asked()
    for _ in range(10):
        group.stage.driver.tap(
            group.rosa.id, question.chat, question.id, group.stage.buttons(question)[0]
        )
        await group.stage.rests()
    assert group.stage.buttons(question)[0] == THURSDAY

    await group.rosa.taps(THURSDAY, question)
    await group.juan.taps(FRIDAY, question)
    await group.rosa.leaves(group.chat)
    await group.ana.taps(DECIDE, question)

    assert "viernes 27 de noviembre, 17:00.\nPuede 1 de 1." in group.last.text
    said = len(group.stage.told(group.chat))
    await group.ana.taps(DECIDE, question)
    assert len(group.stage.told(group.chat)) == said


async def test_a_question_nobody_answers_is_given_to_the_guide_and_ends_kindly(
    group: Group,
) -> None:
    question = await group.asked("/sesion Lectura: jueves 26 a las 18:00 o jueves 26 a las 19:00")

    await group.stage.passes(days=2, minutes=5)
    assert group.last.text.startswith("📅 Sesión: Lectura\nAún no hay respuestas sobre la hora.")
    assert group.stage.buttons(group.last) == ["jue 26 nov 18:00", "jue 26 nov 19:00"]
    await group.stage.passes(days=2, minutes=5)
    assert group.last.text == (
        "📅 «Lectura» queda sin hora por ahora. "
        "Quien facilita puede responder aquí con el día y la hora, y queda convocada."
    )
    assert group.stage.buttons(question) == []
    said = len(group.stage.told(group.chat))
    await group.stage.passes(days=10)
    assert len(group.stage.told(group.chat)) == said

    await group.ana.replies("jueves 3 de diciembre a las 18:00", to=group.last)
    assert group.last.text == "📅 Sesión: Lectura\njueves 3 de diciembre, 18:00. ¿Vienes?"


async def test_the_bot_offers_times_and_those_that_pass_are_offered_no_more(group: Group) -> None:
    await group.ana.says("/sesion Lectura", group.chat)
    await group.ana.taps("Preguntar al grupo")
    question = group.last
    assert group.stage.buttons(question) == [
        "mié 18 nov 18:00",
        "jue 19 nov 18:00",
        "vie 20 nov 18:00",
        "lun 23 nov 18:00",
        DECIDE,
    ]

    await group.stage.passes(days=2, hours=9)  # Wednesday, 19:00
    late = await group.rosa.taps("mié 18 nov 18:00", question)
    assert late == "Esa hora ya pasó. Toca otra, o responde con un día y una hora."
    await group.rosa.taps("jue 19 nov 18:00", question)
    assert "mié 18 nov 18:00" not in group.stage.buttons(question)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Lectura: jueves a las 6 o viernes a las 6",
            "No me queda claro «Lectura: jueves a las 6».",
        ),
        (
            "Lectura: 31 de febrero a las 18, viernes 17:00",
            "No me queda claro «Lectura: 31 de febr",
        ),
        ("Lectura: ayer a las 18:00 o viernes 17:00", "El domingo 15 de noviembre ya pasó."),
    ],
)
async def test_times_that_are_not_sure_are_asked_again_before_anybody_is(
    group: Group, said: str, answer: str
) -> None:
    await group.ana.says(f"/sesion {said}", group.chat)

    assert group.last.text.startswith(answer)
    assert group.stage.buttons(group.last) == []
