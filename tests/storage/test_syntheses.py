"""Lines and candidates are looked up as they are now, and leave with their people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from community import candidates, syntheses
from community.candidates import Candidate, CandidateKind
from community.communities import Community, State
from community.discussions import Quote, QuoteKind, Summary, Utterance
from community.ids import ChatId, MessageId, PersonId, SynthesisId
from community.people import Member, Person
from community.prompt_windows import CameIn
from community.retention import KEPT_FOR, Kept
from community.syntheses import Line, Synthesis
from scheduler.retention import forget_old
from scheduler.syntheses import redraw
from storage.database import Database
from storage.tx import Tx

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROSA, JUAN = PersonId(1), PersonId(2)
HERS, HIS = MessageId(7), MessageId(8)
SUITCASES = "La biblioteca presta maletas con libros"
MARTES = "Propongo que leamos los martes en parejas"
SAID = {HERS: (ROSA, "Rosa Quispe", SUITCASES), HIS: (JUAN, "Juan Pérez", MARTES)}


def utterance(home: Community, message: MessageId, text: str | None = None) -> Utterance:
    person, name, said = SAID[message]
    return Utterance(
        community_id=home.id,
        message_id=message,
        thread_id=None,
        person_id=person,
        name=name,
        text=said if text is None else text,
        media=None,
        reply_to_message_id=None,
        said_at=NOW,
        edited_at=None if text is None else NOW + MINUTE,
    )


def quote(message: MessageId, kind: QuoteKind) -> Quote:
    person, name, said = SAID[message]
    return Quote(
        kind=kind, words=said, author=name, person_id=person, message_id=message, said_at=NOW, yes=3
    )


async def drafted(tx: Tx, chat: int = -1001) -> tuple[Community, Synthesis]:
    """Rosa is quoted with a theme; what Juan proposed is a candidate."""
    home = await tx.communities.add(ChatId(chat), "Red", "supergroup", NOW)
    for person, name, _ in SAID.values():
        await tx.people.meet(Person(id=person, name=name, met_at=NOW))
        await tx.members.save(
            Member(community_id=home.id, person_id=person, name=name, joined_at=NOW)
        )
    await tx.discussions.hear([utterance(home, message) for message in SAID])
    proposed = quote(HIS, QuoteKind.AGREEMENT)
    summary = Summary(
        quotes=(proposed, quote(HERS, QuoteKind.THEME)),
        messages=9,
        people=2,
        candidates=(proposed,),
    )
    came_in = CameIn(answers=9, people=2)
    fresh = syntheses.begin(home.id, None, came_in, since=NOW, until=NOW)
    return home, await tx.syntheses.draw_up(fresh, summary, {}, now=NOW)


async def shown(tx: Tx, one: Synthesis) -> list[tuple[str, str]]:
    _, lines = await tx.syntheses.told(one)
    return [(line.name, line.words) for line in lines]


async def kept(tx: Tx, home: Community) -> list[Candidate]:
    return await tx.candidates.waiting(home.id, NOW)


async def test_a_correction_is_followed_and_what_was_assented_to_is_gone(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        assert await shown(tx, one) == [("Juan Pérez", MARTES), ("Rosa Quispe", SUITCASES)]
        assert [each.yes for each in await kept(tx, home)] == [3]

        edits = [utterance(home, HERS, "Presta maletas"), utterance(home, HIS, "Mejor no")]
        await tx.discussions.hear(edits)

        assert await shown(tx, one) == [("Rosa Quispe", "Presta maletas")]
        assert await shown(tx, one) == [("Rosa Quispe", "Presta maletas")]
        assert await kept(tx, home) == []


async def test_who_wants_nothing_kept_is_not_read_comes_back_and_who_hides_is_not_named(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        worded = replace(one, worded=f"Rosa Quispe: {SUITCASES}. Y más.")
        await tx.syntheses.save(worded)
        await tx.people.change(ROSA, keep_nothing_at=NOW)
        await tx.members.change(home.id, JUAN, hidden_from_search=True)

        after, lines = await tx.syntheses.told(worded)
        assert [(line.name, line.words) for line in lines] == [("", MARTES)]
        assert after.worded == "…: …. Y más."
        await tx.people.change(ROSA, keep_nothing_at=None)
        assert ("Rosa Quispe", SUITCASES) in await shown(tx, after)


async def test_whoever_is_erased_leaves_lines_candidates_and_a_guides_wording(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        worded = f"Rosa Quispe: {SUITCASES}. Juan Pérez propone leer."
        await tx.syntheses.save(replace(one, worded=worded, edited_by=ROSA))
        for person in (ROSA, JUAN):
            await tx.personal.erase(person, NOW + MINUTE)

        after = await tx.syntheses.get(home.id, one.id)
        assert after is not None
        assert (after.worded, after.edited_by) == ("…: …. … propone leer.", None)
        assert await shown(tx, after) == []
        assert await kept(tx, home) == []
        kinds = {due.kind for due in await tx.dues.open_of(home.id)}
        assert kinds == {"synthesis.index", "synthesis.redraw", "candidate.redraw"}


async def test_a_message_that_is_taken_down_leaves_them_too(database: Database) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        await tx.syntheses.save(replace(one, worded=f"{SUITCASES}. {MARTES}!"))

        await tx.personal.leave_out(home.id, HIS, NOW)
        await tx.personal.take_down(home.id, HIS, NOW, of=None)

        after = await tx.syntheses.get(home.id, one.id)
        assert after is not None
        assert after.worded == f"{SUITCASES}. …!"
        assert await shown(tx, after) == [("Rosa Quispe", SUITCASES)]
        assert await kept(tx, home) == []


async def test_a_candidate_is_found_once_and_settled_once(database: Database) -> None:
    async with database.write() as tx:
        home, _ = await drafted(tx)
        (one,) = await kept(tx, home)
        again = candidates.found([quote(HIS, QuoteKind.AGREEMENT)], home.id, NOW + MINUTE)
        found = await tx.candidates.find(again)
        assert found[CandidateKind.AGREEMENT, HIS].id == one.id

        assert await tx.candidates.settle(candidates.confirm(one, ROSA, NOW, number=1))
        assert not await tx.candidates.settle(candidates.discard(one, JUAN, NOW))
        found = await tx.candidates.find(again)
        assert found[CandidateKind.AGREEMENT, HIS].number == 1
        assert await kept(tx, home) == []


async def test_another_community_reads_nothing_of_it(database: Database) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        other = await tx.communities.add(ChatId(-2), "Otra", "supergroup", NOW)
        (waiting,) = await kept(tx, home)

        assert await tx.syntheses.get(other.id, one.id) is None
        assert await tx.syntheses.latest_of(other.id, None) is None
        assert await tx.syntheses.drafts_of(other.id) == []
        assert await shown(tx, replace(one, community_id=other.id)) == []
        assert await tx.candidates.get(other.id, waiting.id) is None
        assert await tx.candidates.of_messages(other.id, [HIS]) == {}
        assert await kept(tx, other) == []
        assert not await tx.candidates.settle(
            replace(candidates.discard(waiting, None, NOW), community_id=other.id)
        )


async def test_what_the_group_never_read_goes_with_the_talk_it_quotes(database: Database) -> None:
    async with database.write() as tx:
        home, draft = await drafted(tx)
        published = await tx.syntheses.add(syntheses.publish(draft, ROSA, NOW))
        indexed = await tx.syntheses.add(syntheses.index(draft))
        lines = [_of(line, published) for line in (await tx.syntheses.told(draft))[1]]
        await tx.syntheses.replace_lines(published, lines)
        await tx.syntheses.replace_lines(indexed, [_of(line, indexed) for line in lines])
        names = syntheses.index_of(indexed, [utterance(home, HERS)])
        await tx.syntheses.replace_lines(indexed, names, indexed=True)
        (waiting,) = await kept(tx, home)

    late = NOW + KEPT_FOR[Kept.SYNTHESES] + timedelta(days=1)
    async with database.write() as tx:
        await tx.dues.plan("retention.daily", 0, late, community=None)
        await forget_old(tx, late)

        assert await tx.syntheses.get(home.id, draft.id) is None
        assert await tx.candidates.get(home.id, waiting.id) is None
        assert len(await shown(tx, published)) == 2
        assert await shown(tx, indexed) == [("Rosa Quispe", "")]


async def test_numbers_of_before_a_group_became_a_supergroup_still_hold(
    database: Database,
) -> None:
    from storage.renumbering import set_messages_aside

    async with database.write() as tx:
        home, one = await drafted(tx)
        await set_messages_aside(tx, home.telegram_chat_id)

        drawn = await tx.syntheses.drawn(one)

        assert [line.words for line in drawn.shown] == [MARTES, SUITCASES]
        assert len(drawn.candidates) == 1
        assert all(line.message_id < 0 for line in drawn.lines)


def _of(line: Line, one: Synthesis) -> Line:
    return replace(line, synthesis_id=SynthesisId(one.id))


async def test_of_talk_what_is_left_is_counted_while_all_of_it_is_kept(database: Database) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        await tx.communities.save(replace(home, state=State.ACTIVE))
        await tx.syntheses.save(replace(one, people=2, messages=2))
        await tx.personal.leave_out(home.id, HERS, NOW)
        await tx.personal.take_down(home.id, HERS, NOW, of=ROSA)

        assert await redraw(tx, NOW) >= 1
        counted = await tx.syntheses.get(home.id, one.id)
        assert counted is not None
        assert (counted.messages, counted.people) == (1, 1)

        await tx.personal.leave_out(home.id, HIS, NOW)
        later = NOW + KEPT_FOR[Kept.DISCUSSION]
        await tx.personal.take_down(home.id, HIS, NOW, of=JUAN)
        await redraw(tx, later)
        assert await tx.syntheses.get(home.id, one.id) == counted


async def test_drafts_that_wait_are_named_to_the_pair_and_after_their_list_for_a_week(
    database: Database,
) -> None:
    async with database.write() as tx:
        home, one = await drafted(tx)
        later = NOW + timedelta(days=7)
        assert await tx.weeks.unpublished_in(home, later) == ("",)

        await tx.syntheses.save(syntheses.index(one))
        assert await tx.weeks.unpublished_in(home, NOW) == ("",)
        assert await tx.weeks.unpublished_in(home, later) == ()

        await tx.syntheses.save(syntheses.publish(one, ROSA, NOW))
        assert await tx.weeks.unpublished_in(home, NOW) == ()
