# 手册：步骤、流程图、常问、法条
handbook-goal = 目标
handbook-people = 谁做
handbook-standard = 标准
handbook-deeds = 做什么
handbook-limits = 期限
handbook-first-answer = 首次应答
handbook-say = 怎么说
handbook-avoid = 不要这样说
handbook-source = 出处
handbook-number = 文号
handbook-force = 效力
handbook-law-limits = 期限

handbook-flow = 流程图
handbook-faq = 常问
handbook-laws = 法条
handbook-called-flow = 流程 流程图 流程圖 flow
handbook-called-faq = 常问 常見問題 常见问题 常問 faq
handbook-called-laws = 法条 法條 法规 法規 law laws
handbook-how = 打字就能查整本手册
handbook-nothing = 手册里没有这些字
handbook-turn = 翻页
handbook-open = 打开那一页
keys-left-right = 左右

handbook-quoted = 「{ $words }」
handbook-instead = 不说「{ $no }」，说「{ $yes }」
handbook-phrase-built-in = 自带
handbook-phrase-own = 本公司写的
handbook-of-level = { $level } { $limit }（{ $kind }）
handbook-of = { $what }：{ $source }
handbook-reopen = 归档后可重开
handbook-days = { $days } 天内
handbook-seconds = { $seconds } 秒
handbook-answer = { $channel }  { $within }内
handbook-answer-rings = { $channel }  { $within }内（{ $rings } 声）

handbook-forks = 岔路
handbook-any-time = 随时
handbook-fork = { $at }：{ $when }，{ $then }
handbook-times = 时间
handbook-complaints = 投诉 { $close } 个工作日办结，{ $ceiling } 个工作日是上限
handbook-hours = 服务时间 { $hours }；工作日按节假日表

handbook-laws-note = 只供查阅，这里不据此计时，公司自己的期限也不是法条。抄自第三方的副本，没有核对官方网站；拿不准请问法务。
handbook-law-from = { $from } 起
handbook-law-until = 到 { $to } 为止
handbook-law-between = { $from } 到 { $to }
handbook-law-undated = 生效日期没有读到
handbook-law-not-now = （现在不适用）
handbook-law-no-figures = 没有核实，不列期限
handbook-law-after = { $who }{ $what }：{ $since }起 { $amount } { $unit }
handbook-law-before = { $who }{ $what }：{ $since }前 { $amount } { $unit }
handbook-law-duty = { $who }{ $what }：{ $since }后{ $unit }
handbook-law-applies = ，限于{ $what }
handbook-law-article = （条文 { $article }）
handbook-law-read = { $source }（{ $day } 查阅）
