"""Days after a practice was told, its author is asked for one more thing: never a form."""

from datetime import timedelta
from typing import Any

from community.ids import CommunityId, PersonId
from community.levels import Level
from community.practices import Origin, Practice
from sandbox.chats import Chat
from tests.conversation import Persona, Stage
from tests.kept import newest_practices

TOLD = "#practica Los grandes leen a los chicos en voz alta. Cada lunes, diez minutos."
LEVELS = [
    "Inicial, parvularia",
    "1.º y 2.º",
    "3.º y 4.º",
    "5.º y 6.º",
    "7.º y 8.º",
    "Media, secundaria",
]


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, rosa = stage.person("Ana"), stage.person("Rosa Quispe")
    group = await stage.community("Red Ñuble", guides=[ana], members=[rosa], **more)
    return group, ana, rosa


async def told(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    """Rosa, who may be written to, told a practice; nobody asks her about herself."""
    group, ana, rosa = await red(stage, **more)
    await rosa.starts()
    async with stage.minga.database.write() as tx:
        await tx.dues.drop("member.profile", rosa.id, stage.clock.now())
    await rosa.says(TOLD, group)
    return group, ana, rosa


async def the_one(stage: Stage) -> Practice:
    async with stage.looking() as tx:
        (practice,) = await newest_practices(tx, CommunityId(1), 100)
    return practice


def questions(texts: list[str]) -> list[str]:
    return [text for text in texts if "¿" in text and "obre «Los grandes" in text]


async def test_days_later_in_private_one_thing_is_asked_and_a_tap_answers(stage: Stage) -> None:
    _, _, rosa = await told(stage)

    await stage.passes(days=3)
    assert questions(rosa.told) == []
    await stage.passes(days=2)

    assert questions(rosa.told) == [
        "Sobre «Los grandes leen a los chicos en voz alta»: ¿con qué nivel lo hiciste?"
    ]
    question = stage.last(rosa.id)
    assert stage.buttons(question) == [*LEVELS, "No, gracias"]
    for _ in range(10):
        await rosa.taps("3.º y 4.º", question) if stage.buttons(question) else None
    assert rosa.told[-1] == (
        "Anotado, sobre «Los grandes leen a los chicos en voz alta». Nivel: 3.º y 4.º"
    )
    assert (await the_one(stage)).level is Level.THIRD


async def test_the_next_thing_comes_a_fortnight_later_and_is_answered_in_words(
    stage: Stage,
) -> None:
    group, ana, rosa = await told(stage)
    await stage.passes(days=5)
    await rosa.taps("1.º y 2.º")

    await stage.passes(days=10)
    assert len(questions(rosa.told)) == 0
    await stage.passes(days=5)
    question = stage.last(rosa.id)
    assert "¿para qué asignatura es?" in question.text
    said = await rosa.replies("Lenguaje", to=question)

    assert stage.reactions(said) == ["✍"]
    assert rosa.told[-1].endswith("Asignatura: Lenguaje")
    await ana.says("/repertorio lenguaje", group)
    assert "Rosa Quispe · historia · 1.º y 2.º · Lenguaje" in stage.told(group)[-1]


async def test_the_other_things_follow_and_are_seen_in_the_whole_text(stage: Stage) -> None:
    group, ana, rosa = await told(stage)
    await stage.passes(days=5)
    await rosa.taps("5.º y 6.º")
    await stage.passes(days=15)
    await rosa.replies("Lenguaje", to=stage.last(rosa.id))
    await stage.passes(days=15)
    await rosa.taps("Varios cursos")
    await stage.passes(days=15)
    await rosa.taps("Local o ancestral")
    await stage.passes(days=15)
    await rosa.replies("Escuela unidocente,\nsin internet", to=stage.last(rosa.id))
    await stage.passes(days=15)
    await rosa.replies("Escuela El Carmen", to=stage.last(rosa.id))
    await stage.passes(days=60)

    practice = await the_one(stage)
    assert (practice.level, practice.multigrade) == (Level.FIFTH, True)
    assert practice.origin is Origin.LOCAL
    assert practice.school == "Escuela El Carmen"
    assert rosa.told[-1].endswith("Escuela: Escuela El Carmen")
    await ana.says("/repertorio ancestral", group)
    await ana.taps("1", stage.last(group))
    whole = stage.told(group)[-1]
    assert "Rosa Quispe · Escuela El Carmen · historia · 5.º y 6.º · Lenguaje · multigrado" in whole
    assert "Contexto: Escuela unidocente,\nsin internet\nOrigen: Local o ancestral" in whole


async def test_silence_is_an_answer(stage: Stage) -> None:
    _, _, rosa = await told(stage)

    await stage.passes(days=90)

    assert len(questions(rosa.told)) == 1


async def test_no_thank_you_ends_it_for_this_practice(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await stage.passes(days=5)

    await rosa.taps("No, gracias")
    await stage.passes(days=60)

    assert rosa.told[-1].startswith("De acuerdo: no pregunto más sobre «Los grandes")


async def test_who_cannot_be_written_is_asked_quietly_in_reply_to_the_practice(
    stage: Stage,
) -> None:
    group, ana, rosa = await red(stage)
    said = await rosa.says(TOLD, group)

    await stage.passes(days=5)

    question = stage.last(group)
    assert question.text == (
        "Rosa Quispe, sobre «Los grandes leen a los chicos en voz alta»: ¿con qué nivel lo hiciste?"
    )
    assert (question.reply_to, question.silent) == (said.id, True)
    assert "solo quien contó" in await ana.taps("3.º y 4.º", question)
    other = await ana.replies("Yo también lo hago", to=question)
    assert stage.reactions(other) == ["👍"]
    assert (await the_one(stage)).level is None
    await rosa.replies("con tercero y cuarto básico", to=question)
    assert (await the_one(stage)).level is Level.THIRD


async def test_what_is_asked_in_the_group_counts_in_its_week(stage: Stage) -> None:
    group, ana, rosa = await red(stage)
    await rosa.says(TOLD, group)
    await stage.passes(days=3, hours=23)
    await ana.says("/pregunta ¿Qué salió bien?", group)

    await stage.passes(hours=2)
    assert "¿con qué nivel" not in stage.told(group)[-1]
    await stage.passes(days=4)

    assert "¿con qué nivel" in stage.told(group)[-1]


async def test_two_authors_are_not_asked_in_the_group_on_one_day(stage: Stage) -> None:
    group, _, rosa = await red(stage)
    luis = stage.person("Luis")
    await luis.joins(group)
    await rosa.says(TOLD, group)
    await luis.says("#practica Contamos los pasos hasta la escuela cada mañana.", group)

    asked = []
    for _ in range(9):
        before = len(stage.told(group))
        await stage.passes(days=1)
        asked.append(sum("¿con qué nivel" in text for text in stage.told(group)[before:]))

    assert sum(asked) == 2
    assert max(asked) == 1


async def test_an_author_is_asked_once_a_week_however_much_they_told(stage: Stage) -> None:
    group, _, rosa = await told(stage)
    for number in range(3):
        await rosa.says(f"#practica Canción {['uno', 'dos', 'tres'][number]} para leer", group)

    asked = []
    for _ in range(5):
        await stage.passes(days=7)
        asked.append(sum("¿con qué nivel" in text for text in rosa.told))

    assert asked == [1, 2, 3, 4, 4]


async def test_what_the_profile_says_is_proposed(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    async with stage.minga.database.write() as tx:
        await tx.members.change(
            CommunityId(1), PersonId(rosa.id), level="fifth", school="Escuela El Carmen"
        )

    await stage.passes(days=5)
    assert "¿fue con 5.º y 6.º, como dice tu perfil, o con otro nivel?" in rosa.told[-1]
    assert stage.buttons(stage.last(rosa.id))[0] == "5.º y 6.º"
    async with stage.minga.database.write() as tx:
        practice = await tx.practices.get(CommunityId(1), (await the_one(stage)).id)
        assert practice is not None
        from dataclasses import replace

        known = replace(
            practice,
            level=Level.FIFTH,
            subject="Lenguaje",
            multigrade=False,
            origin=Origin.CLASSROOM,
            context="Valle",
        )
        await tx.practices.save(known)
    await rosa.says("/mispracticas")
    await rosa.taps("1")
    await rosa.taps("Completar")
    assert "¿fue en Escuela El Carmen, como dice tu perfil?" in rosa.told[-1]
    await rosa.taps("Sí")

    assert (await the_one(stage)).school == "Escuela El Carmen"


async def test_rests_are_respected(stage: Stage) -> None:
    group, ana, rosa = await told(stage)
    await rosa.says("/pausa 3 semanas")
    await stage.passes(days=20)
    assert questions(rosa.told) == []
    await ana.says("/vacaciones 2 semanas", group)
    await stage.passes(days=10)
    assert questions(rosa.told) == []

    await stage.passes(days=10)

    assert len(questions(rosa.told)) == 1


async def test_who_was_asked_about_themselves_is_asked_about_a_practice_in_another_week(
    stage: Stage,
) -> None:
    group, _, rosa = await red(stage)
    await rosa.starts()
    await rosa.says(TOLD, group)
    async with stage.minga.database.write() as tx:
        tomorrow = stage.clock.now() + timedelta(days=1)
        await tx.dues.plan("member.profile", rosa.id, tomorrow, community=CommunityId(1))

    await stage.passes(days=28)
    assert len(rosa.told) == 5  # what the profile asks, week after week
    assert questions(rosa.told) == []
    await stage.passes(days=14)

    assert len(questions(rosa.told)) == 1


async def test_nobody_is_asked_who_left_or_is_not_kept(stage: Stage) -> None:
    group, _, rosa = await told(stage)
    juan = stage.person("Juan")
    await juan.joins(group)
    await juan.starts()
    await juan.says("#practica Canciones para las tablas de multiplicar", group)
    await rosa.leaves(group)
    await juan.says("/nomeguardes")

    await stage.passes(days=20)

    assert questions(rosa.told) == []
    assert not any("¿con qué nivel" in text for text in juan.told + stage.told(group))


async def test_an_answer_without_words_or_with_too_many_is_told_so(stage: Stage) -> None:
    _, _, rosa = await told(stage)
    await stage.passes(days=5)
    question = stage.last(rosa.id)

    await rosa.replies("", to=question, media={"kind": "voice"})
    assert rosa.told[-1].startswith("De esto solo puedo guardar palabras")
    await rosa.replies("con todo el mundo", to=question)
    assert rosa.told[-1].startswith("No sé bien cuál es")
    await rosa.taps("3.º y 4.º", question)
    await stage.passes(days=15)
    await rosa.replies("palabra " * 500, to=stage.last(rosa.id))

    assert rosa.told[-1].startswith("Es mucho para una ficha")


async def test_strange_words_stay_words(stage: Stage) -> None:
    group, ana, rosa = await told(stage)
    await stage.passes(days=5)
    await rosa.taps("3.º y 4.º")
    await stage.passes(days=15)

    await rosa.replies('<b>&"\u202eArte</b>', to=stage.last(rosa.id))
    await ana.says("/repertorio", group)

    assert '3.º y 4.º · <b>&"Arte</b>' in stage.told(group)[-1]


async def test_a_withdrawn_practice_is_asked_no_more_and_its_question_is_old(
    stage: Stage,
) -> None:
    _, _, rosa = await told(stage)
    await stage.passes(days=5)
    question = stage.last(rosa.id)
    await rosa.says("/mispracticas")
    await rosa.taps("1")
    await rosa.taps("Retirar")
    await rosa.taps("Sí, retirar")

    assert "ya no lo encuentro" in await rosa.taps("3.º y 4.º", question)
    before = list(rosa.told)
    await stage.until(stage.clock.now() + timedelta(days=60))
    assert rosa.told == before
