"""How a no is worded: one sentence for each kind, with what to do next."""

from collections.abc import Sequence

from community.agreements import AgreementEnded, AlreadyReviewed, NoSuchAgreement
from community.analyses import (
    CodeGone,
    MemoTooLong,
    NameTooLong,
    NoMemo,
    NoName,
    NotAPrompt,
    QuotationGone,
    SameCode,
    SpanNotUnderstood,
)
from community.arrivals import AnswerTooLong
from community.automatic_models import NoModelHere, OnlyAdminsSend, OnlyWhereRead
from community.candidates import (
    CandidateGone,
    CandidateSettled,
    NoBetterWords,
    NotYourCandidate,
    SettledByYou,
)
from community.charters import CharterTooLong
from community.commitments import (
    AlreadyDone,
    AlreadyMoved,
    AlreadySeen,
    DueInThePast,
    NothingToSee,
    NotNamed,
    NotResponsible,
    NotYetProposed,
    NotYourDraft,
    NotYourEvidence,
    OwnEvidence,
    Released,
    Withdrawn,
)
from community.commitments_changes import (
    DoesNotRepeat,
    NothingCorrected,
    NothingToUndo,
    NotYourCommitment,
)
from community.communities import (
    AlreadyActive,
    Community,
    NotPaused,
    PauseInThePast,
    PauseNotUnderstood,
)
from community.configuration import HoursNotUnderstood, NotASetting, OnlyAdmins
from community.decisions import (
    DaysOutOfReach,
    DecisionOver,
    DecisionTooLong,
    NothingToDecide,
    NoVoiceHere,
    OnlyGuidesAsk,
    OutcomeSaid,
    RemarkTooLong,
    TooFewAnswered,
)
from community.digest_choices import ChoiceNotUnderstood, HourNotUnderstood, NoDigest
from community.handovers import (
    NobodyToFollow,
    NotAGuideNow,
    NotHereToFollow,
    NotYourHandover,
    YourselfToFollow,
)
from community.materials import AlreadyShelved, NoFile, NotYourMaterial
from community.minutes import (
    MinutesDiscarded,
    MinutesPublished,
    NothingNoted,
    NothingReworded,
    NotYourPoint,
    StillGathering,
)
from community.offers import NobodyOffers, NothingOffered
from community.outlines import (
    AnotherRuns,
    DayNotUnderstood,
    OnlyADay,
    OutlineSettled,
    StepOver,
    StepsOneByOne,
    TooFewSteps,
    TooManySteps,
)
from community.people import (
    AlreadyGuide,
    InNoCommunity,
    InvitationOver,
    KeepsNothing,
    NotAGuide,
    NotAPerson,
)
from community.petitions import (
    NobodyToPetition,
    NotYourPetition,
    PetitionOver,
    PetitionTooLong,
)
from community.practices import AlreadyKept, NothingToKeep, NothingTold, NotYourPractice
from community.practices_details import DetailTooLong, NoWords, TapAnAnswer
from community.practices_nudge import NotYourWords, WordsForgotten
from community.practices_owner import NotTheAuthor, TakenBack
from community.prompt_times import AskedInThePast
from community.prompts import AlreadyAsked, MomentAlone, QuestionTooLong
from community.refusals import (
    NobodyKnows,
    NoCommunityYet,
    NotForYou,
    NotFound,
    NothingGiven,
    NothingQuoted,
    NotWhatYouWrote,
    OldButton,
    OnlyForAdmins,
    OnlyForMembers,
    OnlyInTheGroup,
    Refusal,
    WhichCommunity,
)
from community.requests import (
    AlreadyResolved,
    NothingAsked,
    NotYourRequest,
    YourOwnRequest,
)
from community.sessions import (
    NothingToCall,
    SessionAhead,
    SessionCancelled,
    SessionInThePast,
    SessionStarted,
)
from community.slots import SlotOver, TooManySlots
from community.surveys import (
    AlreadyPublished,
    NothingToPublish,
    SurveyIsOpen,
    SurveyOver,
    SurveyTooSoon,
    TooFewForSurvey,
)
from community.syntheses import (
    NoDays,
    NoSuchPeriod,
    NothingToSynthesise,
    NoWordsForIt,
    SynthesisDiscarded,
    SynthesisPublished,
    TooManyDays,
    WordingTooLong,
)
from community.themes import ChoiceOver, NoPointsLeft, NothingProposed, ThemeWithdrawn
from community.transfers import NotYourTransfer
from community.trials import (
    AlreadyThere,
    NotAgreedYet,
    NotTriedYet,
    OwnPractice,
)
from locales.words import N_, Words
from messages.text import Html, Message, shorten, text

# Each feature adds its own: the class of the refusal, the sentence.
REPLACES_ALL = N_(
    "An answer to the draft becomes its whole text, so I left it as it was. To change it, copy the draft, "
    "change what you want, and answer with all of it."
)
SENTENCES: dict[type[Refusal], str] = {
    NotForYou: N_("This is for those who facilitate the group. You can ask one of them."),
    OnlyForAdmins: N_(
        "This is for those who administer the Telegram group. You can ask one of them."
    ),
    OnlyInTheGroup: N_(
        "That is written in the group, where everybody sees it. Here it does nothing."
    ),
    OnlyForMembers: N_(
        "What people told is for those who are in the group. Coordination gets totals, on Mondays."
    ),
    NobodyKnows: N_(
        "Telegram did not tell me who administers the group. Please try again in a moment."
    ),
    NoCommunityYet: N_("Nobody has started me in this group yet. An admin can, with /activar."),
    NotFound: N_("I do not find that here any more. With /ayuda you see what there is."),
    NothingGiven: N_(
        "I need a few words after the command, or that you reply to a message with it."
    ),
    NothingQuoted: N_(
        "Write that command as a reply to the message it is about, so that I see which one."
    ),
    NotWhatYouWrote: N_(
        "That message is mine, and others may read it still. To take back what you told, reply with "
        "/borrar to your own message. Practices of yours are in /mispracticas too, each with a button "
        "to withdraw it."
    ),
    OldButton: N_("This button is from an earlier message. With /ayuda you find the way."),
    WhichCommunity: N_("You are in several communities. Tell me which one you mean."),
    # communities, configuration
    AlreadyActive: N_("I am already at work here. With /config you see how I am set."),
    NotPaused: N_("The community is not resting. With /vacaciones it rests."),
    PauseInThePast: N_("That day is over. Tell me one to come: /holidays until 3 March"),
    PauseNotUnderstood: N_(
        "I am not sure which day you mean. Write it with its month, like this: "
        "/holidays until 3 March"
    ),
    HoursNotUnderstood: N_(
        "I did not understand the hours. Write them like this: /config quiet 21-7, or "
        "/config quiet no"
    ),
    NotASetting: N_("I do not know that setting. With /config alone you see all of them."),
    OnlyAdmins: N_("That I read the conversation, only an admin of the group decides."),
    OnlyAdminsSend: N_("That messages leave this group, only an admin of the group decides."),
    NoModelHere: N_("Here there is no automatic model: whoever runs me has not set one up."),
    OnlyWhereRead: N_(
        "For that I would have to read the conversation. An admin sets the mode to Full first, in "
        "/config."
    ),
    # members, privacy, coordinators
    NotAPerson: N_(
        "That message is from a bot, a channel or an anonymous admin. Reply to a message of the person."
    ),
    KeepsNothing: N_(
        "For that I would have to note the person down, and they asked me to keep nothing of them. "
        "/nomeguardes changes it, if they want."
    ),
    AlreadyGuide: N_("That person facilitates this group already."),
    NotAGuide: N_("That person does not facilitate this group. With /guia you see who does."),
    InvitationOver: N_(
        "This link was used already, or its week is over. Whoever sent it can make another with "
        "/coordinacion."
    ),
    InNoCommunity: N_(
        "I do not know you from any community yet. Write to me once in your group, for instance "
        "/ayuda, and come back."
    ),
    # commitments
    NotNamed: N_(
        "This was asked of others, so nothing is open for you. "
        "If you want to take part, tap «Count me in»."
    ),
    NotResponsible: N_(
        "Whoever took this commitment can say that. "
        "If you want to take part, tap «Count me in» on its message."
    ),
    NotYourDraft: N_("Whoever began this commitment completes it, or someone who facilitates."),
    NotYourEvidence: N_("Only whoever wrote that message can say so."),
    AlreadyDone: N_("It was marked as done already. Thank you."),
    AlreadyMoved: N_("It was moved to a later day already. With /pendientes you see which."),
    Released: N_("Nobody has this commitment now. To take it up, tap «Count me in»."),
    NotYetProposed: N_("This commitment waits for whoever facilitates to confirm it."),
    Withdrawn: N_("This commitment was taken back. With /pendientes todos you see what is open."),
    OwnEvidence: N_("It was you who showed it: it is for somebody else to say that they saw it."),
    AlreadySeen: N_("A peer has seen it already. Thank you for looking too."),
    NothingToSee: N_("What shows it has not come yet. As soon as it is here, you can tap."),
    NotYourCommitment: N_(
        "Whoever wrote this commitment changes that, or someone who facilitates."
    ),
    NothingToUndo: N_(
        "There is nothing to take back. Reply with /deshacer to the message that was not meant, or "
        "write the number of a commitment: /deshacer 12"
    ),
    NothingCorrected: N_(
        "It says that already. Write what is to be different: another date, other people, other "
        "evidence."
    ),
    DoesNotRepeat: N_("This commitment comes once: there is no rhythm to stop."),
    DueInThePast: N_("That day is over already. Answer this message with another date."),
    # prompts
    QuestionTooLong: N_(
        "That question is too long for a phone: at most 400 letters. Could you make it shorter?"
    ),
    AlreadyAsked: N_(
        "That question is asked or scheduled already. With /pregunta you choose another."
    ),
    MomentAlone: N_(
        "That is a moment and not a question yet, so I asked nothing. Write the question after "
        "/pregunta, or /pregunta alone for ideas; when to ask it comes next."
    ),
    AskedInThePast: N_(
        "That moment is over already. Reply with one to come, like «Thursday at 18»."
    ),
    # requests and offers
    NothingAsked: N_(
        "Say what you need in the same message as #pido: «#pido ideas for reading with several "
        "grades»."
    ),
    NothingOffered: N_(
        "Say what you can help with in the same message as #ofrezco: «#ofrezco puppets from old "
        "socks»."
    ),
    NobodyOffers: N_(
        "An offer is a person's. Write it as yourself, and not as the group or a channel."
    ),
    YourOwnRequest: N_("This is what you asked for: others can say that they help."),
    NotYourRequest: N_("Whoever asked says that. If you can help, tap «I can help» or answer."),
    AlreadyResolved: N_("It is resolved already. Thank you for wanting to help."),
    # digests, and what is asked of the institution
    ChoiceNotUnderstood: N_(
        "I did not understand when. Write it like this: /boletin Monday 8, /boletin monthly, or "
        "/boletin none. With /boletin alone you choose by tapping."
    ),
    HourNotUnderstood: N_(
        "The number after the day is the hour, from 0 to 23, for instance /boletin Monday 8 or "
        "/boletin Monday 17:30. I changed nothing."
    ),
    NoDigest: N_(
        "A digest tells what a community shared, and I know you from none yet. Write to me once in "
        "your group, for instance /ayuda, and come back."
    ),
    NobodyToPetition: N_(
        "No coordination looks after this community yet. Whoever facilitates can invite one with "
        "/coordinacion."
    ),
    PetitionTooLong: N_(
        "That is long for somebody who reads of many communities: at most 500 letters. Could you say "
        "it in fewer?"
    ),
    NotYourPetition: N_("Whoever wrote it says whether it may leave the group."),
    PetitionOver: N_(
        "That stays in the group: somebody said no. It can be asked anew with /pedir."
    ),
    # decisions and agreements
    NothingToDecide: N_(
        "I need the proposal in one sentence, like this: /decidir We meet on the first Thursday of "
        "each month"
    ),
    OnlyGuidesAsk: N_(
        "Those who facilitate ask the group for a decision. One of them can reply to your message "
        "with /decidir, and your words are asked. Or propose them with #tema."
    ),
    DecisionTooLong: N_(
        "That is too long to answer on a phone: at most 240 letters. Could you put it in one sentence, "
        "and explain the rest in a message of your own?"
    ),
    DaysOutOfReach: N_(
        "A question is open from 1 to 30 days. Write it like this: /decidir 5 days: the proposal"
    ),
    RemarkTooLong: N_(
        "That is long to be read on a phone: at most 1000 letters. Could you say it in fewer?"
    ),
    DecisionOver: N_("That question is closed. With /acuerdos you see what was agreed."),
    OutcomeSaid: N_("What comes of it was said already. With /acuerdos you see what was agreed."),
    TooFewAnswered: N_(
        "Too few have answered to agree on it. You can keep talking, and the question is asked again."
    ),
    NoVoiceHere: N_("Those who are in the group answer that."),
    AgreementEnded: N_("That agreement holds no longer. With /acuerdos you see those that do."),
    AlreadyReviewed: N_("That was said already. With /acuerdos you see how it stands."),
    NoSuchAgreement: N_("There is no agreement with that number. With /acuerdos you see them."),
    # sessions
    NothingToCall: N_(
        "Tell me what it is about and when, for example: "
        "/sesion Reading together on Thursday at 18:00"
    ),
    SessionInThePast: N_(
        "That moment is over already. Tell me one to come, with its day and time."
    ),
    SessionCancelled: N_("This session was cancelled. With /agenda you see what is coming."),
    SessionStarted: N_("This session has begun already. With /agenda you see what is coming."),
    SessionAhead: N_("This session has not begun yet. Afterwards you can say that you were there."),
    SlotOver: N_("That time is over already. Tap another, or reply with a day and a time."),
    TooManySlots: N_("Six times at most fit a question. Write the best ones, please."),
    # syntheses, and what may have been agreed or promised
    SynthesisPublished: N_(
        "It is published already. To correct it, reply to the draft with the new text."
    ),
    SynthesisDiscarded: N_(
        "This draft was discarded. With /sintesis, in reply to the question, there is a new one."
    ),
    NothingToSynthesise: N_(
        "Nobody has answered yet, or said anything. Ask the group with /pregunta; /sintesis 7 looks at "
        "the last seven days."
    ),
    NoSuchPeriod: N_(
        "Write /sintesis alone for the last question, /sintesis 7 for so many days, or reply with it to "
        "a question."
    ),
    NoDays: N_(
        "A synthesis looks at one day at least: /sintesis 1 is the last day, /sintesis 7 the last week."
    ),
    TooManyDays: N_(
        "I look 14 days back at most. Write /sintesis 14, or reply with /sintesis to an older question."
    ),
    NoWordsForIt: REPLACES_ALL,
    WordingTooLong: N_(
        "That is more than one message holds: 3,000 letters at most. Could you keep what matters most?"
    ),
    NoBetterWords: N_("Write it on one line, in at most 240 letters, so that it can be agreed on."),
    SettledByYou: N_("You settled this already; nothing more is to be done."),
    CandidateSettled: N_("Somebody of you has settled this already. Thank you for looking too."),
    CandidateGone: N_("Whoever said this took it back or changed it, so nothing is to be settled."),
    NotYourCandidate: N_("This is settled by those who facilitate, or by whoever promised it."),
    # minutes
    NothingNoted: N_(
        "Write it in the same message as the hashtag, like «#acuerdo we read in pairs on Tuesdays», "
        "or reply with the hashtag to the message that says it."
    ),
    NothingReworded: REPLACES_ALL,
    MinutesPublished: N_(
        "Published already. To correct them, reply to the draft with the new text."
    ),
    MinutesDiscarded: N_("These minutes were discarded. With /agenda you see what is coming."),
    NotYourPoint: N_("Whoever wrote it takes it back, or someone who facilitates."),
    # thematic analysis
    SpanNotUnderstood: N_(
        "I did not understand the period. Write days, 1 to 365, or a month: /temas 30, /temas October. "
        "Alone, /temas is about the last question."
    ),
    NotAPrompt: N_(
        "That message is no question of mine, nor an answer to one. Reply with /temas to a question, or "
        "write it alone for the last one."
    ),
    SameCode: N_("That is the same code. Choose another to join it with."),
    CodeGone: N_("That code is not there any more. With /temas you see those there are."),
    QuotationGone: N_("That is not there any more. With /temas you see what there is."),
    NameTooLong: N_(
        "That is long for the name of a code: 60 letters at most. Answer the question again with fewer."
    ),
    NoName: N_("A name is in words. Answer the question again with a few letters."),
    NoMemo: N_("A memo is in words. Answer the question again with what you want to note."),
    MemoTooLong: N_(
        "That is long for a memo: 1000 letters at most. Write it in two, each in reply to the question."
    ),
    # handovers
    NobodyToFollow: N_(
        "Reply with /relevo to a message of the person who takes over, or name them: /relevo @name"
    ),
    YourselfToFollow: N_(
        "That is you. Reply with /relevo to a message of the person who takes over."
    ),
    NotHereToFollow: N_(
        "That person is not in the group, or I have not met them here. Once they have written "
        "something, reply to it with /relevo."
    ),
    NotYourHandover: N_(
        "Only whoever wrote /relevo can say that. If you facilitate too, write it yourself."
    ),
    NotAGuideNow: N_("You do not facilitate this group any more. With /guia you see who does."),
    StillGathering: N_("The session is not over: the draft comes when it is."),
    # outlines
    AnotherRuns: N_(
        "A plan is running already, and one at a time is enough. With /pauta you see it; once it is "
        "over or stopped, another can begin."
    ),
    OnlyADay: N_(
        "That is a day, and a reply to a step is its new words. To move the step, tap [A day later] "
        "or [A week later] below it."
    ),
    OutlineSettled: N_(
        "That plan was started or given up already. With /pauta you see what is running."
    ),
    StepOver: N_("That step was asked already, or skipped. With /pauta you see those to come."),
    StepsOneByOne: N_(
        "To change a step, tap its number and reply to the message that shows it whole."
    ),
    TooFewSteps: N_(
        "A plan needs two steps or more, one a line. For a single question there is /pregunta."
    ),
    TooManySteps: N_(
        "That is more than people can follow: eight steps at most. Could you keep the main ones?"
    ),
    DayNotUnderstood: N_(
        "I am not sure which day you mean. Write one to come, with its month, like this: 4 March"
    ),
    # themes
    NothingProposed: N_(
        "Write the theme in the same message, like this: #tema fractions with what is at hand"
    ),
    NoPointsLeft: N_(
        "You have given your three points. Tap a theme of yours to take back what you gave it."
    ),
    ChoiceOver: N_("This choice is over. With /tema you see what waits for the next one."),
    ThemeWithdrawn: N_("Whoever proposed that theme took it back. You can choose another."),
    # practices
    NotYourPractice: N_(
        "Whoever told this practice says what it is, or who facilitates the group."
    ),
    AlreadyKept: N_("That is in the repertoire already. With /repertorio you find it."),
    OwnPractice: N_(
        "It is your own practice: others try it and take it along, and you hear of it from me."
    ),
    NotYourTransfer: N_("I asked that of whoever took it to their school."),
    NotTriedYet: N_(
        "Nobody but its author has tried it yet. When somebody has, the group can agree on it."
    ),
    NotAgreedYet: N_(
        "First the group agrees on it (/acordada), and at least two people besides its author have "
        "tried it."
    ),
    AlreadyThere: N_("The practice has come that far already. [Su camino] shows it."),
    # arriving, the charter, the library
    AnswerTooLong: N_("That is long for a line about you. Tell it in fewer words, please."),
    CharterTooLong: N_(
        "That does not fit on a phone's screen: the charter has 500 letters at most. Keep what "
        "matters most; the rest can be a message of its own."
    ),
    NoFile: N_(
        "I see no file there. Reply with /material to a document, a photo, an audio or a video. "
        "/material alone shows the library."
    ),
    AlreadyShelved: N_("That is in the library already. With /material you find it."),
    NotYourMaterial: N_("Whoever shared it says what it is about, or who facilitates the group."),
    NothingToKeep: N_(
        "I see nothing there that I may keep: it has no words, or its author asked me to keep "
        "nothing of theirs."
    ),
    NothingTold: N_(
        "Tell what you do in the same message as #practica: a few lines, a photo or an audio."
    ),
    NotTheAuthor: N_(
        "Only whoever told this practice can say that. Yours you find with /mispracticas."
    ),
    TakenBack: N_("Whoever told this took it back. Only they can tell it again."),
    DetailTooLong: N_("That is too much for a card. Could you say it in fewer words?"),
    NoWords: N_("Of this I can only keep words. Could you write it, in a line?"),
    TapAnAnswer: N_("I am not sure which one you mean. Tap the answer that fits best."),
    NotYourWords: N_("Only whoever wrote that can say so."),
    SurveyIsOpen: N_(
        "A survey is open in the group. When it closes, its result comes to those who facilitate, in "
        "private."
    ),
    SurveyTooSoon: N_(
        "Between one survey and the next at least two months pass: sooner, the difference could point "
        "at one person. /pulso shows the last result."
    ),
    TooFewForSurvey: N_(
        "With fewer than five people a survey would not be anonymous. Better to talk about it when you "
        "meet: /sesion"
    ),
    SurveyOver: N_("That survey closed; your tap came late. There will be another in some months."),
    AlreadyPublished: N_("The result is in the group already."),
    NothingToPublish: N_("There is no result to publish: too few answers."),
    WordsForgotten: N_(
        "I do not have those words any more: talk is kept for some days only. "
        "You can tell it again in the group with #practica."
    ),
}


def sentence(no: Refusal, words: Words) -> Html:
    """The sentence for a refusal, or for the nearest kind above it."""
    for kind in type(no).__mro__:
        if kind in SENTENCES:
            return text(words, SENTENCES[kind])
    return text(words, SENTENCES[NotFound])


def refusal(no: Refusal, words: Words) -> Message:
    """As a reply."""
    return Message(text=sentence(no, words))


def only_in_the_group(groups: Sequence[Community], words: Words) -> Message:
    """To a command that is about what happens in the group: which one, and what to do."""
    names = [shorten(one.title, 40) for one in groups[:3]]
    return Message(
        text=text(
            words,
            "That is written in the group, where everybody sees it. Send it in {group}, just as you "
            "wrote it here.",
            group=names[0],
        )
        if len(groups) == 1
        else text(
            words,
            "That is written in the group, where everybody sees it. Send it in the one you mean: "
            "{groups}.",
            groups=words.listing(names),
        )
    )


def alert(no: Refusal, words: Words) -> str:
    """As the small answer to a tap: plain text."""
    return str(sentence(no, words))


def apology(words: Words) -> Message:
    """Something failed on our side."""
    return Message(text=Html(apology_alert(words)))


def apology_alert(words: Words) -> str:
    """The same, as plain text."""
    return str(
        text(words, "Something failed on my side. What you wrote is noted; please try again later.")
    )
