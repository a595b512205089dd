# The command line

cli-about = zuoxi: a terminal workstation for customer-service agents
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-help = Show this help
cli-version = Show the version; --version with commit, store, SQLite and manual
cli-version-commit = commit { $value }
cli-version-store = store form { $value }
cli-version-sqlite = SQLite { $value }
cli-version-manual = built-in manual { $value }

cli-value-line = LINE
cli-value-page = PAGE
cli-value-path = PATH
cli-value-language = LANGUAGE
cli-value-no = NO
cli-value-time = TIME
cli-value-number = N
cli-value-file = FILE
cli-value-case = CASE
cli-value-view = VIEW
cli-value-dir = DIR
cli-value-command = COMMAND
cli-value-options = OPTIONS

cli-store = The store to use (or set ZUOXI_STORE)
cli-config = The configuration to use (or set ZUOXI_CONFIG)
cli-lang = The language to use: zh-CN, zh-TW, en (or set ZUOXI_LANG)
cli-as = Who sits here: the agent number (or set ZUOXI_AS)
cli-at = The clock starts at this time, in the company's zone, as 2026-03-16T10:26:48 (stores made by demo only)

cli-demo-about = Open a store to play with; it is removed on leaving
cli-demo-empty = Put no cases into it
cli-demo-cases = How many made-up cases to put in
cli-demo-seed = Seed of the made-up cases; the same seed makes the same cases

cli-rehearse-about = Replay written cases and compare the results
cli-rehearse-files = Rehearsal files; files named together share one store and one timeline

cli-list-about = List the queue
cli-list-view = Which part: mine, all, overdue, soon (due within 15 minutes); or a colleague's number
cli-list-json = One line of JSON per case

cli-show-about = Show one case with its history
cli-show-case = The case number
cli-show-json = As JSON
cli-show-since = Only the history from this time on: 10:00, yesterday, 12 March, 2026-03-12
cli-since-unread = Not understood as a time: { $time }. Try 10:00, yesterday or 2026-03-12
cli-show-since-is = Since { $time }:
cli-show-nothing-since = Nothing has happened since { $time }

cli-manual-about = The service manual
cli-manual-check-about = Check your changes to the manual; every mistake with its line
cli-manual-check-dir = The manual's folder; the configured one unless given
cli-manual-try-about = Show what the intake makes of a line, and why
cli-manual-try-line = The line to try; - reads lines from standard input
cli-manual-show-about = Print a page of the manual: goal, who, standard, phrases and their source
cli-manual-show-page = A step (1 to 5, or its name), or flow, faq or laws; without it the five steps
cli-manual-show-none = The manual has no page “{ $name }”; there are: { $known }

cli-config-about = The configuration
cli-config-path-about = Say where the configuration is
cli-config-default-about = Print the default configuration, every setting explained
cli-config-check-about = Check whether the configuration is right

cli-verify-about = Recompute the chain over every entry, then compare the lists
cli-rebuild-about = Rebuild the lists from the entries
cli-absorb-about = Take in another store: a copy worked on separately, or one started on its own
cli-absorb-folder = The folder, or its store file

cli-unknown-argument = There is no option { $arg }
cli-unknown-command = There is no command { $name }
cli-missing-command = A command is missing
cli-missing-argument = { $arg } is missing
cli-missing-value = { $arg } needs a value
cli-empty-value = { $arg } must not be empty
cli-one-too-many = One too many: { $arg }
cli-conflict = { $arg } cannot be used with the other options
cli-invalid-value = { $arg } cannot be { $value }
cli-not-text = An argument is not text
cli-cannot-read = { $arg } cannot be read
cli-did-you-mean = Did you mean { $name }?
cli-see-help = --help lists all options.

cli-unknown-language = There is no language { $lang }; choose zh-CN, zh-TW or en.
cli-bad-time = { $time } is not a time; write 2026-03-16T10:26:48.
cli-no-terminal = There is no terminal here, so the workstation cannot open.
cli-no-terminal-hint = Start it in a terminal window; scripts use zuoxi list or zuoxi show.
cli-terminal-failed = The terminal cannot be used: { $detail }
cli-no-place = No place to keep data was found; name one with --store.
cli-no-place-hint = For example: zuoxi --store ~/zuoxi/store.db
cli-no-folder = The folder { $path } cannot be created: { $detail }
cli-cannot-read-file = { $path } cannot be read: { $detail }
cli-store-hint = The store is at { $path }
cli-no-store-yet = There is no case store yet, and nothing was changed. Running zuoxi once creates one in the usual place.
cli-unknown-case = There is no case { $case }
cli-short-case = "{ $case }" is the end of several case numbers: { $numbers }. Give the whole one.
cli-unknown-view = There is no view { $view }; there are mine, all, overdue, soon, or a colleague's number.
cli-not-demo = Only a store made by demo accepts another clock.
cli-unknown-agent = This store knows no agent { $no }.
cli-nobody-named = Nobody has said who works here. Start with --as and an agent number, or put the number into the configuration (no, under [agent]).
cli-agent-hint = It knows: { $nos }
cli-crashed = zuoxi stopped because of a fault of its own. Everything typed is kept and offered at the next start. The report:
cli-thread-gone = A part of the program stopped, so it ended. What you typed is kept.
cli-demo-made = The demo store is ready: { $path }, cases: { $count }
cli-too-many = At most { $most } made-up cases

cli-list-empty = No cases
cli-show-several = { $count } cases have the number { $no }: it was given in folders that were worked on separately
cli-show-several-remedy = Both go on as usual. With these customers, give the time and the matter along with the number, so that nobody hears about the wrong case.
plan-untold = customer not told
plan-told = customer told
plan-accepted = customer agreed
plan-rejected = customer did not agree
plan-done = carried out
cli-plan-in-force = in force
cli-clash-steps = Clash: while the copies were apart, each side took a step without seeing the other's
cli-clash-fields = Clash: while the copies were apart, each side changed { $fields } without seeing the other's; the later one counts
cli-clash-here = this store
cli-clash-there = the other store
cli-clash-remedy = To settle it: look at both, then redo that step or fill in that field once more; if nothing has to change, open the case in the workstation, press F6 and choose “both sides checked”.
cli-manual-fine = The manual has no mistakes
cli-try-guess = {" "}(a guess)
cli-try-kind = Suggested kind
cli-try-category = Suggested category
cli-try-emotion = Mood heard
cli-try-safety = Asks whether anybody is hurt or at risk
cli-try-silent = no suggestion
cli-try-because = because of
cli-try-nothing = There is nothing to read

cli-rehearse-held = held
cli-rehearse-different = different
cli-rehearse-expected = expected
cli-rehearse-got = got
cli-rehearse-why = rule
cli-rehearse-summary = { $held } held, { $different } different
cli-rehearse-lines = { $path }: lines whose kind is asked for: { $asked }, with a suggestion: { $spoke }
cli-rehearse-skipped = Skipped { $path }: it names no schema, so it is no rehearsal
cli-rehearse-nothing = None of these can be rehearsed; a file begins with schema = "zuoxi.rehearsal/1", "zuoxi.lines/1" or "zuoxi.moments/1"
cli-rehearse-stuck = cannot go on: { $what }

cli-verify-fine = All right. Checked: acts { $acts }, cases { $streams }
cli-verify-older = All right. Checked: acts { $acts }, cases { $streams }. The store still has the form of an older version and was not touched; it is upgraded when it is next opened, and its lists are rebuilt then.
cli-verify-heads = The last entry of each session of the store: its id, number and hash. Keep a copy elsewhere to compare with later:
cli-verify-against = Compare with a checkpoint: every act it names must still be there
cli-verify-checkpoint = Where all is well, write the last act of each session to a new file
cli-verify-json = Print JSON
cli-verify-no-checkpoint = Line { $line } of { $path } is no checkpoint: each line needs an id, a number and a hash
cli-verify-wrong = Something is wrong. Checked: acts { $acts }, cases { $streams }
cli-verify-lists-later = The lists were not compared: they are to be rebuilt under the present rules first, which opening zuoxi once does.
cli-verify-mark-lost = The mark beside the store cannot be read, so nobody can tell whether acts are missing at its end. A new mark is written when the store is next opened.
cli-verify-rebuild = The facts are all right, only the lists are not: zuoxi rebuild makes them anew.
cli-verify-remedy = Nothing was changed. Copy the whole folder first, then restore a backup with zuoxi restore, or get out what can be read with zuoxi salvage.
cli-backup-about = Make a checked backup now
cli-backup-folder = The folder to put it in; beside the store unless named
cli-backup-json = Print JSON
cli-backup-done = Backed up and checked: { $path }. Cases { $cases }, acts { $acts }, the last of { $last }.
cli-restore-about = List the backups, or restore the store from one
cli-restore-copy = The backup to use; without one they are listed
cli-restore-drill = Drill: restore the newest backup to a temporary place, check it, throw it away
cli-restore-yes = Do not ask
cli-restore-none = There is no backup yet. zuoxi backup makes one; an open workstation makes one every hour.
cli-restore-copies = Backups, newest first; restore one with zuoxi restore FILE:
cli-restore-holds = This backup is all right: cases { $cases }, acts { $acts }, the last of { $last }.
cli-restore-ask = Put it in the place of { $path }? The present files are moved aside, not deleted. Type y and Enter:
cli-restore-say-yes = Nobody is there to answer, so nothing was touched. If you are sure, add --yes.
cli-restore-not = Nothing was changed.
cli-restore-done = Restored: { $path }. Cases { $cases }, acts { $acts }, the last of { $last }.
cli-restore-goes-on = Case numbers go on behind the last one given; unfinished forms come back when it is next opened.
cli-restore-ahead = Which case number was given last today cannot be known here; so that none is given twice, today's new cases are numbered from after { $no }.
cli-restore-before = The files that were there are in { $path }; they hold customers' data as well.
cli-restore-older = The next older one: { $path }
cli-restore-damaged = This backup is damaged; it was not used and nothing was changed: { $path }
cli-restore-drilled = The drill went well: { $path } can be restored. Cases { $cases }, acts { $acts }, the last of { $last }.
cli-restore-drill-time = It took { $seconds } seconds
cli-salvage-about = Take what can be read of a damaged case store into a new one; the damaged files stay as they are
cli-salvage-broken = The damaged store; without it, the one in use
cli-salvage-to = An empty folder for the new store; without it, one beside the damaged store
cli-salvage-json = Print JSON
cli-salvage-whole = Nothing is missing; all of it is in a new store: { $path }. Cases { $cases }, acts { $acts }, the last of { $last }.
cli-salvage-done = What can be read is in a new store: { $path }. Cases { $cases }, acts { $acts }, the last of { $last }.
cli-salvage-lost = { $acts ->
    [one] One act is lost:
   *[other] { $acts } acts are lost:
}
cli-salvage-one = { $whose }: { $acts ->
    [one] one act
   *[other] { $acts } acts
}, { $when }
cli-salvage-unknown = Case not known
cli-salvage-between = between { $after } and { $before }
cli-salvage-after = after { $after }
cli-salvage-before = before { $before }
cli-salvage-any-time = time not known
cli-salvage-more = There are more; --json lists them all
cli-salvage-unproved = { $acts ->
    [one] One act that was taken
   *[other] { $acts } acts that were taken
} cannot be proved unchanged, because the act before is lost. Please check.
cli-salvage-doubted = Some could be read but do not fit their hash. They were left out of the store and are in { $path }; please see whether they are true.
cli-salvage-drafts = Unfinished forms came along and are offered when the store is opened.
cli-salvage-next = The damaged files were not touched. If the new store is right, put it in place: zuoxi restore { $path } --store { $broken }
cli-verify-gaps = This store was salvaged, and { $acts ->
    [one] one act was lost then; everything
   *[other] { $acts } acts were lost then; everything
} else here is all right.
verify-file = The file itself cannot be read through; what lies behind was not checked: { $detail }
verify-missing = { $acts ->
    [one] One saved act is missing at the end, made at { $time }
   *[other] { $acts } saved acts are missing at the end, the last made at { $time }
 }
verify-checkpoint = Act { $seq } of session { $station }, named by the checkpoint, is gone or was replaced
verify-act = { $whose }, an act of { $time }: { $what } ({ $place })
verify-act-unknown = An act: { $what } ({ $place })
verify-fault-gap = one before it is missing
verify-fault-unreadable = what it says cannot be read
verify-fault-changed = it or the one before it was changed
verify-row = A row of a list is not what the facts say
verify-case = Case { $no }
verify-stream-case = A case
verify-stream-person = A colleague's file
verify-stream-customer = A customer's file
verify-stream-contact = A call or visit
verify-stream-shift = A shift
verify-stream-other = The store's own notes
cli-upgrading = Upgrading the case store: { $percent }%
cli-upgraded = The case store was upgraded. The store as it was before is kept at { $copy }; it holds customers' data too and can be deleted once all is well.
cli-rows = Rebuilding the lists: { $percent }%
cli-disk-full = The disk is full. This step was not done, and everything that was there still is. Free some space and run it again.
cli-progress = { $percent }% done
cli-rebuild-done = The lists are rebuilt from the entries
cli-absorb-nothing = Nothing new: all of it is here already
cli-absorb-known-twice = { $count ->
    [one] One number has
   *[other] { $count } numbers have
 } a customer file on either side. They were not joined; when one of them calls, both are shown.
cli-absorb-reopened = { $no } was merged into another case there and that one into it here, so nobody had it. It goes on now; please look: zuoxi show { $no }
cli-absorb-given-back = { $no } was attached to a major matter that was over on the other side. Its customer hears from the case itself again; please look: zuoxi show { $no }
cli-absorb-done =
    { $acts ->
        [one] Took in one entry
       *[other] Took in { $acts } entries
    } about { $cases ->
        [one] one case
       *[other] { $cases } cases
    }
cli-absorb-by-time =
    { $n ->
        [one] Took in one entry the program made by itself as time passed
       *[other] Took in { $n } entries the program made by itself as time passed
    }
cli-absorb-clash-steps = { $no }: each side took a step ({ $one }; { $other }) without seeing the other's. To see both: { $show }
cli-absorb-clash-fields = { $no }: each side changed { $fields } without seeing the other's. To see both: { $show }
cli-absorb-twice = { $no }: each side gave this number once ({ $names }). Both cases stay; with these customers, give the time and the matter along with the number
cli-absorb-left-over =
    { $n ->
        [one] One unsaved form in the other store was not taken in. Finish it there ({ $command }), then run this again
       *[other] { $n } unsaved forms in the other store were not taken in. Finish them there ({ $command }), then run this again
    }
cli-absorb-no-store = There is no case store in the usual place ({ $path }), so there is nothing to take it into. Say with --store which store is meant.
cli-absorb-stopped = Stopped, and nothing is lost: { $acts } entries are in already. Run it again, and it goes on from there.
cli-other-hint = The other store: { $path }
cli-here-hint = This store: { $path }
cli-late = late

app-paste-cut = { $count ->
    [one] The paste was too long; one character was left out
   *[other] The paste was too long; { $count } characters were left out
}

cli-heading-name = Name
cli-value-shell = SHELL
cli-value-region = REGION
cli-value-year = YEAR
cli-doctor-about = Look at this installation: what needs attention and what to do
cli-doctor-redacted = Leave out paths, names and numbers, so that it can be sent to strangers
cli-doctor-json = As one JSON object
cli-calendar-about = Public holidays
cli-calendar-import-about = Import a year's public holidays into your own manual
cli-calendar-import-file = The common JSON (year, days with date and isOffDay), a list of every day of a year (JSON or CSV, as published in Taiwan), or TOML as the manual has it
cli-calendar-import-region = Whose holidays, in two letters: CN, TW, SG …; unless given CN, and TW for lists of every day
cli-calendar-check-about = Which years have a table, and which lack one
cli-calendar-check-year = Look at this year only
cli-completions-about = Print a completion script: bash, zsh, fish, elvish, powershell
cli-completions-shell = For which shell
cli-man-about = Print the manual page; read it with zuoxi man | man -l -
cli-config-edit-about = Open the configuration in your editor, then check it
cli-config-made = There was no configuration yet; one was created from the example: { $path }
cli-config-kept = The file is kept as you left it. Until it is right, the workstation uses the last one that was. To go on: zuoxi config edit
cli-editor-failed = The editor did not start, or left with an error: { $editor }
cli-editor-hint = Name one in EDITOR, for example EDITOR=nano zuoxi config edit
cli-cannot-write-file = { $path } cannot be written: { $detail }
cli-last-good = { $file } line { $line } is wrong, the last good configuration is in use: { $sentence }
cli-last-good-keys = { $file } has a wrong key, the last good configuration is in use: { $sentence }
cli-last-good-remedy = zuoxi config check
cli-last-good-manual = The manual is wrong at { $place }; the last good one is used: { $sentence }
cli-last-good-manual-remedy = zuoxi manual check
app-upgraded = The case store was upgraded; { $copy } is the store as it was and can be deleted once all is well
cli-config-right = It is right again; it counts from the next start
cli-no-rules = The built-in manual cannot be read: a fault of the program.
cli-calendar-no-region = “{ $region }” is no region; write its two letters, such as CN, TW, SG
cli-calendar-refused = { $path } was not imported: { $what }
cli-calendar-not-json = this is not JSON: line { $line }, column { $column } cannot be read
cli-calendar-no-year-or-days = it needs year and days
cli-calendar-no-table = there is no [[holidays]] in it
cli-calendar-region-differs = it is for the region { $region }
cli-calendar-not-a-date = { $date } is not a date
cli-calendar-not-a-day = day { $at } needs date and isOffDay (true or false)
cli-calendar-not-a-listed-day = day { $at } needs date and isHoliday (true or false)
cli-calendar-not-a-line = line { $line } needs date, weekday, 0 or 2, remark
cli-calendar-other-year = { $date } is not in { $year }
cli-calendar-twice = { $date } is in it twice
cli-calendar-worked-anyway = { $date } is a working day anyway, so it cannot be a make-up day
cli-calendar-no-days-off = { $year } has no day off at all
cli-calendar-written = Written: { $path }
cli-calendar-none = no table
cli-calendar-days = { $off ->
    [one] one day off
   *[other] { $off } days off
}, { $work ->
    [one] one make-up working day
   *[other] { $work } make-up working days
}
cli-calendar-counts = { $region } { $year }: before { $before }, now { $after }
cli-calendar-folder-made = There was no manual of your own; the folder { $path } was created and is used from the next start on
cli-calendar-other-region = The company's region is { $region }, so this table is not in use
cli-calendar-year = { $region } { $year }: { $days }
cli-calendar-missing = { $region } { $year }: no table, so Monday to Friday counts
cli-calendar-missing-remedy = To add it: zuoxi calendar import FILE

# zuoxi doctor

doctor-yes = yes
doctor-no = no
doctor-none = none
doctor-never = never
doctor-unknown = unknown
doctor-fine = All is well
doctor-findings = Needs attention
doctor-program = Program
doctor-program-version = version
doctor-program-commit = commit
doctor-program-system = system
doctor-terminal = Terminal
doctor-terminal-present = present
doctor-terminal-term = TERM
doctor-terminal-program = program
doctor-terminal-inside = in tmux or screen
doctor-terminal-colours = colours
doctor-terminal-size = columns x rows
doctor-terminal-widths = measured widths
doctor-colours-true = 24 bit
doctor-colours-indexed = 256
doctor-colours-sixteen = 16
doctor-widths-no-terminal = not measured: there is no terminal here
doctor-widths-silent = asked, but the terminal did not answer
doctor-look = Look
doctor-look-glyphs = signs
doctor-look-theme = colours
doctor-glyphs-ascii = ASCII
doctor-glyphs-unicode = Unicode
doctor-theme-dark = dark
doctor-theme-light = light
doctor-theme-high-contrast = high contrast
doctor-theme-none = none
doctor-reason-configured = the configuration says so
doctor-reason-wide = the terminal draws such signs two cells wide
doctor-reason-narrow = the terminal draws such signs one cell wide
doctor-reason-silent = the terminal did not say, so one cell is assumed
doctor-reason-no-color = NO_COLOR is set
doctor-reason-usual = nothing else is set
doctor-reason-argument = the command line says so
doctor-reason-machine = as the machine has it
doctor-locale = Language
doctor-locale-language = of the screen
doctor-locale-machine = of the machine
doctor-store = Store
doctor-store-path = path
doctor-store-there = exists
doctor-store-sqlite = SQLite
doctor-store-mode = mode
doctor-store-format = format
doctor-store-demo = demo
doctor-store-prefix = prefix
doctor-store-station = station
doctor-store-acts = acts
doctor-store-cases = cases
doctor-store-people = people
doctor-store-drafts = open drafts
doctor-store-rows = lists
doctor-store-another-build = made by another build; made anew from the facts at the next start
doctor-store-bytes = size
doctor-store-checked-at = last check
doctor-store-copied-at = last backup
doctor-store-drilled-at = last restore drill
doctor-store-upgrade-needs = upgrade
doctor-store-upgrade = when it is next opened; takes { $needs } of free space, { $free } are free
doctor-manual = Manual
doctor-manual-hash = hash
doctor-manual-own = own changes
doctor-manual-folder = folder
doctor-manual-mistakes = mistakes
doctor-manual-region = region
doctor-manual-holiday-years = years with a holiday table
doctor-manual-missing-years = years without one
doctor-config = Configuration
doctor-config-path = path
doctor-config-there = exists
doctor-config-valid = valid
doctor-config-overrides = set by the environment
doctor-config-last-good = last good one kept
doctor-time = Time
doctor-time-zone = company's zone
doctor-time-company = time there
doctor-time-machine = time on this machine
doctor-time-named = clock set by hand
doctor-finding-term = TERM does not say what terminal this is
doctor-remedy-term = Open it in an ordinary terminal window, or set TERM=xterm-256color
doctor-finding-small = The window has only { $columns } columns and { $rows } rows
doctor-remedy-small = Make it at least { $least_columns } by { $least_rows }; 80 by 24 and up is comfortable
doctor-finding-widths = The terminal draws these characters in other widths than the screens count: { $signs }
doctor-remedy-widths = Set ambiguous-width characters to narrow in the terminal, or write ascii = "yes" in the configuration
doctor-finding-charset = The machine's locale is not UTF-8, so Chinese will be garbled
doctor-remedy-charset = Set LANG=zh_CN.UTF-8, or another UTF-8 locale
doctor-remedy-store = zuoxi verify says what is broken; copy the file before doing anything
doctor-finding-store-room = The case store has to be upgraded, which takes { $needs } of free space on its disk; only { $free } are free
doctor-remedy-store-room = Nothing is broken: free some space, then open it as usual
doctor-remedy-store-closed = Do what the sentence above says, then run zuoxi doctor again
doctor-finding-mode = Other users could read the store (mode { $mode }); opening it just now took that away
doctor-remedy-mode = Find out who may have read it; after putting a backup back, use chmod 600
doctor-finding-drafts = Draft files that could not be read whole: { $n }; kept as they were in the folder of drafts (.unread), with customers' data
doctor-remedy-drafts = What could be read went back to whoever typed it; have them looked at, delete them when nobody needs them
doctor-finding-check = The store has not been checked for more than { $days } days
doctor-remedy-check = Run zuoxi verify
doctor-finding-copies = What was saved for more than { $days } day is in no backup
doctor-remedy-copies = An open workstation backs up by itself, or run zuoxi backup; if it never succeeds, check that the folder set under [copies] can be written
doctor-finding-drill = No restore drill for more than { $days } days
doctor-remedy-drill = Run zuoxi restore --drill
doctor-finding-clock = The machine's clock is behind the newest fact in the store
doctor-remedy-clock = Set the machine's clock; every limit depends on it
doctor-finding-manual = Mistakes in your own manual: { $n }; the workstation does not open
doctor-remedy-manual = zuoxi manual check lists them all
doctor-finding-years = There is no holiday table for { $years }; its working days count as Monday to Friday
doctor-remedy-years = Import it once it is published: zuoxi calendar import FILE
doctor-finding-config = Mistakes in the configuration: { $n }
doctor-remedy-config = Put it right: zuoxi config edit
doctor-finding-keys = A key in the configuration is wrong
doctor-remedy-keys = Put it right: zuoxi config edit

# zuoxi help, zuoxi man

cli-help-about = Show the help of a command
cli-help-command = The command, in as many words as it has
cli-heading-exits = Exit status
cli-heading-files = Files
cli-heading-variables = Environment
cli-exit-yes = Done; the answer of a check is yes
cli-exit-no = The answer of a check is no: a difference, damage, a mistake found
cli-exit-asked = What was asked for cannot be: an unknown option, case or person
cli-exit-config = The configuration or the manual is wrong
cli-exit-store = The store is missing, damaged or cannot be used as it is
cli-exit-fault = A fault of the program
cli-exit-signal = A signal ended it, n being its number
cli-file-config = The configuration
cli-file-manual = A manual of your own, laid over the built-in one, where the configuration names no other folder
cli-file-store = The case store; its log and its mark lie beside it, and belong to it in every copy
cli-file-drafts = What was typed and not yet saved
cli-file-state = Log, crash reports and the last good configuration
cli-variable-config = Another configuration
cli-variable-as = Who sits here, as --as
cli-variable-at = The clock starts at this time, as --at
cli-variable-no-color = Set to anything: no colours
cli-variable-editor = What zuoxi config edit opens
cli-variable-lang = The language where neither ZUOXI_LANG nor the configuration names one
cli-variable-xdg = Other places than ~/.config, ~/.local/share and ~/.local/state
cli-variable-setting = The setting { $key }, for one start
cli-rebuild-json = Print JSON
cli-rehearse-json = Print JSON
cli-manual-check-json = Print JSON
cli-config-check-json = Print JSON
cli-calendar-check-json = Print JSON
