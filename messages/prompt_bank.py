"""The words of the starter bank, of our own writing: a question of about a line, that asks for
something lived, in a classroom like those of the people here, and never for a child's name."""

from locales.words import N_, Words

QUESTIONS: dict[str, str] = {
    # achievements
    "achievement-1": N_(
        "What went well in your classroom this week, however small? What did you do to make it "
        "happen?"
    ),
    "achievement-2": N_(
        "What did a student say or do (no names) that showed you something had been learned?"
    ),
    "achievement-3": N_(
        "Which simple material, one of those at hand, worked better than you expected?"
    ),
    "achievement-4": N_(
        "When did you last feel the support of a family or of the community? What made it possible?"
    ),
    "achievement-5": N_(
        "Which routine of your classroom would you recommend to somebody new? Tell it step by step."
    ),
    "achievement-6": N_(
        "What did you do this week with children of different grades in the same room?"
    ),
    "achievement-7": N_(
        "Tell us about the first day of classes this year: what did you do so that they met and "
        "felt at home?"
    ),
    "achievement-8": N_(
        "Tell us about somebody new in your room (no names): what helped them to feel at ease?"
    ),
    "achievement-9": N_(
        "Tell us something your class does by itself now and found hard at the start of the "
        "year. How did you get there?"
    ),
    "achievement-10": N_(
        "Tell us about a way of assessing that showed you more than a test. What did you see?"
    ),
    "achievement-11": N_(
        "Tell us about a celebration that you prepared with little and that turned out well. "
        "Who helped?"
    ),
    "achievement-12": N_(
        "Of the whole year, which moment in your room would you keep? Tell it so that we can "
        "see it."
    ),
    "achievement-13": N_(
        "Tell us about a student (no names) who does something today that was out of reach at "
        "the start. What happened in between?"
    ),
    "achievement-14": N_(
        "Tell us about a time the lesson left the room: the garden, the river, the square. What "
        "was learned there?"
    ),
    "achievement-15": N_(
        "Tell us about a time an older child taught a younger one. How did it begin, and what "
        "did you see?"
    ),
    "achievement-16": N_(
        "Tell us about a time the language or the words of your land came into the lesson. What "
        "happened?"
    ),
    "achievement-17": N_(
        "Tell us about a question a student asked (no names) that made the lesson better than "
        "you had planned it."
    ),
    "achievement-18": N_(
        "Which corner of your room do the children look for? What is in it, and how did it come "
        "about?"
    ),
    "achievement-19": N_("Tell us about a game that also taught. How is it played?"),
    "achievement-20": N_(
        "Tell us about a piece of work by a group where everybody had something to do. How did "
        "you share it out?"
    ),
    "achievement-21": N_(
        "Which small thing that you do at the start of the day changes the rest of it?"
    ),
    "achievement-22": N_(
        "Tell us about something you learned from a colleague and now do your own way."
    ),
    "achievement-23": N_(
        "Tell us about a time a family taught something in your room. What was it, and how did "
        "you arrange it?"
    ),
    # challenges
    "challenge-1": N_("What are you finding hard to teach these days? What have you tried so far?"),
    "challenge-2": N_(
        "When some finish early and others have just begun, how do you organise the room?"
    ),
    "challenge-3": N_("How do you get those who say they do not like reading to read?"),
    "challenge-4": N_(
        "Which official content did you have to adapt to life in your place? How did you do it?"
    ),
    "challenge-5": N_(
        "What do you do when several students are missing because of the rain, the harvest or "
        "the road?"
    ),
    "challenge-6": N_(
        "With one more hour a week with your class, what would you use it for, and why?"
    ),
    "challenge-7": N_(
        "Tell us how you found out what each student brought along in the first weeks. What "
        "surprised you?"
    ),
    "challenge-8": N_(
        "Tell us about your first talk with the families this year. What was hard to say, or to "
        "hear?"
    ),
    "challenge-9": N_(
        "Tell us about a day in this part of the year when spirits were low, theirs or yours. "
        "What did you do?"
    ),
    "challenge-10": N_(
        "Tell us how you prepare tests for several grades at once. Which part gets tangled?"
    ),
    "challenge-11": N_(
        "Just before the holidays it is hard to keep them with you. Tell us what you did on "
        "such a day."
    ),
    "challenge-12": N_(
        "Tell us about somebody who ends the year with something unfinished (no names). What can "
        "still be done?"
    ),
    "challenge-13": N_(
        "What would you leave in writing for whoever has your class next year? Tell us why that."
    ),
    "challenge-14": N_(
        "Tell us about a time an official text or guide did not fit your room. What did you change?"
    ),
    "challenge-15": N_(
        "Tell us about a time two urgent things happened at once in your room. Which one did "
        "you let wait?"
    ),
    "challenge-16": N_(
        "Tell us about a time you had to teach something you did not master. Where did you begin?"
    ),
    "challenge-17": N_(
        "How do you begin with a child who arrives in the middle of the year? Tell us about the "
        "last time."
    ),
    "challenge-18": N_(
        "Tell us about a week with more paperwork than lessons. What did you put first?"
    ),
    "challenge-19": N_(
        "How do you teach mathematics with what there is in the house or in the field? Tell us "
        "about one lesson."
    ),
    "challenge-20": N_(
        "What do you do when a child does not want to speak in front of the others? Tell us "
        "what has helped."
    ),
    "challenge-21": N_(
        "Tell us how you got two children who had quarrelled to work together again."
    ),
    "challenge-22": N_(
        "Homework where there is no quiet table and no signal: what do you ask for, and what "
        "not any more?"
    ),
    "challenge-23": N_(
        "Tell us about something you had to explain three times. Which way worked in the end?"
    ),
    # concerns
    "concern-1": N_("Which question about your work keeps coming back and has no answer yet?"),
    "concern-2": N_("What would you like to know about how another school of this network works?"),
    "concern-3": N_(
        "Which student, without naming them, would you like to reach better? What have you noticed?"
    ),
    "concern-4": N_(
        "Which knowledge of the elders of your community would you like to bring into the "
        "classroom?"
    ),
    "concern-5": N_("What would help you to end the week less tired?"),
    "concern-6": N_("What would you do differently if nobody assessed you this month?"),
    "concern-7": N_(
        "As this year begins, what keeps you thinking at night? Tell us where it comes from."
    ),
    "concern-8": N_("Tell us something you saw in the first days and do not know yet how to take."),
    "concern-9": N_(
        "We are well into the year. Tell us what is still the same and you would like to see "
        "change."
    ),
    "concern-10": N_(
        "Tell us about a mark you gave that left you thinking. What could it not say?"
    ),
    "concern-11": N_("Whom do you think of when the holidays come (no names)? Tell us why."),
    "concern-12": N_(
        "Tell us what was left unsaid at your school this year and would be good to talk about."
    ),
    "concern-13": N_(
        "What would you rather not repeat next year? Tell us about the moment you knew."
    ),
    "concern-14": N_(
        "Tell us about a talk with a family that you have not forgotten. What did it leave you "
        "asking yourself?"
    ),
    "concern-15": N_(
        "Tell us about a time you did not know whether you were helping them or doing it for "
        "them. What did you decide?"
    ),
    "concern-16": N_("Tell us something your students ask that you do not know how to answer."),
    "concern-17": N_("What do the children learn outside of school that school does not see?"),
    "concern-18": N_(
        "If your school closed, what would the place lose? Tell us what makes you think so."
    ),
    "concern-19": N_(
        "Tell us about a child who is always well behaved (no names) and of whom you know little."
    ),
    "concern-20": N_(
        "Which decision about your school was taken far away? What would you have said?"
    ),
    "concern-21": N_(
        "With whom do you talk about what happens in your room? Tell us when it was last of use."
    ),
    "concern-22": N_(
        "Tell us about something that the telephones brought to your school. What do you make "
        "of it?"
    ),
    "concern-23": N_(
        "What would you like the children to remember of you in twenty years? What do you do "
        "for that today?"
    ),
    # setbacks
    "setback-1": N_(
        "Tell of a lesson that did not turn out as you planned it. What would you do "
        "differently today?"
    ),
    "setback-2": N_(
        "Which idea of somebody else did you try that did not work in your room? What was missing?"
    ),
    "setback-3": N_("From which recent mistake did you learn something that is useful to others?"),
    "setback-4": N_(
        "What did you stop doing this year because it did not help? How did you notice?"
    ),
    "setback-5": N_(
        "Tell of a misunderstanding with a family or at work, no names. How was it settled?"
    ),
    "setback-6": N_("Which plan did you have to give up halfway? What did you do instead?"),
    "setback-7": N_(
        "Tell us something you had planned for the start of the year and had to change in the "
        "first week."
    ),
    "setback-8": N_(
        "Tell us about a rule you set at the start of the year that did not work. What happened?"
    ),
    "setback-9": N_(
        "Tell us about a project that began with enthusiasm and faded. When did you notice?"
    ),
    "setback-10": N_(
        "Tell us about a test that, once you marked it, turned out to measure something else. "
        "How did you notice?"
    ),
    "setback-11": N_(
        "Tell us about something you wanted to finish before the holidays and could not. What "
        "did you let go?"
    ),
    "setback-12": N_(
        "Which idea of this year would you give a rest? Tell us what happened the last time you "
        "used it."
    ),
    "setback-13": N_("Tell us something you learned late this year. Who or what showed it to you?"),
    "setback-14": N_("Tell us about a time you lost your patience. What did you do afterwards?"),
    "setback-15": N_(
        "Tell us about a time the signal or a device failed in the middle of a lesson. How did "
        "you go on?"
    ),
    "setback-16": N_(
        "Tell us about a time you misread a student (no names). What showed you that it was "
        "something else?"
    ),
    "setback-17": N_(
        "Tell us about a lesson the children took somewhere else. Did you follow them, or bring "
        "them back?"
    ),
    "setback-18": N_(
        "Which material did you spend hours on that was used for ten minutes? What would be enough?"
    ),
    "setback-19": N_(
        "Tell us about a meeting with families to which almost nobody came. What did you change "
        "afterwards?"
    ),
    "setback-20": N_(
        "Tell us about a group that did not get on. What would you look at before forming it today?"
    ),
    "setback-21": N_("Which advice did you follow although you doubted it? Tell us how it ended."),
    "setback-22": N_(
        "Tell us about something you promised your class and could not keep. What did you say "
        "to them?"
    ),
    "setback-23": N_(
        "Tell us about a day you would have liked to begin again. From which hour on?"
    ),
}


def question(key: str, words: Words) -> str:
    """A question of the bank, as plain text; raises KeyError for a key that is none."""
    return words(QUESTIONS[key])
