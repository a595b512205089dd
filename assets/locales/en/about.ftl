palette-asks = Asks for { $fields }.
palette-may = {" "}May take { $fields }.
palette-asks-nothing = Asks for nothing; it is recorded at once.

about-everywhere-new-call = Opens the form for a new call, visit or chat and starts its timer.
about-everywhere-help = Lists the keys that work here; typing narrows them.
about-everywhere-manual = The manual step by step: goal, who, standard, phrases and their source; also the flow chart, questions and laws.
about-everywhere-undo = Takes your last act back; the history keeps it, struck out.
about-everywhere-redo = Brings back what you last undid, unless something else was done since.
about-everywhere-quit = Leaves; asks first if a call is on or a form is unfinished.
about-everywhere-suspend = Back to the shell; fg brings the desk back.
about-everywhere-practice = A sample call in a store of its own that leaves no record.

about-line-hold = Puts the call on hold or takes it back; with no call on, rings the customer of the case in hand.
about-line-hang-up = Hangs up and starts wrap-up; pressed again, ends wrap-up.
about-line-ended = Records how the call ended: customer hung up, or cut off and to be called back; in wrap-up, what it was about.
about-line-book = On a call or just after it: books a call-back. With no call: notes a missed one, to be called back.
about-line-drop = Wrong number, silence, sales and the like: no case, only the call and the reason. Discards an unsaved form, too.
about-line-state = Break, meal, training, meeting, away, or ready again; the time is recorded as it is.

about-lists-queue = What to do next, and how long there is.
about-lists-case = Back to the case in hand, as you left it.
about-lists-followups = What was promised, to whom, by when.
about-lists-phrases = The phrase book: what to say and what not.
about-lists-leave = Leaves the desk; in a practice, ends it.

about-queue-open = Opens the case in hand.
about-queue-owner = Shows only the cases of this one's owner; pressed again, all.
about-queue-told = Records that the customer was told; the next update is timed from now.
about-queue-due = Does what is due from us: gives an update, keeps a promise, closes a task. Never records what the customer said.
about-queue-acts = Opens the case of this row and lists everything possible now.
about-queue-promise = Opens the case of this row to promise the customer a time; a promise already made is moved.
about-queue-why = Opens the case of this row and explains its times.
about-queue-find = Finds cases by name, last digits, case number or matter.
about-queue-resume = Goes back to the unsaved form you put aside last.
about-queue-view-next = Switches between mine, all, overdue and nearly due.
about-queue-view-previous = Back to the previous view.
about-queue-clear = Ends the search and goes back to my cases.
about-queue-copy-no = Copies the case number to the clipboard.

about-followups-open = Opens the case it belongs to.
about-followups-due = Does what is due from us: gives an update, keeps a promise, closes a task. Never records what the customer said.
about-followups-acts = Opens the case of this row and lists everything possible now.
about-followups-why = Opens the case of this row and explains its times.
about-followups-done = Marks it done; for a call, asks what came of it.
about-followups-told = Records that the customer was told; the next update is timed from now.
about-followups-renegotiate = Agrees another time with the customer.
about-followups-put-off = Reminds you later; promises and updates cannot be put off.
about-followups-no-answer = Nobody answered: counts the try and plans the next one.
about-followups-whose = Mine or everybody's.

about-phrases-said = Marks it as said on the case in hand.
about-phrases-find = Searches the phrase book.
about-phrases-copy = Copies the whole phrase; not while a blank is empty.
about-phrases-part = Switches between what to say and what not to say.
about-phrases-back = Steps back: the search first, then to the case.

about-case-enter = Goes into the fields, or on to the next one; in a list, chooses.
about-case-leave-step = Finishes the step: saves it, or stops at what is missing.
about-case-opening = Uses what is suggested beside the field: the next opening, or who was heard to be praised.
about-case-out = Steps out of the field, then the form, then to the queue.
about-case-acts = Everything possible now: transfer, plan, escalate, pause and more.
about-case-due = Does what is due from us: gives an update, keeps a promise, closes a task. Never records what the customer said.
about-case-promise = Promises the customer a time and puts it in Follow-ups; a promise already made is moved.
about-case-identity = Checks that the caller is the customer, and how.
about-case-reveal = Shows the whole number or address for half a minute; the reason goes on record.
about-case-why = How a due time came about: rule, calendar, pauses, arithmetic.
about-case-history = Everything said, written and done so far; type to search it.
about-case-told = Records that the customer was told; the next update is timed from now.
about-case-runbook = The emergency plan of a level 1 case, ticked line by line.
about-case-better = Replaces wording to avoid with the manual's better wording.
about-case-same = Who this number belongs to, and whether the matter is already open.
about-case-major = Attaches the case to the major matter it is like; where none is declared and several like it came in a short time, declares one or tells the lead.
about-case-copy = While a due time is explained, copies the explanation.
about-case-resume = Goes back to the form you put aside.
about-case-more-phrases = The next page of phrases.
about-case-say = Marks this phrase as said.
about-everywhere-dismiss = Clears the notice, and the banner about a broken configuration.
