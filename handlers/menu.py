"""The command table, and who answers what else: taps, hashtags, replies, arrivals.

To change a command's words or who may use it, change its row. The rows feed the dispatch, /ayuda and
Telegram's own menu (setMyCommands). Words are ASCII, without accents: Telegram knows no others.
"""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from telegram import Update

from handlers import (
    agreements,
    analyses,
    archives,
    arrivals,
    candidates,
    charters,
    closing,
    commitments,
    communities,
    configuration,
    coordinators,
    decisions,
    digests,
    discussions,
    handovers,
    help,
    knowing,
    materials,
    members,
    minutes,
    minutes_finding,
    outlines,
    outlines_steps,
    paths,
    pending,
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
    rests,
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
    undoing,
)
from handlers.context import Context
from locales.words import N_
from reading.hashtags import Hashtag
from reading.stems import fold

NEAR_ENOUGH = 0.6  # difflib's ratio from which a suggestion helps more than it confuses

Handler = Callable[[Update, Context], Awaitable[None]]


class Who(Enum):
    """Who may; whoever may not gets a kind sentence. Guides are the group's admins until named."""

    ANYONE = "anyone"
    GUIDE = "guide"
    ADMIN = "admin"
    OPERATOR = "operator"


class Where(Enum):
    """Where a command means something; elsewhere a sentence says where to go."""

    ANYWHERE = "anywhere"
    GROUP = "group"
    PRIVATE = "private"


@dataclass(frozen=True, kw_only=True)
class Command:
    """One row: `word` is shown, `aliases` are accepted silently."""

    word: str
    handler: Handler
    says: str = ""  # shown in the menu; empty: hidden
    is_for_guides: bool = False  # works for anyone, but the menu shows it to those who facilitate
    is_between_us: bool = False  # works anywhere, but the menu shows it in private only
    aliases: tuple[str, ...] = ()
    who: Who = Who.ANYONE
    where: Where = Where.ANYWHERE
    is_hinge: bool = False  # may change what is kept: the intake waits for it
    is_about_the_quoted: bool = False  # needs the words of the message it replies to
    before_activation: bool = False  # answered where no community runs yet
    for_members: bool = False  # what people told, by name: not for who only coordinates
    for_authors: bool = False  # one's own: for who left the group, too
    only_shows: bool = False  # changes nothing; of a backlog only the newest is answered (0012)
    guides_may_more: bool = False  # for anyone, but Telegram is asked whether an admin writes
    parts: Mapping[str, Handler] = field(default_factory=dict)  # by the first word after it, folded

    def handler_for(self, said: str) -> Handler:
        """What answers this command with these words after it."""
        return self.parts.get(fold(said.partition(" ")[0]), self.handler)


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


COMMANDS: tuple[Command, ...] = (
    # Everybody, in the group: the six that members see.
    Command(
        word="ayuda",
        only_shows=True,
        handler=help.show,
        says=N_("What can I do here?"),
        aliases=("help", "ajuda"),
        before_activation=True,
    ),
    Command(
        word="agenda",
        only_shows=True,
        handler=sessions_agenda.agenda,
        says=N_("Next dates"),
        aliases=("calendario", "calendar"),
    ),
    Command(
        word="actas",
        only_shows=True,
        for_members=True,
        handler=minutes_finding.find,
        aliases=("acta", "minutes", "atas", "ata"),
    ),
    Command(
        word="pendientes",
        only_shows=True,
        for_members=True,
        handler=pending.show,
        says=N_("My commitments"),
        aliases=("compromisos", "tareas", "pending", "pendencias", "tasks"),
    ),
    Command(
        word="repertorio",
        only_shows=True,
        for_members=True,
        handler=practices_finding.repertoire,
        says=N_("Practices others have told"),
        aliases=("practicas", "repertoire", "repertorios"),
    ),
    Command(
        word="resumen",
        only_shows=True,
        for_members=True,
        guides_may_more=True,
        handler=discussions.missed,
        says=N_("What did I miss?"),
        aliases=("summary", "resumo"),
    ),
    Command(
        word="quiensabe",
        only_shows=True,
        for_members=True,
        handler=knowing.show,
        says=N_("Who can help with something"),
        aliases=("quien", "saberes", "whoknows", "quemsabe"),
    ),
    Command(
        word="privacidad",
        is_between_us=True,
        only_shows=True,
        handler=privacy.show,
        says=N_("What is kept, and your choices"),
        aliases=("privacy", "privacidade"),
        before_activation=True,
    ),
    # Guides, in the group.
    Command(
        word="pregunta",
        handler=prompts.ask,
        says=N_("Ask the group a question"),
        who=Who.GUIDE,
        aliases=("preguntas", "prompt", "pergunta"),
    ),
    Command(
        word="compromiso",
        handler=commitments.look_or_propose,
        says=N_("Who does what by when"),
        is_for_guides=True,
        where=Where.GROUP,
        guides_may_more=True,
        is_about_the_quoted=True,
        aliases=("compromisso", "commitment"),
    ),
    Command(
        word="decidir",
        handler=decisions.ask,
        says=N_("Decide something together"),
        is_for_guides=True,
        where=Where.GROUP,
        guides_may_more=True,
        is_about_the_quoted=True,
        aliases=("decide", "decision", "decisao"),
    ),
    Command(
        word="acuerdos",
        handler=agreements.show,
        says=N_("What we agreed on"),
        is_for_guides=True,
        only_shows=True,
        for_members=True,
        aliases=("acuerdo", "agreements", "acordos", "acordo"),
    ),
    Command(
        word="corregir",
        handler=commitments.correct,
        where=Where.GROUP,
        aliases=("correct", "corrigir"),
        guides_may_more=True,
    ),
    Command(
        word="sesion",
        handler=sessions.call,
        says=N_("Call a session"),
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("sessao", "session"),
    ),
    Command(
        word="sintesis",
        handler=syntheses.ask,
        parts=dict.fromkeys(("temas", "themes", "codigos", "codes"), analyses.show_part),
        says=N_("Draft a synthesis; with «temas», by themes"),
        who=Who.GUIDE,
        for_members=True,
        aliases=("synthesis", "sintese"),
    ),
    Command(
        word="guardar",
        handler=practices.save_quoted,
        says=N_("Save this as a practice (reply)"),
        who=Who.GUIDE,
        where=Where.GROUP,
        is_about_the_quoted=True,
        aliases=("save", "salvar"),
    ),
    Command(
        word="borrar",
        handler=taking_down.take_down,
        where=Where.GROUP,
        aliases=("bajar", "delete", "apagar"),
        guides_may_more=True,
    ),
    Command(
        word="acordada",
        handler=practices_trials.agree,
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("agreed", "acordado"),
    ),
    Command(
        word="institucionalizada",
        handler=practices_trials.institutionalise,
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("institutionalised", "institucionalizado"),
    ),
    Command(
        word="pauta",
        handler=outlines.show,
        says=N_("Ready plans, step by step"),
        who=Who.GUIDE,
        aliases=("pautas", "outline", "outlines"),
    ),
    Command(
        word="tema",
        handler=themes.show_or_propose,
        for_members=True,
        aliases=("topic", "topico"),
    ),
    Command(
        word="carta",
        handler=charters.show_or_write,
        is_about_the_quoted=True,
        guides_may_more=True,
        aliases=("charter",),
    ),
    Command(
        word="material",
        handler=materials.share_or_show,
        for_members=True,
        is_about_the_quoted=True,
        aliases=("materiales", "biblioteca", "materials", "materiais"),
    ),
    Command(
        word="cancelar",
        only_shows=True,
        handler=scheduled.show,
        says=N_("Cancel what is scheduled"),
        is_for_guides=True,
        guides_may_more=True,
        where=Where.GROUP,
        aliases=("cancel", "programado"),
    ),
    Command(
        word="guia",
        handler=members.name_guide,
        says=N_("Name a facilitator (reply)"),
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("guide",),
    ),
    Command(
        word="relevo",
        handler=handovers.propose,
        says=N_("Hand your part as guide over (reply)"),
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("traspaso", "handover", "passagem"),
    ),
    Command(
        word="deshacer",
        handler=undoing.undo,
        where=Where.GROUP,
        aliases=("undo", "desfazer"),
        guides_may_more=True,
    ),
    Command(
        word="coordinacion",
        handler=coordinators.invite,
        says=N_("Invite a coordinator"),
        who=Who.GUIDE,
        aliases=("coordinador", "coordinadora", "coordenacao", "coordinator"),
    ),
    Command(
        word="pedir",
        handler=requests_petitions.petition,
        says=N_("Ask the institution for something"),
        is_for_guides=True,
        where=Where.GROUP,
        is_about_the_quoted=True,
        guides_may_more=True,
        aliases=("petition", "peticion", "pedido"),
    ),
    Command(
        word="pulso",
        only_shows=True,
        handler=pulse.show,
        says=N_("How the community lives"),
        who=Who.GUIDE,
        aliases=("pulse",),
    ),
    Command(
        word="temas",  # spoken only: the visible way is /sintesis (product.md §4)
        only_shows=True,
        handler=analyses.show,
        who=Who.GUIDE,
        aliases=("codigos", "analisis", "codes", "analise"),
    ),
    Command(
        word="config",
        handler=configuration.show,
        says=N_("Zone, quiet hours, rhythm, mode"),
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("configuracion", "settings"),
    ),
    Command(
        word="vacaciones",
        handler=rests.pause,
        says=N_("Let the whole community rest"),
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("pausar", "ferias", "holidays"),
    ),
    Command(
        word="estado",
        only_shows=True,
        handler=status.show,
        says=N_("How the bot is doing"),
        who=Who.GUIDE,
        aliases=("status",),
        before_activation=True,  # an operator asks in private, where no community is meant
    ),
    # Group admins.
    Command(
        word="activar",
        handler=communities.activate,
        who=Who.ADMIN,
        where=Where.GROUP,
        aliases=("activate", "ativar"),
        is_hinge=True,
        before_activation=True,
    ),
    Command(
        word="reanudar",
        handler=rests.resume,
        who=Who.GUIDE,
        where=Where.GROUP,
        aliases=("resume", "retomar"),
    ),
    Command(
        word="cerrar",
        handler=closing.offer_closing,
        who=Who.ADMIN,
        where=Where.GROUP,
        aliases=("close", "encerrar"),
        is_hinge=True,
    ),
    # Private, and hidden in the group's menu.
    Command(
        word="start",
        handler=help.start,
        aliases=("empezar", "iniciar"),
        before_activation=True,
        is_hinge=True,
    ),
    Command(
        word="yo",
        is_between_us=True,
        only_shows=True,
        for_members=True,
        handler=paths.show,
        says=N_("My path in the community"),
        aliases=("me", "eu", "recorrido"),
    ),
    Command(
        word="exportar",
        is_between_us=True,
        handler=archives.offer,
        says=N_("The memory, to take along"),
        aliases=("memoria", "export", "memory"),
        before_activation=True,  # who only coordinates is asked for no community
    ),
    Command(
        word="boletin",
        is_between_us=True,
        handler=digests.show,
        says=N_("When I write what happened"),
        aliases=("boletines", "digest", "boletim", "digesto"),
        before_activation=True,
    ),
    Command(
        word="redes",
        is_between_us=True,
        only_shows=True,
        handler=digests.network,
        says=N_("Coordination: your communities now"),
        aliases=("red", "networks", "rede"),
        before_activation=True,
    ),
    Command(
        word="misdatos",
        is_between_us=True,
        only_shows=True,
        handler=privacy.my_data,
        says=N_("What is kept of me"),
        aliases=("mydata", "meusdados"),
        before_activation=True,
    ),
    Command(
        word="olvidame",
        is_between_us=True,
        handler=privacy.offer_forgetting,
        says=N_("Forget me"),
        aliases=("forgetme", "olvidar", "esquecame"),
        is_hinge=True,
        before_activation=True,
    ),
    Command(
        word="nomeguardes",
        is_between_us=True,
        handler=privacy.keep_nothing,
        says=N_("Keep nothing of mine"),
        aliases=("noguardar", "naomeguarde", "optout"),
        is_hinge=True,
        before_activation=True,
    ),
    Command(
        word="mispracticas",
        is_between_us=True,
        only_shows=True,
        handler=practices_owner.mine,
        says=N_("The practices I told"),
        aliases=("mispractica", "mypractices", "minhaspraticas"),
        for_members=True,
        for_authors=True,
    ),
    Command(
        word="comunidad",
        only_shows=True,
        handler=members.offer_communities,
        aliases=("comunidades", "community", "comunidade"),
        before_activation=True,
    ),
    Command(
        word="pausa",
        is_between_us=True,
        handler=members.rest,
        says=N_("Leave me in peace for a while"),
        aliases=("pause",),
        where=Where.ANYWHERE,
    ),
    Command(
        word="reportar", handler=members.report, where=Where.GROUP, aliases=("report", "denunciar")
    ),
)

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
    "config-change": Tap(handler=configuration.change, who=Who.GUIDE, is_hinge=True),
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
    "report-look": Tap(handler=members.close_report, who=Who.GUIDE),
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
    "taken-why": Tap(handler=taking_down.tell_why, who=Who.GUIDE),
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

BY_WORD: dict[str, Command] = {
    word: command for command in COMMANDS for word in (command.word, *command.aliases)
}


def nearest_command(word: str) -> str | None:
    """The command a misspelt word may have meant."""
    near = difflib.get_close_matches(word, BY_WORD, n=1, cutoff=NEAR_ENOUGH)
    return BY_WORD[near[0]].word if near else None


def is_hinge_command(word: str) -> bool:
    """Whether what follows this command in the same batch depends on what it changes."""
    command = BY_WORD.get(word)
    return command is not None and command.is_hinge


def is_hinge_press(data: str) -> bool:
    """The same for a button's data."""
    tap = TAPS.get(data.partition(":")[0])
    return tap is not None and tap.is_hinge


def is_secret_press(data: str) -> bool:
    """Whether an update with this button's data may not be kept with its words, whatever happens."""
    tap = TAPS.get(data.partition(":")[0])
    return tap is not None and tap.is_secret


def is_about_the_quoted(word: str) -> bool:
    """Whether a command needs the words of the message it replies to."""
    command = BY_WORD.get(word)
    return command is not None and command.is_about_the_quoted


def needs_admins(word: str | None, verb: str | None) -> bool:
    """Whether Telegram must be asked who is an admin before this can be handled."""
    if word is not None:
        command = BY_WORD.get(word)
        return command is not None and (
            command.who in (Who.GUIDE, Who.ADMIN) or command.guides_may_more
        )
    tap = TAPS.get(verb or "")
    return tap is not None and (tap.who in (Who.GUIDE, Who.ADMIN) or tap.guides_may_more)
