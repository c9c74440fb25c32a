"""The clock, and which job answers for which kind of due: the only file that knows APScheduler.

What is due lives in the database (storage/dues.py). A tick asks one question, «which kinds are due?»,
and runs their jobs, each in one transaction: `async def job(tx, now) -> int`, the number of things
done. A restart loses nothing; moving a deadline moves no job; a test calls `await job(tx, now=…)`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog

from scheduler import (
    analyses,
    arrivals,
    boards,
    candidates,
    commitments,
    communities,
    decisions,
    digests,
    handovers,
    landmarks,
    minutes,
    namings,
    plans,
    practices_details,
    practices_life,
    practices_nudge,
    prompts,
    prompts_windows,
    pulse_survey,
    requests,
    retention,
    sessions,
    sessions_after,
    sessions_series,
    sessions_slots,
    syntheses,
    themes,
)
from scheduler.looking import LookFirst
from storage.database import Database
from storage.tx import Tx

log = structlog.get_logger("minga.scheduler")

TICK_SECONDS = 10  # issue 2: at most 15
ROUNDS = 2000  # a tick ends even if jobs keep planning things that are due already

Job = Callable[[Tx, datetime], Awaitable[int]]

# kind of due: its job. A kind is `<feature>.<step>`; a row here is all that a new step needs.
JOBS: dict[str, Job] = {
    # commitments, and the boards they are on
    "board.draw": boards.draw_boards,
    "commitment.after": commitments.after,
    "commitment.after_holidays": commitments.after_holidays,
    "commitment.after_rest": commitments.after_rest,
    "commitment.before": commitments.before,
    "commitment.guides": commitments.to_guides,
    "commitment.on_the_day": commitments.on_the_day,
    "commitment.unanswered": commitments.ask_who_takes_it,
    # communities
    "community.abandoned": communities.leave_abandoned,
    "community.resume": communities.resume,
    "community.forget": communities.forget_closed,
    # decisions and agreements
    "decision.nudge": decisions.nudge_missing,
    "decision.close": decisions.close,
    "decision.outcome": decisions.ask_outcome,
    "agreement.review": decisions.review,
    # members
    "member.profile": arrivals.ask_profile,
    # what comes round
    "plans.daily": plans.plan_daily,
    "plans.rezoned": plans.plan_in_new_zone,
    "retention.daily": retention.forget_old,
    # digests
    "digest.coordinator": digests.tell_coordinators,
    "digest.guide": digests.tell_guides,
    "digest.member": digests.tell_members,
    # practices
    "practice.ask": practices_details.ask,
    "practice.nudge": practices_nudge.nudge,
    "practice.follow_up": practices_life.follow_up,
    "practice.news": practices_life.tell_authors,
    "practice.resurface": practices_life.bring_back,
    # what was reached together
    "landmark.monthly": landmarks.tell,
    # handovers
    "handover.left": handovers.tell_who_stays,
    # thematic analysis
    "analysis.redraw": analyses.redraw,
    # minutes
    "minutes.close": minutes.close,
    "minutes.nudge": minutes.nudge,
    "minutes.redraw": minutes.redraw,
    "minutes.share": minutes.share,
    # what names somebody who was forgotten
    "naming.empty": namings.empty,
    # prompts
    "prompt.close": prompts_windows.close,
    "prompt.post": prompts.post_scheduled,
    "prompt.weekly": prompts.post_weekly,
    # requests
    "request.closing": requests.ask_whether_resolved,
    # syntheses, and what may have been agreed or promised
    "candidate.redraw": candidates.redraw,
    "synthesis.draft": syntheses.draft,
    "synthesis.index": syntheses.index,
    "synthesis.redraw": syntheses.redraw,
    "synthesis.share": syntheses.share,
    # sessions
    "session.brief": sessions_after.ask_for_brief,
    "session.brief_again": sessions_after.ask_for_brief_again,
    "session.cancelled": sessions.tell_cancelled,
    "session.first_day": sessions.first_day,
    "session.third_day": sessions.third_day,
    "session.last_day": sessions.last_day,
    "session.ended": sessions_after.ask_how_it_went,
    "session.invite": sessions_series.invite,
    "session.poll": sessions_slots.propose_best,
    "session.poll_last": sessions_slots.leave_open,
    "sessions.next": sessions_series.plan_next,
    "sessions.zone": sessions_series.keep_wall_times,
    "session.day_before": sessions.day_before,
    "session.hour_before": sessions.hour_before,
    "session.started": sessions.started,
    # the survey of the pulse
    "survey.offer": pulse_survey.offer,
    "survey.close": pulse_survey.close,
    # themes
    "theme.round": themes.open_rounds,
    "theme.close": themes.close_rounds,
}


class Timetable:
    """Ticks; everything else is in the jobs."""

    def __init__(
        self,
        database: Database,
        *,
        now: Callable[[], datetime],
        jobs: dict[str, Job] | None = None,
    ) -> None:
        self._database = database
        self._now = now
        self._jobs = JOBS if jobs is None else jobs
        self._turn = asyncio.Lock()
        self._clock: Any = None

    def start(self) -> None:
        """Starts ticking, at once and then every TICK_SECONDS."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._clock = AsyncIOScheduler(timezone="UTC")
        self._clock.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._clock.start()

    def stop(self) -> None:
        """No more ticks; one that runs is left to end."""
        if self._clock is not None:
            self._clock.shutdown(wait=False)

    async def tick_at_once(self) -> None:
        """The first tick, at start: what came due while the bot was down."""
        await self.tick()

    async def tick(self) -> int:
        """Does what is due now; gives how many things were done. Ticks never overlap."""
        async with self._turn:
            done, failed = 0, set[str]()
            for _ in range(ROUNDS):
                kinds = [kind for kind in await self._kinds_due() if kind not in failed]
                if not kinds:
                    break
                for kind in kinds:
                    result = await self._run(kind, self._jobs[kind])
                    if result is None:
                        failed.add(kind)  # until the next tick
                    done += result or 0
            return done

    async def _kinds_due(self) -> list[str]:
        async with self._database.read() as tx:
            kinds = await tx.dues.kinds_due(self._now())
        return [kind for kind in kinds if kind in self._jobs]

    async def _run(self, kind: str, job: Job) -> int | None:
        """One job in one transaction; one that fails is logged and tried at the next tick."""
        now = self._now()
        try:
            ready = await self._looked(job, now)
            async with self._database.write() as tx:
                done = await ready(tx, now)
                await tx.instance.note(f"job:{kind}", str(done), now)
        except Exception as error:
            log.error("job failed", kind=kind, exc_info=error)
            return None
        return done

    async def _looked(self, job: Job, now: datetime) -> Job:
        """Of a job that looks first, its second half."""
        if not isinstance(job, LookFirst):
            return job
        async with self._database.read() as tx:
            seen = await job.look(tx, now)

        async def tell(tx: Tx, now: datetime) -> int:
            return await job.tell(tx, now, seen)

        return tell
