"""What was due while the bot was down is not said at night: it waits for the morning."""

from datetime import UTC, datetime, timedelta

from community.arrivals import PROFILE_STEP
from community.communities import Community, activate
from community.ids import ChatId, PersonId, ThemeRoundId
from community.people import Member, Person
from community.themes import ThemeRound
from scheduler.arrivals import ask_profile
from scheduler.themes import CLOSE_STEP, close_rounds
from storage.database import Database
from storage.tx import Tx

TIME = datetime(2026, 11, 17, 21, 0, tzinfo=UTC)  # 18:00 in Chile
NIGHT = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # 07:00
LUIS = PersonId(501)


async def home_with_luis(tx: Tx) -> Community:
    added = await tx.communities.add(ChatId(-1001), "Red", "supergroup", TIME)
    home = activate(added, TIME - timedelta(days=30))
    await tx.communities.save(home)
    await tx.people.meet(Person(id=LUIS, name="Luis", met_at=TIME, started_private_at=TIME))
    await tx.members.save(
        Member(community_id=home.id, person_id=LUIS, name="Luis", joined_at=TIME, belongs=True)
    )
    return home


async def test_a_question_about_oneself_waits_for_the_morning(database: Database) -> None:
    async with database.write() as tx:
        home = await home_with_luis(tx)
        await tx.dues.plan(PROFILE_STEP, LUIS, TIME, community=home.id, key="p")

        assert await ask_profile(tx, NIGHT) == 0
        assert await tx.dues.next_of(PROFILE_STEP, LUIS) == MORNING
        assert await ask_profile(tx, MORNING) == 1


async def test_a_choice_of_themes_ends_in_the_morning(database: Database) -> None:
    async with database.write() as tx:
        home = await home_with_luis(tx)
        fresh = ThemeRound(id=ThemeRoundId(0), community_id=home.id, opened_at=TIME, closes_at=TIME)
        opened = await tx.themes.open_round(fresh, [])
        await tx.dues.plan(CLOSE_STEP, opened.id, TIME, community=home.id)

        assert await close_rounds(tx, NIGHT) == 0
        assert await tx.dues.next_of(CLOSE_STEP, opened.id) == MORNING
        assert await close_rounds(tx, MORNING) == 1
