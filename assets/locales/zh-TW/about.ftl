palette-asks = 要填{ $fields }。
palette-may = 可填{ $fields }。
palette-asks-nothing = 不用填什麼，按下就記。

about-everywhere-new-call = 來電、來訪、對話都開一張新表單，同時開始計時。
about-everywhere-help = 列出這裡能按的鍵，可以邊打字邊搜尋。
about-everywhere-manual = 依步驟看手冊：目標、誰做、標準、話術和出處；也能看流程圖、常見問題和法條。
about-everywhere-undo = 復原自己的上一步；歷程裡留著，劃掉不算。
about-everywhere-redo = 取消剛才的復原；之後辦過別的就不能取消。
about-everywhere-quit = 離開坐席；還在通話、表單沒填完會先問一句。
about-everywhere-suspend = 把坐席放到背景，回到命令列；用 fg 叫回來。
about-everywhere-practice = 在練習用的資料庫裡走一通來電，不留紀錄。

about-line-hold = 把電話保留，再按接回；沒有通話時回撥手上案件的客戶。
about-line-hang-up = 掛斷，開始話後處理；再按一次話後結束。
about-line-ended = 記下這通怎麼結束的：客戶掛斷、斷線要回撥；收尾時選這通是什麼事。
about-line-book = 通話中或剛掛斷：給對方約回撥；沒有通話：記一通未接，到點回撥。
about-line-drop = 打錯、沒聲音、推銷這類不建案件，只記來電和原因；沒寫完的表單也這樣捨棄。
about-line-state = 小休、用餐、訓練、開會、離席，或回到就緒；時間照實記。

about-lists-queue = 現在該辦什麼，還有多久。
about-lists-case = 回到手上的案件，寫到哪裡還在哪裡。
about-lists-followups = 答應過誰什麼，什麼時候到。
about-lists-phrases = 應對話術：該怎麼說，什麼不該說。
about-lists-leave = 離開坐席；練習時結束練習。

about-queue-open = 開啟選取的案件。
about-queue-owner = 只看這位承辦人的案件；再按一次看全部。
about-queue-told = 進度已經告訴客戶了：記一筆，下一次回報重新計時。
about-queue-due = 時間到該做的：回報、兌現承諾、辦好追蹤。客戶說的話不在這裡記。
about-queue-acts = 開啟這一列的案件，列出現在能做的每一件事。
about-queue-promise = 開啟這一列的案件，給客戶一個時間；已有承諾就是改約。
about-queue-why = 開啟這一列的案件，看期限怎麼來的。
about-queue-find = 依姓名、末碼、案件編號或事由搜尋案件。
about-queue-resume = 接著寫最近放下的那份沒寫完的表單。
about-queue-view-next = 輪流看：我的、全部、逾時、快到期。
about-queue-view-previous = 換回上一類。
about-queue-clear = 結束搜尋，回到我的案件。
about-queue-copy-no = 把案件編號複製到剪貼簿。

about-followups-open = 開啟這一項所屬的案件。
about-followups-due = 時間到該做的：回報、兌現承諾、辦好追蹤。客戶說的話不在這裡記。
about-followups-acts = 開啟這一列的案件，列出現在能做的每一件事。
about-followups-why = 開啟這一列的案件，看期限怎麼來的。
about-followups-done = 這一項辦好了；是電話就記下結果。
about-followups-told = 進度已經告訴客戶了：記一筆，下一次回報重新計時。
about-followups-renegotiate = 和客戶另約時間。
about-followups-put-off = 延後再提醒；承諾和回報不能延後。
about-followups-no-answer = 沒人接：記一次，自動排下一次。
about-followups-whose = 在我的和全部之間換。

about-phrases-said = 在手上的案件記下這句說過了。
about-phrases-find = 在應對話術裡搜尋。
about-phrases-copy = 複製整句；還有空格沒填的不複製。
about-phrases-part = 在該說和不該說之間換。
about-phrases-back = 退一步：先收起搜尋，再回案件。

about-case-enter = 進到欄位裡，或到下一欄；在選單裡是選定。
about-case-leave-step = 完成這一步：缺什麼會停在那一欄，齊了就儲存。
about-case-opening = 用這一欄旁邊建議的：下次開始服務的時間，或聽到被稱讚的人。
about-case-out = 退一步：先出欄位，再出表單，最後回佇列。
about-case-acts = 列出現在能做的每一件事：轉辦、方案、呈報、暫停等。
about-case-due = 時間到該做的：回報、兌現承諾、辦好追蹤。客戶說的話不在這裡記。
about-case-promise = 給客戶一個時間，自動列入追蹤；已有承諾就是改約。
about-case-identity = 核對對方是不是本人，記下怎麼核對的。
about-case-reveal = 顯示完整號碼或信箱三十秒，原因記入案件。
about-case-why = 這個期限怎麼來的：規定、行事曆、暫停、算法，逐行列出。
about-case-history = 從頭到尾說過、寫過、辦過什麼；打字就能搜尋。
about-case-told = 進度已經告訴客戶了：記一筆，下一次回報重新計時。
about-case-runbook = 一級案件的處置清單，辦一項勾一項。
about-case-better = 把不該說的話換成手冊裡更好的說法。
about-case-same = 這個號碼是誰，是不是已有案件的同一件事。
about-case-major = 把這一件掛到像它的重大事件；還沒有而短時間裡來了好幾件的，按重大事件辦或報主管定。
about-case-copy = 看期限由來時，把整段複製出來。
about-case-resume = 接著寫剛才放下的那張表單。
about-case-more-phrases = 換一頁話術。
about-case-say = 記下這一句說過了。
about-everywhere-dismiss = 收起畫面上的提示和設定出錯的橫幅。
