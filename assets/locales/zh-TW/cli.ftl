# 命令列

cli-about = 坐席：客服人員的終端機工作站
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 參數
cli-heading-options = 選項
cli-help = 顯示這份說明
cli-version = 顯示版本

cli-value-path = 路徑
cli-value-language = 語言
cli-value-no = 工號
cli-value-time = 時間
cli-value-number = 數
cli-value-file = 檔案
cli-value-case = 案件
cli-value-view = 檢視
cli-value-dir = 資料夾
cli-value-command = 命令
cli-value-options = 選項

cli-store = 用哪個資料庫（也可以設 ZUOXI_STORE）
cli-config = 用哪份設定（也可以設 ZUOXI_CONFIG）
cli-lang = 說哪種語言：zh-CN、zh-TW、en（也可以設 ZUOXI_LANG）
cli-as = 誰坐在這裡：工號（也可以設 ZUOXI_AS）
cli-at = 時鐘從這個時間走起，公司時區，如 2026-03-16T10:26:48（只限練習用的資料庫）

cli-demo-about = 開一個練習用的資料庫，離開就刪
cli-demo-empty = 資料庫裡不放案件
cli-demo-cases = 放多少編出來的案件
cli-demo-seed = 編案件用的種子；同一個種子編出同樣的案件

cli-rehearse-about = 把寫好的案例照原樣走一遍，逐項核對
cli-rehearse-files = 案例檔；寫在一起的共用一個資料庫和一條時間線

cli-list-about = 把佇列列出來
cli-list-view = 哪些：mine（我的）、all（全部）、overdue（逾時）、soon（15 分鐘內）
cli-list-json = 一件一行 JSON

cli-show-about = 列出一個案件和它的經過
cli-show-case = 案件編號
cli-show-json = 寫成 JSON

cli-manual-about = 服務手冊
cli-manual-check-about = 檢查自家手冊，錯在哪一行講清楚
cli-manual-check-dir = 手冊資料夾；不寫就用設定裡的

cli-config-about = 設定
cli-config-path-about = 說出設定檔在哪裡
cli-config-default-about = 印出預設設定，每項都有說明
cli-config-check-about = 檢查設定寫得對不對

cli-verify-about = 逐條核對事實的鏈，再核對各張表
cli-rebuild-about = 依事實重做各張表

cli-unknown-argument = 沒有這個選項：{ $arg }
cli-unknown-command = 沒有這個命令：{ $name }
cli-missing-command = 少一個命令
cli-missing-argument = 少了 { $arg }
cli-missing-value = { $arg } 後面少一個值
cli-conflict = { $arg } 不能和別的選項一起用
cli-invalid-value = { $arg } 不能是 { $value }
cli-not-text = 參數裡有不是文字的位元組
cli-cannot-read = 讀不懂 { $arg }
cli-did-you-mean = 是不是 { $name }？
cli-see-help = 用 --help 看全部選項。

cli-unknown-language = 不會說這種語言：{ $lang }。會說 zh-CN、zh-TW、en。
cli-bad-time = 看不懂時間：{ $time }。寫成 2026-03-16T10:26:48。
cli-no-terminal = 這裡沒有終端機，工作站打不開。
cli-no-terminal-hint = 在終端機視窗裡啟動；指令稿裡用 zuoxi list 或 zuoxi show。
cli-terminal-failed = 終端機用不了：{ $detail }
cli-no-place = 找不到放資料的地方；用 --store 指定。
cli-no-place-hint = 如：zuoxi --store ~/zuoxi/store.db
cli-no-folder = 建不了資料夾 { $path }：{ $detail }
cli-cannot-read-file = 讀不了 { $path }：{ $detail }
cli-store-hint = 資料庫在 { $path }
cli-unknown-case = 沒有案件 { $case }
cli-unknown-view = 沒有這個檢視：{ $view }。有 mine、all、overdue、soon。
cli-not-demo = 只有練習用的資料庫才能撥鐘。
cli-unknown-agent = 這個資料庫裡沒有工號 { $no }。
cli-agent-hint = 資料庫裡有：{ $nos }
cli-crashed = 坐席出錯結束了。已經打的字都在，下次啟動會還給您。報告在：
cli-store-thread-gone = 存資料的部分停了，所以結束。已經打的字都在。
cli-demo-made = 練習用的資料庫建好了：{ $path }，{ $count } 件
cli-too-many = 最多編 { $most } 件

cli-list-empty = 沒有案件
cli-show-no-facts = 沒有經過
cli-manual-fine = 手冊沒有錯

cli-rehearse-held = 符合
cli-rehearse-different = 不符
cli-rehearse-expected = 應為
cli-rehearse-got = 實為
cli-rehearse-why = 依據
cli-rehearse-summary = { $held } 項符合，{ $different } 項不符
cli-rehearse-stuck = 走不下去：{ $what }

cli-verify-fine = 核對過 { $events } 條事實、{ $streams } 個對象：都對
cli-verify-damage = 不對：{ $what }
cli-rebuild-done = 各張表已依事實重做
cli-late = 逾

app-paste-cut = 貼進來的太長，{ $count } 個字沒有收下
