# The frame: top rows, notices, keys, overlays.
brand = 坐席
company-desk = { $company }客服
demo-mark = 演示
screen-queue = 队列
screen-case = 案件
screen-phrases = 话术
screen-queue-short = 队
screen-case-short = 案
screen-followups-short = 跟
screen-phrases-short = 话
screen-too-small = 窗口要 { $columns }x{ $rows } 以上，现在 { $have_columns }x{ $have_rows }。写过的都在。放大后接着写；{ $key } 退出，别的键这时不起作用。
screen-too-small-unkept = 窗口要 { $columns }x{ $rows } 以上，现在 { $have_columns }x{ $have_rows }。刚才写的没能存成草稿，只在这个程序里。放大后接着写；{ $key } 退出就没了，别的键这时不起作用。

line-ready = 就绪
line-talk = 通话
line-callback = 外呼
line-hold = 保持
line-wrap-up = 话后
line-silence = 静默
line-counter = 接待
line-counter-waits = 等候
line-chat = 对话
line-writing = 登记
line-after = 收尾
line-somebody = 新来的
line-still-waits = { $who }还在等，{ $key } 接回
line-wrapped = 话后结束：{ $who }
call-change-over = 换到{ $who }
call-take-back = 接回{ $who }
call-counter-over = 接待结束
call-chat-over = 对话结束
call-choose-first = 先在这里选好，或按 { $key } 关上
call-ask-end = { $meeting ->
    [counter] { $who }这次接待怎么结束的？
    [chat] { $who }这次对话怎么结束的？
    [writing] { $who }这件登记后来怎样了？
   *[phone] { $who }这通怎么结束的？
}
call-ask-found = { $meeting ->
    [counter] 程序停止时还在接待{ $who }，后来怎样了？
    [chat] 程序停止时和{ $who }还在对话，后来怎样了？
    [writing] 程序停止时{ $who }这件还没登记完，后来怎样了？
   *[phone] 程序停止时和{ $who }还在通话，后来怎样了？
}
call-ask-why = { $meeting ->
    [counter] { $who }这次来访不算一件，为什么？写的这张表单会丢掉
    [chat] { $who }这次对话不算一件，为什么？写的这张表单会丢掉
    [writing] { $who }的来件不算一件，为什么？写的这张表单会丢掉
   *[phone] { $who }这通不算一件，为什么？写的这张表单会丢掉
}
call-ask-form = 不要这张没写完的表单了？写的会丢掉
call-ask-wrap-up = { $meeting ->
    [counter] { $who }这次来访是什么事？选了就收尾
    [chat] { $who }这次对话是什么事？选了就收尾
    [writing] { $who }的来件是什么事？选了就收尾
   *[phone] { $who }这通是什么事？选了就结束话后
}
call-goes-on = { $meeting ->
    [counter] 人还在，接着记
    [chat] 还在对话，接着记
    [writing] 还在登记，接着记
   *[phone] 还在说，接着记
}
call-end-customer = { $meeting ->
    [counter] 客户走了
    [chat] 客户离开了对话
    [writing] 登记完了
   *[phone] 客户挂了
}
call-end-cut = { $meeting ->
    [counter] 没办完就走了，要打给客户
    [chat] 对话断了，要打给客户
    [writing] 中断了，要打给客户
   *[phone] 断线了，要回拨
}
call-end-us = { $meeting ->
    [counter] 我方办完送客
    [chat] 我方结束对话
    [writing] 我方结束
   *[phone] 我方挂断
}
call-end-unknown = 早就结束了，不知道几点
call-drop-wrong-number = { $meeting ->
    [counter] 走错地方
    [chat] 找错人
    [writing] 寄错了
   *[phone] 打错
}
call-drop-silent = { $meeting ->
    [counter] 没开口就走了
    [chat] 没有回话
    [writing] 没有内容
   *[phone] 没声音
}
call-drop-prank = 骚扰、恶作剧
call-drop-sales = { $meeting ->
    [counter] 推销
    [chat] 推销
    [writing] 推销
   *[phone] 推销
}
call-drop-abuse = 辱骂
call-drop-form-only = { $meeting ->
    [counter] 只丢掉表单，来访照算
    [chat] 只丢掉表单，对话照算
    [writing] 只丢掉表单，来件照算
   *[phone] 只丢掉表单，来电照算
}
call-dropped = { $meeting ->
    [counter] 不算一件：{ $why }。没有建案件，来访和原因记下了
    [chat] 不算一件：{ $why }。没有建案件，对话和原因记下了
    [writing] 不算一件：{ $why }。没有建案件，来件和原因记下了
   *[phone] 不算一件：{ $why }。没有建案件，来电和原因记下了
}
call-form-dropped = 这张表单丢掉了，没有建案件
call-nothing-to-drop = 这里没有可以不算的联络，也没有没写完的表单
call-ask-back = 回拨{ $who }，打通了吗？
call-ask-no-back = 不用回拨了？
shift-ask-state = 现在做什么
shift-now = 换成：{ $state }
shift-none = 还没有上班记录，换不了状态
call-back-not-needed = 不用回拨了
call-back-cancelled = 回拨取消了
call-back-result = 回拨：{ $result }
call-book-asked = 给{ $who }约回拨
call-book-missed = 记一个漏接的来电，到时回拨
call-book-moved = 给{ $who }改回拨时间
call-book-number = 号码
call-book-time = 几点
call-book-note = 什么事
call-book-no-number = 回拨要有号码
call-book-time-usual = 空着就是 { $at }
call-booked = 记下了：{ $at } 回拨 { $number }，在队列最上面
call-found = 程序停止前还有 { $n } 个没结束：{ $who }。还在谈按 { $hold }，结束了按 { $end }

next-label = 下一件
next-nothing = 没有别的期限
badge-told = 待接手 { $n }
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
saved-not = 草稿没存上
unkept-disk-full = 磁盘满了，刚写的没存成草稿
unkept-disk = 磁盘写不进，刚写的没存成草稿
unkept-remedy = 别退出；腾出空间就自动补存
drafts-unread = 草稿没读全，原样留着：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 个
 }
drafts-unread-remedy = 交给管系统的人，别删
drafts-newer = 新版本的草稿，没动它：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 个
 }
drafts-newer-remedy = 用新版本打开接着写
drafts-foreign = 草稿目录里有别的文件，没动它：{ $file }{ $more ->
    [0] { "" }
   *[other] ；另有 { $more } 个
 }
drafts-foreign-remedy = 不用就移走
copy-today = 备份 { $time }
copy-yesterday = 备份 昨天
copy-days = 备份 { $days } 天前
copy-none = 没有备份

notice-how-to-quit = 退出按 { $key }
notice-nothing-to-undo = 没有可以撤回的
notice-undone = 已撤回{ $deed }   { $key } 恢复
notice-redone = 已恢复{ $deed }   { $key } 撤回
notice-undo-elsewhere = 您刚做的是{ $deed }，已打开；要撤回再按一次 { $key }
notice-deed = 「{ $act }」 { $who } { $no }
notice-nothing-to-redo = 没有可以恢复的
notice-undo = 撤回
notice-no-such-case = 找不到这个案件
confirm-quit-call = { $meeting ->
    [counter] 客户还在柜台，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
    [chat] 对话还没结束，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
    [writing] 还没登记完，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
   *[phone] 还在通话中，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
}
confirm-quit-unsaved = 还有没写完的表单，现在退出吗？写到一半的内容已存成草稿，下次打开接着写。
confirm-quit-unkept = 刚才写的没能存成草稿。现在离开，没存成案件的就没了。先腾出磁盘空间，等右下角显示草稿已存再走；还要离开吗？
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
weekday = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[other] 周日
}
weekday-run = { $first }至{ $last }
weekday-hours = { $days } { $hours }
hours-over-midnight = { $from }-次日 { $to }
left-over-title = 上次有 { $n } 份没写完的表单

action-everywhere-new-call = 新来电
action-everywhere-palette = 全部命令
action-everywhere-help = 帮助
action-everywhere-manual = 服务手册
action-everywhere-undo = 撤回上一步
action-everywhere-redo = 恢复刚撤回的
action-everywhere-quit = 退出
action-everywhere-how-to-quit = 怎么退出
action-everywhere-suspend = 放到后台
action-line-hold = 保持
action-line-hang-up = 挂断
action-line-ended = 怎么结束的
action-line-book = 约回拨、记漏接
action-line-drop = 不算一件
action-line-state = 换状态
action-lists-queue = 到队列
action-lists-case = 到案件
action-lists-phrases = 到话术
action-lists-leave = 退出
action-confirm-yes = 是
action-confirm-no = 不，回去
action-pick-take = 选定
action-pick-down = 选
action-pick-up = 上一条
action-pick-page-down = 往下翻
action-pick-page-up = 往上翻
action-pick-close = 关上
action-book-take = 记下
action-book-next = 下一格
action-book-prev = 上一格
action-book-close = 不记
action-left-over-resume = 接着写
action-left-over-discard = 扔掉这份
action-left-over-down = 下一份
action-left-over-up = 上一份
action-left-over-later = 以后再说

keymap-unknown-table = 按键表里没有 [keys.{ $table }] 这一节
keymap-unknown-action = [keys.{ $table }] 里没有 { $action } 这个动作
keymap-bad-key = [keys.{ $table }] 的 { $action }：{ $key } 不是键名，例：ctrl-k、f2、enter
keymap-conflict = { $one } 和 { $two } 都用了 { $key }，请改掉一个
keymap-only-sequence = [keys.{ $table }] 的 { $action } 在通话里要用，不能只有两下的键，再加一个按一下的
sequence-unknown = { $keys } 没有用处
key-of-case = { $key }（{ $what }）用在案件里
sequence-out = {" "}Esc 取消{" "}
action-everywhere-dismiss = 收起提示
notice-nothing-to-dismiss = 没有要收起的
banner-away = { $remedy }   { $key } 收起
