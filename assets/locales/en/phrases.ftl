# The phrase book.
phrases-title = { $n ->
    [one] { $n } phrase
   *[other] { $n } phrases
}
phrases-avoid-title = { $n ->
    [one] { $n } expression to avoid
   *[other] { $n } expressions to avoid
}
phrases-found = { $n } found
phrases-avoid = Do not say
phrases-instead = Say
phrases-find = Find
phrases-find-how = words, pinyin or initials
phrases-none = Nothing found. Esc shows all
phrases-for-case = filled from { $no }
phrases-no-case = no case is open, blanks are not filled
phrases-said = Marked as said: { $title }
phrases-copied-whole = Copied
phrases-has-blank = Still blank: { $blanks }. Fill it before copying
phrases-no-case-open = No case is open, nothing to mark
phrases-part-say = To say
phrases-part-avoid = Not to say
action-phrases-find = find
action-phrases-said = mark as said
action-phrases-copy = copy
action-phrases-part = to say / not to say
action-phrases-down = next phrase
action-phrases-up = previous phrase
action-phrases-page-down = page down
action-phrases-page-up = page up
action-phrases-first = first phrase
action-phrases-last = last phrase
action-phrases-back = step back
greeting-morning = Good morning
greeting-afternoon = Good afternoon
greeting-evening = Good evening
