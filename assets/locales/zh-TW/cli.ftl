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
cli-no-store-yet = 還沒有案件庫，什麼也沒有更動。執行一次 zuoxi，就會在預設位置建立。
cli-unknown-case = 沒有案件 { $case }
cli-unknown-view = 沒有這個檢視：{ $view }。有 mine、all、overdue、soon。
cli-not-demo = 只有練習用的資料庫才能撥鐘。
cli-unknown-agent = 這個資料庫裡沒有工號 { $no }。
cli-nobody-named = 還不知道是誰在使用。啟動時加上 --as 工號，或把工號寫進設定檔（[agent] 的 no）。
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
cli-rehearse-skipped = 略過 { $path }：沒有 schema，不是案例檔
cli-rehearse-nothing = 一個案例檔也沒有；案例檔開頭寫 schema = "zuoxi.rehearsal/1"
cli-rehearse-stuck = 走不下去：{ $what }

cli-verify-fine = 核對過 { $events } 條事實、{ $streams } 個對象：都對
cli-verify-damage = 不對：{ $what }
cli-progress = 已完成 { $percent }%
cli-rebuild-done = 各張表已依事實重做
cli-late = 逾

app-paste-cut = 貼進來的太長，{ $count } 個字沒有收下

cli-heading-name = 名稱
cli-value-shell = SHELL
cli-value-region = 地區
cli-value-year = 年份
cli-doctor-about = 檢查這裡裝得如何，哪裡要留意，怎麼辦
cli-doctor-redacted = 不寫路徑、姓名和數量，可以寄給外人
cli-doctor-json = 輸出一個 JSON 物件
cli-calendar-about = 國定假日
cli-calendar-import-about = 匯入一年的假日表，放進自己的服務手冊
cli-calendar-import-file = 通用 JSON（year、days 裡有 date 和 isOffDay），或手冊格式的 TOML
cli-calendar-import-region = 哪裡的假日：CN、HK、MO、TW；不寫算 CN
cli-calendar-check-about = 有哪幾年的假日表，缺哪年
cli-calendar-check-year = 只看這一年
cli-completions-about = 印出補全指令稿：bash、zsh、fish、elvish、powershell
cli-completions-shell = 給哪種 shell 用
cli-man-about = 印出手冊頁，可交給 man 看：zuoxi man | man -l -
cli-config-edit-about = 用編輯器開啟設定，存檔後檢查一遍
cli-config-made = 還沒有設定檔，依範例建了一份：{ $path }
cli-config-kept = 檔案照您寫的留著。改好以前，工作台先用上次能用的設定。再改：zuoxi config edit
cli-editor-failed = 編輯器沒能開啟，或是出錯結束了：{ $editor }
cli-editor-hint = 用環境變數 EDITOR 指定一個，例如 EDITOR=nano zuoxi config edit
cli-cannot-write-file = 無法寫入 { $path }：{ $detail }
cli-last-good = { $file } 第 { $line } 行有錯，先用上次能用的設定：{ $sentence }
cli-last-good-keys = { $file } 的按鍵有錯，先用上次能用的設定：{ $sentence }
cli-last-good-remedy = zuoxi config check
cli-config-right = 設定改好了，下次啟動生效
cli-no-rules = 內建的服務手冊讀不出來，這是程式的錯。
cli-calendar-unknown-region = 不認得地區 { $region }，有：{ $known }
cli-calendar-refused = { $path } 沒有匯入：{ $what }
cli-calendar-not-json = 不是這種 JSON（{ $detail }）
cli-calendar-not-toml = 不是手冊格式的 TOML（{ $detail }）
cli-calendar-no-table = 裡面沒有 [[holidays]]
cli-calendar-region-differs = 裡面寫的地區是 { $region }
cli-calendar-not-a-date = { $date } 不是日期
cli-calendar-not-a-day = 日期不對（{ $detail }）
cli-calendar-other-year = { $date } 不在 { $year } 年
cli-calendar-twice = { $date } 寫了兩遍
cli-calendar-worked-anyway = { $date } 本來就上班，不會是補班日
cli-calendar-no-days-off = { $year } 年一天假都沒有
cli-calendar-written = 寫好了：{ $path }
cli-calendar-none = 沒有表
cli-calendar-days = 放假 { $off } 天、補班 { $work } 天
cli-calendar-counts = { $region } { $year }：原本{ $before }，現在{ $after }
cli-calendar-folder-made = 還沒有自己的服務手冊，新建了資料夾 { $path }，下次開啟就用上
cli-calendar-other-region = 公司的地區是 { $region }，這張表暫時用不上
cli-calendar-year = { $region } { $year }：{ $days }
cli-calendar-missing = { $region } { $year }：沒有假日表，以週一至週五計
cli-calendar-missing-remedy = 補上：zuoxi calendar import 檔案

# zuoxi doctor

doctor-yes = 是
doctor-no = 否
doctor-none = 無
doctor-never = 從未
doctor-unknown = 不明
doctor-fine = 都好，沒有要留意的
doctor-findings = 要留意的
doctor-program = 程式
doctor-program-version = 版本
doctor-program-system = 系統
doctor-terminal = 終端機
doctor-terminal-present = 接著終端機
doctor-terminal-term = TERM
doctor-terminal-program = 終端程式
doctor-terminal-inside = 在 tmux 或 screen 裡
doctor-terminal-colours = 顏色
doctor-terminal-size = 欄 × 列
doctor-terminal-widths = 實測格數
doctor-colours-true = 全彩
doctor-colours-indexed = 256 色
doctor-colours-sixteen = 16 色
doctor-widths-no-terminal = 沒有接終端機，測不了
doctor-widths-silent = 問了，終端機沒有回答
doctor-look = 顯示
doctor-look-glyphs = 符號
doctor-look-theme = 配色
doctor-glyphs-ascii = ASCII
doctor-glyphs-unicode = Unicode
doctor-theme-dark = 深色
doctor-theme-light = 淺色
doctor-theme-high-contrast = 高對比
doctor-theme-none = 無顏色
doctor-reason-configured = 設定裡寫的
doctor-reason-wide = 終端機把這些符號畫成兩格
doctor-reason-narrow = 終端機把這些符號畫成一格
doctor-reason-silent = 終端機沒有說，以一格計
doctor-reason-no-color = 設了 NO_COLOR
doctor-reason-usual = 沒有設，用預設
doctor-reason-argument = 命令列裡寫的
doctor-reason-machine = 跟這台機器走
doctor-locale = 語言
doctor-locale-language = 介面
doctor-locale-machine = 機器
doctor-store = 案件庫
doctor-store-path = 位置
doctor-store-there = 已經有了
doctor-store-sqlite = SQLite
doctor-store-mode = 權限
doctor-store-format = 格式版本
doctor-store-demo = 練習用的資料庫
doctor-store-prefix = 編號前綴
doctor-store-station = 站點
doctor-store-facts = 事實
doctor-store-cases = 案件
doctor-store-people = 人員
doctor-store-drafts = 未完成的草稿
doctor-store-bytes = 大小
doctor-store-checked-at = 上次核對
doctor-manual = 服務手冊
doctor-manual-hash = 指紋
doctor-manual-own = 有自己的修改
doctor-manual-folder = 資料夾
doctor-manual-mistakes = 錯誤
doctor-manual-region = 地區
doctor-manual-holiday-years = 有假日表的年份
doctor-manual-missing-years = 缺假日表的年份
doctor-config = 設定
doctor-config-path = 位置
doctor-config-there = 已經有了
doctor-config-valid = 正確
doctor-config-overrides = 環境變數蓋過的
doctor-config-last-good = 留有上次能用的
doctor-time = 時間
doctor-time-zone = 公司時區
doctor-time-company = 公司現在
doctor-time-machine = 機器現在
doctor-time-named = 時鐘是指定的
doctor-finding-term = TERM 沒有說明是哪種終端機
doctor-remedy-term = 在正常的終端機視窗裡開啟，或設 TERM=xterm-256color
doctor-finding-small = 視窗只有 { $columns } 欄 { $rows } 列
doctor-remedy-small = 拉大到至少 { $least_columns } 欄 { $least_rows } 列，80 × 24 起用著才順手
doctor-finding-widths = 終端機畫這些字元的寬度和螢幕算的不一樣：{ $signs }
doctor-remedy-widths = 在終端機設定裡把「歧義寬度字元」改成窄，或在設定裡寫 ascii = "yes"
doctor-finding-charset = 這台機器的語言設定不是 UTF-8，中文會變成亂碼
doctor-remedy-charset = 設 LANG=zh_TW.UTF-8 再開啟
doctor-remedy-store = zuoxi verify 能說明壞在哪裡；動手以前先複製一份檔案
doctor-finding-mode = 別的使用者讀得到案件庫（權限 { $mode }）；這次開啟時已經收回
doctor-remedy-mode = 看看誰可能讀過；放回備份後用 chmod 600
doctor-finding-check = 案件庫有 { $days } 天以上沒有核對過了
doctor-remedy-check = 跑一遍：zuoxi verify
doctor-finding-clock = 機器的時鐘比庫裡最新的記錄還早
doctor-remedy-clock = 校準機器時間；時限全靠它
doctor-finding-manual = 自己的服務手冊有 { $n } 處錯，工作台打不開
doctor-remedy-manual = 全部列出：zuoxi manual check
doctor-finding-years = 沒有 { $years } 年的假日表，那年的工作日只以週一至週五計
doctor-remedy-years = 政府公布後匯入：zuoxi calendar import 檔案
doctor-finding-config = 設定有 { $n } 處錯
doctor-remedy-config = 改好它：zuoxi config edit
doctor-finding-keys = 設定裡的按鍵有錯
doctor-remedy-keys = 改好它：zuoxi config edit
