# The command line

cli-about = zuoxi: a terminal workstation for customer-service agents
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-help = Show this help
cli-version = Show the version

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
cli-lang = The language to speak: zh-CN, zh-TW, en (or set ZUOXI_LANG)
cli-as = Who sits here: the agent number (or set ZUOXI_AS)
cli-at = The clock starts here, in the company's zone, as 2026-03-16T10:26:48 (stores made by demo only)

cli-demo-about = Open a store to play with; it is removed on leaving
cli-demo-empty = Put no cases into it
cli-demo-cases = How many made-up cases to put in
cli-demo-seed = Seed of the made-up cases; the same seed makes the same cases

cli-rehearse-about = Replay written-down cases and compare what results
cli-rehearse-files = Rehearsal files; files named together share one store and one timeline

cli-list-about = List the queue
cli-list-view = Which part: mine, all, overdue, soon (due within 15 minutes)
cli-list-json = One line of JSON per case

cli-show-about = Show one case with its history
cli-show-case = The case number
cli-show-json = As JSON

cli-manual-about = The service manual
cli-manual-check-about = Check your changes to the manual; every mistake with its line
cli-manual-check-dir = The manual's folder; the configured one unless given

cli-config-about = The configuration
cli-config-path-about = Say where the configuration is
cli-config-default-about = Print the default configuration, every setting explained
cli-config-check-about = Check whether the configuration is right

cli-verify-about = Recompute the chain over every fact, then compare the lists
cli-rebuild-about = Make the lists anew from the facts

cli-unknown-argument = There is no option { $arg }
cli-unknown-command = There is no command { $name }
cli-missing-command = A command is missing
cli-missing-argument = { $arg } is missing
cli-missing-value = { $arg } needs a value
cli-conflict = { $arg } cannot be used with the other options
cli-invalid-value = { $arg } cannot be { $value }
cli-not-text = An argument is not text
cli-cannot-read = { $arg } cannot be read
cli-did-you-mean = Did you mean { $name }?
cli-see-help = --help lists all options.

cli-unknown-language = { $lang } is not spoken here; zh-CN, zh-TW and en are.
cli-bad-time = { $time } is not a time; write 2026-03-16T10:26:48.
cli-no-terminal = There is no terminal here, so the workstation cannot open.
cli-no-terminal-hint = Start it in a terminal window; scripts use zuoxi list or zuoxi show.
cli-terminal-failed = The terminal cannot be used: { $detail }
cli-no-place = No place to keep data was found; name one with --store.
cli-no-place-hint = For example: zuoxi --store ~/zuoxi/store.db
cli-no-folder = The folder { $path } cannot be made: { $detail }
cli-cannot-read-file = { $path } cannot be read: { $detail }
cli-store-hint = The store is at { $path }
cli-unknown-case = There is no case { $case }
cli-unknown-view = There is no view { $view }; there are mine, all, overdue, soon.
cli-not-demo = Only a store made by demo accepts another clock.
cli-unknown-agent = This store knows no agent { $no }.
cli-agent-hint = It knows: { $nos }
cli-crashed = zuoxi stopped because of a fault of its own. Everything typed is kept and offered at the next start. The report:
cli-store-thread-gone = The part that keeps data has stopped, so the workstation left. Everything typed is kept.
cli-demo-made = The demo store is made: { $path }, cases: { $count }
cli-too-many = { $most } made-up cases is the most

cli-list-empty = No cases
cli-show-no-facts = No history
cli-manual-fine = The manual has no mistakes

cli-rehearse-held = held
cli-rehearse-different = different
cli-rehearse-expected = expected
cli-rehearse-got = got
cli-rehearse-why = rule
cli-rehearse-summary = { $held } held, { $different } different
cli-rehearse-stuck = cannot go on: { $what }

cli-verify-fine = { $events } facts about { $streams } subjects checked: all right
cli-verify-damage = wrong: { $what }
cli-rebuild-done = The lists are made anew from the facts
cli-late = late

app-paste-cut = The paste was too long; { $count } characters were left out
