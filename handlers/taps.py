"""What each button calls, and who may press it.

To change who may tap something, change its row; what it does is the function named there.
"""

from dataclasses import dataclass, field

from handlers import (
    agreements,
    analyses,
    archives,
    arrivals,
    candidates,
    closing,
    commitments,
    communities,
    configuration,
    decisions,
    digests,
    handovers,
    knowing,
    materials,
    members,
    minutes,
    minutes_finding,
    outlines,
    outlines_steps,
    paths,
    practices,
    practices_details,
    practices_finding,
    practices_life,
    practices_nudge,
    practices_owner,
    practices_transfers,
    practices_trials,
    privacy,
    private_told,
    profiles,
    prompts,
    prompts_times,
    pulse,
    requests,
    requests_closing,
    requests_petitions,
    scheduled,
    sessions,
    sessions_after,
    sessions_agenda,
    sessions_series,
    sessions_slots,
    status,
    syntheses,
    taking_down,
    themes,
)
from handlers.menu import BY_WORD, Handler, Who

ASKED_OF_TELEGRAM = (Who.GUIDE, Who.GUIDE_OR_ADMIN, Who.ADMIN)


@dataclass(frozen=True, kw_only=True)
class Tap:
    """What a button's verb calls, and who may press it."""

    handler: Handler
    who: Who = Who.ANYONE
    is_hinge: bool = False
    guides_may_more: bool = False  # for anyone, but Telegram is asked whether an admin taps
    needs_post: bool = field(default=True)  # the tapped message must be known to be about it
    for_authors: bool = False  # one's own: for who left the group, too
    is_secret: bool = False  # what was tapped is not set aside with who tapped it


TAPS: dict[str, Tap] = {
    # communities: activation, closing, what is scheduled
    "setup-language": Tap(handler=communities.choose_language, who=Who.ADMIN),
    "setup-country": Tap(handler=communities.choose_country, who=Who.ADMIN),
    "setup-zone": Tap(handler=communities.choose_zone, who=Who.ADMIN),
    "setup-mode": Tap(handler=communities.choose_mode, who=Who.ADMIN, is_hinge=True),
    "setup-memory": Tap(handler=communities.choose_memory, who=Who.ADMIN, is_hinge=True),
    "close-confirm": Tap(handler=closing.close, who=Who.ADMIN, is_hinge=True),
    "due-cancel": Tap(handler=scheduled.cancel, guides_may_more=True),
    "letter-again": Tap(handler=status.send_again, who=Who.GUIDE),
    # configuration
    "config-change": Tap(handler=configuration.change, who=Who.GUIDE_OR_ADMIN, is_hinge=True),
    # members and privacy
    "member-belong": Tap(handler=arrivals.belong),
    "member-essentials": Tap(handler=arrivals.essentials),
    "member-godparent": Tap(handler=arrivals.name_godparent, who=Who.GUIDE),
    "member-alone": Tap(handler=arrivals.nobody_goes_along, who=Who.GUIDE),
    "profile-level": Tap(handler=profiles.choose_level, needs_post=False),
    "profile-pass": Tap(handler=profiles.pass_over, needs_post=False),
    "profile-end": Tap(handler=profiles.ask_no_more, needs_post=False),
    "privacy-choice": Tap(handler=privacy.choose, is_hinge=True, needs_post=False),
    "forget-confirm": Tap(handler=privacy.forget, is_hinge=True, needs_post=False),
    "community-meant": Tap(handler=members.choose_community, needs_post=False),
    "report-look": Tap(handler=members.close_report, who=Who.GUIDE_OR_ADMIN),
    # prompts
    "prompt-pick": Tap(handler=prompts.pick, who=Who.GUIDE),
    "prompt-when": Tap(handler=prompts_times.choose_when, who=Who.GUIDE),
    "prompt-see": Tap(handler=prompts_times.see, who=Who.GUIDE),
    # outlines, and the steps of one
    "outline-pick": Tap(handler=outlines.pick, who=Who.GUIDE),
    "outline-start": Tap(handler=outlines.start, who=Who.GUIDE),
    "outline-day": Tap(handler=outlines.choose_day, who=Who.GUIDE),
    "outline-drop": Tap(handler=outlines.drop, who=Who.GUIDE),
    "outline-step": Tap(handler=outlines_steps.open_step, who=Who.GUIDE),
    "outline-stop": Tap(handler=outlines_steps.stop, who=Who.GUIDE),
    "outline-move": Tap(handler=outlines_steps.move, who=Who.GUIDE),
    "outline-skip": Tap(handler=outlines_steps.skip, who=Who.GUIDE),
    # themes
    "theme-give": Tap(handler=themes.give),
    "theme-ask": Tap(handler=themes.ask, who=Who.GUIDE),
    # practices
    "practice-kind": Tap(handler=practices.choose_kind),
    "practice-read": Tap(handler=practices_finding.read_whole),
    "practice-page": Tap(handler=practices_finding.turn_page),
    "practice-own": Tap(handler=practices_owner.open_or_close, for_authors=True),
    "practice-name": Tap(handler=practices_owner.name, for_authors=True),
    "practice-withdraw": Tap(handler=practices_owner.withdraw, for_authors=True),
    "practice-reword": Tap(handler=practices_owner.reword, for_authors=True),
    "practices-mine": Tap(handler=practices_owner.turn_or_open, for_authors=True),
    "practice-fill": Tap(handler=practices_details.say_more),
    "practice-level": Tap(handler=practices_details.choose),
    "practice-subject": Tap(handler=practices_details.choose),
    "practice-multigrade": Tap(handler=practices_details.choose),
    "practice-origin": Tap(handler=practices_details.choose),
    "practice-context": Tap(handler=practices_details.choose),
    "practice-school": Tap(handler=practices_details.choose),
    "nudge-answer": Tap(handler=practices_nudge.answer),
    "taken-why": Tap(handler=taking_down.tell_why, who=Who.GUIDE_OR_ADMIN),
    "practice-try": Tap(handler=practices_trials.try_it),
    "practice-take": Tap(handler=practices_transfers.take),
    "practice-thank": Tap(handler=practices_trials.thank),
    "path-download": Tap(handler=paths.download),
    "memory-take": Tap(handler=archives.take),
    # the survey of the pulse
    "survey-begin": Tap(handler=pulse.begin, who=Who.GUIDE),
    "survey-answer": Tap(handler=pulse.answer, is_secret=True),
    "survey-publish": Tap(handler=pulse.publish, who=Who.GUIDE),
    "practice-path": Tap(handler=practices_life.show_path),
    "practice-later": Tap(handler=practices_life.put_off),
    "transfer-outcome": Tap(handler=practices_transfers.choose_outcome),
    "transfer-pass": Tap(handler=practices_transfers.keep_back),
    "transfer-share": Tap(handler=practices_transfers.share),
    # requests, and who knows what
    "request-hand": Tap(handler=requests.lend_hand),
    "request-resolved": Tap(handler=requests_closing.resolved),
    "request-sought": Tap(handler=requests_closing.still_sought),
    "request-helper": Tap(handler=requests_closing.helped),
    "private-keep": Tap(handler=private_told.keep, needs_post=False),
    "private-as": Tap(handler=private_told.keep_as, needs_post=False),
    "request-ask": Tap(handler=requests.ask_for_what_was_sought),
    "request-one": Tap(handler=requests_closing.one_of_several),
    "knowing-hide": Tap(handler=knowing.hide, needs_post=False),
    # what is asked of the institution, and when who reads which digest
    "petition-author": Tap(handler=requests_petitions.decide_as_author),
    "petition-guide": Tap(handler=requests_petitions.decide_as_guide, who=Who.GUIDE),
    "petition-open": Tap(handler=requests_petitions.open_to_answer),
    "petition-seen": Tap(handler=requests_petitions.seen),
    "digest-choose": Tap(handler=digests.choose, needs_post=False),
    # materials
    "material-subject": Tap(handler=materials.choose_subject),
    "material-shelf": Tap(handler=materials.open_shelf),
    "material-file": Tap(handler=materials.show_file),
    # commitments
    "commitment-accept": Tap(handler=commitments.accept),
    "commitment-decline": Tap(handler=commitments.decline),
    "commitment-join": Tap(handler=commitments.join),
    "commitment-done": Tap(handler=commitments.done),
    "commitment-later": Tap(handler=commitments.one_week_more),
    "commitment-help": Tap(handler=commitments.need_help),
    "commitment-due": Tap(handler=commitments.choose_due),
    "commitment-evidence": Tap(handler=commitments.choose_evidence),
    "commitment-who": Tap(handler=commitments.choose_who),
    "commitment-confirm": Tap(handler=commitments.confirm_proposal, who=Who.GUIDE),
    "commitment-evident": Tap(handler=commitments.is_evidence),
    "evidence-show": Tap(handler=commitments.show_to_group),
    # decisions and agreements
    "decision-take": Tap(handler=decisions.take),
    "decision-outcome": Tap(handler=agreements.say_outcome, who=Who.GUIDE),
    "decision-review": Tap(handler=agreements.choose_review, who=Who.GUIDE),
    "agreement-review": Tap(handler=agreements.look_again, who=Who.GUIDE),
    "agreement-commit": Tap(handler=commitments.spawn),
    "commitment-which": Tap(handler=commitments.choose_which),
    "day-done": Tap(handler=commitments.done_of_a_day),
    "day-later": Tap(handler=commitments.later_of_a_day),
    "day-help": Tap(handler=commitments.help_of_a_day),
    "commitment-seen": Tap(handler=commitments.seen),
    "commitment-why": Tap(handler=commitments.reason_tapped),
    "commitment-stop": Tap(handler=commitments.stop),
    "commitment-undo": Tap(handler=commitments.undo_after_all, guides_may_more=True),
    "board-mine": Tap(handler=commitments.mine_from_the_board),
    # sessions
    "session-reply": Tap(handler=sessions.reply),
    "session-date": Tap(handler=sessions.choose_date, who=Who.GUIDE),
    "session-cancel": Tap(handler=sessions.cancel, who=Who.GUIDE),
    "session-file": Tap(handler=sessions_agenda.one_as_a_file),
    "session-kind": Tap(handler=sessions.choose_kind, who=Who.GUIDE),
    "session-offer": Tap(handler=sessions_slots.offer, who=Who.GUIDE),
    "session-slot": Tap(handler=sessions_slots.tap),
    "session-decide": Tap(handler=sessions_slots.decide, who=Who.GUIDE),
    "session-settle": Tap(handler=sessions_slots.settle, who=Who.GUIDE),
    "session-stop": Tap(handler=sessions_series.stop, who=Who.GUIDE),
    "session-was": Tap(handler=sessions_after.was_there),
    "session-were": Tap(handler=sessions_after.were_there, who=Who.GUIDE),
    # thematic analysis
    "analysis-page": Tap(handler=analyses.turn_page, who=Who.GUIDE),
    "analysis-code": Tap(handler=analyses.open_code, who=Who.GUIDE),
    "analysis-rename": Tap(handler=analyses.rename, who=Who.GUIDE),
    "analysis-join": Tap(handler=analyses.join, who=Who.GUIDE),
    "analysis-quote": Tap(handler=analyses.open_quotation, who=Who.GUIDE),
    "analysis-move": Tap(handler=analyses.move, who=Who.GUIDE),
    "analysis-by": Tap(handler=analyses.put_side_by_side, who=Who.GUIDE),
    "analysis-memo": Tap(handler=analyses.open_memos, who=Who.GUIDE),
    "analysis-file": Tap(handler=analyses.download, who=Who.GUIDE),
    # minutes
    "minutes-publish": Tap(handler=minutes.publish, who=Who.GUIDE),
    "minutes-reword": Tap(handler=minutes.reword, who=Who.GUIDE),
    "minutes-discard": Tap(handler=minutes.discard, who=Who.GUIDE),
    "minutes-read": Tap(handler=minutes_finding.read),
    # syntheses, and what may have been agreed or promised
    "synthesis-publish": Tap(handler=syntheses.publish, who=Who.GUIDE),
    "synthesis-reword": Tap(handler=syntheses.reword, who=Who.GUIDE),
    "synthesis-discard": Tap(handler=syntheses.discard, who=Who.GUIDE),
    "candidate-agree": Tap(handler=candidates.agree, who=Who.GUIDE),
    "candidate-commit": Tap(handler=commitments.take_up, guides_may_more=True),
    "candidate-correct": Tap(handler=candidates.correct, guides_may_more=True),
    "candidate-discard": Tap(handler=candidates.discard, guides_may_more=True),
    "candidates-show": Tap(handler=candidates.show, guides_may_more=True),
    # handovers
    "handover-confirm": Tap(handler=handovers.confirm, who=Who.GUIDE),
    "handover-leave": Tap(handler=handovers.step_down),
}


def is_hinge_press(data: str) -> bool:
    """Whether what follows a tap with this data in the same batch depends on what it changes."""
    tap = TAPS.get(data.partition(":")[0])
    return tap is not None and tap.is_hinge


def is_secret_press(data: str) -> bool:
    """Whether an update with this button's data may not be kept with its words, whatever happens."""
    tap = TAPS.get(data.partition(":")[0])
    return tap is not None and tap.is_secret


def needs_admins(word: str | None, verb: str | None) -> bool:
    """Whether Telegram must be asked who is an admin before this can be handled."""
    if word is not None:
        command = BY_WORD.get(word)
        return command is not None and (command.who in ASKED_OF_TELEGRAM or command.guides_may_more)
    tap = TAPS.get(verb or "")
    return tap is not None and (tap.who in ASKED_OF_TELEGRAM or tap.guides_may_more)
