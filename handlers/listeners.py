"""What listens to what people write that is no command: hashtags, replies to what was posted, edits.

An arrival, an album and private talk are no rows: `routes.py` knows them.
"""

from handlers import (
    analyses,
    candidates,
    commitments,
    decisions,
    minutes,
    outlines,
    outlines_steps,
    paths,
    practices,
    practices_details,
    practices_owner,
    practices_transfers,
    practices_trials,
    profiles,
    prompts,
    requests,
    requests_petitions,
    sessions,
    sessions_after,
    syntheses,
    themes,
)
from handlers.menu import Handler
from reading.hashtags import Hashtag

# Which hashtag calls whom; #acuerdo, #nota… are noted beside them while a session is on (routes.py).
HASHTAGS: dict[Hashtag, Handler] = {
    Hashtag.PRACTICA: practices.told,
    Hashtag.LLEVADO: practices_transfers.told_before,
    Hashtag.PIDO: requests.told,
    Hashtag.OFREZCO: requests.told,
    Hashtag.COMPROMISO: commitments.suggest,
    Hashtag.HECHO: commitments.told_done,
    Hashtag.TEMA: themes.proposed,
    Hashtag.GRACIAS: paths.thank,
}

# A reply to a message about something (posts.about).
REPLIES: dict[str, Handler] = {
    "prompt": prompts.answered,
    "reflection": prompts.answered_one,
    "request": requests.answered,
    "request-answer": requests.answered,
    "petition-answer": requests_petitions.answered,
    "commitment": commitments.evidence_given,
    "decision": decisions.answered,
    "decision-why": decisions.answered,
    "decision-draft": decisions.words_given,
    "agreement-change": decisions.change_agreement,
    "commitment-day": commitments.shown_to_several,
    "prompt-draft": prompts.words_given,
    "commitment-draft": commitments.words_given,
    "commitment-correct": commitments.words_of_correction,
    "commitment-why": commitments.reason_given,
    "outline": outlines.words_given,
    "outline-step": outlines_steps.words_given,
    "session-draft": sessions.words_given,
    "session": sessions.talked_about,
    "session-poll": sessions.words_given,
    "session-after": sessions_after.talked_after,
    "session-brief": sessions_after.brief_given,
    "minutes-draft": minutes.reworded,
    "code-name": analyses.named,
    "code-memo": analyses.memo_on_code,
    "analysis-memo": analyses.memo_on_analysis,
    "synthesis-draft": syntheses.reworded,
    "synthesis-reword": syntheses.reworded,
    "candidate": candidates.better_words,
    "candidate-better": candidates.better_words,
    "practice": practices_owner.answered,
    "practice-level": practices_details.answered,
    "practice-subject": practices_details.answered,
    "practice-multigrade": practices_details.answered,
    "practice-origin": practices_details.answered,
    "practice-context": practices_details.answered,
    "practice-school": practices_details.answered,
    "trial": practices_trials.what_changed,
    "transfer": practices_transfers.told,
    "profile-school": profiles.school_given,
    "profile-help": profiles.help_given,
    "profile-need": profiles.need_given,
}

# An edit of a message that was kept as something, or as several things at once.
EDITS: dict[str, Handler] = {
    **dict.fromkeys(
        ("reflection", "practice", "request", "offer", "theme", "point"), requests.corrected
    ),
    "remark": decisions.corrected,
}
