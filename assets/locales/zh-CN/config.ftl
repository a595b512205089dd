# 设置与手册里的错误
mistake-place = { $file } 第 { $line } 行第 { $column } 列
mistake-meant = 是不是想写 { $suggestion }？
mistake-syntax = 这里写法不对，读不下去；看看是不是少了引号、等号或括号
mistake-unreadable = 文件读不了：{ $detail }
mistake-unknown-table = 没有「{ $key }」这一段
mistake-unknown-key = 没有「{ $key }」这一项
mistake-wrong-form = 这一段要写成 { $form }
mistake-missing-key = 少了「{ $key }」
mistake-missing-language = 「{ $id }」少了 { $lang } 的文字
mistake-duplicate = 「{ $id }」写了两次
mistake-nothing-to-retire = 内置手册里没有「{ $id }」，不用停用
mistake-no-such = { $table } 里没有「{ $value }」
mistake-unlisted-slot = 用了 { $value } 这个空，但没有列进 slots
mistake-unknown-code = 「{ $value }」不是可用的值；可用：{ $known }
mistake-wrong-value = 这个值在这里用不了
mistake-wrong-type = 这里要写：{ $wanted ->
    [switch] true 或 false
    [text] 文字，用引号括起来
    [number] 整数，不用引号
    [list] 列表，用方括号括起来
    [pair] 方括号里的两个数
   *[table] 一组设置，写在 [ ] 的段落里或花括号里
}
mistake-out-of-range = { $value } 不合理，应在 { $least } 到 { $most } 之间
mistake-too-long = 有 { $length } 个字，最多 { $most } 个
mistake-not-hours = 「{ $value }」不是值守时间，写成 09:00-21:00；分星期几写 1-5 09:00-21:00；过夜写 20:00-02:00
mistake-not-span = 「{ $value }」不是时间段，写成 09:00-12:00 这样
mistake-not-a-region = 「{ $value }」不是地区代码，写两个大写字母，如 CN、TW、SG
mistake-not-a-home = 「{ $value }」指的主目录不清楚，只有开头的 ~/ 表示自己的主目录；请写完整路径
mistake-not-a-zone = 没有「{ $value }」这个时区，写成 Asia/Shanghai 这样
mistake-not-days = 「{ $value }」不是日期，写成 2026-01-01 或 2026-01-01..2026-01-03
mistake-hours-overlap = 「{ $one }」和「{ $other }」重叠了
mistake-no-hours = { $key } 里一段时间都没有
mistake-not-weekdays = 工作日要写 1（周一）到 7，至少一个
mistake-weights = 权重加起来是 { $sum }，应是 100
mistake-grade-gap = 定级表缺「{ $impact } / { $urgency }」
mistake-code-gap = { $table } 里不能没有「{ $value }」
mistake-act-wider = 「{ $role }」不能做「{ $act }」；公司只能减少角色，不能增加
mistake-act-laxer = 「{ $act }」不能没有「{ $need }」；公司只能多要求，不能少要求
mistake-act-moved = 「{ $act }」在哪一步能做、做完到哪一步是固定的
mistake-act-stays = 「{ $act }」不能取消；公司可以减少角色，但至少留一个
mistake-not-a-prefix = 编号前缀要 2 到 4 个大写字母

# config 命令
config-path-file = 配置文件：{ $path }
config-path-none = 还没有配置文件，用的是默认值；要改就建 { $path }
config-check-good = 配置没有问题
config-check-bad = 配置里有 { $n } 处错误
