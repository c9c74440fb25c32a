"""Syntheses and the lines they are made of. Every query names the community.

The one thing to know: `told` gives a synthesis as it may be shown now. It looks every quote up, and
what is gone is cut out of a guide's wording too (community/syntheses.py); so whoever draws or
publishes one asks for it, and keeps nothing from before.

To let something else word a draft (a program, a model): read `told`, and write its points with
`replace_lines`, each with the message and the words it rests on and, if it has words of its own, its
`label`. Copies are drawn anew with `redraw`. Nothing else needs to know who worded it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, select, update

from community import candidates
from community import syntheses as rules
from community.candidates import KINDS
from community.discussions import Summary
from community.ids import CommunityId, LineId, MessageId, PersonId, PromptId, SynthesisId
from community.prompts import Prompt
from community.syntheses import (
    IN_THE_GROUP,
    INDEX_STEP,
    REDRAW_STEP,
    SHARE_STEP,
    WAITS_FOR,
    WORD_STEP,
    Drawn,
    Line,
    MadeWith,
    Synthesis,
    SynthesisState,
)
from storage.mapping import columns, domain, domains
from storage.rows import reflections, syntheses, synthesis_lines, utterances
from storage.shown import as_shown
from storage.tx import Tx


class Syntheses:
    """The `syntheses` and `synthesis_lines` tables."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, fresh: Synthesis) -> Synthesis:
        """A new one, whatever its id says."""
        new = self._tx.insert(syntheses).values(**columns(fresh, without=("id",)))
        row = await self._tx.row(new.returning(syntheses))
        assert row is not None
        return domain(Synthesis, row)

    async def save(self, one: Synthesis) -> None:
        """All of it."""
        await self._tx.run(
            update(syntheses)
            .where(syntheses.c.community_id == one.community_id, syntheses.c.id == one.id)
            .values(**columns(one, without=("id", "community_id")))
        )

    async def get(self, community: CommunityId, number: SynthesisId) -> Synthesis | None:
        """One, or None."""
        row = await self._tx.row(_of(community).where(syntheses.c.id == number))
        return None if row is None else domain(Synthesis, row)

    async def latest_of(self, community: CommunityId, prompt: PromptId | None) -> Synthesis | None:
        """The newest of a prompt; with None, of talk."""
        found = _of(community).where(syntheses.c.prompt_id.is_not_distinct_from(prompt))
        row = await self._tx.row(found.order_by(syntheses.c.id.desc()).limit(1))
        return None if row is None else domain(Synthesis, row)

    async def drafts_of(self, community: CommunityId) -> list[Synthesis]:
        """Those that wait for the pair, the oldest first."""
        found = _of(community).where(syntheses.c.state == SynthesisState.DRAFT)
        return domains(Synthesis, await self._tx.rows(found.order_by(syntheses.c.id)))

    # Its lines.

    async def replace_lines(
        self, one: Synthesis, lines: Sequence[Line], *, indexed: bool = False
    ) -> None:
        """The draft's lines, or with `indexed` those of its index, are these from now on."""
        await self._tx.run(
            delete(synthesis_lines).where(_lines_of(one), synthesis_lines.c.is_indexed.is_(indexed))
        )
        if lines:
            rows = [columns(line, without=("id",)) for line in lines]
            await self._tx.run(self._tx.insert(synthesis_lines), rows)

    async def draw_up(
        self,
        fresh: Synthesis,
        summary: Summary,
        school_of: Mapping[PersonId, str],
        *,
        now: datetime,
    ) -> Synthesis:
        """A draft of what a summary tells; it waits for the pair for 48 hours."""
        one = await self._ask_model(await self.add(fresh), now)
        await self._fill(one, summary, school_of, now)
        await self._tx.dues.plan(INDEX_STEP, one.id, now + WAITS_FOR, community=one.community_id)
        return one

    async def draw_again(
        self,
        waiting: Synthesis,
        fresh: Synthesis,
        summary: Summary,
        school_of: Mapping[PersonId, str],
        *,
        now: datetime,
    ) -> Synthesis:
        """A draft that waits is made anew, with what came since; one in a guide's words stays."""
        if waiting.worded is not None:
            return waiting
        one = replace(
            waiting,
            since=fresh.since,
            until=fresh.until,
            messages=fresh.messages,
            people=fresh.people,
            schools=fresh.schools,
        )
        one = await self._ask_model(one, now)
        await self._fill(one, summary, school_of, now)
        return one

    async def _ask_model(self, one: Synthesis, now: datetime) -> Synthesis:
        """Saved; where the community said yes to a model, it is asked for better voices. Whether these
        terms still hold is looked at before anything is sent (scheduler/syntheses_wording.py)."""
        home = await self._tx.communities.get(one.community_id)
        has_model = home is not None and home.reads_discussion and home.model_mark is not None
        one = replace(one, made_with=MadeWith.ASKED if has_model else MadeWith.BOT)
        await self.save(one)
        if home is not None and has_model:
            until = one.until.isoformat()
            await self._tx.errands.ask(
                WORD_STEP,
                one.id,
                community=one.community_id,
                key=f"{WORD_STEP}:{one.id}:{until}",
                now=now,
                facts={"mark": home.model_mark, "until": until},
            )
        return one

    async def end_asking(self, community: CommunityId, now: datetime) -> None:
        """The community takes its yes to a model back: drafts that wait for an answer wait no more."""
        for one in await self.drafts_of(community):
            if one.made_with is MadeWith.ASKED:
                await self.save(replace(one, made_with=MadeWith.BOT))
                await self.redraw(community, one.id, now)

    async def quoted_in(self, one: Synthesis) -> list[Line]:
        """Its lines as they were written, to know which messages they are of; not to be shown."""
        found = select(synthesis_lines).where(_lines_of(one)).order_by(synthesis_lines.c.place)
        return domains(Line, await self._tx.rows(found))

    async def _fill(
        self,
        one: Synthesis,
        summary: Summary,
        school_of: Mapping[PersonId, str],
        now: datetime,
    ) -> None:
        """Its lines are these quotes; the agreements and commitments among them are candidates."""
        quotes = rules.chosen(summary.quotes, school_of)
        await self.replace_lines(one, rules.lines_of(one, quotes))
        quoted = {(quote.kind, quote.message_id) for quote in quotes}
        offered = [two for two in summary.candidates if (two.kind, two.message_id) in quoted]
        await self._tx.candidates.find(candidates.found(offered, one.community_id, now))

    async def drawn(self, one: Synthesis) -> Drawn:
        """All that is shown of it, as it may be shown now."""
        one, lines = await self.told(await self._counted(one))
        of_candidates = [line for line in lines if line.kind in KINDS and not line.is_indexed]
        kept = await self._tx.candidates.of_messages(
            one.community_id, {line.message_id for line in of_candidates}
        )
        keys = {line: (KINDS[line.kind], line.message_id) for line in of_candidates}
        prompt, message = await self._prompt_of(one)
        return Drawn(
            synthesis=one,
            lines=lines,
            candidates={line: kept[key] for line, key in keys.items() if key in kept},
            prompt=prompt,
            message_id=message,
        )

    async def about(self, fresh: Synthesis) -> Drawn:
        """One that is not drawn up, for what it would be of."""
        prompt, message = await self._prompt_of(fresh)
        return Drawn(synthesis=fresh, lines=(), prompt=prompt, message_id=message)

    async def _counted(self, one: Synthesis) -> Synthesis:
        """Of a prompt: what is left of the answers it was made of. (Of talk, which is kept for a month,
        the clock counts anew when somebody leaves it: scheduler/syntheses.py.)"""
        if one.prompt_id is None:
            return one
        left = await self._tx.prompts.came_in(one.community_id, [one.prompt_id], until=one.until)
        counted = rules.recounted(one, left)
        if counted != one:
            await self.save(counted)
        return counted

    async def _prompt_of(self, one: Synthesis) -> tuple[Prompt | None, MessageId | None]:
        home = await self._tx.communities.get(one.community_id)
        if one.prompt_id is None or home is None:
            return None, None
        prompt = await self._tx.prompts.get(one.community_id, one.prompt_id)
        post = await self._tx.posts.first(home.telegram_chat_id, "prompt", one.prompt_id)
        return prompt, None if post is None else post.message_id

    async def told(self, one: Synthesis) -> tuple[Synthesis, tuple[Line, ...]]:
        """It and its lines as they may be shown now; what is gone is gone from here on."""
        every = domains(Line, await self._tx.rows(select(synthesis_lines).where(_lines_of(one))))
        shown = as_shown(synthesis_lines, one.community_id).where(_lines_of(one))
        shown = shown.order_by(synthesis_lines.c.place, synthesis_lines.c.id)
        lines = domains(Line, await self._tx.rows(shown))
        said = await self._tx.discussions.words_now(
            one.community_id, {line.message_id for line in lines}
        )
        held = rules.checked(lines, said, is_in_the_group=one.state in IN_THE_GROUP)
        kept = {line.id: line for line in held}
        gone = [line for line in every if line.id not in kept or kept[line.id].words != line.words]
        if gone:  # of who wants nothing kept the rows stay: they may come back
            await self._drop({line.id for line in lines} - kept.keys(), one)
            await self._follow([kept[line.id] for line in gone if line.id in kept])
            silent = {line.name for line in every} - {line.name for line in lines}
            one = await self._without(one, gone, silent)
        return one, held

    # Who reads it.

    async def redraw(self, community: CommunityId, number: SynthesisId, now: datetime) -> None:
        """Its words changed: the clock draws it anew wherever it is read (scheduler/syntheses.py)."""
        await self._plan(REDRAW_STEP, community, number, now)

    async def share(self, community: CommunityId, number: SynthesisId, at: datetime) -> None:
        """It is settled, or there is a guide who does not have it yet: told from that instant on."""
        await self._plan(SHARE_STEP, community, number, at)

    async def redraw_of(self, person: PersonId, now: datetime) -> None:
        """Somebody's words or name leave, or come back."""
        await self._redraw_where(synthesis_lines.c.person_id == person, now)

    async def redraw_with(
        self, community: CommunityId, messages: Collection[MessageId], now: datetime
    ) -> None:
        """What these messages say changed."""
        here = synthesis_lines.c.message_id.in_(messages)
        await self._redraw_where((synthesis_lines.c.community_id == community) & here, now)

    async def leave_out_person(
        self, person: PersonId, names: Collection[str], now: datetime
    ) -> None:
        """Before their lines are erased: their words, and name, leave guides' wordings too; and
        wherever they were counted, it is counted anew."""
        await self._leave_out(synthesis_lines.c.person_id == person, names, now)
        await self._recount_where(
            reflections.c.person_id == person, utterances.c.person_id == person, now
        )

    async def leave_out_message(
        self, community: CommunityId, message: MessageId, now: datetime
    ) -> None:
        """Before a message is taken down; likewise."""
        here = synthesis_lines.c.message_id == message
        await self._leave_out((synthesis_lines.c.community_id == community) & here, (), now)
        await self._recount_where(
            (reflections.c.community_id == community) & (reflections.c.message_id == message),
            (utterances.c.community_id == community) & (utterances.c.message_id == message),
            now,
        )

    async def _recount_where(
        self, told: ColumnElement[bool], said: ColumnElement[bool], now: datetime
    ) -> None:
        """Syntheses of these answers, and of talk with these messages in it, are drawn anew."""
        of_prompts = and_(
            reflections.c.community_id == syntheses.c.community_id,
            reflections.c.prompt_id == syntheses.c.prompt_id,
        )
        of_talk = and_(
            utterances.c.community_id == syntheses.c.community_id,
            syntheses.c.prompt_id.is_(None),
            utterances.c.said_at.between(syntheses.c.since, syntheses.c.until),
        )
        for table, belongs, which in (
            (reflections, of_prompts, told),
            (utterances, of_talk, said),
        ):
            found = select(syntheses.c.community_id, syntheses.c.id).join(table, belongs)
            for row in await self._tx.rows(found.where(which).distinct()):
                await self.redraw(row.community_id, row.id, now)

    async def _leave_out(
        self, which: ColumnElement[bool], names: Collection[str], now: datetime
    ) -> None:
        found = select(synthesis_lines, syntheses.c.worded).join(syntheses).where(which)
        for row in await self._tx.rows(found.where(syntheses.c.worded.is_not(None))):
            one = await self.get(row.community_id, row.synthesis_id)
            assert one is not None
            await self._without(one, domains(Line, [row]), names)
        await self._redraw_where(which, now)

    async def _without(
        self, one: Synthesis, gone: Sequence[Line], names: Collection[str] = ()
    ) -> Synthesis:
        cut = rules.cut(one, gone, names)
        if cut != one:
            await self.save(cut)
        return cut

    async def _drop(self, numbers: Collection[LineId], one: Synthesis) -> None:
        await self._tx.run(
            delete(synthesis_lines).where(_lines_of(one), synthesis_lines.c.id.in_(numbers))
        )

    async def _follow(self, lines: Sequence[Line]) -> None:
        for line in lines:
            await self._tx.run(
                update(synthesis_lines)
                .where(
                    synthesis_lines.c.community_id == line.community_id,
                    synthesis_lines.c.id == line.id,
                )
                .values(words=line.words, label=line.label)
            )

    async def _redraw_where(self, which: ColumnElement[bool], now: datetime) -> None:
        found = (
            select(synthesis_lines.c.community_id, synthesis_lines.c.synthesis_id)
            .where(which)
            .distinct()
        )
        for row in await self._tx.rows(found):
            await self.redraw(row.community_id, row.synthesis_id, now)

    async def _plan(
        self, step: str, community: CommunityId, number: SynthesisId, now: datetime
    ) -> None:
        key = f"{step}:{number}:{now.isoformat()}"
        await self._tx.dues.plan(step, number, now, community=community, key=key)


def _of(community: CommunityId) -> Select[Any]:
    return select(syntheses).where(syntheses.c.community_id == community)


def _lines_of(one: Synthesis) -> ColumnElement[bool]:
    return (synthesis_lines.c.community_id == one.community_id) & (
        synthesis_lines.c.synthesis_id == one.id
    )
