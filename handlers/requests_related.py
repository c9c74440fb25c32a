"""What is near to what somebody asks for: practices of the repertoire, and people who may know.

The one thing to know: reading/relatedness.py reckons how near something is; here it is only gathered.
It is reckoned anew whenever an answer is drawn, so that what was withdrawn meanwhile is gone from it.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from community import knowing, offers
from community.communities import Community
from community.ids import PersonId
from community.knowing import Ground, Knower, Reason
from community.practices import Practice
from community.requests import Request
from community.spelling import meant_among
from reading.queries import read_terms
from reading.relatedness import NEAR, Asked, Weights, closeness, nearest, read_request
from reading.stems import stems, words
from storage.tx import Tx

PRACTICES_SHOWN = 2  # product.md M11
PEOPLE_NAMED = 2
PEOPLE_FOUND = 3  # product.md S1: /quiensabe
CANDIDATES = 40  # practices that are weighed word by word
# Of equally near grounds: what somebody offers goes before what they once did.
_BEFORE = {Reason.OFFER: 0, Reason.HELP: 1, Reason.PRACTICE: 2}


@dataclass(frozen=True, kw_only=True)
class Related:
    """What an answer shows; either may be empty."""

    practices: tuple[Practice, ...] = ()
    people: tuple[Knower, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing near enough: the bot has no words for it."""
        return not (self.practices or self.people)


async def related_to(tx: Tx, community: Community, request: Request, now: datetime) -> Related:
    """For #pido: at most two practices told by others, and two people besides their authors,
    unless those offer it or helped with it too."""
    asked = read_request(request.text, community.language)
    weights, told = await _weighed(tx, community, asked)
    asker = request.person_id
    others = [one for one in told if asker is None or one[1].author_id != asker]
    places = nearest([score for score, _ in others], PRACTICES_SHOWN)
    shown = tuple(others[place][1] for place in places)
    authors = {practice.author_id for practice in shown}
    people = await _people(
        tx,
        community,
        asked,
        weights,
        [one for one in others if one[1].author_id not in authors],
        now,
        most=PEOPLE_NAMED,
        without=frozenset({asker} if asker is not None else ()),
    )
    return Related(practices=shown, people=tuple(people))


async def practices_near(tx: Tx, community: Community, words: str) -> list[Practice]:
    """The practices related to what somebody asks for, at most two, the nearest first."""
    _, told = await _weighed(tx, community, read_request(words, community.language))
    return [told[place][1] for place in nearest([score for score, _ in told], PRACTICES_SHOWN)]


async def as_known(tx: Tx, community: Community, topic: str, now: datetime) -> str:
    """What somebody looks for, its misspelt words as they were written by those who told or offer it."""
    language = community.language
    grounds = await _grounds(tx, community, now)
    known = {word for ground in grounds for word in words(ground.text)}
    stems_known = {stem for word in known for stem in stems(word, language)}
    unknown = [one for one in read_terms(topic, language) if one.stem not in stems_known]
    in_practices = await tx.practices.as_written(community.id, unknown)
    for term in unknown:
        other = in_practices.get(term.word) or meant_among(term.folded, known)
        if other is not None and other != term.word:
            topic = re.sub(rf"\b{re.escape(term.word)}\b", other, topic, flags=re.IGNORECASE)
    return topic


async def who_knows(tx: Tx, community: Community, topic: str, now: datetime) -> list[Knower]:
    """For /quiensabe: at most three people."""
    asked = read_request(topic, community.language)
    weights, told = await _weighed(tx, community, asked)
    return await _people(tx, community, asked, weights, told, now, most=PEOPLE_FOUND)


Told = list[tuple[float, Practice]]


async def _weighed(tx: Tx, community: Community, asked: Asked) -> tuple[Weights, Told]:
    having, found = await tx.practices.related_candidates(community.id, asked.topics, CANDIDATES)
    weights = Weights(total=await tx.practices.count(community.id), having=having)
    return weights, [
        (
            closeness(asked, weights, title=practice.title, text=practice.text, kind=practice.kind),
            practice,
        )
        for practice in found
    ]


async def _people(
    tx: Tx,
    community: Community,
    asked: Asked,
    weights: Weights,
    told: Told,
    now: datetime,
    *,
    most: int,
    without: frozenset[PersonId] = frozenset(),
) -> list[Knower]:
    near = [(score, ground) for score, ground in await _said(tx, community, asked, weights, now)]
    near += [
        (score, Ground(
            person_id=practice.author_id,
            reason=Reason.PRACTICE,
            text=practice.title,
            message_id=practice.message_id,
        ))
        for score, practice in told
        if practice.author_id is not None and not practice.name_hidden
    ]  # fmt: skip
    near = [(score, ground) for score, ground in near if score >= NEAR]
    near.sort(key=lambda one: (-round(one[0], 2), _BEFORE[one[1].reason]))
    return knowing.choose(
        [ground for _, ground in near],
        await tx.members.of(community.id),
        now=now,
        most=most,
        without=without | await tx.people.keep_nothing(),
    )


async def _said(
    tx: Tx, community: Community, asked: Asked, weights: Weights, now: datetime
) -> list[tuple[float, Ground]]:
    """What members offer, in the group or in their profile, and what they helped with."""
    if not asked.topics:
        return []
    grounds = await _grounds(tx, community, now)
    return [(closeness(asked, weights, title=ground.text), ground) for ground in grounds]


async def _grounds(tx: Tx, community: Community, now: datetime) -> list[Ground]:
    grounds = [
        Ground(
            person_id=offer.person_id,
            reason=Reason.OFFER,
            text=offer.text,
            message_id=offer.message_id,
        )
        for offer in await tx.offers.since(community.id, offers.shown_since(now))
    ]
    grounds += [
        Ground(person_id=person, reason=Reason.OFFER, text=text)
        for person, text in await tx.profiles.who_can_help(community.id)
    ]
    grounds += [
        Ground(
            person_id=helper,
            reason=Reason.HELP,
            text=request.text,
            message_id=request.message_id,
        )
        for helper, request in await tx.requests.helped_with(community.id)
    ]
    return grounds
