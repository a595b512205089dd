# 命令行

cli-about = 坐席：客服坐席的终端工作台
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-help = 显示这份说明
cli-version = 显示版本

cli-value-path = 路径
cli-value-language = 语言
cli-value-no = 工号
cli-value-time = 时间
cli-value-number = 数
cli-value-file = 文件
cli-value-case = 案件
cli-value-view = 视图
cli-value-dir = 目录
cli-value-command = 命令
cli-value-options = 选项

cli-store = 用哪个库（也可以设 ZUOXI_STORE）
cli-config = 用哪份配置（也可以设 ZUOXI_CONFIG）
cli-lang = 说哪种话：zh-CN、zh-TW、en（也可以设 ZUOXI_LANG）
cli-as = 谁坐在这里：工号（也可以设 ZUOXI_AS）
cli-at = 钟从这个时间走起，公司时区，如 2026-03-16T10:26:48（只限练手的库）

cli-demo-about = 打开一个练手的库，离开就删
cli-demo-empty = 库里不放案件
cli-demo-cases = 放多少编出来的案件
cli-demo-seed = 编案件用的种子；同一个种子编出同样的案件

cli-rehearse-about = 把写好的案例照原样走一遍，逐项核对
cli-rehearse-files = 案例文件；写在一起的共用一个库和一条时间线

cli-list-about = 把队列列出来
cli-list-view = 哪些：mine（我的）、all（全部）、overdue（超时）、soon（15 分钟内）
cli-list-json = 一件一行 JSON

cli-show-about = 列出一个案件和它的经过
cli-show-case = 案件号
cli-show-json = 写成 JSON

cli-manual-about = 服务手册
cli-manual-check-about = 检查自家手册，错在哪一行说清楚
cli-manual-check-dir = 手册目录；不写就用配置里的

cli-config-about = 配置
cli-config-path-about = 说出配置在哪里
cli-config-default-about = 印出默认配置，每项都有说明
cli-config-check-about = 检查配置写得对不对

cli-verify-about = 逐条核对事实的链，再核对各张表
cli-rebuild-about = 按事实重做各张表

cli-unknown-argument = 没有这个选项：{ $arg }
cli-unknown-command = 没有这个命令：{ $name }
cli-missing-command = 少一个命令
cli-missing-argument = 少了 { $arg }
cli-missing-value = { $arg } 后面少一个值
cli-conflict = { $arg } 不能和别的选项一起用
cli-invalid-value = { $arg } 不能是 { $value }
cli-not-text = 参数里有不是文字的字节
cli-cannot-read = 读不懂 { $arg }
cli-did-you-mean = 是不是 { $name }？
cli-see-help = 用 --help 看全部选项。

cli-unknown-language = 不会说这种话：{ $lang }。会说 zh-CN、zh-TW、en。
cli-bad-time = 看不懂时间：{ $time }。写成 2026-03-16T10:26:48。
cli-no-terminal = 这里没有终端，工作台打不开。
cli-no-terminal-hint = 在终端窗口里启动；脚本里用 zuoxi list 或 zuoxi show。
cli-terminal-failed = 终端用不了：{ $detail }
cli-no-place = 找不到放资料的地方；用 --store 指定。
cli-no-place-hint = 如：zuoxi --store ~/zuoxi/store.db
cli-no-folder = 建不了目录 { $path }：{ $detail }
cli-cannot-read-file = 读不了 { $path }：{ $detail }
cli-store-hint = 库在 { $path }
cli-unknown-case = 没有案件 { $case }
cli-unknown-view = 没有这个视图：{ $view }。有 mine、all、overdue、soon。
cli-not-demo = 只有练手的库才能拨钟。
cli-unknown-agent = 这个库里没有工号 { $no }。
cli-agent-hint = 库里有：{ $nos }
cli-crashed = 坐席出错退出了。已经打的字都在，下次启动会还给您。报告在：
cli-store-thread-gone = 存资料的部分停了，所以退出。已经打的字都在。
cli-demo-made = 练手的库建好了：{ $path }，{ $count } 件
cli-too-many = 最多编 { $most } 件

cli-list-empty = 没有案件
cli-show-no-facts = 没有经过
cli-manual-fine = 手册没有错

cli-rehearse-held = 符合
cli-rehearse-different = 不符
cli-rehearse-expected = 应为
cli-rehearse-got = 实为
cli-rehearse-why = 依据
cli-rehearse-summary = { $held } 项符合，{ $different } 项不符
cli-rehearse-stuck = 走不下去：{ $what }

cli-verify-fine = 核对过 { $events } 条事实、{ $streams } 个对象：都对
cli-verify-damage = 不对：{ $what }
cli-rebuild-done = 各张表已按事实重做
cli-late = 超

app-paste-cut = 贴进来的太长，{ $count } 个字没有收下
