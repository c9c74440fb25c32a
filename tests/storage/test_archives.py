"""What a community takes along, and what it does not."""

from datetime import UTC, datetime, timedelta

from community.ids import ChatId
from locales.words import words_in
from messages.archives_pages import pages
from storage.database import Database
from storage.rows import (
    milestones,
    outlines,
    people,
    practices,
    prompts,
    reflections,
    tellings,
    themes,
    transfers,
    trials,
)

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)


async def test_it_has_everything_of_one_community_but_the_words_of_who_opted_out(
    database: Database,
) -> None:
    async with database.write() as tx:
        ours = await tx.communities.add(ChatId(-1), "Red <Ñuble>", "supergroup", NOW)
        theirs = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        for person, opted_out in ((1, None), (2, NOW)):
            await tx.run(
                people.insert().values(
                    id=person, name=f"P{person}", met_at=NOW, keep_nothing_at=opted_out
                )
            )
        for number, home in ((1, ours), (2, theirs)):
            await tx.run(
                practices.insert().values(
                    community_id=home.id,
                    title=f"Rincón {number}",
                    text="<b>leer</b>",
                    kind="story",
                    state="told",
                    author_id=1,
                    author_name="Rosa",
                    message_id=number,
                    told_at=NOW,
                )
            )
        prompt = await tx.value(
            prompts.insert()
            .values(
                community_id=ours.id,
                text="¿Qué leíste?",
                kind="own",
                state="posted",
                created_at=NOW,
                posted_at=NOW,
            )
            .returning(prompts.c.id)
        )
        for person, said in ((1, "Un cuento"), (2, "Un secreto")):
            await tx.run(
                reflections.insert().values(
                    community_id=ours.id,
                    prompt_id=prompt,
                    person_id=person,
                    text=said,
                    message_id=10 + person,
                    said_at=NOW + timedelta(minutes=person),
                )
            )

        archive = await tx.archives.of(ours)
        shown = pages(archive, words_in("es"), NOW)["index.html"]

    assert [practice.title for practice in archive.practices] == ["Rincón 1"]
    assert [reply.text for reply in archive.prompts[0].replies] == ["Un cuento"]
    assert "Red &lt;Ñuble&gt;" in shown
    assert "&lt;b&gt;leer&lt;/b&gt;" in shown
    assert "secreto" not in shown
    assert "miércoles 18 de noviembre" in shown


async def test_a_practice_goes_along_with_its_life_and_without_those_who_hid_their_name(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        await tx.run(people.insert().values(id=9, name="Calla", met_at=NOW, keep_nothing_at=NOW))
        told = {"kind": "routine", "state": "tried", "told_at": NOW, "community_id": home.id}
        first = await tx.value(
            practices.insert()
            .values(
                title="Rincón",
                text="Leer",
                author_id=1,
                author_name="Rosa",
                message_id=1,
                subject="Lenguaje",
                **told,
            )
            .returning(practices.c.id)
        )
        await tx.run(
            practices.insert().values(
                title="Rincón, como lo hizo alguien",
                text="Con masa",
                author_id=3,
                author_name="Oculta",
                name_hidden=True,
                school="Escuela Oculta",
                adapted_from=first,
                message_id=2,
                **told,
            )
        )
        about = {"community_id": home.id, "practice_id": first}
        for person, name in ((2, "Luis"), (3, "Oculta"), (None, ""), (9, "Calla")):
            await tx.run(trials.insert().values(person_id=person, name=name, tried_at=NOW, **about))
        await tx.run(milestones.insert().values(state="agreed", reached_at=NOW, **about))
        for number, (shared, message) in enumerate(((NOW, None), (None, 7), (None, None))):
            taken = await tx.value(
                transfers.insert()
                .values(
                    person_id=20 + number,
                    name=f"Inés {number}",
                    school=f"Escuela {number}",
                    taken_at=NOW,
                    outcome="worked",
                    shared_at=shared,
                    **about,
                )
                .returning(transfers.c.id)
            )
            await tx.run(
                tellings.insert().values(
                    community_id=home.id,
                    transfer_id=taken,
                    answers="what",
                    person_id=20 + number,
                    text=f"Relato {number}",
                    message_id=message,
                    told_at=NOW,
                )
            )
        await tx.run(
            themes.insert().values(
                community_id=home.id, text="Piedras", state="open", message_id=3, proposed_at=NOW
            )
        )
        plan = await tx.value(
            outlines.insert()
            .values(
                community_id=home.id, title="Dos semanas", state="over", version=1, created_at=NOW
            )
            .returning(outlines.c.id)
        )
        await tx.run(
            prompts.insert().values(
                community_id=home.id,
                text="¿Paso uno?",
                kind="own",
                state="posted",
                created_at=NOW,
                posted_at=NOW,
                outline_id=plan,
                position=1,
            )
        )

        shown = pages(await tx.archives.of(home), words_in("es"), NOW)["index.html"]

    for words in (
        "Lenguaje",
        "Viene de: Rincón",
        "La probaron: Luis y 2 personas sin nombre",
        "Acordada: miércoles 18 de noviembre",
        "Llegó a una escuela: Inés 0, Escuela 0, funcionó",
        "Relato 0",
        "Relato 1",
        "Piedras",
        "Dos semanas",
    ):
        assert words in shown
    for words in ("Relato 2", "Oculta", "Calla"):
        assert words not in shown
