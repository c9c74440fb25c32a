"""Every table. Columns are named as the fields of the domain; `info` says what a person's column means.

`info={"person": …}` is what /misdatos and /olvidame go by (storage/personal.py), so that no table
with people in it can be forgotten. On a column that holds a Telegram user id (or a private chat's,
which is the same number): "erase" deletes the row with the person; "unlink" empties the column, and
those named in `info={"person": "unlink", "empties": (…)}` with it; "never" says that it only looks
like one. `info={"inner": True}` is no answer to «what do you keep of me»: an index, a fingerprint.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from community.agreements import AgreementState
from community.candidates import CandidateKind, CandidateState
from community.commitments import Answer, CommitmentState, Every, EvidenceKind
from community.commitments_changes import Happened
from community.communities import Mode, State
from community.decisions import DecisionState, Stance
from community.digest_choices import DigestKind, Often
from community.discussions import QuoteKind
from community.levels import Level
from community.materials import Subject
from community.minutes import MinutesState, PointKind
from community.outlines import OutlineState
from community.petitions import PetitionState
from community.practices import Origin, PracticeKind, PracticeState
from community.prompts import Media, PromptKind, PromptState
from community.requests import How, RequestState
from community.sessions import Reply, Rhythm, SessionKind, SessionState
from community.surveys import Item, Reach
from community.syntheses import MadeWith, SynthesisState
from community.themes import ThemeState
from community.transfers import Asking, Outcome
from storage.types import BigId, Choice, Instant, Listed, WallTime

# Names for constraints: Alembic's batch mode needs them to find what it changes (facts.md §3).
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    # with sqlite_autoincrement on its table: SQLite otherwise gives the number of a deleted row to
    # the next, and a button, a due or the courier's «beyond this row» would mean another thing
    return Column("id", BigId, primary_key=True)


def _community(*, nullable: bool = False, key: bool = False) -> Column[int]:
    return Column(
        "community_id",
        BigId,
        ForeignKey("communities.id", ondelete="CASCADE"),
        nullable=nullable,
        primary_key=key,
    )


def _practice(*, key: bool = False) -> Column[int]:
    return Column(
        "practice_id",
        BigId,
        ForeignKey("practices.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=key,
    )


communities = Table(
    "communities",
    metadata,
    _id(),
    Column("telegram_chat_id", BigId, nullable=False, unique=True, info={"person": "never"}),
    Column("title", Text, nullable=False),
    Column("chat_type", String(16), nullable=False),
    Column("is_forum", Boolean, nullable=False),
    Column("home_thread_id", BigId),
    Column("state", Choice(State), nullable=False),
    Column("mode", Choice(Mode), nullable=False),
    Column("language", String(8), nullable=False),
    Column("country", String(8), nullable=False),
    Column("zone_name", String(64), nullable=False),
    Column("quiet_from", WallTime, nullable=False),
    Column("quiet_to", WallTime, nullable=False),
    Column("silent_weekdays", String(7), nullable=False),
    Column("weekly_cap", Integer, nullable=False),
    Column("bot_is_admin", Boolean, nullable=False),
    Column("admin_loss_told", Boolean, nullable=False),
    Column("invited_at", Instant, nullable=False),
    Column("activated_at", Instant),
    Column("paused_at", Instant),
    Column("paused_until", Instant),
    Column("ended_at", Instant),
    Column("prompt_weekday", Integer),
    Column("prompt_time", WallTime),
    Column("resurfaces", Boolean, nullable=False, server_default=true()),
    Column("decision_days", Integer, nullable=False, server_default=text("5")),
    Column("decision_quorum", Integer, nullable=False, server_default=text("50")),
    Column("tells_landmarks", Boolean, nullable=False, server_default=true()),
    Column("model_mark", String(16)),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("language", String(16)),
    Column("met_at", Instant, nullable=False),
    Column("started_private_at", Instant),
    Column("unreachable_at", Instant),
    Column("keep_nothing_at", Instant),
    Column("no_private_at", Instant),
    Column("community_meant", BigId),
)

members = Table(
    "members",
    metadata,
    _community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("is_guide", Boolean, nullable=False),
    Column("belongs", Boolean, nullable=False),
    Column("school", Text),
    Column("level", Text),
    Column("joined_at", Instant, nullable=False),
    Column("last_spoke_at", Instant),
    Column("left_at", Instant),
    Column("paused_until", Instant),
    Column("hidden_from_search", Boolean, nullable=False, server_default=text("false")),
    Index("ix_members_person_id", "person_id"),
)

# What a member said of themselves one question at a time; school and level are the member's own.
profiles = Table(
    "profiles",
    metadata,
    _community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("asked", Integer, nullable=False),
    Column("can_help", Text),
    Column("needs", Text),
    Column("godparent_id", BigId, info={"person": "unlink"}),
)

charters = Table(
    "charters",
    metadata,
    _community(key=True),
    Column("text", Text, nullable=False),
    Column("written_by", BigId, info={"person": "unlink"}),
    Column("written_at", Instant, nullable=False),
)

coordinators = Table(
    "coordinators",
    metadata,
    _community(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("invited_by", BigId, info={"person": "unlink"}),
    Column("since", Instant, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True, info={"inner": True}),
    _community(),
    Column("made_by", BigId, info={"person": "unlink"}),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", BigId, info={"person": "unlink"}),
    Column("used_at", Instant),
)

prompts = Table(
    "prompts",
    metadata,
    _id(),
    _community(),
    Column("text", Text, nullable=False),
    Column("kind", Choice(PromptKind), nullable=False),
    Column("bank_key", String(64)),
    Column("state", Choice(PromptState), nullable=False),
    Column("asked_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("posted_at", Instant),
    Column("closes_at", Instant),
    Column("closed_at", Instant),
    Column("thread_id", BigId),
    # no foreign keys: what was asked stays when the plan or the theme goes
    Column("outline_id", BigId),
    Column("position", Integer),
    Column("theme_id", BigId),
    Index("ix_prompts_community", "community_id", "posted_at"),
    Index("ix_prompts_outline_id", "outline_id"),
    # two guides who ask the chosen theme at the same moment: once
    Index(
        "ix_prompts_theme_id",
        "community_id",
        "theme_id",
        unique=True,
        sqlite_where=text("theme_id IS NOT NULL AND state != 'cancelled'"),
        postgresql_where=text("theme_id IS NOT NULL AND state != 'cancelled'"),
    ),
    sqlite_autoincrement=True,
)

reflections = Table(
    "reflections",
    metadata,
    _id(),
    _community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("album", Text),
    Column("message_id", BigId, nullable=False),
    Column("reply_to_message_id", BigId),
    Column("said_at", Instant, nullable=False),
    Column("edited_at", Instant),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_reflections_prompt_id", "prompt_id"),
    sqlite_autoincrement=True,
)

practices = Table(
    "practices",
    metadata,
    _id(),
    _community(),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Choice(PracticeKind), nullable=False),
    Column("state", Choice(PracticeState), nullable=False),
    Column("author_id", BigId, info={"person": "erase"}),
    Column("author_name", Text, nullable=False),
    Column("saved_by", BigId, info={"person": "unlink"}),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("message_id", BigId, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("search_text", Text, nullable=False, server_default="", info={"inner": True}),
    Column("search_marks", Text, nullable=False, server_default="", info={"inner": True}),
    Column("search_words", Text, nullable=False, server_default="[]", info={"inner": True}),
    Column("adapted_from", BigId),  # the practice it was made of, which may be gone
    Column("resurfaced_at", Instant, info={"inner": True}),
    Column("school", Text),
    Column("level", Choice(Level)),
    Column("subject", Text),
    Column("multigrade", Boolean),
    Column("context", Text),
    Column("origin", Choice(Origin)),
    Column("asked_at", Instant),
    Column("asking_ended_at", Instant),
    Column("name_hidden", Boolean, nullable=False, server_default=false()),
    Column("rewording", Text),
    Column("album", Text),
    Column("more_files", Listed, nullable=False, server_default="[]"),
    Column("told_length", Integer),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_practices_recent", "community_id", "told_at"),
    Index("ix_practices_newest", "community_id", "id"),
    Index("ix_practices_adapted_from", "adapted_from"),
    sqlite_autoincrement=True,
)

# Who tried a practice. Forgotten people leave the count, and no name.
trials = Table(
    "trials",
    metadata,
    _id(),
    _community(),
    _practice(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("tried_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Column("adaptation_id", BigId),
    Column("author_told_at", Instant, info={"inner": True}),
    UniqueConstraint("practice_id", "person_id"),
    Index("ix_trials_community", "community_id", "tried_at"),
    sqlite_autoincrement=True,
)

thanks = Table(
    "thanks",
    metadata,
    _practice(key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("name", Text, nullable=False),
    Column("thanked_at", Instant, nullable=False),
    Column("author_told_at", Instant, info={"inner": True}),
)

# #gracias in reply to somebody: for their own path.
gratitudes = Table(
    "gratitudes",
    metadata,
    _community(key=True),
    Column("message_id", BigId, primary_key=True),
    Column("giver_id", BigId, info={"person": "unlink", "empties": ("giver_name",)}),
    Column("giver_name", Text, nullable=False),
    Column("receiver_id", BigId, nullable=False, info={"person": "erase"}),
    Column("given_at", Instant, nullable=False),
    Index("ix_gratitudes_receiver_id", "receiver_id"),
)

milestones = Table(
    "milestones",
    metadata,
    _practice(key=True),
    Column("state", Choice(PracticeState), primary_key=True),
    _community(),
    Column("person_id", BigId, info={"person": "unlink"}),
    Column("reached_at", Instant, nullable=False),
    Column("message_id", BigId),
)

# Who took a practice to their school, and what became of it; what they told of it is beside it.
transfers = Table(
    "transfers",
    metadata,
    _id(),
    _community(),
    _practice(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name", "school")}),
    Column("name", Text, nullable=False),
    Column("school", Text),
    Column("taken_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("outcome", Choice(Outcome)),
    Column("outcome_at", Instant),
    Column("asking", Choice(Asking)),
    Column("shared_at", Instant),
    UniqueConstraint("practice_id", "person_id"),
    Index("ix_transfers_community", "community_id", "taken_at"),
    sqlite_autoincrement=True,
)

tellings = Table(
    "tellings",
    metadata,
    _id(),
    _community(),
    Column("transfer_id", BigId, ForeignKey("transfers.id", ondelete="CASCADE"), nullable=False),
    Column("answers", Choice(Asking), nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("message_id", BigId),
    Column("told_at", Instant, nullable=False),
    Index("ix_tellings_transfer_id", "transfer_id"),
    sqlite_autoincrement=True,
)

# Whom the bot asked whether a message that many answered may be kept as a practice: once each.
nudges = Table(
    "nudges",
    metadata,
    _id(),
    _community(),
    Column("message_id", BigId, nullable=False),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("asked_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)

materials = Table(
    "materials",
    metadata,
    _id(),
    _community(),
    Column("title", Text, nullable=False),
    Column("subject", Choice(Subject)),
    Column("media", Choice(Media), nullable=False),
    Column("file_id", Text, nullable=False),
    Column("file_name", Text),
    Column("size", BigId),
    Column("shared_by", BigId, info={"person": "erase"}),
    Column("shared_by_name", Text, nullable=False),
    Column("saved_by", BigId, info={"person": "unlink"}),
    Column("message_id", BigId, nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_materials_recent", "community_id", "saved_at"),
    sqlite_autoincrement=True,
)

requests = Table(
    "requests",
    metadata,
    _id(),
    _community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Choice(RequestState), nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("thread_id", BigId),
    Column("asked_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("is_answered", Boolean, nullable=False),
    Column("times_asked", Integer, nullable=False),
    Column("is_still_sought", Boolean, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_requests_community", "community_id", "asked_at"),
    sqlite_autoincrement=True,
)

hands = Table(
    "hands",
    metadata,
    Column("request_id", BigId, ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("name", Text, nullable=False),
    Column("how", Choice(How), nullable=False),
    Column("message_id", BigId),
    Column("offered_at", Instant, nullable=False),
    Column("helped_at", Instant),
    Index("ix_hands_community", "community_id", "helped_at"),
    Index("ix_hands_person_id", "person_id"),
)

offers = Table(
    "offers",
    metadata,
    _id(),
    _community(),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("offered_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_offers_community", "community_id", "offered_at"),
    sqlite_autoincrement=True,
)

# What a community asks of the institution; its words are copied when whoever asked says yes.
petitions = Table(
    "petitions",
    metadata,
    _id(),
    _community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("message_id", BigId),
    Column("thread_id", BigId),
    Column("state", Choice(PetitionState), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("sent_by", BigId, info={"person": "unlink"}),
    Column("answered_at", Instant),
    Column("answered_by", BigId, info={"person": "unlink"}),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)

# When somebody reads which digest; who never chose and was never told anything has no row.
digest_choices = Table(
    "digest_choices",
    metadata,
    Column("person_id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("kind", Choice(DigestKind), primary_key=True),
    Column("often", Choice(Often), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("at", WallTime, nullable=False),
    Column("zone_name", String(64)),
    Column("looked_at", Instant),
    Column("told_at", Instant),
)

outlines = Table(
    "outlines",
    metadata,
    _id(),
    _community(),
    Column("key", String(32)),
    Column("title", Text, nullable=False),
    Column("state", Choice(OutlineState), nullable=False),
    Column("version", Integer, nullable=False),
    Column("begun_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("thread_id", BigId),
    # two guides who start one at the same moment: the database lets one of them
    Index(
        "ix_outlines_running",
        "community_id",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
    sqlite_autoincrement=True,
)

themes = Table(
    "themes",
    metadata,
    _id(),
    _community(),
    Column("text", Text, nullable=False),
    Column("state", Choice(ThemeState), nullable=False),
    Column("proposed_by", BigId, info={"person": "erase"}),
    Column("message_id", BigId, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("round_id", BigId),
    UniqueConstraint("community_id", "message_id"),
    sqlite_autoincrement=True,
)

theme_rounds = Table(
    "theme_rounds",
    metadata,
    _id(),
    _community(),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("winner_id", BigId),
    Index("ix_theme_rounds_community", "community_id", "opened_at"),
    sqlite_autoincrement=True,
)

theme_points = Table(
    "theme_points",
    metadata,
    Column("theme_id", BigId, ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True),
    Column("round_id", BigId, primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("points", Integer, nullable=False),
    Column("given_at", Instant, nullable=False),
    Index("ix_theme_points_round", "community_id", "round_id"),
)

commitments = Table(
    "commitments",
    metadata,
    _id(),
    _community(),
    Column("number", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("due_on", Date),
    Column("evidence", Choice(EvidenceKind)),
    Column("state", Choice(CommitmentState), nullable=False),
    Column("proposed_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("fulfilled_at", Instant),
    Column("fulfilled_by", BigId, info={"person": "unlink"}),
    Column("released_at", Instant),
    Column("thread_id", BigId),
    Column("every", Choice(Every)),
    Column("follows_id", BigId),
    UniqueConstraint("community_id", "number"),
    Index("ix_commitments_open", "community_id", "state", "due_on"),
    Index("ix_commitments_follows", "community_id", "follows_id", unique=True),
    sqlite_autoincrement=True,
)

responsibles = Table(
    "responsibles",
    metadata,
    Column(
        "commitment_id",
        BigId,
        ForeignKey("commitments.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True),
    _community(),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("answer", Choice(Answer), nullable=False),
    Column("answered_at", Instant),
    Column("contact_id", BigId, info={"person": "unlink", "empties": ("contact_name",)}),
    Column("contact_name", Text, nullable=False, server_default=""),
    Index("ix_responsibles_person_id", "person_id", "community_id"),
    Index("ix_responsibles_contact_id", "contact_id", "community_id"),
)

commitment_changes = Table(
    "commitment_changes",
    metadata,
    _id(),
    _community(),
    Column(
        "commitment_id", BigId, ForeignKey("commitments.id", ondelete="CASCADE"), nullable=False
    ),
    Column("happened", Choice(Happened), nullable=False),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("why",)}),
    Column("changed_at", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("was_state", Choice(CommitmentState), nullable=False),
    Column("was_what", Text, nullable=False),
    Column("was_due_on", Date),
    Column("was_evidence", Choice(EvidenceKind)),
    Column("was_every", Choice(Every)),
    Column("was_answers", Text, nullable=False),
    Column("undone_at", Instant),
    Index("ix_commitment_changes_commitment_id", "commitment_id"),
    Index("ix_commitment_changes_person_id", "person_id"),
    sqlite_autoincrement=True,
)

evidences = Table(
    "evidences",
    metadata,
    _id(),
    _community(),
    Column(
        "commitment_id", BigId, ForeignKey("commitments.id", ondelete="CASCADE"), nullable=False
    ),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("file_id", Text),
    Column("album", Text),
    Column("message_id", BigId, nullable=False),
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_evidences_commitment_id", "commitment_id"),
    sqlite_autoincrement=True,
)

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _community(),
    Column("text", Text, nullable=False),
    Column("state", Choice(DecisionState), nullable=False),
    Column("asked_by", BigId, info={"person": "unlink", "empties": ("asked_name",)}),
    Column("asked_name", Text, nullable=False),
    Column("message_id", BigId),  # none for what was written in private
    Column("thread_id", BigId),
    Column("replaces", Integer),
    Column("days", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("settled_at", Instant),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_decisions_community", "community_id", "state"),
    sqlite_autoincrement=True,
)

# Who was forgotten stays as a number: their position counts, and nobody knows whose it was.
positions = Table(
    "positions",
    metadata,
    _id(),
    _community(),
    Column("decision_id", BigId, ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("name",)}),
    Column("name", Text, nullable=False),
    Column("stance", Choice(Stance), nullable=False),
    Column("is_core", Boolean, nullable=False),
    Column("said_at", Instant, nullable=False),
    UniqueConstraint("decision_id", "person_id"),
    Index("ix_positions_person_id", "person_id"),
    sqlite_autoincrement=True,
)

remarks = Table(
    "remarks",
    metadata,
    _id(),
    _community(),
    Column("decision_id", BigId, ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", BigId, nullable=False, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("message_id", BigId),  # of the group; none for what was written in private
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id"),
    Index("ix_remarks_decision_id", "decision_id"),
    sqlite_autoincrement=True,
)

# No foreign key: an agreement outlives what each person said about it.
agreements = Table(
    "agreements",
    metadata,
    _id(),
    _community(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Choice(AgreementState), nullable=False),
    Column("decision_id", BigId),
    Column("noted_by", BigId, info={"person": "unlink"}),
    Column("agreed_at", Instant, nullable=False),
    Column("agreeing", Integer, nullable=False),
    Column("concerned", Integer, nullable=False),
    Column("objecting", Integer, nullable=False),
    Column("review_months", Integer, nullable=False),
    Column("review_on", Date),
    Column("ended_at", Instant),
    UniqueConstraint("community_id", "number"),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    _community(),
    Column("title", Text, nullable=False),
    Column("kind", Choice(SessionKind), nullable=False),
    Column("state", Choice(SessionState), nullable=False),
    Column("starts_at", Instant),  # empty while it is a draft
    Column("ends_at", Instant),  # likewise
    Column("meant_on", Date),  # of a draft: what of its date is known
    Column("meant_time", WallTime),
    Column("rhythm", Choice(Rhythm)),  # likewise
    Column("called_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("thread_id", BigId),
    Column("zone_name", Text),
    Column("points", Text),
    Column("series_id", BigId),
    Column("occurs_on", Date),
    Index("ix_sessions_community", "community_id", "starts_at"),
    sqlite_autoincrement=True,
)

attendances = Table(
    "attendances",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("name", Text, nullable=False),
    Column("reply", Choice(Reply), nullable=False),
    Column("replied_at", Instant, nullable=False),
)

series = Table(
    "series",
    metadata,
    _id(),
    _community(),
    Column("title", Text, nullable=False),
    Column("kind", Choice(SessionKind), nullable=False),
    Column("rhythm", Choice(Rhythm), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("at", WallTime, nullable=False),
    Column("called_by", BigId, info={"person": "unlink"}),
    Column("created_at", Instant, nullable=False),
    Column("thread_id", BigId),
    Column("stopped_at", Instant),
    sqlite_autoincrement=True,
)

slots = Table(
    "slots",
    metadata,
    _id(),
    _community(),
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("on", Date, nullable=False),
    Column("at", WallTime, nullable=False),
    Index("ix_slots_session_id", "session_id"),
    sqlite_autoincrement=True,
)

availabilities = Table(
    "availabilities",
    metadata,
    Column("slot_id", BigId, ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("name", Text, nullable=False),
)

briefs = Table(
    "briefs",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", BigId, primary_key=True),
    _community(),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("told_at", Instant, nullable=False),
)

# Where a community's dates can be subscribed to; a new number makes another address.
calendar_addresses = Table(
    "calendar_addresses",
    metadata,
    _community(key=True),
    Column("number", Integer, nullable=False),
    Column("token", String(64), unique=True),  # empty: revoked
)

presences = Table(
    "presences",
    metadata,
    Column("session_id", BigId, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigId, primary_key=True, info={"person": "erase"}),
    _community(),
    Column("name", Text, nullable=False),
    Column("marked_at", Instant, nullable=False),
)

# The key is the only index: a second one doubles what each commit writes. Message ids rise with
# time within a chat, so its order is the order of what was said.
minutes = Table(
    "minutes",
    metadata,
    _id(),
    _community(),
    Column(
        "session_id",
        BigId,
        ForeignKey("sessions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("title", Text, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("state", Choice(MinutesState), nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("text", Text),
    Column("edited_by", BigId, info={"person": "unlink"}),
    Column("drafted_at", Instant),
    Column("published_at", Instant),
    Column("published_by", BigId, info={"person": "unlink"}),
    Column("thread_id", BigId),
    Index("ix_minutes_community", "community_id", "state", "held_at"),
    sqlite_autoincrement=True,
)
points = Table(
    "points",
    metadata,
    _id(),
    _community(),
    Column("minutes_id", BigId, ForeignKey("minutes.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Choice(PointKind), nullable=False),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("noted_by", BigId, info={"person": "unlink"}),
    Column("message_id", BigId, nullable=False),
    Column("said_in", BigId),
    Column("place", Integer, nullable=False),
    Column("noted_at", Instant, nullable=False),
    UniqueConstraint("community_id", "message_id", "place"),
    Index("ix_points_minutes_id", "minutes_id"),
    sqlite_autoincrement=True,
)
syntheses = Table(
    "syntheses",
    metadata,
    _id(),
    _community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE")),
    Column("state", Choice(SynthesisState), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("schools", Integer, nullable=False),
    # not `text`: it is no name of what a line belongs to, and would be handed over with each of them
    Column("worded", Text),
    Column("edited_by", BigId, info={"person": "unlink"}),
    Column("settled_at", Instant),
    Column("settled_by", BigId, info={"person": "unlink"}),
    Column("thread_id", BigId),
    Column("made_with", Choice(MadeWith), nullable=False, server_default="bot"),
    Index("ix_syntheses_community", "community_id", "state", "made_at"),
    Index("ix_syntheses_prompt_id", "prompt_id"),
    sqlite_autoincrement=True,
)
synthesis_lines = Table(
    "synthesis_lines",
    metadata,
    _id(),
    _community(),
    Column("synthesis_id", BigId, ForeignKey("syntheses.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Choice(QuoteKind), nullable=False),
    Column("words", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("place", Integer, nullable=False),
    Column("is_indexed", Boolean, nullable=False),
    Index("ix_synthesis_lines_synthesis_id", "synthesis_id"),
    Index("ix_synthesis_lines_message", "community_id", "message_id"),
    sqlite_autoincrement=True,
)
candidates = Table(
    "candidates",
    metadata,
    _id(),
    _community(),
    Column("kind", Choice(CandidateKind), nullable=False),
    Column("state", Choice(CandidateState), nullable=False),
    Column("words", Text, nullable=False),
    Column("better", Text),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("message_id", BigId, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("yes", Integer, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", BigId, info={"person": "unlink"}),
    Column("number", Integer),
    UniqueConstraint("community_id", "message_id", "kind"),
    sqlite_autoincrement=True,
)
surveys = Table(
    "surveys",
    metadata,
    _id(),
    _community(),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("published_at", Instant),
    Column("thread_id", BigId),
    # two guides who begin one at the same moment: the database lets one of them
    Index(
        "ix_surveys_open",
        "community_id",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)

# Nobody is in these two, and no instant: what was said is a count from the first tap on, and who
# tapped is a fingerprint that goes when the survey closes (decisions/0054).
survey_counts = Table(
    "survey_counts",
    metadata,
    Column("survey_id", BigId, ForeignKey("surveys.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Choice(Item), primary_key=True),
    Column("reach", Choice(Reach), primary_key=True),
    _community(),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
survey_marks = Table(
    "survey_marks",
    metadata,
    Column("survey_id", BigId, ForeignKey("surveys.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    _community(),
    sqlite_with_rowid=False,
)

# Which landmarks of a community it has been told of: each once.
landmarks = Table(
    "landmarks",
    metadata,
    _community(key=True),
    Column("key", String(32), primary_key=True),
    Column("told_at", Instant, nullable=False),
)
handovers = Table(
    "handovers",
    metadata,
    _id(),
    _community(),
    Column("to_id", BigId, nullable=False, info={"person": "erase"}),
    Column("from_id", BigId, info={"person": "unlink"}),
    Column("given_at", Instant, nullable=False),
    Column("delivered_at", Instant),
    Index("ix_handovers_to_id", "to_id"),
    sqlite_autoincrement=True,
)
# What people said under codes, by reference: their words stay where they are kept.
analyses = Table(
    "analyses",
    metadata,
    _id(),
    _community(),
    Column("prompt_id", BigId, ForeignKey("prompts.id", ondelete="CASCADE")),
    Column("since_on", Date),
    Column("until_on", Date),
    Column("days", Integer),
    Column("begun_by", BigId, info={"person": "unlink"}),
    Column("begun_at", Instant, nullable=False),
    Column("touched_at", Instant),
    UniqueConstraint("community_id", "prompt_id"),
    sqlite_autoincrement=True,
)
codes = Table(
    "codes",
    metadata,
    _id(),
    _community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("named_by", BigId, info={"person": "unlink"}),
    Column("place", Integer, nullable=False),
    Index("ix_codes_analysis_id", "analysis_id"),
    sqlite_autoincrement=True,
)
codings = Table(
    "codings",
    metadata,
    _id(),
    _community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("code_id", BigId, ForeignKey("codes.id", ondelete="CASCADE")),
    Column("message_id", BigId, nullable=False),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("number", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Index("ix_codings_analysis_id", "analysis_id"),
    Index("ix_codings_message", "community_id", "message_id"),
    sqlite_autoincrement=True,
)
memos = Table(
    "memos",
    metadata,
    _id(),
    _community(),
    Column("analysis_id", BigId, ForeignKey("analyses.id", ondelete="CASCADE"), nullable=False),
    Column("code_id", BigId, ForeignKey("codes.id", ondelete="CASCADE")),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    Index("ix_memos_analysis_id", "analysis_id"),
    sqlite_autoincrement=True,
)
utterances = Table(
    "utterances",
    metadata,
    _community(key=True),
    Column("message_id", BigId, primary_key=True),
    Column("thread_id", BigId),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("media", Choice(Media)),
    Column("reply_to_message_id", BigId),
    Column("said_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("kept_until", Instant),  # of what `minga import` brought; else it goes by its age
    sqlite_with_rowid=False,
)

# What each message of the bot (or a kept message of a member) was about: a reply or a tap days
# later finds its subject here.
posts = Table(
    "posts",
    metadata,
    Column("telegram_chat_id", BigId, primary_key=True, info={"person": "erase"}),
    Column("message_id", BigId, primary_key=True),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("about", String(24), nullable=False),
    Column("about_id", BigId, nullable=False),
    Column("posted_at", Instant, nullable=False),
    Index("ix_posts_about", "about", "about_id"),
    sqlite_with_rowid=False,
)

# What time has to do: one row per step, unique by key, so that nothing fires twice.
dues = Table(
    "dues",
    metadata,
    _id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("kind", String(32), nullable=False),
    Column("subject_id", BigId, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("key", String(120), nullable=False, unique=True),
    Column("settled_at", Instant),
    Column("outcome", String(16)),
    Index(
        "ix_dues_open",
        "due_at",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
    Index("ix_dues_subject", "subject_id", "kind"),
    Index("ix_dues_community", "community_id", "settled_at"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("update_id", BigId, nullable=False, unique=True),
    # the key stays, so that an update that Telegram repeats is recognised
    Column("chat_id", BigId, nullable=False, info={"person": "unlink", "empties": ("raw",)}),
    Column("person_id", BigId, info={"person": "unlink", "empties": ("raw",)}),
    Column("raw", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("done_at", Instant),
    Index(
        "ix_inbox_open",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_inbox_done_at", "done_at"),
    # An id is never used again, even after retention: the dispatch looks only beyond the last one.
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("chat_id", BigId, nullable=False, info={"person": "erase"}),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("method", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("about", String(24)),
    Column("about_id", BigId),
    Column("then", String(16)),
    Column("dedupe_key", String(120), unique=True),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant),
    Column("expires_at", Instant),
    Column("message_id", BigId),
    Column("settled_at", Instant),
    Column("error", Text),
    Index(
        "ix_outbox_open",
        "priority",
        "id",
        sqlite_where=text("state IN ('ready', 'sending')"),
        postgresql_where=text("state IN ('ready', 'sending')"),
    ),
    Index("ix_outbox_settled_at", "settled_at"),
    Index("ix_outbox_community", "community_id", "kind", "created_at"),
    sqlite_autoincrement=True,  # as the inbox: the courier looks only beyond the last id
)

# What must be asked of the network: in no transaction, so never by a handler or a job.
errands = Table(
    "errands",
    metadata,
    _id(),
    Column("community_id", BigId, ForeignKey("communities.id", ondelete="CASCADE")),
    Column("person_id", BigId, info={"person": "erase"}),
    Column("kind", String(32), nullable=False),
    Column("subject_id", BigId, nullable=False),
    Column("payload", Text, nullable=False),  # JSON: choices and numbers of ours, nobody's words
    Column("key", String(120), nullable=False, unique=True),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("settled_at", Instant),
    Column("error", Text),
    Index(
        "ix_errands_open",
        "not_before",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
    Index("ix_errands_community_id", "community_id"),
    sqlite_autoincrement=True,
)

# Telegram's «wait» for one chat, kept so that a restart does not break it.
chat_windows = Table(
    "chat_windows",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False, info={"person": "erase"}),
    Column("not_before", Instant, nullable=False),
)

# What guides and admins did, without texts: visible to the community (promises.md §4).
deeds = Table(
    "deeds",
    metadata,
    _id(),
    _community(),
    Column("person_id", BigId, info={"person": "unlink"}),
    Column("deed", String(32), nullable=False),
    Column("done_at", Instant, nullable=False),
    Index("ix_deeds_community", "community_id", "done_at"),
    sqlite_autoincrement=True,
)

# Facts about this instance itself: last run of each job, whether it was restored.
instance = Table(
    "instance",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("noted_at", Instant, nullable=False),
)
