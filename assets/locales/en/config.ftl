# Mistakes in the configuration and in a company's manual
mistake-place = { $file }, line { $line }, column { $column }
mistake-meant = Did you mean { $suggestion }?
mistake-syntax = This cannot be read; look for a missing quote, equals sign or bracket
mistake-unreadable = The file cannot be read: { $detail }
mistake-unknown-table = There is no table “{ $key }”
mistake-unknown-key = There is no key “{ $key }”
mistake-wrong-form = This must be written as { $form }
mistake-missing-key = “{ $key }” is missing
mistake-missing-language = “{ $id }” has no words for { $lang }
mistake-duplicate = “{ $id }” appears twice
mistake-nothing-to-retire = There is no “{ $id }” to retire
mistake-no-such = There is no “{ $value }” in { $table }
mistake-unlisted-slot = The blank { $value } is used but not listed in slots
mistake-unknown-code = “{ $value }” is not allowed; allowed: { $known }
mistake-wrong-value = This value cannot be used here
mistake-wrong-type = Write { $wanted ->
    [switch] true or false
    [text] words in quotes
    [number] a whole number, without quotes
    [list] a list in square brackets
    [pair] two numbers in square brackets
   *[table] a group of settings, in a [section] or in braces
}
mistake-out-of-range = { $value } makes no sense here; from { $least } to { $most }
mistake-too-long = { $length } characters; { $most } at most
mistake-not-hours = “{ $value }” is not staffed hours; write 09:00-21:00, with weekdays 1-5 09:00-21:00, over midnight 20:00-02:00
mistake-not-span = “{ $value }” is not a span of hours; write it like 09:00-12:00
mistake-not-a-region = “{ $value }” is no region; write its two letters, such as CN, TW, SG
mistake-not-a-home = The home folder of “{ $value }” is not known; only ~/ in front stands for your own. Write the whole path
mistake-not-a-zone = There is no time zone “{ $value }”; write it like Asia/Shanghai
mistake-not-days = “{ $value }” is not a day; write 2026-01-01 or 2026-01-01..2026-01-03
mistake-hours-overlap = “{ $one }” and “{ $other }” overlap
mistake-no-hours = { $key } names no hours
mistake-not-weekdays = Working days are numbers from 1 (Monday) to 7, at least one
mistake-weights = The weights add up to { $sum }, not to 100
mistake-grade-gap = The grading table lacks { $impact } / { $urgency }
mistake-code-gap = { $table } cannot do without “{ $value }”
mistake-act-wider = “{ $role }” may not do “{ $act }”; a company can name fewer roles, not more
mistake-act-laxer = “{ $act }” cannot do without “{ $need }”; a company can ask for more, not for less
mistake-act-moved = When “{ $act }” is possible and where it leads is fixed
mistake-act-stays = “{ $act }” cannot be taken away; a company can name fewer roles, at least one
mistake-not-a-prefix = A case prefix has 2 to 4 capital letters

# The config command
config-path-file = Configuration: { $path }
config-path-none = There is no configuration file; defaults are used. To change something create { $path }
config-check-good = The configuration is in order
config-check-bad =
    { $n ->
        [one] There is one mistake in the configuration
       *[other] There are { $n } mistakes in the configuration
    }
