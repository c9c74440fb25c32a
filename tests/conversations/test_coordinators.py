"""A coordinator is invited by a link that works once."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from community.ids import ChatId, PersonId
from sandbox.chats import Chat
from storage.rows import dues
from tests.conversation import Persona, Stage


async def red(stage: Stage, **more: Any) -> tuple[Chat, Persona, Persona]:
    ana, eva = stage.person("Ana"), stage.person("Eva Soto")
    group = await stage.community("Red Ñuble", guides=[ana], **more)
    await ana.starts()
    await ana.replies("/guia", to=await ana.says("Hola", group))
    return group, ana, eva


def payload(told: str) -> str:
    found = re.search(r"start=([A-Za-z0-9_-]{1,64})", told)
    assert found is not None, told
    return found.group(1)


async def coordinators(stage: Stage, group: Chat) -> list[int]:
    async with stage.looking() as tx:
        home = await tx.communities.at(ChatId(group.id))
        assert home is not None
        return [found.person_id for found in await tx.coordinators.of(home.id)]


async def test_the_link_comes_in_private_and_makes_a_coordinator(stage: Stage) -> None:
    group, ana, eva = await red(stage)

    await ana.says("/coordinacion", group)
    link = payload(ana.told[-1])
    await eva.starts(link)

    assert "en privado" in stage.last(group).text
    assert "Te damos la bienvenida a la coordinación de Red Ñuble" in eva.told[-1]
    assert "Eva Soto acompaña a Red Ñuble" in ana.told[-1]
    assert await coordinators(stage, group) == [eva.id]
    async with stage.looking() as tx:
        monday = await tx.rows(select(dues.c.due_at).where(dues.c.kind == "digest.coordinator"))
    assert [row.due_at for row in monday] == [datetime(2026, 11, 23, 11, 0, tzinfo=UTC)]


async def test_only_a_fingerprint_of_the_link_is_kept(stage: Stage) -> None:
    group, ana, _ = await red(stage)
    await ana.says("/coordinacion", group)
    token = payload(ana.told[-1]).removeprefix("coord_")

    async with stage.looking() as tx:
        kept = await tx.personal.of(PersonId(ana.id))

    assert kept["invitations"]
    assert token not in str(kept)
    assert len(token) >= 20


async def test_the_link_works_once(stage: Stage) -> None:
    group, ana, eva = await red(stage)
    luis = stage.person("Luis")
    await ana.says("/coordinacion", group)
    link = payload(ana.told[-1])
    await eva.starts(link)

    await luis.starts(link)

    assert "ya se usó" in luis.told[-1]
    assert await coordinators(stage, group) == [eva.id]


async def test_the_link_works_for_a_week(stage: Stage) -> None:
    group, ana, eva = await red(stage)
    await ana.says("/coordinacion", group)
    link = payload(ana.told[-1])
    await stage.passes(days=7, minutes=1)

    await eva.starts(link)

    assert "pasó su semana" in eva.told[-1]
    assert await coordinators(stage, group) == []


async def test_no_other_link_works(stage: Stage) -> None:
    group, ana, eva = await red(stage)
    await ana.says("/coordinacion", group)
    link = payload(ana.told[-1])
    flipped = link[:-2] + ("A" if link[-2] != "A" else "B") + link[-1]

    for wrong in (flipped, "coord_", "coord_x", "coord_" + "A" * 22):
        await eva.starts(wrong)
        assert "Este enlace" in eva.told[-1]

    assert await coordinators(stage, group) == []


async def test_where_the_guide_cannot_be_written_to_the_link_is_in_the_reply(
    stage: Stage,
) -> None:
    ana = stage.person("Ana")
    group = await stage.community("Red Ñuble", guides=[ana])

    await ana.says("/coordinacion", group)

    assert payload(stage.last(group).text).startswith("coord_")


async def test_a_member_invites_nobody(stage: Stage) -> None:
    rosa = stage.person("Rosa")
    group = await stage.community("Red Ñuble", guides=[stage.person("Ana")], members=[rosa])

    await rosa.says("/coordinacion", group)

    assert "quienes facilitan" in stage.last(group).text


async def test_an_unknown_word_makes_no_link_and_says_how_it_is_used(stage: Stage) -> None:
    group, ana, eva = await red(stage)
    await ana.says("/coordinacion", group)
    await eva.starts(payload(ana.told[-1]))
    before = len(ana.told)

    await ana.says("/coordinacion gato", group)

    assert len(ana.told) == before  # no link came
    assert stage.last(group).text == (
        "Para invitar a una persona a la coordinación, escribe solo: /coordinacion\n"
        "Para quitar a alguien: /coordinacion quitar Eva Soto\n"
        "En coordinación: Eva Soto."
    )
    await ana.says("/coordinacion quitar Gato", group)
    assert stage.last(group).text.startswith(
        "No sé a quién te refieres con «Gato»: no saqué a nadie."
    )
    assert len(await coordinators(stage, group)) == 1


async def test_a_coordinator_is_removed_by_name(stage: Stage) -> None:
    group, ana, eva = await red(stage)
    await ana.says("/coordinacion", group)
    await eva.starts(payload(ana.told[-1]))

    await ana.says("/coordinacion quitar Nadie", group)
    asked = stage.last(group).text
    await ana.says("/coordinacion quitar eva soto", group)

    assert "Eva Soto" in asked
    assert "deja la coordinación" in stage.last(group).text
    assert await coordinators(stage, group) == []
    shown_out = [text for text in eva.told if text.startswith("Desde ahora ya no estás en la")]
    assert len(shown_out) == 1
    assert "Gracias por haber acompañado." in shown_out[0]
    await ana.says("/coordinacion quitar eva soto", group)  # again: there is nobody to tell
    assert "Desde ahora ya no estás" in eva.told[-1]
    assert eva.told.count(eva.told[-1]) == 1


async def test_help_for_who_only_coordinates_names_what_is_theirs(stage: Stage) -> None:
    ana, gabriela = stage.person("Ana"), stage.person("Gabriela")
    group = await stage.community("Red Ñuble", guides=[ana])
    await ana.starts()
    await ana.says("/coordinacion", group)
    link = next(text for text in reversed(ana.told) if "coord_" in text)
    await gabriela.starts("coord_" + link.partition("coord_")[2].split()[0].rstrip(".,)"))

    await gabriela.says("/ayuda")

    assert "/redes" in gabriela.told[-1]
    assert "/pendientes" not in gabriela.told[-1]
