# The frame: top rows, notices, keys, overlays.
brand = 坐席
company-desk = { $company }客服
demo-mark = 演示
screen-queue = 队列
screen-case = 案件
screen-phrases = 话术
screen-too-small = 窗口要 { $columns }x{ $rows } 以上，现在 { $have_columns }x{ $have_rows }。写过的都在。放大后接着写；{ $key } 退出，别的键这时不起作用。

line-ready = 就绪
line-talk = 通话
line-callback = 回访
line-hold = 保持
line-wrap-up = 话后
line-silence = 静默

next-label = 下一件
next-nothing = 没有别的期限
badge-overdue = 超时 { $n }
badge-soon = 15分内 { $n }
badge-mine = 我的 { $n }
badge-all = 全部 { $n }

mark-soon = !
mark-near = !!
mark-late = 超
mark-paused = 停
left-hours = { $h }时{ $m }分
left-days = { $n }日
left-workdays = { $n }工作日
moment-tomorrow = 明天 { $time }


lists-made-anew = 手册或作息改过，正在更新列表：{ $percent }%
saved = 已存
saved-draft = 草稿已存

notice-how-to-quit = 退出按 Ctrl-Q
notice-nothing-to-undo = 没有可以撤回的
notice-undone = 已撤回{ $deed }   { $key } 恢复
notice-redone = 已恢复{ $deed }   { $key } 撤回
notice-undo-elsewhere = 您刚做的是{ $deed }，已打开；要撤回再按一次 { $key }
notice-deed = 「{ $act }」 { $who } { $no }
notice-nothing-to-redo = 没有可以恢复的
notice-undo = 撤回
notice-no-such-case = 找不到这个案件
confirm-quit-call = 还在通话中，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
confirm-quit-unsaved = 还有没收下的表，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
confirm-quit-yes = 退出

find-label = 找
find-how = 中文、拼音、首字母、英文都行
find-nothing = 没有这样的命令
help-title = 现在能按的键，打字就能筛
history-title = 经过；打字就能找
history-nothing = 经过里没有这些字
keys-up-down = 上下
keys-choose = 选
list-separator = 、
left-over-title = 上次有 { $n } 份没写完的表

action-everywhere-new-call = 新来电
action-everywhere-palette = 全部命令
action-everywhere-help = 帮助
action-everywhere-manual = 服务手册
action-everywhere-undo = 撤回刚才那一下
action-everywhere-redo = 恢复刚撤回的
action-everywhere-quit = 退出
action-everywhere-how-to-quit = 怎么退出
action-everywhere-suspend = 先放到后台
action-line-hold = 保持
action-line-hang-up = 挂断
action-lists-queue = 到队列
action-lists-case = 到案件
action-lists-phrases = 到话术
action-lists-leave = 退出
action-confirm-yes = 是
action-confirm-no = 不，回去
action-pick-take = 做
action-pick-down = 选
action-pick-up = 上一条
action-pick-page-down = 往下翻
action-pick-page-up = 往上翻
action-pick-close = 关上
action-left-over-resume = 接着写
action-left-over-discard = 扔掉这份
action-left-over-down = 下一份
action-left-over-up = 上一份
action-left-over-later = 以后再说

keymap-syntax = 按键表读不懂：{ $detail }
keymap-unknown-table = 按键表里没有 [keys.{ $table }] 这一节
keymap-unknown-action = [keys.{ $table }] 里没有 { $action } 这个动作
keymap-bad-key = [keys.{ $table }] 的 { $action }：{ $key } 不是键名，例：ctrl-k、f2、enter
keymap-conflict = { $one } 和 { $two } 都用了 { $key }，请改掉一个
keymap-only-sequence = [keys.{ $table }] 的 { $action } 在通话里要用，不能只有两下的键，再加一个按一下的
sequence-unknown = 没有 { $keys } 这个键
sequence-out = {" "}Esc 不按了{" "}
action-everywhere-dismiss = 收起提示
notice-nothing-to-dismiss = 没有要收起的
banner-away = { $remedy }   { $key } 收起
