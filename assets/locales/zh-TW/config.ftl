# 設定與手冊裡的錯誤
mistake-place = { $file } 第 { $line } 行第 { $column } 欄
mistake-meant = 是不是想寫 { $suggestion }？
mistake-syntax = 這裡寫法不對，讀不下去；看看是不是少了引號、等號或括號
mistake-unreadable = 檔案無法讀取：{ $detail }
mistake-unknown-table = 沒有「{ $key }」這一段
mistake-unknown-key = 沒有「{ $key }」這一項
mistake-wrong-form = 這一段要寫成 { $form }
mistake-missing-key = 缺少「{ $key }」
mistake-missing-language = 「{ $id }」缺少 { $lang } 的文字
mistake-duplicate = 「{ $id }」寫了兩次
mistake-nothing-to-retire = 內建手冊沒有「{ $id }」，不需停用
mistake-no-such = { $table } 裡沒有「{ $value }」
mistake-unlisted-slot = 用了 { $value } 這個空格，但沒有列進 slots
mistake-unknown-code = 「{ $value }」不是可用的值；可用：{ $known }
mistake-wrong-value = 這個值在這裡不能用
mistake-wrong-type = 這裡要寫：{ $wanted ->
    [switch] true 或 false
    [text] 文字，用引號括起來
    [number] 整數，不用引號
    [list] 列表，用方括號括起來
    [pair] 方括號裡的兩個數
   *[table] 一組設定，寫在 [ ] 的段落裡或花括號裡
}
mistake-out-of-range = { $value } 不合理，應在 { $least } 到 { $most } 之間
mistake-too-long = 有 { $length } 個字，最多 { $most } 個
mistake-not-hours = 「{ $value }」不是服務時段，請寫成 09:00-21:00；分星期幾寫 1-5 09:00-21:00；跨夜寫 20:00-02:00
mistake-not-span = 「{ $value }」不是時段，請寫成 09:00-12:00 這樣
mistake-not-a-region = 「{ $value }」不是地區代碼，請寫兩個大寫字母，如 TW、HK、SG
mistake-not-a-home = 「{ $value }」指的家目錄不清楚，只有開頭的 ~/ 代表自己的家目錄；請寫完整路徑
mistake-not-a-zone = 沒有「{ $value }」這個時區，請寫成 Asia/Taipei 這樣
mistake-not-days = 「{ $value }」不是日期，請寫成 2026-01-01 或 2026-01-01..2026-01-03
mistake-hours-overlap = 「{ $one }」和「{ $other }」重疊了
mistake-no-hours = { $key } 裡一段時間都沒有
mistake-not-weekdays = 工作日要寫 1（週一）到 7，至少一個
mistake-weights = 權重合計是 { $sum }，應為 100
mistake-grade-gap = 分級表缺「{ $impact } / { $urgency }」
mistake-code-gap = { $table } 裡不能沒有「{ $value }」
mistake-act-wider = 「{ $role }」不能做「{ $act }」；公司只能減少角色，不能增加
mistake-act-laxer = 「{ $act }」不能沒有「{ $need }」；公司只能多要求，不能少要求
mistake-act-moved = 「{ $act }」在哪一步能做、做完到哪一步是固定的
mistake-act-stays = 「{ $act }」不能取消；公司可以減少角色，但至少留一個
mistake-not-a-prefix = 案號前綴要 2 到 4 個大寫字母

# config 指令
config-path-file = 設定檔：{ $path }
config-path-none = 還沒有設定檔，使用預設值；要修改請建立 { $path }
config-check-good = 設定沒有問題
config-check-bad = 設定裡有 { $n } 處錯誤
