"""The drafts of /sintesis with a language model: what leaves, what of its answer stands, who decides."""

import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from community.ids import ChatId, PersonId
from community.syntheses import MadeWith
from storage.rows import syntheses
from tests.conversation import Persona, Stage
from tests.model_server import ModelServer, model_server, reply
from tests.stages import STAGES, staged

ASKED = "¿Qué hiciste esta semana que te resultó?"
TOLD = [
    "Leímos cuentos en voz alta cada mañana y los más chicos pedían otro",
    "Yo usé los dados para fracciones con quinto y entendieron mucho mejor",
    "Con Marcela Ríos hicimos una huerta escolar detrás de la sala multigrado",
    "No alcanzamos a terminar el proyecto del agua porque faltaron materiales",
    "Las familias vinieron a contar historias del campo el viernes en la tarde",
    "Mi teléfono es +56 9 8765 4321 para quien quiera la pauta de lectura",
    "Grabamos a los abuelos contando cómo era la escuela hace cincuenta años",
    "Partí la clase con una canción en quechua y todos se animaron a cantar",
    "Escribimos cartas a la otra escuela y respondieron con dibujos muy lindos",
]
NAMES = ["Rosa Quispe", "Marcela Ríos", "Juan Pérez", "Luz Mamani"]
BY_BOT = "Estas citas las elegí yo"
BY_MODEL = "Un modelo automático eligió las voces"
WITHOUT = "El modelo automático no respondió, o su respuesta no se sostuvo"


def sensible(body: dict[str, Any]) -> str:
    """A model that does as it is asked: four messages of different people, with their first words."""
    points: dict[str, dict[str, Any]] = {}
    for one in json.loads(body["messages"][1]["content"])["messages"]:
        if "[dato" not in one["text"] and "Docente" not in one["text"] and len(points) < 4:
            line = " ".join(one["text"].split()[:5]).lower()
            points.setdefault(one["by"], {"id": one["id"], "quote": one["text"], "line": line})
    return json.dumps({"points": list(points.values())})


@pytest.fixture
async def model() -> AsyncIterator[ModelServer]:
    async with model_server() as server:
        server.says = sensible
        yield server


@pytest.fixture(params=STAGES)
async def stage(
    request: pytest.FixtureRequest, tmp_path: Path, model: ModelServer
) -> AsyncIterator[Stage]:
    """A bot whose operator offers a model that runs beside it."""
    settings: dict[str, Any] = {
        "llm_url": model.url,
        "llm_model": "pequeño-8b",
        "llm_provider": "Casa",
        "llm_country": "Chile",
        "llm_retention": "nada",
    }
    async with staged(request, tmp_path, **settings) as opened:
        yield opened


class Group:
    """A pair with private chats, four who tell, and a question."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def begins(self, *, model: bool = True, told: list[str] = TOLD) -> "Group":
        stage = self.stage
        self.ana, self.luis = stage.person("Ana Soto"), stage.person("Luis Rojas")
        self.told_by = [stage.person(name) for name in NAMES]
        self.chat = await stage.community(
            "Red Ñuble", guides=[self.ana, self.luis], members=self.told_by, mode="full"
        )
        await self.ana.starts()
        await self.luis.starts()
        async with stage.minga.database.write() as tx:
            home = await tx.communities.at(ChatId(self.chat.id))
            assert home is not None
            for guide in (self.ana, self.luis):
                await tx.members.change(home.id, PersonId(guide.id), is_guide=True)
        if model:
            await self.turn(on=True)
        await self.ana.says(f"/pregunta {ASKED}", self.chat)
        question = stage.last(self.chat)
        for number, words in enumerate(told):
            await self.told_by[number % len(NAMES)].replies(words, to=question)
        return self

    async def turn(self, *, on: bool) -> None:
        await self.ana.says("/config", self.chat)
        await self.ana.taps("Modelo automático")
        await self.ana.taps("sí" if on else "no")

    async def draft(self, *, waits: float = 1) -> str:
        """Ana asks for one; what she reads after a minute."""
        await self.ana.says("/sintesis", self.chat)
        await self.stage.passes(minutes=waits)
        return self.shown_to(self.ana)

    def shown_to(self, person: Persona) -> str:
        drafts = [m for m in self.stage.messages(person.id) if "Borrador de síntesis" in m.text]
        assert drafts, self.stage.told(person.id)
        return drafts[-1].text

    def said(self) -> list[str]:
        return self.stage.told(self.chat)

    async def made_with(self) -> list[MadeWith]:
        async with self.stage.looking() as tx:
            return [row.made_with for row in await tx.rows(select(syntheses.c.made_with))]


@pytest.fixture
async def group(stage: Stage) -> Group:
    return await Group(stage).begins()


# Off, and on.


async def test_without_the_communitys_yes_nothing_leaves(stage: Stage, model: ModelServer) -> None:
    group = await Group(stage).begins(model=False)

    draft = await group.draft()

    assert model.asked == []
    assert "modelo" not in draft
    assert await group.made_with() == [MadeWith.BOT]


async def test_the_draft_is_there_at_once_and_is_drawn_anew_when_the_model_answers(
    group: Group, model: ModelServer
) -> None:
    await group.ana.says("/sintesis", group.chat)
    assert BY_BOT in group.shown_to(group.ana)

    await group.stage.passes(minutes=1)

    draft = group.shown_to(group.ana)
    assert BY_MODEL in draft
    assert "leímos cuentos en voz alta: «Leímos cuentos en voz alta cada mañana" in draft
    assert BY_MODEL in group.shown_to(group.luis)
    assert len(model.bodies) == 1
    assert not any("modelo" in text and "síntesis" in text.lower() for text in group.said()[2:])


async def test_a_guide_publishes_it_and_the_group_reads_that_a_model_helped(
    group: Group,
) -> None:
    await group.draft()
    before = len(group.said())

    await group.luis.taps("Publicar")

    (published,) = group.said()[before:]
    assert "🤖 Con un modelo automático; quien facilita lo leyó y lo aprobó." in published
    assert "«Leímos cuentos en voz alta cada mañana" in published


async def test_a_copied_draft_comes_back_without_what_was_said_about_the_model(
    group: Group,
) -> None:
    draft = await group.draft()
    message = [m for m in group.stage.messages(group.ana.id) if m.text == draft][-1]
    await group.ana.replies(draft.replace("cuentos", "relatos"), to=message)
    await group.ana.taps("Publicar")

    published = group.said()[-1]
    assert published.count("🤖") == 1
    assert "negrita" not in published
    assert "relatos" in published


async def test_the_draft_the_clock_makes_is_worded_too(group: Group, model: ModelServer) -> None:
    await group.stage.passes(days=9)

    assert len(model.bodies) == 1
    assert MadeWith.MODEL in await group.made_with()


# What leaves.


async def test_what_leaves_has_no_name_no_number_and_nothing_of_anybody_else(
    stage: Stage, model: ModelServer
) -> None:
    canary = "zarzamora"
    others = await stage.community(
        "Red Biobío", guides=[stage.person("Olga Vera")], mode="full", forum=False
    )
    await stage.people[0].says(f"Aquí contamos la {canary} en la sala de cada escuela", others)
    more = ["Jugamos a contar piedras del río en el patio", "Leímos con la luz de la ventana"]
    group = await Group(stage).begins(told=[*TOLD, *more])
    silent = group.told_by[3]
    await silent.says("/nomeguardes", group.chat)

    await group.draft()

    (body,) = model.bodies
    sent = json.dumps(body, ensure_ascii=False).lower()
    for name in (*NAMES, "Ana Soto", "Luis Rojas", "Olga Vera", "Ñuble"):
        for word in name.lower().split():
            assert not re.search(rf"(?<!\w){word}(?!\w)", sent), word
    assert canary not in sent
    assert "8765" not in sent
    assert "no alcanzamos a terminar" not in sent  # of who wants nothing kept
    assert "hicimos una huerta escolar" in sent
    for person in stage.people:
        assert str(person.id) not in sent
    assert str(abs(group.chat.id)) not in sent


async def test_who_is_forgotten_while_it_is_asked_is_not_in_what_comes_back(
    group: Group, model: ModelServer
) -> None:
    rosa = group.told_by[0]

    async def forgotten(writer: Any) -> None:
        async with group.stage.minga.database.write() as tx:
            await tx.personal.erase(PersonId(rosa.id), group.stage.clock.now())
        await reply(_answer(sensible(model.bodies[-1])))(writer)

    model.behave = forgotten
    draft = await group.draft()

    assert "Leímos cuentos" not in draft
    assert "Rosa" not in draft


async def test_a_quote_whose_message_changed_follows_it_and_loses_the_models_line(
    group: Group,
) -> None:
    await group.draft()
    first = next(m for m in group.stage.messages(group.chat) if m.text == TOLD[0])
    await group.told_by[0].edits(first, "Leímos poemas en voz baja antes de dormir la siesta")
    await group.stage.passes(minutes=1)

    draft = group.shown_to(group.ana)
    assert "«Leímos poemas en voz baja" in draft
    assert "leímos cuentos en voz alta" not in draft


async def test_a_yes_that_is_taken_back_while_it_is_asked_changes_nothing(
    group: Group, model: ModelServer
) -> None:
    async def off(writer: Any) -> None:
        async with group.stage.minga.database.write() as tx:
            (home,) = await tx.communities.all()
            from dataclasses import replace

            await tx.communities.save(replace(home, model_mark=None))
        await reply(_answer(sensible(model.bodies[-1])))(writer)

    model.behave = off

    assert BY_MODEL not in await group.draft()


async def test_who_turns_it_off_reads_in_the_draft_that_nothing_is_waited_for(
    group: Group, model: ModelServer
) -> None:
    model.behave = reply(b"", status="503 Service Unavailable")
    assert BY_BOT in await group.draft()
    await group.turn(on=False)
    await group.stage.passes(minutes=30)

    assert "modelo" not in group.shown_to(group.ana)
    assert len(model.bodies) == 2  # the second try was on its way before it was turned off
    assert await group.made_with() == [MadeWith.BOT]


async def test_what_a_guide_decided_meanwhile_stands(group: Group, model: ModelServer) -> None:
    async def worded(writer: Any) -> None:
        async with group.stage.minga.database.write() as tx:
            from dataclasses import replace

            (home,) = await tx.communities.all()
            (one,) = await tx.syntheses.drafts_of(home.id)
            await tx.syntheses.save(replace(one, worded="Con mis palabras"))
        await reply(_answer(sensible(model.bodies[-1])))(writer)

    model.behave = worded
    await group.draft()
    await group.ana.taps("Publicar")

    assert "Con mis palabras" in group.said()[-1]
    assert "🤖" not in group.said()[-1]


# What does not stand.


def invented(body: dict[str, Any]) -> str:
    return json.dumps(
        {"points": [{"id": n, "quote": "esto no lo dijo nadie nunca"} for n in (1, 2, 3)]}
    )


def wrong_ids(body: dict[str, Any]) -> str:
    points = json.loads(sensible(body))["points"]
    return json.dumps({"points": [{**one, "id": one["id"] + 40} for one in points]})


def changed(old: str, new: str) -> Callable[[dict[str, Any]], str]:
    def says(body: dict[str, Any]) -> str:
        points = json.loads(sensible(body))["points"]
        return json.dumps({"points": [{**one, "line": new} for one in points]})

    return says


def one_voice(body: dict[str, Any]) -> str:
    return json.dumps({"points": json.loads(sensible(body))["points"][:1]})


@pytest.mark.parametrize(
    "says",
    [
        invented,
        wrong_ids,
        changed("", "no leímos cuentos en voz alta"),
        changed("", "leímos 99 cuentos en voz alta"),
        changed("", "todos leímos cuentos en voz alta"),
        one_voice,
        lambda body: "No puedo ayudar con eso.",
        lambda body: sensible(body)[:40],
        lambda body: '{"points": []}',
    ],
    ids=[
        "invented",
        "wrong ids",
        "no",
        "a number",
        "everybody",
        "one voice",
        "refuses",
        "cut",
        "empty",
    ],
)
async def test_what_does_not_stand_is_not_shown_and_the_draft_says_so(
    group: Group, model: ModelServer, says: Callable[[dict[str, Any]], str]
) -> None:
    model.says = says

    draft = await group.draft()

    assert WITHOUT in draft
    assert await group.made_with() == [MadeWith.WITHOUT]
    await group.ana.taps("Publicar")
    assert "🤖" not in group.said()[-1]


@pytest.mark.parametrize(
    "status",
    ["401 Unauthorized", "302 Found", "500 Internal Server Error", "429 Too Many Requests"],
)
async def test_who_does_not_answer_is_asked_again_if_that_may_help_and_then_no_more(
    group: Group, model: ModelServer, status: str
) -> None:
    model.behave = reply(b"<html>", status=status, Location="http://127.0.0.1:9/")
    draft = await group.draft()
    assert (WITHOUT if status[0] in "34" and status[:3] != "429" else BY_BOT) in draft

    await group.stage.passes(minutes=30)

    assert WITHOUT in group.shown_to(group.ana)
    assert len(model.bodies) == (3 if status[:3] in ("500", "429") else 1)


async def test_one_that_is_well_again_is_heard_at_the_second_try(
    group: Group, model: ModelServer
) -> None:
    model.behave = reply(b"", status="503 Service Unavailable")
    await group.draft(waits=0)
    model.behave = None
    await group.stage.passes(minutes=2)

    assert BY_MODEL in group.shown_to(group.ana)


async def test_what_is_logged_are_counts(
    group: Group, model: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {"id": 1, "quote": "una mentira muy larga y fea"}

    def mixed(body: dict[str, Any]) -> str:
        return json.dumps({"points": [*json.loads(sensible(body))["points"], wrong]})

    model.says = mixed
    with caplog.at_level("INFO", logger="minga.model"):
        assert BY_MODEL in await group.draft()

    logged = " ".join(str(record.msg) for record in caplog.records if record.name == "minga.model")
    assert "model answered" in logged
    assert "'kept': 4" in logged
    assert "'sent': 9" in logged
    assert "{'quote': 1}" in logged
    for words in ("mentira", "Leímos", "leímos", "Rosa", "Docente"):
        assert words not in logged


def _answer(text: str) -> bytes:
    from tests.model_server import answer

    return answer(text)
