palette-asks = Asks for { $fields }.
palette-may = {" "}May take { $fields }.
palette-asks-nothing = Asks for nothing; it is recorded at once.

about-everywhere-new-call = Opens the form of a new call and starts its timer.
about-everywhere-help = Lists the keys that work here; typing narrows them.
about-everywhere-manual = The manual step by step: goal, who, standard, phrases and their source; also the flow chart, questions and laws.
about-everywhere-undo = Takes your last act back; the history keeps it, struck out.
about-everywhere-redo = Brings back what you last undid, as long as nothing else was done since.
about-everywhere-quit = Leaves; asks first during a call or with a form unfinished.
about-everywhere-suspend = Back to the shell; fg brings the desk back.
about-everywhere-practice = A sample call in a store of its own that leaves no record.

about-line-hold = Holds the line or takes it back; with no call, rings the customer in hand.
about-line-hang-up = Hangs up and starts wrap-up; once more ends wrap-up.
about-line-ended = Says how the call ended: customer hung up, cut off and to be called back; in wrap-up, what it was about.
about-line-book = On a call or just after it: books a call-back. With no call: notes a missed one, to be called back.
about-line-drop = Wrong number, silence, sales and the like: no case, only the call and the reason. Discards an unsaved form, too.
about-line-state = Break, meal, training, meeting, away, or ready again; the time is recorded as it is.

about-lists-queue = What to do next, and how long there is.
about-lists-case = Back to the case in hand, as you left it.
about-lists-followups = What was promised, to whom, by when.
about-lists-phrases = The phrase book: what to say and what not.
about-lists-leave = Leaves the desk; in a practice, ends it.

about-queue-open = Opens the case in hand.
about-queue-owner = Only the cases of whoever owns this one; once more for all.
about-queue-told = The customer was told: recorded, and the next update is timed anew.
about-queue-due = Does what is due of ours: an update told, a promise kept, a task done. Never what the customer said.
about-queue-acts = Opens the case of this row and lists everything possible now.
about-queue-promise = Opens the case of this row to promise the customer a time; one already made is renegotiated.
about-queue-why = Opens the case of this row and explains its times.
about-queue-find = Finds cases by name, last digits, case number or matter.
about-queue-resume = Takes up the unsaved form laid aside last.
about-queue-view-next = Mine, all, overdue, nearly due, in turn.
about-queue-view-previous = The view before.
about-queue-clear = Ends the search, back to my cases.
about-queue-copy-no = Puts the case number on the clipboard.

about-followups-open = Opens the case it belongs to.
about-followups-due = Does what is due of ours: an update told, a promise kept, a task done. Never what the customer said.
about-followups-acts = Opens the case of this row and lists everything possible now.
about-followups-why = Opens the case of this row and explains its times.
about-followups-done = It is done; of a call, what came of it is asked.
about-followups-told = The customer was told: recorded, and the next update is timed anew.
about-followups-renegotiate = Another time, agreed with the customer.
about-followups-put-off = Reminds later; promises and updates cannot be put off.
about-followups-no-answer = Nobody answered: counted, and the next try is planned.
about-followups-whose = Mine or everybody's.

about-phrases-said = Marks it as said on the case in hand.
about-phrases-find = Searches the phrase book.
about-phrases-copy = Copies the whole wording; never one with an empty blank.
about-phrases-part = What to say, or what not to say.
about-phrases-back = Steps back: the search first, then to the case.

about-case-enter = Into the fields, or on to the next one; in a list, chooses.
about-case-leave-step = Finishes the step: stops at what is missing, else saves.
about-case-opening = Replaces a time outside service hours by the next opening.
about-case-out = Steps out of the field, then the form, then to the queue.
about-case-acts = Everything possible now: transfer, plan, escalate, pause and more.
about-case-due = Does what is due of ours: an update told, a promise kept, a task done. Never what the customer said.
about-case-promise = Gives the customer a time and plans it; one already made is renegotiated.
about-case-identity = Checks that the caller is the customer, and how.
about-case-reveal = Shows the whole number or address for half a minute; the reason goes on record.
about-case-why = How a due time came about: rule, calendar, pauses, arithmetic.
about-case-history = Everything said, written and done so far; type to search it.
about-case-told = The customer was told: recorded, and the next update is timed anew.
about-case-runbook = The list for a level 1 case, ticked line by line.
about-case-better = Puts the manual's better wording in place of one to avoid.
about-case-same = Who this number is, and whether the matter is open already.
about-case-copy = While a due time is explained, copies the explanation.
about-case-resume = Goes on with the form put aside.
about-case-more-phrases = The next page of phrases.
about-case-say = Marks this phrase as said.
about-everywhere-dismiss = Puts away the notice, and the banner of a broken configuration.
