# The frame: top rows, notices, keys, overlays.
brand = 坐席
company-desk = { $company }客服
demo-mark = 示範
screen-queue = 佇列
screen-case = 案件
screen-phrases = 話術
screen-queue-short = 佇
screen-case-short = 案
screen-followups-short = 追
screen-phrases-short = 話
screen-too-small = 視窗要 { $columns }x{ $rows } 以上，現在 { $have_columns }x{ $have_rows }。寫過的都在。放大後接著寫；{ $key } 離開，別的鍵這時沒有作用。
screen-too-small-unkept = 視窗要 { $columns }x{ $rows } 以上，現在 { $have_columns }x{ $have_rows }。剛才寫的沒能存成草稿，只在這個程式裡。放大後接著寫；{ $key } 離開就沒了，別的鍵這時沒有作用。

line-ready = 就緒
line-talk = 通話
line-callback = 外撥
line-hold = 保留
line-wrap-up = 話後
line-silence = 靜默
line-counter = 接待
line-counter-waits = 等候
line-chat = 對話
line-writing = 登記
line-after = 收尾
line-somebody = 新來的
line-still-waits = { $who }還在等，{ $key } 接回
line-wrapped = 話後結束：{ $who }
call-change-over = 換到{ $who }
call-take-back = 接回{ $who }
call-counter-over = 接待結束
call-chat-over = 對話結束
call-choose-first = 請先在這裡選好，或按 { $key } 關閉
call-ask-end = { $meeting ->
    [counter] { $who }這次接待怎麼結束的？
    [chat] { $who }這次對話怎麼結束的？
    [writing] { $who }這件登記後來如何？
   *[phone] { $who }這通怎麼結束的？
}
call-ask-found = { $meeting ->
    [counter] 程式停止時還在接待{ $who }，後來如何？
    [chat] 程式停止時與{ $who }還在對話，後來如何？
    [writing] 程式停止時{ $who }這件還沒登記完，後來如何？
   *[phone] 程式停止時與{ $who }還在通話，後來如何？
}
call-ask-why = { $meeting ->
    [counter] { $who }這次來訪不算一件，為什麼？寫的這張表單會捨棄
    [chat] { $who }這次對話不算一件，為什麼？寫的這張表單會捨棄
    [writing] { $who }的來件不算一件，為什麼？寫的這張表單會捨棄
   *[phone] { $who }這通不算一件，為什麼？寫的這張表單會捨棄
}
call-ask-form = 不要這張沒寫完的表單了？寫的會捨棄
call-ask-wrap-up = { $meeting ->
    [counter] { $who }這次來訪是什麼事？選了就收尾
    [chat] { $who }這次對話是什麼事？選了就收尾
    [writing] { $who }的來件是什麼事？選了就收尾
   *[phone] { $who }這通是什麼事？選了就結束話後
}
call-goes-on = { $meeting ->
    [counter] 人還在，接著記
    [chat] 還在對話，接著記
    [writing] 還在登記，接著記
   *[phone] 還在說，接著記
}
call-end-customer = { $meeting ->
    [counter] 客戶離開了
    [chat] 客戶離開對話
    [writing] 登記完了
   *[phone] 客戶掛斷
}
call-end-cut = { $meeting ->
    [counter] 沒辦完就離開，要打給客戶
    [chat] 對話中斷，要打給客戶
    [writing] 中斷了，要打給客戶
   *[phone] 斷線了，要回撥
}
call-end-us = { $meeting ->
    [counter] 我方辦完送客
    [chat] 我方結束對話
    [writing] 我方結束
   *[phone] 我方掛斷
}
call-end-unknown = 早就結束了，不知道幾點
call-drop-wrong-number = { $meeting ->
    [counter] 走錯地方
    [chat] 找錯人
    [writing] 寄錯了
   *[phone] 打錯
}
call-drop-silent = { $meeting ->
    [counter] 沒開口就離開
    [chat] 沒有回應
    [writing] 沒有內容
   *[phone] 沒聲音
}
call-drop-prank = 騷擾、惡作劇
call-drop-sales = { $meeting ->
    [counter] 推銷
    [chat] 推銷
    [writing] 推銷
   *[phone] 推銷
}
call-drop-abuse = 辱罵
call-drop-form-only = { $meeting ->
    [counter] 只捨棄表單，來訪照算
    [chat] 只捨棄表單，對話照算
    [writing] 只捨棄表單，來件照算
   *[phone] 只捨棄表單，來電照算
}
call-dropped = { $meeting ->
    [counter] 不算一件：{ $why }。沒有建案件，來訪和原因記下了
    [chat] 不算一件：{ $why }。沒有建案件，對話和原因記下了
    [writing] 不算一件：{ $why }。沒有建案件，來件和原因記下了
   *[phone] 不算一件：{ $why }。沒有建案件，來電和原因記下了
}
call-form-dropped = 這張表單已捨棄，沒有建案件
call-nothing-to-drop = 這裡沒有可以不算的聯繫，也沒有沒寫完的表單
call-ask-back = 回撥{ $who }，打通了嗎？
call-ask-no-back = 不用回撥了？
shift-ask-state = 現在做什麼
shift-now = 換成：{ $state }
shift-none = 還沒有上班紀錄，無法換狀態
call-back-not-needed = 不用回撥了
call-back-cancelled = 回撥取消了
call-back-result = 回撥：{ $result }
call-book-asked = 給{ $who }約回撥
call-book-missed = 記一通未接來電，到時回撥
call-book-moved = 為{ $who }改回撥時間
call-book-number = 號碼
call-book-time = 幾點
call-book-note = 什麼事
call-book-no-number = 回撥要有號碼
call-book-time-usual = 空著就是 { $at }
call-booked = 記下了：{ $at } 回撥 { $number }，在佇列最上面
call-found = 程式停止前還有 { $n } 個沒結束：{ $who }。還在談按 { $hold }，結束了按 { $end }

next-label = 下一件
next-nothing = 沒有其他期限
badge-told = 待接手 { $n }
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
left-workdays = { $n }工作天
moment-tomorrow = 明天 { $time }


lists-made-anew = 手冊或服務時段改過，正在更新列表：{ $percent }%
saved = 已存
saved-draft = 草稿已存
saved-not = 草稿沒存到
unkept-disk-full = 磁碟滿了，剛寫的沒存成草稿
unkept-disk = 磁碟寫不進去，剛寫的沒存成草稿
unkept-remedy = 別離開；騰出空間就自動補存
drafts-unread = 草稿沒讀全，原樣留著：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 個
 }
drafts-unread-remedy = 交給管系統的人，別刪
drafts-newer = 新版本的草稿，沒動它：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 個
 }
drafts-newer-remedy = 用新版本打開接著寫
drafts-foreign = 草稿資料夾裡有別的檔案，沒動它：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 個
 }
drafts-foreign-remedy = 不用就移走
copy-today = 備份 { $time }
copy-yesterday = 備份 昨天
copy-days = 備份 { $days } 天前
copy-none = 沒有備份

notice-how-to-quit = 離開請按 { $key }
notice-nothing-to-undo = 沒有可以復原的動作
notice-undone = 已復原{ $deed }   { $key } 取消復原
notice-redone = 已取消復原{ $deed }   { $key } 復原
notice-undo-elsewhere = 您剛做的是{ $deed }，已開啟；要復原再按一次 { $key }
notice-deed = 「{ $act }」 { $who } { $no }
notice-nothing-to-redo = 沒有可以取消復原的
notice-undo = 復原
notice-no-such-case = 找不到這個案件
confirm-quit-call = { $meeting ->
    [counter] 客戶還在櫃檯，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
    [chat] 對話還沒結束，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
    [writing] 還沒登記完，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
   *[phone] 還在通話中，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
}
confirm-quit-unsaved = 還有沒寫完的表單，現在要離開嗎？寫到一半的內容已存成草稿，下次開啟可以接著寫。
confirm-quit-unkept = 剛才寫的沒能存成草稿。現在離開，沒存成案件的就沒了。先騰出磁碟空間，等右下角顯示草稿已存再走；還要離開嗎？
confirm-quit-yes = 離開

find-label = 搜尋
find-how = 中文、英文、漢語拼音都可以
find-nothing = 沒有這樣的指令
help-title = 目前可用的按鍵，打字即可篩選
history-title = 歷程；打字就能搜尋
history-nothing = 歷程裡沒有這些字
keys-up-down = 上下
keys-choose = 選
list-separator = 、
weekday = { $weekday ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[other] 週日
}
weekday-run = { $first }至{ $last }
weekday-hours = { $days } { $hours }
hours-over-midnight = { $from }-隔日 { $to }
left-over-title = 上次有 { $n } 份沒寫完的表單

action-everywhere-new-call = 新來電
action-everywhere-palette = 全部指令
action-everywhere-help = 說明
action-everywhere-manual = 服務手冊
action-everywhere-undo = 復原上一步
action-everywhere-redo = 取消復原
action-everywhere-quit = 離開
action-everywhere-how-to-quit = 如何離開
action-everywhere-suspend = 放到背景
action-line-hold = 保留
action-line-hang-up = 掛斷
action-line-ended = 怎麼結束的
action-line-book = 約回撥、記未接
action-line-drop = 不算一件
action-line-state = 換狀態
action-lists-queue = 到佇列
action-lists-case = 到案件
action-lists-phrases = 到話術
action-lists-leave = 離開
action-confirm-yes = 是
action-confirm-no = 不，回去
action-pick-take = 選定
action-pick-down = 下一項
action-pick-up = 上一項
action-pick-page-down = 往下翻
action-pick-page-up = 往上翻
action-pick-close = 關閉
action-book-take = 記下
action-book-next = 下一格
action-book-prev = 上一格
action-book-close = 不記
action-left-over-resume = 接著寫
action-left-over-discard = 捨棄這份
action-left-over-down = 下一份
action-left-over-up = 上一份
action-left-over-later = 以後再說

keymap-unknown-table = 按鍵表裡沒有 [keys.{ $table }] 這一節
keymap-unknown-action = [keys.{ $table }] 裡沒有 { $action } 這個動作
keymap-bad-key = [keys.{ $table }] 的 { $action }：{ $key } 不是按鍵名稱，例：ctrl-k、f2、enter
keymap-conflict = { $one } 和 { $two } 都用了 { $key }，請改掉一個
keymap-only-sequence = [keys.{ $table }] 的 { $action } 在通話中要用，不能只有兩下的按鍵，請再加一個按一下的
sequence-unknown = { $keys } 沒有作用
key-of-case = { $key }（{ $what }）用在案件裡
sequence-out = {" "}Esc 取消{" "}
action-everywhere-dismiss = 收起提示
notice-nothing-to-dismiss = 沒有要收起的
banner-away = { $remedy }   { $key } 收起
