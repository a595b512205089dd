# 存不進、打不開時的話：發生了什麼，留住了什麼，接下來怎麼辦
problem-store-missing = 這個位置沒有案件庫，什麼也沒有更動。請確認路徑，或不指定路徑，讓程式在預設位置建立。
problem-store-exists = 這個位置已經有檔案，沒有動它。示範庫只建在新檔案裡，請換一個路徑。
problem-store-symlink = 案件庫或它的鎖定檔是符號連結，為防止遭人掉包，沒有開啟。請直接寫實際檔案的路徑。
problem-store-not-a-file = 這個路徑不是一般檔案，沒有開啟。請寫一個檔案的路徑，例如 store.db。
problem-store-foreign-owner = 案件庫屬於另一個系統使用者，沒有開啟。共用一個庫的程式要以同一個系統使用者執行。
problem-store-open-folder = 案件庫所在的資料夾別人也能改寫，沒有開啟。請先執行 chmod go-w，或換一個自己的資料夾。
problem-store-network = 案件庫在網路磁碟上，那裡的鎖定不可靠，會遺失資料，所以沒有開啟。請放在本機磁碟；多人共用時，請用 ssh 登入同一台機器。
problem-store-not-writable = 案件庫無法寫入，什麼也沒有更動。請檢查檔案權限，以及磁碟是否唯讀。
problem-store-not-a-database = 這個檔案不是案件庫，沒有動它。請確認路徑；若原本是案件庫，請從備份還原到新的位置。
problem-store-foreign = 這是其他程式的資料庫，沒有動它。請確認路徑。
problem-store-newer = 案件庫由更新的版本寫過，這個版本不敢更動，內容都在。請升級 zuoxi 後再開啟。
problem-store-older = 那個庫是舊版本寫的，沒有動它。請先用這個版本開啟一次（例如 zuoxi verify --store），再併。
problem-store-practice = 兩個庫一個是練習用的，一個是真的，不能併在一起。兩邊都沒有動。
problem-store-forked = 同一個庫在兩個地方都往下寫了：可能是放回過舊檔案，或整台機器被複製過。什麼也沒有併，兩邊都照舊。請把兩份都留著，交給管庫的人。
problem-store-library = 資料庫元件不可靠，沒有開啟案件庫，內容都在。請使用官方發佈的 zuoxi。
problem-store-stopped = 已中途停下，原來的內容都還在。
problem-store-busy = 其他程式占用案件庫太久，這一步沒有儲存，填的內容還在。請稍候再按一次；若一直如此，請看是否有程式卡住。
problem-store-disk-full = 磁碟滿了，這一步沒有儲存，填的內容還在。請騰出空間後再按一次。
problem-store-no-room = 庫要升級，但磁碟剩下的空間不夠放核對過的副本和新檔案。庫沒有動過。請騰出庫的兩倍大小，再開啟一次。
problem-store-io = 讀寫磁碟發生錯誤，這一步沒有儲存，填的內容還在。下次儲存前會重新開啟並檢查案件庫；若再出錯，請檢查磁碟。
problem-store-unsure = 儲存時發生錯誤，還不能確定存了沒有，填的內容還在。請再按一次：已經存好的不會重複。
problem-store-damaged = 案件庫有損壞，已停止寫入，填的內容還在。請先備份檔案，再執行 zuoxi verify 看壞在哪裡。
problem-store-internal = 程式內部發生錯誤，這一步沒有儲存，填的內容還在。請把記錄檔交給維護人員。

rule-not-enrolled = 這個工號沒有登記，或者沒有這個角色。請管理員先登記。
rule-admin-only = 登記人員和角色要管理員來做。
