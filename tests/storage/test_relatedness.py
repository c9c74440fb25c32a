"""What is near to what somebody asks for: the figures of docs/requests.md do not get worse."""

from benchmarks.relatedness import fill, score, systems, wanted
from community.ids import CommunityId
from handlers.requests_related import practices_near
from reading.relatedness import read_request
from storage.database import Database

LEAST_PRECISION, LEAST_RECALL = 0.85, 0.5


async def test_of_sixty_requests_what_is_shown_is_related_and_beats_a_keyword_match(
    database: Database,
) -> None:
    async with database.write() as tx:
        compared = systems(tx, await fill(tx))
        ours = await score(compared["ours"], wanted())
        keywords = await score(compared["keywords"], wanted())

    assert ours.precision >= LEAST_PRECISION
    assert ours.recall >= LEAST_RECALL
    assert ours.silent == ours.hopeless
    assert ours.precision > 2 * keywords.precision
    assert ours.recall > keywords.recall


async def test_nothing_typed_breaks_the_question(database: Database) -> None:
    async with database.write() as tx:
        community = await fill(tx)

        for said in ("", "🌱", '"fracciones" OR (NEAR', "' ; DROP", "a" * 4096, "fracciones* ^:{}"):
            assert len(await practices_near(tx, community, said)) <= 2


async def test_a_topic_is_counted_where_it_is_told_and_nowhere_else(database: Database) -> None:
    async with database.write() as tx:
        community = await fill(tx)
        topics = read_request("fracciones, dinosaurios", "es").topics

        having, found = await tx.practices.related_candidates(community.id, topics, 40)
        elsewhere = await tx.practices.related_candidates(CommunityId(99), topics, 40)

    assert having == [1, 0]
    assert [practice.title for practice in found] == ["Fracciones con tortillas"]
    assert elsewhere == ([0, 0], [])
