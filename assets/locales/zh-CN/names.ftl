# 语言名
lang-zh-CN = 简体中文
lang-zh-TW = 繁體中文
lang-en = English
