palette-asks = 要填{ $fields }。
palette-may = 可填{ $fields }。
palette-asks-nothing = 不用填什么，按下就记。

about-everywhere-new-call = 来电、来访、对话都开一张新表，计时同时开始。
about-everywhere-help = 列出这里能按的键，可以边打边找。
about-everywhere-manual = 按步骤看手册：目标、谁做、标准、话术和出处；也能看流程图、常问和法条。
about-everywhere-undo = 撤回自己的上一步；经过里留着，划掉不算。
about-everywhere-redo = 把刚撤回的一步恢复回来；之后办过别的就恢复不了。
about-everywhere-quit = 退出坐席；还在通话、表没填完会先问一句。
about-everywhere-suspend = 把坐席放到后台，回到命令行；用 fg 叫回来。
about-everywhere-practice = 在练习用的库里走一通来电，不留记录。

about-line-hold = 把电话保持，再按接回；没有通话时回拨手上案件的客户。
about-line-hang-up = 挂断，开始话后处理；再按一次话后结束。
about-line-ended = 记下这通怎么结束的：客户挂了、断线要回拨；收尾时选这通是什么事。
about-line-book = 通话里或刚挂断：给对方约回拨；没有通话：记一个漏接，到点回拨。
about-line-drop = 打错、没声音、推销这类不建案件，只记来电和原因；没写完的表单也这样丢掉。
about-line-state = 小休、用餐、培训、开会、离席，或回到就绪；用时照实记。

about-lists-queue = 现在该办什么，还有多久。
about-lists-case = 回到手上的案件，写到哪里还在哪里。
about-lists-followups = 答应过谁什么，什么时候到。
about-lists-phrases = 话术本：该怎么说，什么不该说。
about-lists-leave = 退出坐席；练习时结束练习。

about-queue-open = 打开选中的案件。
about-queue-owner = 只看这位承办人的案件；再按一次看全部。
about-queue-told = 进度已经告诉客户了：记一笔，下一次通报重新计时。
about-queue-due = 到时该做的：通报、兑现承诺、办好跟进。客户说的话不在这里记。
about-queue-acts = 打开这一行的案件，列出现在能做的每一件事。
about-queue-promise = 打开这一行的案件，给客户一个时间；已有承诺就是改约。
about-queue-why = 打开这一行的案件，看期限怎么来的。
about-queue-find = 按姓名、尾号、案件号或事由找案件。
about-queue-resume = 接着写最近放下的那份没写完的表单。
about-queue-view-next = 换着看：我的、全部、超时、快到期。
about-queue-view-previous = 换回上一类。
about-queue-clear = 退出查找，回到我的案件。
about-queue-copy-no = 把案件号复制到剪贴板。

about-followups-open = 打开这一项所在的案件。
about-followups-due = 到时该做的：通报、兑现承诺、办好跟进。客户说的话不在这里记。
about-followups-acts = 打开这一行的案件，列出现在能做的每一件事。
about-followups-why = 打开这一行的案件，看期限怎么来的。
about-followups-done = 这一项办了；是电话就记下结果。
about-followups-told = 进度已经告诉客户了：记一笔，下一次通报重新计时。
about-followups-renegotiate = 跟客户另约一个时间。
about-followups-put-off = 推后再提醒；承诺和通报不能推后。
about-followups-no-answer = 没人接：记一次，自动排下一次。
about-followups-whose = 在我的和全部之间换。

about-phrases-said = 在手上的案件记下这句说过了。
about-phrases-find = 在话术本里找。
about-phrases-copy = 复制整句；还有空没填的不复制。
about-phrases-part = 在该说和不该说之间换。
about-phrases-back = 退一步：先收起查找，再回案件。

about-case-enter = 进到格子里，或者到下一格；选单里是选定。
about-case-leave-step = 做完这一步：缺什么会停在那一格，齐了就存。
about-case-opening = 用这一格旁边提出来的：下次开始服务的时间，或听到被表扬的人。
about-case-out = 退一步：先出格子，再出表单，最后回队列。
about-case-acts = 列出现在能做的每一件事：转办、方案、升级、暂停等。
about-case-due = 到时该做的：通报、兑现承诺、办好跟进。客户说的话不在这里记。
about-case-promise = 给客户一个时间，自动进跟进；已有承诺就是改约。
about-case-identity = 核对对方是不是本人，记下怎么核的。
about-case-reveal = 显示完整号码或邮箱三十秒，原因记入案件。
about-case-why = 这个期限怎么来的：规定、日历、暂停、算法，一行行列出。
about-case-history = 从头到尾说过、写过、办过什么；打字就能找。
about-case-told = 进度已经告诉客户了：记一笔，下一次通报重新计时。
about-case-runbook = 一级案件的处置清单，办一条勾一条。
about-case-better = 把不该说的话换成手册里更好的说法。
about-case-same = 这个号码是谁，是不是已有案件的同一件事。
about-case-major = 把这一件挂到像它的重大事件；还没有而短时间里来了好几件的，按重大事件办或报主管定。
about-case-copy = 看期限由来时，把整段复制出来。
about-case-resume = 接着写刚才放下的那张表单。
about-case-more-phrases = 换一页话术。
about-case-say = 记下这一句说过了。
about-everywhere-dismiss = 收起屏上的提示和配置出错的横幅。
