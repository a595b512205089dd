# The Case screen.
case-new = New call
case-new-counter = New visit
case-new-chat = New chat
case-new-writing = New entry
case-none-open = No case is open. Press { $key } for a new call, or open one from the queue
case-not-saved-yet = Not saved yet: press { $key } first
case-shorthand = One line
case-shorthand-ask = who, company, what, since when, tried, with spaces
case-matrix = Impact x urgency
case-asked = Not rated
case-group-who = Who
case-group-what = What
case-group-bad = How bad
case-group-wish = Wanted
case-group-answer = Answer
case-group-act = Fill in
case-group-rating = Rating
case-group-result = Result
form-origin-shorthand = from the line
form-origin-file = on file
form-origin-rule = filled in
form-origin-heard = sounds like
form-missing = missing
form-time-is = taken as { $time }
form-time-unread = not a time yet
form-time-closed = { $time } is outside hours; { $key } for { $opening }
case-praised-offer = { $key } for { $who }
case-task-of = { $act }: { $what }  { $no }
form-yes = yes
form-no = no
case-yesterday = yest. { $time }
case-min-s = { $min ->
    [0] { $s } s
   *[other] { $min } min { $s } s
}
case-day = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[other] Sun
} { $date }
case-met-after = in { $minutes } min
case-until = by { $time }
form-more-rows = { $count } more
case-why = Why
case-after-grading = Then
case-at-once = told at once: { $roles }
case-score = Score
case-no-score-yet = not yet
case-low-rule = below 60, or a 1 or 2: the lead calls back
case-score-low = low: the lead calls back within 24 hours
case-weighted = { $name } ({ $weight })
case-scale = 1 lowest   5 best   0 no answer
case-not-rated = not rated
case-keypad-1 = 1 satisfied
case-keypad-2 = 2 so-so
case-keypad-3 = 3 not satisfied
case-rating-missing = No rating yet: enter one, or say why there is none
case-still-missing = Still missing: { $fields }
case-still-wrong = Not right yet: { $fields }
case-say-first = Enter what the customer said first: { $field }
case-press-act = All filled in. { $key }: { $act }
case-opened = { $no } is open; give the customer the number
case-opened-promised = { $no } is open; give the customer the number. Promised: { $time }
case-nothing-offered = Nothing is suggested for this field
case-done = Recorded ({ $key } undoes): { $acts }
case-done-told = Recorded ({ $key } undoes): { $acts }; { $told }
case-told-here = now in the queue of: { $roles }
case-told-oneself = you are the { $roles } yourself: take it on
case-told-ring = phone the { $roles }: nobody here holds that role
case-told = told: { $roles }
case-said = Said: { $phrase }
case-said-asks = “{ $phrase }” promises a time: enter the time you said
case-unsaid = Taken back; counts as not said: { $phrase }
case-parked = { $count ->
    [one] One unfinished form put aside; { $key } brings it back
   *[other] { $count } unfinished forms put aside; { $key } brings the last one back
}
case-draft-back = Everything you had typed is back
case-linked = Linked to { $name }
case-nobody-known = Nobody found under this number yet
case-no-call = No call is on
case-no-due = Nothing is due
case-id-hidden = A number that looks like an ID or bank card was masked; press again to save
case-list-acts = What can be done now
case-list-tasks = Which follow-up
case-list-same = Who is it, and which case?
case-same-as = Same matter: { $no }  { $summary }
case-this-is = This is { $name }
case-hint-choose = This one
case-hint-close = Close
case-hint-back-to-form = Back to the form
case-hint-other-dues = Other times
case-hint-to-identify = Identify
case-hint-archive = Archive
case-hint-on = Next
case-hint-praise = Note praise
case-hint-offered = Fill in as heard

case-hint-answer = Answered
case-hint-grade = Grade
case-hint-grade-as = Grade { $level }
case-hint-grade-tell = Grade { $level } and notify
case-verified = verified
case-low-score-own = You handled this case: if another lead is on, leave the call to them
case-copied = Copied
case-reveal-no-reason = No reason given
case-list-reasons = Why show it in full? (goes on record)
case-list-masked = Show which one in full?
case-nothing-masked = Nothing on this case is masked
case-hides-in = masked again in { $seconds } s
case-revealed = Recorded. { $field } shows for { $seconds } s
form-masked-ask = { $masked }  type a new one to change it
case-unverified = unverified
case-wants = wants:{" "}
case-seen = seen:{" "}
case-tried = tried:{" "}
case-clause-separator = ;{" "}
case-colon = :{" "}
case-the-customer = The customer
case-reason-transfer = beyond the front line
case-paused-until = paused until { $time }
case-caller = Caller { $number }
case-number = Number { $number }
case-number-first = Type the number to see who it is
case-matches = { $count } on file
case-matches-open = { $count } open for this number
case-new-customer = New customer
case-known = open { $open }   recent { $recent }
case-this-call = This call
case-this-contact = This contact
case-talk = Talk
case-since = since { $time }
case-silence = Silence
case-silence-after = warns after { $seconds } s
case-hold = Hold
case-answered = Answered
case-leads =
    { $count ->
        [one] Major matter, { $count } case attached
       *[other] Major matter, { $count } cases attached
    }
case-follows = Part of major matter { $no }, updates come with it
case-told-count =
    { $count ->
        [one] { $count } customer
       *[other] { $count } customers
    }
case-rings =
    { $rings ->
        [one] { $rings } ring
       *[other] { $rings } rings
    }
case-answered-in-time = in time ✓
case-answered-late = late
case-dues = Due
case-say = Say
case-say-after-esc = Esc, then a digit
case-history = History
case-before = Earlier
case-open = open
case-newer-fact = needs a newer version
case-clash = Somebody has changed the same fields; here are both versions
case-clash-mine-is = yours, not saved yet
case-clash-theirs-is = just saved
case-clash-yourself = you, in another window, { $time }
case-clash-saved-by = { $no }, saved { $time }
case-clash-mine = Keep mine
case-clash-theirs = Take theirs
case-clash-both = Keep both: theirs first, then mine
case-clash-joint = { "; " }
case-clash-edit = Edit mine
case-hours = { $hours } h
case-minutes = { $minutes } min
case-workdays = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
case-why-question = Why this time
case-why-start = Start
case-why-limit = Limit
case-why-calendar = Calendar
case-why-pauses = Pauses
case-why-no-pauses = none
case-why-still = still paused
case-why-sum = Sum
case-why-warn = Warnings
case-why-met = Met
case-why-missing-years = No holiday table
case-why-missing-years-note = Monday to Friday counted as working days
case-why-source = Source
case-why-due = Due
case-why-promised = promised to the customer; no limit moves it
case-why-runs = { $minutes } min
case-why-runs-hours = { $hours } h
case-why-closed = closed
case-why-break = break
case-why-weekend = weekend
case-why-holiday = holiday
case-why-paused = paused
case-why-receipt-day = day of receipt
case-spam-silent = silent
case-spam-prank = prank
case-spam-sales = sales
case-spam-abuse = abuse
case-spam-wrong-number = wrong number
case-identity-name = name
case-identity-phone-tail = last phone digits
case-identity-order-tail = last order digits
case-identity-email = e-mail
case-identity-last-purchase = last purchase
case-identity-calling-number = calling number
case-sensitive-money = money to another account
case-sensitive-address = address after dispatch
case-sensitive-data = data handed out
case-sensitive-number = another number
case-result-reached = reached
case-result-no-answer = no answer
case-result-busy = busy
case-result-switched-off = switched off
case-result-wrong-number = wrong number
case-result-refused = refused
case-result-rescheduled = rescheduled
case-result-told-in-writing = told in writing
case-fact-case-opened = Opened
case-fact-case-drafted = Changed
case-fact-intake-done = Intake done
case-fact-case-graded = Graded
case-fact-case-quick-answer = Answered in the call
case-fact-case-regraded = Regraded
case-fact-case-transferred = Transferred
case-fact-holder-changed = Now with
case-fact-department-named = Departments named
case-fact-case-reassigned = Owner changed
case-fact-return-received = Plan received
case-fact-return-bounced = Sent back
case-fact-plan-ready = Plan ready
case-fact-plan-told = Plan explained
case-fact-plan-accepted = Plan accepted
case-fact-plan-rejected = Plan turned down
case-fact-plan-final-refused = Final position refused
case-fact-plan-carried-out = Plan carried out
case-fact-plan-failed = Plan failed
case-fact-answer-given = Answer given
case-fact-result-confirmed = Result confirmed
case-fact-result-refused = Result refused
case-fact-customer-unreachable = Unreachable
case-fact-case-archived = Archived
case-fact-case-reopened = Reopened
case-fact-case-withdrawn = Withdrawn
case-fact-case-spam = Not a real contact
case-fact-major-declared = Major matter declared
case-fact-major-ended = Major matter ended
case-fact-major-told = All told
case-fact-case-attached = Attached to major matter
case-fact-case-detached = Detached from major matter
case-fact-attach-received = Case attached
case-fact-detach-received = Case detached
case-fact-attach-ended = The major matter is over; this case owes its updates again
case-fact-case-merged = Merged
case-fact-merge-loop-opened = Each was merged into the other; this one goes on
case-fact-case-merge-received = Case merged in
case-fact-case-split = Split off
case-fact-first-response = First response
case-fact-contact-started = Contact
case-fact-contact-held = On hold
case-fact-contact-resumed = Off hold
case-fact-contact-ended = Contact ended
case-fact-identity-checked = Identity checked
case-fact-identity-revealed = Masked field shown
case-fact-escalated-lead = Lead told
case-fact-escalation-acknowledged = Lead took it on
case-reminded-times = reminder { $times } { $no }
case-passed-to = passed on ({ $times }) { $no }
case-fact-escalation-passed = Not taken on
case-fact-clock-started = Clock started
case-fact-clock-moved = Due moved
case-fact-clock-met = Clock met
case-fact-clock-cancelled = Clock stopped
case-fact-clock-breached = Late
case-fact-clock-paused = Paused
case-fact-clock-resumed = Resumed
case-fact-promise-made = Promised
case-fact-promise-kept = Promise kept
case-fact-promise-missed = Promise missed
case-fact-promise-renegotiated = Promise moved
case-fact-promise-cancelled = Promise dropped
case-fact-progress-told = Update given
case-fact-rhythm-agreed = Update interval agreed
case-fact-satisfaction-asked = Rating asked
case-fact-satisfaction-scored = Rated
case-fact-satisfaction-keypad = Keypad rating
case-fact-satisfaction-refused = Rating refused
case-fact-satisfaction-no-answer = Rating: no answer
case-fact-satisfaction-not-asked = Rating not asked
case-fact-low-score-flagged = Low score
case-fact-runbook-started = Emergency plan started
case-fact-record-completed = Record complete
case-fact-review-signed = Reviewed
case-fact-note-added = Note
case-fact-clash-settled = Both sides checked
case-fact-phrase-said = Said
case-fact-followup-created = Follow-up added
case-fact-followup-snoozed = Follow-up put off
case-fact-followup-done = Follow-up done
case-fact-followup-missed = Follow-up missed
case-fact-followup-cancelled = Follow-up dropped
case-fact-followup-no-answer = No answer
case-fact-followup-rescheduled = Follow-up moved
case-fact-undone = Undone
case-fact-capa-opened = Corrective action opened
case-fact-capa-closed = Corrective action closed
case-fact-export-made = Exported
case-fact-data-erased = Personal data erased
action-case-enter = Next
action-case-leave-step = Finish the step
action-case-opening = Use what is suggested
action-case-next-field = Next field
action-case-prev-field = Previous field
action-case-up = Up
action-case-down = Down
action-case-left = Left
action-case-right = Right
action-case-out = Step out
action-case-acts = Actions
action-case-due = what is due
action-case-promise = Promise
action-case-identity = Check identity
action-case-reveal = Show in full
action-case-why = Why
action-case-history = History
action-case-told = Update given
action-case-same = Who / same matter
action-case-major = Major matter
action-case-copy = Copy
action-case-resume = Resume
action-case-more-phrases = More phrases
action-case-say-1 = Said phrase 1
action-case-say-2 = Said phrase 2
action-case-say-3 = Said phrase 3
action-case-say-4 = Said phrase 4
action-case-say-5 = Said phrase 5
case-why-task = a task made by rule
case-list-attached = It is over; open each attached case to close it
case-list-masters = Merge into which case
case-list-majors = Attach to which major matter
case-no-master = There is no other open case to merge into
case-can-archive = Archive
case-more-items = { $count } more
case-avoid = “{ $said }”: better “{ $better }”
case-closing-notice = { $customer }: your case “{ $matter }” (number { $no }) is now closed. Result: { $result }. Please contact us if anything changes.
case-put-astray = What you typed went into “{ $field }”; just carry on typing
case-nowhere-to-put = No field here takes text; not kept: { $words }
case-field-full = { $n ->
    [one] “{ $field }” is full; one character left out: { $words }
   *[other] “{ $field }” is full; { $n } characters left out: { $words }
}
case-handed-on = { $n ->
    [one] “{ $from }” is full; the last character went into “{ $to }”
   *[other] “{ $from }” is full; the other { $n } characters went into “{ $to }”
}
case-paste-too-long = { $n } characters pasted, “{ $field }” has room for { $room }; none went in
case-level-changed = Level changed from { $from } to { $to }: { $cell }
case-cell-changed = The level stays { $level }: { $cell }
case-given-back = { $undone }   what you typed is back
case-no-such-option = There is no option { $digit }; nothing changed
case-none-before = No earlier case found
case-by-oneself = signed by oneself
case-taken-back = undone
case-overtaken = overtaken elsewhere
case-crossed-act = { $time } { $no }: { $what }
case-crossed-here = { $time } { $no } here: { $what }
case-crossed-there = { $time } { $no } there: { $what }
case-crossed-fields = changed { $fields }
case-crossed-more = { $n } more
case-crossed-key = clash: { $key }
# Below the steps: what the case is like, and the key for it
case-major-offer = Like major matter { $no }: { $matter }
case-major-offers = { $count } major matters are like this one
case-major-join = { $key } attach
case-major-choose = { $key } choose which
case-major-hint = { $count } callers in { $span } about "{ $about }": a major matter?
case-major-hours = { $n } h
case-major-minutes = { $n } min
case-major-declare = { $key } declare it
case-major-propose = { $key } tell the lead
case-major-none-like = No major matter is like this case
case-crossed-remedy = Redo that step or field; if nothing needs changing, press { $key }: both sides checked
case-number-twice = Another case has this number too: with customers, mention the time and the matter as well
case-copy-why = Press { $key } for a due time first, then copy
case-nothing-parked = No form was put aside
case-number-hidden = withheld
case-over = { $state }. { $key } lists what can still be done
case-paused-for = { $state }, paused. { $why }. { $key } lists what you can do
case-others-step = { $state }; the next step is with: { $who }. { $key } lists what you can do
case-goes-on = { $state }; not finished yet. { $key } lists what you can do
case-read-grade = Grade
case-read-plan = Plan
case-read-result = Result
case-read-rating = Rating
case-read-archive = Archived
case-read-notice = Notice
case-hint-read-on = read on
action-case-page-up = Page up
action-case-page-down = Page down
case-read-above = { $n ->
    [one] { $n } line above  { $key }
   *[other] { $n } lines above  { $key }
}
case-read-below = { $n ->
    [one] { $n } more line  { $key }
   *[other] { $n } more lines  { $key }
}
