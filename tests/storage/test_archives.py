"""What a community takes along, and what it does not."""

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import Table, func, select

from community.archives import Take
from community.charters import Charter
from community.discussions import Quote, QuoteKind
from community.ids import ChatId, CommunityId, MessageId, PersonId, SynthesisId
from community.people import Member
from community.syntheses import Synthesis, SynthesisState, lines_of
from locales.words import words_in
from messages.archives import taken, whole
from messages.archives_pages import pages
from reading.quoting import archive_for_many
from storage.database import Database
from storage.outbox import Kind
from storage.rows import (
    agreements,
    attendances,
    briefs,
    commitments,
    decisions,
    evidences,
    materials,
    milestones,
    minutes,
    offers,
    outbox,
    outlines,
    people,
    points,
    positions,
    practices,
    presences,
    prompts,
    reflections,
    remarks,
    requests,
    responsibles,
    sessions,
    syntheses,
    synthesis_lines,
    tellings,
    themes,
    transfers,
    trials,
)
from storage.tx import Tx

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


# Words and names nobody else has: what of whom must be nowhere, in whatever way it is taken.
OUT = re.compile(r"zarzamora|Elvira|Montes|otrared", re.IGNORECASE)


async def test_nothing_of_who_is_left_out_and_of_another_community_is_in_any_file(
    database: Database,
) -> None:
    async with database.write() as tx:
        ours = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        theirs = await tx.communities.add(ChatId(-2), "otrared", "supergroup", NOW)
        await tx.run(people.insert().values(id=1, name="Rosa", met_at=NOW))
        await tx.run(
            people.insert().values(id=2, name="Elvira Montes", met_at=NOW, keep_nothing_at=NOW)
        )
        await of_everything(tx, ours.id, 1, "Rosa", "margarita")
        await of_everything(tx, ours.id, 2, "Elvira Montes", "zarzamora")
        await of_everything(tx, theirs.id, 1, "Rosa otrared", "otrared")
        archive = await tx.archives.of(ours)

    files = whole(archive, words_in("es"), NOW, dict.fromkeys(["file-margarita"], "media/a.jpg"))
    for path, content in files.items():
        assert not OUT.search(content), (path, OUT.findall(content))
        assert "file-" not in content
        assert content.count("margarita") or path.startswith("csv/")
    assert {file for file, _ in archive.files} == {"file-margarita"}
    told = files["memory.json"]
    assert "… lleva el cuaderno" in told
    assert "Le conté a … que sí" in told
    assert archive.sessions[0].there == 1
    assert archive.sessions[0].coming == 1
    counted = [len(getattr(archive, name)) for name in ("commitments", "agreements", "sessions")]
    assert counted == [2, 2, 2]


async def of_everything(tx: Tx, home: CommunityId, person: int, name: str, word: str) -> None:
    """A row of each kind of thing by one person, with their word in it."""
    at = {"community_id": home}
    number = person * 100
    await tx.members.save(
        Member(community_id=home, person_id=PersonId(person), name=name, joined_at=NOW)
    )

    async def put(table: Table, **values: object) -> int:
        return int(await tx.value(table.insert().values(**at, **values).returning(table.c.id)))

    file = {"media": "photo", "file_id": f"file-{word}"}
    practice = await put(
        practices, title=word, text=word, kind="story", state="told", author_id=person,
        author_name=name, message_id=number, told_at=NOW, **file,
    )  # fmt: skip
    await put(trials, practice_id=practice, person_id=person, name=name, tried_at=NOW)
    transfer = await put(
        transfers, practice_id=practice, person_id=person, name=name, school=word, taken_at=NOW
    )
    await put(
        tellings, transfer_id=transfer, answers="what", person_id=person, text=word,
        message_id=number, told_at=NOW, **file,
    )  # fmt: skip
    prompt = await put(
        prompts, text="¿Qué?", kind="own", state="posted", created_at=NOW, posted_at=NOW
    )
    said = {"person_id": person, "text": word, "message_id": number}
    await put(reflections, prompt_id=prompt, said_at=NOW, **said, **file)
    others = said | {"person_id": 1, "message_id": number + 1}
    others["text"] = f"Le conté a {name} que sí" if person == 2 else word
    await put(reflections, prompt_id=prompt, said_at=NOW, **others)
    commitment = await put(
        commitments, number=person, what=f"{name} lleva el cuaderno", state="evidenced",
        created_at=NOW,
    )  # fmt: skip
    await tx.run(
        responsibles.insert().values(
            commitment_id=commitment,
            position=1,
            person_id=person,
            name=name,
            answer="accepted",
            **at,
        )
    )
    await put(evidences, commitment_id=commitment, given_at=NOW, **said, **file)
    decision = await put(
        decisions, text=name, state="agreed", asked_by=person, asked_name=name,
        message_id=number, days=5, round=1, opened_at=NOW, closes_at=NOW,
    )  # fmt: skip
    await put(
        positions, decision_id=decision, person_id=person, name=name, stance="agree", is_core=True,
        said_at=NOW,
    )  # fmt: skip
    await put(remarks, decision_id=decision, name=name, given_at=NOW, **said)
    await put(
        agreements, number=person, text=f"Lo hace {name}", state="standing", decision_id=decision,
        agreed_at=NOW, agreeing=1, concerned=0, objecting=0, review_months=3,
    )  # fmt: skip
    session = await put(
        sessions, title="Microcentro", kind="microcentre", state="planned",
        starts_at=NOW, ends_at=NOW, created_at=NOW, sequence=0,
    )  # fmt: skip
    first = int(
        await tx.value(select(func.min(sessions.c.id)).where(sessions.c.community_id == home))
    )
    who = {"session_id": first, "person_id": person, "name": name} | at
    await tx.run(attendances.insert().values(reply="yes", replied_at=NOW, **who))
    await tx.run(presences.insert().values(marked_at=NOW, **who))
    await tx.run(briefs.insert().values(text=word, message_id=number, told_at=NOW, **who))
    written = await put(
        minutes, session_id=session, title="Acta", held_at=NOW, state="published", closes_at=NOW,
        text=f"{word}, dijo {name}",
    )  # fmt: skip
    await put(
        points, minutes_id=written, kind="note", name=name, noted_by=person, place=0, noted_at=NOW,
        **said,
    )  # fmt: skip
    for worded in (None, f"{name} contó: {word}"):
        synthesis = await put(
            syntheses, state="published", made_at=NOW, since=NOW, until=NOW, messages=1, people=1,
            schools=0, worded=worded, settled_at=NOW,
        )  # fmt: skip
        await put(
            synthesis_lines, synthesis_id=synthesis, kind="voice", words=word, label="", name=name,
            person_id=person, message_id=number, said_at=NOW, place=0, is_indexed=False,
        )  # fmt: skip
    await put(
        materials, title=word, shared_by=person, shared_by_name=name, message_id=number,
        saved_at=NOW, file_name=word, **file,
    )  # fmt: skip
    await put(
        requests, name=name, state="open", asked_at=NOW, is_answered=False, times_asked=0,
        is_still_sought=False, **said,
    )  # fmt: skip
    await put(offers, offered_at=NOW, **said)
    await put(
        themes, text=word, state="open", proposed_by=person, message_id=number, proposed_at=NOW
    )


async def test_who_was_erased_is_in_no_file(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        await tx.run(people.insert().values(id=1, name="Rosa", met_at=NOW))
        await tx.run(people.insert().values(id=2, name="Elvira Montes", met_at=NOW))
        await of_everything(tx, home.id, 1, "Rosa", "margarita")
        await of_everything(tx, home.id, 2, "Elvira Montes", "zarzamora")
        await tx.personal.erase(PersonId(2), NOW)
        archive = await tx.archives.of(home)
        figures = await tx.archives.figures(home)

    read = "".join(whole(archive, words_in("es"), NOW).values())
    without_what_rosa_wrote = read.replace("Le conté a Elvira Montes que sí", "")
    assert not OUT.search(without_what_rosa_wrote)
    assert "una persona que ya no participa" in read
    assert (figures.practices, figures.reflections, figures.people) == (1, 3, None)


async def test_a_packed_memory_that_waits_is_not_sent_once_somebody_in_it_is_erased(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        await tx.run(people.insert().values(id=2, name="Elvira", met_at=NOW))
        await of_everything(tx, home.id, 2, "Elvira", "zarzamora")
        document = taken(await tx.archives.of(home), Take.ALL, words_in("es"), NOW)
        tx.outbox.say(document, to=ChatId(1), kind=Kind.EXPORT, now=NOW, community=home.id)
    async with database.write() as tx:
        await tx.personal.erase(PersonId(2), NOW)
        waiting = await tx.rows(select(outbox.c.state, outbox.c.payload))

    assert [tuple(row) for row in waiting] == [("expired", "")]


async def test_people_are_counted_where_they_are_five(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        for person in range(1, 6):
            await tx.run(
                practices.insert().values(
                    community_id=home.id,
                    title="t",
                    text="t",
                    kind="story",
                    state="told",
                    author_id=person,
                    author_name="A",
                    message_id=person,
                    told_at=NOW,
                )
            )
            figures = await tx.archives.figures(home)
            assert figures.people == (5 if person == 5 else None)
        assert figures.practices == 5


async def test_a_community_that_made_nothing_has_an_empty_memory(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        assert await tx.archives.is_empty(home.id)
        archive = await tx.archives.of(home)
        await tx.charters.save(
            Charter(community_id=home.id, text="Para aprender", written_by=None, written_at=NOW)
        )
        assert not await tx.archives.is_empty(home.id)

    assert archive.is_empty
    assert "Todavía no hay nada aquí" in pages(archive, words_in("es"), NOW)["index.html"]


async def test_a_first_name_alone_is_left_out_where_it_is_known_who_is_meant(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        await tx.run(people.insert().values(id=2, name="Rosa", met_at=NOW, keep_nothing_at=NOW))
        await of_everything(tx, home.id, 2, "Rosa", "zarzamora")
        await of_everything(tx, home.id, 3, "Ana", "la mesa rosa")
        archive = await tx.archives.of(home)

    assert [one.what for one in archive.commitments] == [
        "… lleva el cuaderno",
        "Ana lleva el cuaderno",
    ]
    assert [one.text for one in archive.agreements] == ["Lo hace …", "Lo hace Ana"]
    assert next(one.text for one in archive.minutes) == "…, dijo …"
    assert [one.text for one in archive.syntheses] == [
        "… contó: …",
        "– «la mesa rosa» — Ana",
        "Ana contó: la mesa rosa",
    ]
    assert [one.text for one in archive.offers] == ["la mesa rosa"]


async def test_of_a_synthesis_only_what_was_published_and_is_no_candidate_is_taken_along(
    database: Database,
) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        for state in SynthesisState:
            one = await tx.syntheses.add(
                Synthesis(
                    id=SynthesisId(0),
                    community_id=home.id,
                    state=state,
                    made_at=NOW,
                    since=NOW,
                    until=NOW,
                    messages=4,
                    people=2,
                    schools=0,
                    settled_at=NOW,
                )
            )
            quotes = [
                Quote(
                    kind=kind,
                    words=f"{state} {kind}",
                    author="Rosa",
                    person_id=PersonId(1),
                    message_id=MessageId(100 * one.id + place),
                    said_at=NOW,
                )
                for place, kind in enumerate(QuoteKind)
            ]
            await tx.syntheses.replace_lines(one, lines_of(one, quotes))
        archive = await tx.archives.of(home)

    (only,) = archive.syntheses
    assert only.text.splitlines() == [
        f"– «published {kind}» — Rosa"
        for kind in (QuoteKind.THEME, QuoteKind.VOICE, QuoteKind.QUESTION, QuoteKind.RESOURCE)
    ]


async def test_a_synthesis_is_taken_along_as_the_group_read_it(database: Database) -> None:
    async with database.write() as tx:
        home = await tx.communities.add(ChatId(-1), "Red", "supergroup", NOW)
        for worded in (None, "Llamen al +56 9 8765 4321"):
            fresh = Synthesis(
                id=SynthesisId(0),
                community_id=home.id,
                state=SynthesisState.PUBLISHED,
                made_at=NOW,
                since=NOW,
                until=NOW,
                messages=9,
                people=3,
                schools=1,
                worded=worded,
                settled_at=NOW,
            )
            one = await tx.syntheses.add(fresh)
            told = Quote(
                kind=QuoteKind.VOICE,
                words="Mi alumno Brayan Soto ya lee, fono +56 9 8765 4321",
                author="Rosa",
                message_id=MessageId(one.id),
                said_at=NOW,
            )
            await tx.syntheses.replace_lines(one, lines_of(one, [told]))
        archive = archive_for_many(await tx.archives.of(home))

    assert [one.text for one in archive.syntheses] == [
        "– «Mi alumno … ya lee, fono …» — Rosa",
        "Llamen al +56 9 8765 4321",  # a guide's wording is theirs
    ]
