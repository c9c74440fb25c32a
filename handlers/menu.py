"""The command table.

To change a command's words or who may use it, change its row. The rows feed the dispatch, /ayuda and
Telegram's own menu (setMyCommands). Words are ASCII, without accents: Telegram knows no others. Buttons
have a table of their own (`taps.py`), and so have hashtags, replies and edits (`listeners.py`).
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
    minutes_finding,
    outlines,
    paths,
    pending,
    practices,
    practices_finding,
    practices_owner,
    practices_trials,
    privacy,
    prompts,
    pulse,
    requests_petitions,
    rests,
    scheduled,
    sessions,
    sessions_agenda,
    status,
    syntheses,
    taking_down,
    themes,
    undoing,
)
from handlers.context import Context
from locales.words import N_
from reading.stems import fold

NEAR_ENOUGH = 0.6  # difflib's ratio from which a suggestion helps more than it confuses

Handler = Callable[[Update, Context], Awaitable[None]]


class Who(Enum):
    """Who may; whoever may not gets a kind sentence. Guides are the group's admins until named."""

    ANYONE = "anyone"
    GUIDE = "guide"
    GUIDE_OR_ADMIN = "guide or admin"  # what an admin settles beside a named pair, too (0058)
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
        who=Who.GUIDE_OR_ADMIN,
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
        for_members=True,
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
        who=Who.GUIDE_OR_ADMIN,
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


def is_about_the_quoted(word: str) -> bool:
    """Whether a command needs the words of the message it replies to."""
    command = BY_WORD.get(word)
    return command is not None and command.is_about_the_quoted
