# The frame: top rows, notices, keys, overlays.
brand = Zuoxi
company-desk = { $company }
demo-mark = DEMO
screen-queue = Queue
screen-case = Case
screen-phrases = Phrases
screen-queue-short = Qu
screen-case-short = Ca
screen-followups-short = Fo
screen-phrases-short = Ph
screen-too-small = Needs { $columns }x{ $rows }, has { $have_columns }x{ $have_rows }. What you typed is kept. Enlarge, or { $key } to leave.
screen-too-small-unkept = Needs { $columns }x{ $rows }, has { $have_columns }x{ $have_rows }. What you typed could not be kept as a draft. Enlarge; { $key } leaves and loses it.

line-ready = Ready
line-talk = Call
line-callback = Outbound
line-hold = Hold
line-wrap-up = Wrap-up
line-silence = Silence
line-counter = Visit
line-counter-waits = Waiting
line-chat = Chat
line-writing = Entry
line-after = Wrap-up
line-somebody = new
line-still-waits = { $who } is still waiting; { $key } takes them back
line-wrapped = Wrap-up over: { $who }
call-change-over = to { $who }
call-take-back = back to { $who }
call-counter-over = visit over
call-chat-over = chat over
call-choose-first = Choose here first, or close this with { $key }
call-ask-end = { $meeting ->
    [counter] How did the visit of { $who } end?
    [chat] How did the chat with { $who } end?
    [writing] What became of the entry for { $who }?
   *[phone] How did the call with { $who } end?
}
call-ask-found = { $meeting ->
    [counter] { $who } was at the counter when the program stopped. What became of it?
    [chat] You were chatting with { $who } when the program stopped. What became of it?
    [writing] The entry for { $who } was open when the program stopped. What became of it?
   *[phone] You were on a call with { $who } when the program stopped. What became of it?
}
call-ask-why = { $meeting ->
    [counter] Why is the visit of { $who } not a case? What is written in this form will be discarded
    [chat] Why is the chat with { $who } not a case? What is written in this form will be discarded
    [writing] Why is what { $who } sent not a case? What is written in this form will be discarded
   *[phone] Why is the call from { $who } not a case? What is written in this form will be discarded
}
call-ask-form = Discard this unsaved form and what is written in it?
call-ask-wrap-up = { $meeting ->
    [counter] What was the visit of { $who } about? Choosing ends the wrap-up
    [chat] What was the chat with { $who } about? Choosing ends the wrap-up
    [writing] What was it about that { $who } sent? Choosing ends the wrap-up
   *[phone] What was the call with { $who } about? Choosing ends the wrap-up
}
call-goes-on = { $meeting ->
    [counter] Still here: carry on
    [chat] Still chatting: carry on
    [writing] Still writing: carry on
   *[phone] Still talking: carry on
}
call-end-customer = { $meeting ->
    [counter] The customer left
    [chat] The customer left the chat
    [writing] It is entered
   *[phone] The customer hung up
}
call-end-cut = { $meeting ->
    [counter] Left before it was done: call them
    [chat] The chat broke off: call them
    [writing] Broken off: call them
   *[phone] Cut off: call back
}
call-end-us = { $meeting ->
    [counter] We finished the visit
    [chat] We closed the chat
    [writing] We closed it
   *[phone] We hung up
}
call-end-unknown = Ended some time ago, nobody knows when
call-drop-wrong-number = { $meeting ->
    [counter] wrong place
    [chat] wrong company
    [writing] not meant for us
   *[phone] wrong number
}
call-drop-silent = { $meeting ->
    [counter] left without a word
    [chat] no message, no reply
    [writing] nothing in it
   *[phone] nobody spoke
}
call-drop-prank = prank
call-drop-sales = { $meeting ->
    [counter] sales visit
    [chat] advertising
    [writing] advertising
   *[phone] sales call
}
call-drop-abuse = abuse
call-drop-form-only = { $meeting ->
    [counter] Discard the form only; the visit counts
    [chat] Discard the form only; the chat counts
    [writing] Discard the form only; the letter or mail counts
   *[phone] Discard the form only; the call counts
}
call-dropped = { $meeting ->
    [counter] Not a case: { $why }. The visit and the reason are kept, no case was opened
    [chat] Not a case: { $why }. The chat and the reason are kept, no case was opened
    [writing] Not a case: { $why }. That it came and the reason are kept, no case was opened
   *[phone] Not a case: { $why }. The call and the reason are kept, no case was opened
}
call-form-dropped = Form discarded; no case was opened
call-nothing-to-drop = There is no contact or unsaved form here to discard
call-ask-back = Calling { $who } back: was anybody reached?
call-ask-no-back = Is this call-back no longer needed?
shift-ask-state = What are you doing now?
shift-now = From now on: { $state }
shift-none = No shift is on record yet, so there is no state to change
call-back-not-needed = No longer needed
call-back-cancelled = Call-back cancelled
call-back-result = Call-back: { $result }
call-book-asked = Book a call-back for { $who }
call-book-missed = Note a missed call and call back
call-book-moved = Another time to call back { $who }
call-book-number = Number
call-book-time = When
call-book-note = Why
call-book-no-number = A call-back needs a number
call-book-time-usual = left empty: { $at }
call-booked = Noted: call { $number } back at { $at }; it stands on top of the queue
call-found = { $n ->
    [one] One contact was open when the program stopped: { $who }. { $hold } if it goes on, { $end } if it is over
   *[other] { $n } contacts were open when the program stopped: { $who }. { $hold } if they go on, { $end } if they are over
}

next-label = Next
next-nothing = Nothing else is due
badge-told = Reported { $n }
badge-overdue = Overdue { $n }
badge-soon = In 15 min { $n }
badge-mine = Mine { $n }
badge-all = All { $n }

mark-soon = !
mark-near = !!
mark-late = OD
mark-paused = ||
left-hours = { $h }h{ $m }m
left-days = { $n }d
left-workdays = { $n ->
    [one] { $n } wday
   *[other] { $n } wdays
}
moment-tomorrow = tomorrow { $time }


lists-made-anew = The manual or the hours changed; lists are being brought up to date: { $percent }%
saved = Saved
saved-draft = Draft saved
saved-not = Draft not saved
unkept-disk-full = Disk full: what you typed is not kept
unkept-disk = Disk failing: what you typed is not kept
unkept-remedy = stay; kept once there is space
drafts-unread = { $file }: drafts not read whole{ $more ->
    [0] { "" }
   *[other] { " " }(and { $more } more)
 }
drafts-unread-remedy = kept as it was; ask your admin
drafts-newer = { $file }: drafts of a newer version{ $more ->
    [0] { "" }
   *[other] { " " }(and { $more } more)
 }
drafts-newer-remedy = left alone; open it with that one
drafts-foreign = { $file }: no draft file{ $more ->
    [0] { "" }
   *[other] { " " }(and { $more } more)
 }
drafts-foreign-remedy = left alone; move it if unused
copy-today = backup { $time }
copy-yesterday = backup yesterday
copy-days = backup { $days } days old
copy-none = no backup

notice-how-to-quit = { $key } leaves
notice-nothing-to-undo = Nothing to undo
notice-undone = Undone: { $deed }   { $key } redo
notice-redone = Redone: { $deed }   { $key } undo
notice-undo-elsewhere = Your last act was { $deed }; that case is open now. { $key } again undoes it
notice-deed = “{ $act }” { $who } { $no }
notice-nothing-to-redo = Nothing to redo
notice-undo = undoes it
notice-no-such-case = There is no such case
confirm-quit-call = { $meeting ->
    [counter] A customer is at the counter. Leave now? What is half written is kept as a draft and offered again at the next start.
    [chat] A chat is still open. Leave now? What is half written is kept as a draft and offered again at the next start.
    [writing] An entry is not finished. Leave now? What is half written is kept as a draft and offered again at the next start.
   *[phone] You are on a call. Leave now? What is half written is kept as a draft and offered again at the next start.
}
confirm-quit-unsaved = A form is not saved yet. Leave now? What is half written is kept as a draft and offered again at the next start.
confirm-quit-unkept = What you typed could not be kept as a draft. If you leave now, whatever is not saved as a case is gone. Free some disk space and wait until the lower right says Draft saved. Leave all the same?
confirm-quit-yes = leave

find-label = Find
find-how = words, pinyin or initials
find-nothing = No such command
help-title = Keys that work now; type to filter
history-title = History; type to search
history-nothing = The history does not say that
keys-up-down = Up/Down
keys-choose = choose
list-separator = , { "" }
weekday = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[other] Sun
}
weekday-run = { $first } to { $last }
weekday-hours = { $days } { $hours }
hours-over-midnight = { $from }-{ $to } the next day
left-over-title = { $n ->
    [one] One unfinished form from last time
   *[other] { $n } unfinished forms from last time
}

action-everywhere-new-call = new call
action-everywhere-palette = all commands
action-everywhere-help = help
action-everywhere-manual = service manual
action-everywhere-undo = undo the last act
action-everywhere-redo = redo what was undone
action-everywhere-quit = leave
action-everywhere-how-to-quit = how to leave
action-everywhere-suspend = to the background
action-line-hold = hold
action-line-hang-up = hang up
action-line-ended = how it ended
action-line-book = call-back, missed call
action-line-drop = not a case
action-line-state = state
action-lists-queue = to the queue
action-lists-case = to the case
action-lists-phrases = to the phrases
action-lists-leave = leave
action-confirm-yes = yes
action-confirm-no = no, go back
action-pick-take = take this one
action-pick-down = choose
action-pick-up = previous
action-pick-page-down = page down
action-pick-page-up = page up
action-pick-close = close
action-book-take = note it
action-book-next = next field
action-book-prev = previous field
action-book-close = cancel
action-left-over-resume = go on writing
action-left-over-discard = throw it away
action-left-over-down = next form
action-left-over-up = previous form
action-left-over-later = later

keymap-unknown-table = There is no [keys.{ $table }]
keymap-unknown-action = [keys.{ $table }] has no action { $action }
keymap-bad-key = [keys.{ $table }] { $action }: { $key } is not a key; examples: ctrl-k, f2, enter
keymap-conflict = { $one } and { $two } both use { $key }; change one of them
keymap-only-sequence = [keys.{ $table }] { $action } is needed during a call: give it a single key as well
sequence-unknown = { $keys } does nothing here
key-of-case = { $key } ({ $what }) is for a case
sequence-out = {" "}Esc leaves{" "}
action-everywhere-dismiss = dismiss the notice
notice-nothing-to-dismiss = There is no notice to dismiss
banner-away = { $remedy }   { $key } dismiss
