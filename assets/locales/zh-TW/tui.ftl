# The frame: top rows, notices, keys, overlays.
brand = 坐席
company-desk = { $company }客服
demo-mark = 示範
screen-queue = 佇列
screen-case = 案件
screen-phrases = 話術
screen-too-small = 視窗要 { $columns }x{ $rows } 以上，現在 { $have_columns }x{ $have_rows }。寫過的都在。放大後接著寫；{ $key } 離開，別的鍵這時沒有作用。

line-ready = 就緒
line-talk = 通話
line-callback = 回訪
line-hold = 保留
line-wrap-up = 話後
line-silence = 靜默

next-label = 下一件
next-nothing = 沒有其他期限
badge-overdue = 逾時 { $n }
badge-soon = 15分內 { $n }
badge-mine = 我的 { $n }
badge-all = 全部 { $n }

mark-soon = !
mark-near = !!
mark-late = 逾
mark-paused = 停
left-hours = { $h }時{ $m }分
left-days = { $n }日
left-workdays = { $n }工作日
moment-tomorrow = 明天 { $time }


lists-made-anew = 手冊或作息改過，正在更新列表：{ $percent }%
saved = 已存
saved-draft = 草稿已存

notice-how-to-quit = 離開請按 Ctrl-Q
notice-nothing-to-undo = 沒有可以復原的動作
notice-undone = 已復原{ $deed }   { $key } 取消復原
notice-redone = 已取消復原{ $deed }   { $key } 復原
notice-undo-elsewhere = 您剛做的是{ $deed }，已開啟；要復原再按一次 { $key }
notice-deed = 「{ $act }」 { $who } { $no }
notice-nothing-to-redo = 沒有可以取消復原的
notice-undo = 復原
notice-no-such-case = 找不到這個案件
confirm-quit-call = 還在通話中，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
confirm-quit-unsaved = 還有沒送出的表單，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
confirm-quit-yes = 離開

find-label = 找
find-how = 中文、英文、漢語拼音都可以
find-nothing = 沒有這樣的指令
help-title = 目前可用的按鍵，打字即可篩選
history-title = 經過；打字就能找
history-nothing = 經過裡沒有這些字
keys-up-down = 上下
keys-choose = 選
list-separator = 、
left-over-title = 上次有 { $n } 份沒寫完的表單

action-everywhere-new-call = 新來電
action-everywhere-palette = 全部指令
action-everywhere-help = 說明
action-everywhere-manual = 服務手冊
action-everywhere-undo = 復原剛才的動作
action-everywhere-redo = 取消復原
action-everywhere-quit = 離開
action-everywhere-how-to-quit = 如何離開
action-everywhere-suspend = 先放到背景
action-line-hold = 保留
action-line-hang-up = 掛斷
action-lists-queue = 到佇列
action-lists-case = 到案件
action-lists-phrases = 到話術
action-lists-leave = 離開
action-confirm-yes = 是
action-confirm-no = 不，回去
action-pick-take = 執行
action-pick-down = 選
action-pick-up = 上一項
action-pick-page-down = 往下翻
action-pick-page-up = 往上翻
action-pick-close = 關閉
action-left-over-resume = 接著寫
action-left-over-discard = 捨棄這份
action-left-over-down = 下一份
action-left-over-up = 上一份
action-left-over-later = 以後再說

keymap-syntax = 按鍵表無法讀取：{ $detail }
keymap-unknown-table = 按鍵表裡沒有 [keys.{ $table }] 這一節
keymap-unknown-action = [keys.{ $table }] 裡沒有 { $action } 這個動作
keymap-bad-key = [keys.{ $table }] 的 { $action }：{ $key } 不是按鍵名稱，例：ctrl-k、f2、enter
keymap-conflict = { $one } 和 { $two } 都用了 { $key }，請改掉一個
keymap-only-sequence = [keys.{ $table }] 的 { $action } 在通話中要用，不能只有兩下的按鍵，請再加一個按一下的
sequence-unknown = 沒有 { $keys } 這個按鍵
sequence-out = {" "}Esc 不按了{" "}
action-everywhere-dismiss = 收起提示
notice-nothing-to-dismiss = 沒有要收起的
banner-away = { $remedy }   { $key } 收起
