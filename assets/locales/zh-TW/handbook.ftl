# 手冊：步驟、流程圖、常見問題、法條
handbook-goal = 目標
handbook-people = 誰做
handbook-standard = 標準
handbook-deeds = 做什麼
handbook-limits = 期限
handbook-first-answer = 首次應答
handbook-say = 怎麼說
handbook-avoid = 不要這樣說
handbook-source = 出處
handbook-number = 文號
handbook-force = 效力
handbook-law-limits = 期限

handbook-flow = 流程圖
handbook-faq = 常見問題
handbook-laws = 法條
handbook-called-flow = 流程 流程图 流程圖 flow
handbook-called-faq = 常问 常見問題 常见问题 常問 faq
handbook-called-laws = 法条 法條 法规 法規 law laws
handbook-how = 輸入文字即可在整本手冊裡搜尋
handbook-nothing = 手冊裡沒有這些字
handbook-turn = 翻頁
handbook-open = 打開那一頁
keys-left-right = 左右

handbook-quoted = 「{ $words }」
handbook-instead = 不說「{ $no }」，說「{ $yes }」
handbook-phrase-built-in = 內建
handbook-phrase-own = 本公司寫的
handbook-of-level = { $level } { $limit }（{ $kind }）
handbook-of = { $what }：{ $source }
handbook-reopen = 歸檔後可重開
handbook-days = { $days } 天內
handbook-seconds = { $seconds } 秒
handbook-answer = { $channel }  { $within }內
handbook-answer-rings = { $channel }  { $within }內（{ $rings } 聲）

handbook-forks = 岔路
handbook-any-time = 隨時
handbook-fork = { $at }：{ $when }，{ $then }
handbook-times = 時間
handbook-complaints = 客訴 { $close } 個工作天結案，{ $ceiling } 個工作天是上限
handbook-hours = 服務時段 { $hours }；工作日依假日表

handbook-laws-note = 僅供查閱，這裡不據此計時，公司自己的期限也不是法條。抄自第三方的副本，沒有核對官方網站；不確定請洽法務。
handbook-law-from = { $from } 起
handbook-law-until = 到 { $to } 為止
handbook-law-between = { $from } 到 { $to }
handbook-law-undated = 生效日期沒有讀到
handbook-law-not-now = （現在不適用）
handbook-law-no-figures = 沒有查證，不列期限
handbook-law-after = { $who }{ $what }：{ $since }起 { $amount } { $unit }
handbook-law-before = { $who }{ $what }：{ $since }前 { $amount } { $unit }
handbook-law-duty = { $who }{ $what }：{ $since }後{ $unit }
handbook-law-applies = ，限於{ $what }
handbook-law-article = （條文 { $article }）
handbook-law-read = { $source }（{ $day } 查閱）
