"""What a community takes along, and what it does not."""

from datetime import UTC, datetime, timedelta

from community.ids import ChatId
from locales.words import words_in
from messages.archives import page
from storage.database import Database
from storage.rows import people, practices, prompts, reflections

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
        shown = page(archive, words_in("es"))

    assert [practice.title for practice in archive.practices] == ["Rincón 1"]
    assert [reply.text for reply in archive.prompts[0].replies] == ["Un cuento"]
    assert "Red &lt;Ñuble&gt;" in shown
    assert "&lt;b&gt;leer&lt;/b&gt;" in shown
    assert "secreto" not in shown
    assert "miércoles 18 de noviembre" in shown
