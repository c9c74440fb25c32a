"""A guide hands over: who comes after them knows what is open, and nothing gets stuck."""

from dataclasses import dataclass

import pytest

from sandbox.chats import Chat
from tests.conversation import Persona, Stage


@dataclass
class Group:
    """Ana and Luz facilitate, both in private with the bot; Rosa and Juan are members."""

    stage: Stage
    chat: Chat
    ana: Persona
    luz: Persona
    rosa: Persona
    juan: Persona

    @property
    def text(self) -> str:
        return self.stage.last(self.chat).text


@pytest.fixture
async def group(stage: Stage) -> Group:
    ana, luz = stage.person("Ana Soto"), stage.person("Luz Vera")
    rosa, juan = stage.person("Rosa Quispe"), stage.person("Juan Pérez")
    chat = await stage.community("Red Ñuble", guides=[ana, luz], members=[rosa, juan])
    for guide in (ana, luz):
        await guide.says("Aquí estoy", chat)
        await ana.replies("/guia", to=guide.last)
        await guide.starts()
    await juan.says("Hola", chat)
    await rosa.says("Hola", chat)
    return Group(stage=stage, chat=chat, ana=ana, luz=luz, rosa=rosa, juan=juan)


async def test_the_successor_gets_what_is_open_and_the_drafts_and_the_other_may_leave(
    group: Group,
) -> None:
    stage = group.stage
    await group.rosa.starts()
    await group.ana.says(
        "/compromiso Juan sube la rúbrica antes del 4 de diciembre, evidencia foto", group.chat
    )
    for number in range(1, 5):
        await group.ana.says(f"/sesion Encuentro {number} el viernes 27 a las 15:00", group.chat)
    await group.juan.says("#pido ideas para multigrado", group.chat)
    await group.ana.says("/decidir 3 días: Leemos los martes", group.chat)

    await group.ana.replies("/relevo", to=group.rosa.last)
    proposal = stage.last(group.chat)
    assert proposal.text == (
        "🤝 Rosa Quispe sería guía de este grupo desde ahora, y recibiría en privado lo que está "
        "abierto:\n"
        "1 compromiso abierto · 1 decisión · 4 fechas · 1 pedido abierto\n"
        "Sigues siendo guía hasta que digas otra cosa."
    )
    assert await group.luz.taps("Sí, es mi relevo", proposal) == (
        "Eso lo dice quien escribió /relevo. Si también eres guía, puedes escribirlo tú."
    )
    await group.ana.taps("Sí, es mi relevo", proposal)

    package, file = group.rosa.told[-2:]
    assert package == (
        "🤝 Ahora eres guía de Red Ñuble. Ana Soto te entrega esto:\n"
        "📌 Compromisos abiertos\n"
        "• 1. Sube la rúbrica (Juan Pérez), vie 4 dic ↗\n"
        "🗳 Decisiones\n"
        "• Leemos los martes (abierta hasta el jueves 19 de noviembre, 19:00) ↗\n"
        "📅 Lo que viene\n"
        "• viernes 27 de noviembre, 15:00: sesión «Encuentro 1» ↗\n"
        "• viernes 27 de noviembre, 15:00: sesión «Encuentro 2» ↗\n"
        "• viernes 27 de noviembre, 15:00: sesión «Encuentro 3» ↗\n"
        "… y 1 más, en el archivo\n"
        "🙋 Pedidos abiertos\n"
        "• Juan Pérez: ideas para multigrado\n"
        "Lo que puedes hacer está en /ayuda; lo acordado antes, en /actas."
    )
    assert file == "Todo lo que está abierto, como texto para guardar."
    done = stage.world.history[group.chat.id][proposal.id]
    assert done.text.startswith("🤝 Rosa Quispe es guía de este grupo desde ahora.")
    await group.ana.taps("Dejo de ser guía", done)
    now = stage.world.history[group.chat.id][proposal.id].text
    assert now.startswith("Ana Soto deja de ser guía. Gracias")
    assert "Luz Vera" in now
    assert "Rosa Quispe" in now
    await group.rosa.says("/pregunta ¿Qué leyeron?", group.chat)
    assert "¿Qué leyeron?" in group.text


async def test_whoever_has_no_private_chat_gets_it_later_by_a_link(group: Group) -> None:
    stage = group.stage
    await group.ana.says("/sesion Fracciones el viernes 27 a las 15:00", group.chat)
    await group.ana.replies("/relevo", to=group.juan.last)
    await group.ana.taps("Sí, es mi relevo")

    news = stage.world.history[group.chat.id][stage.last(group.chat).id]
    assert "abre un chat conmigo con el botón" in news.text
    assert stage.buttons(news) == ["Recibir lo abierto", "Dejo de ser guía"]
    await stage.passes(days=2)
    await group.juan.starts("relevo")

    assert group.juan.told[0].startswith(
        "🤝 Ahora eres guía de Red Ñuble. Ana Soto te entrega esto:"
    )
    assert "sesión «Fracciones»" in group.juan.told[0]
    await group.juan.starts("relevo")
    assert len([text for text in group.juan.told if text.startswith("🤝")]) == 1


async def test_who_cannot_follow_is_a_clear_sentence(group: Group) -> None:
    stage = group.stage
    await group.ana.says("/relevo", group.chat)
    assert group.text.startswith("Responde con /relevo a un mensaje de la persona")
    await group.ana.replies("/relevo", to=group.ana.last)
    assert group.text.startswith("Esa persona eres tú.")
    await group.ana.replies("/relevo", to=stage.last(group.chat))
    assert group.text.startswith("Ese mensaje es de un bot")
    await group.ana.replies("/relevo", to=group.luz.last)
    assert group.text == "Esa persona ya es guía de este grupo."
    await group.ana.says("/relevo @nadie", group.chat)
    assert group.text.startswith("Esa persona no está en el grupo")
    await group.juan.leaves(group.chat)
    await group.ana.replies("/relevo", to=group.juan.last)
    assert group.text.startswith("Esa persona no está en el grupo")
    await group.rosa.replies("/relevo", to=group.rosa.last)
    assert group.text.startswith("Esto es para quienes facilitan el grupo.")


async def test_a_guide_who_leaves_is_told_to_the_other_once(group: Group) -> None:
    await group.ana.leaves(group.chat)
    await group.stage.passes(minutes=1)

    told = [text for text in group.luz.told if "/relevo" in text]
    assert told == [
        "Ana Soto, que era guía de Red Ñuble contigo, salió del grupo. Para que sean dos: responde en "
        "el grupo con /relevo a quien podría tomar su lugar. Recibe lo que está abierto."
    ]
