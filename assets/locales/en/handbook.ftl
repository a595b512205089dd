# The manual: steps, flow chart, questions, laws
handbook-goal = Goal
handbook-people = Who
handbook-standard = Standard
handbook-deeds = What to do
handbook-limits = Times
handbook-first-answer = First answer
handbook-say = What to say
handbook-avoid = Do not say
handbook-source = Source
handbook-number = Number
handbook-force = Status
handbook-law-limits = Times

handbook-flow = Flow chart
handbook-faq = Questions
handbook-laws = Laws
handbook-called-flow = flow chart 流程 流程图 流程圖
handbook-called-faq = faq questions 常问 常見問題 常见问题 常問
handbook-called-laws = law laws 法条 法條 法规 法規
handbook-how = type to search the whole manual
handbook-nothing = The manual does not have these words
handbook-turn = turn the page
handbook-open = open that page
keys-left-right = Left/Right

handbook-quoted = “{ $words }”
handbook-instead = Instead of “{ $no }”, say “{ $yes }”
handbook-phrase-built-in = built in
handbook-phrase-own = your company’s own
handbook-of-level = { $level } { $limit } ({ $kind })
handbook-of = { $what }: { $source }
handbook-reopen = May be reopened after archiving
handbook-days = within { $days } { $days ->
    [one] day
   *[other] days
}
handbook-seconds = { $seconds } s
handbook-answer = { $channel }: within { $within }
handbook-answer-rings = { $channel }: within { $within } ({ $rings ->
    [one] one ring
   *[other] { $rings } rings
})

handbook-forks = Where the way forks
handbook-any-time = Any time
handbook-fork = { $at }: { $when } – { $then }
handbook-times = Times
handbook-complaints = Complaints: closed within { $close } working days, { $ceiling } at the very most
handbook-hours = Service hours { $hours }; working days follow the holiday table

handbook-laws-note = For reading only: no clock starts here, and the company’s own limits are not law. Taken from third-party copies, official sites not checked; ask counsel when in doubt.
handbook-law-from = since { $from }
handbook-law-until = until { $to }
handbook-law-between = { $from } to { $to }
handbook-law-undated = date of effect not read
handbook-law-not-now = {" "}(not in force now)
handbook-law-no-figures = Not checked, so no figures are given
handbook-law-after = { $who }: { $what }, { $amount } { $unit } from: { $since }
handbook-law-before = { $who }: { $what }, { $amount } { $unit } before: { $since }
handbook-law-duty = { $who }: { $what }, { $unit } after: { $since }
handbook-law-applies = ; only { $what }
handbook-law-article = {" "}(art. { $article })
handbook-law-read = { $source } (read { $day })
