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
cli-no-store-yet = 还没有案件库，什么也没有改动。运行一次 zuoxi 就会在默认位置新建。
cli-unknown-case = 没有案件 { $case }
cli-unknown-view = 没有这个视图：{ $view }。有 mine、all、overdue、soon。
cli-not-demo = 只有练手的库才能拨钟。
cli-unknown-agent = 这个库里没有工号 { $no }。
cli-nobody-named = 还不知道是谁在用。启动时加上 --as 工号，或把工号写进配置（[agent] 的 no）。
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
cli-rehearse-skipped = 跳过 { $path }：没有 schema，不是案例文件
cli-rehearse-nothing = 一个案例文件也没有；案例文件开头写 schema = "zuoxi.rehearsal/1"
cli-rehearse-stuck = 走不下去：{ $what }

cli-verify-fine = 核对过 { $events } 条事实、{ $streams } 个对象：都对
cli-verify-damage = 不对：{ $what }
cli-progress = 已完成 { $percent }%
cli-rebuild-done = 各张表已按事实重做
cli-late = 超

app-paste-cut = 贴进来的太长，{ $count } 个字没有收下

cli-heading-name = 名称
cli-value-shell = SHELL
cli-value-region = 地区
cli-value-year = 年份
cli-doctor-about = 看看这里装得怎样，哪里要留意，怎么办
cli-doctor-redacted = 不写路径、姓名和数量，可以发给外人
cli-doctor-json = 输出一个 JSON 对象
cli-calendar-about = 法定节假日
cli-calendar-import-about = 导入一年的节假日表，放进自己的服务手册
cli-calendar-import-file = 通用 JSON（year、days 里有 date 和 isOffDay），或手册格式的 TOML
cli-calendar-import-region = 哪里的节假日：CN、HK、MO、TW；不写算 CN
cli-calendar-check-about = 有哪几年的节假日表，缺哪年
cli-calendar-check-year = 只看这一年
cli-completions-about = 打印补全脚本：bash、zsh、fish、elvish、powershell
cli-completions-shell = 给哪种 shell 用
cli-man-about = 打印手册页，可交给 man 看：zuoxi man | man -l -
cli-config-edit-about = 用编辑器打开配置，存盘后检查一遍
cli-config-made = 还没有配置文件，按样例建了一份：{ $path }
cli-config-kept = 文件照您写的留着。改好以前，工作台先用上次能用的配置。再改：zuoxi config edit
cli-editor-failed = 编辑器没能打开，或者出错退出了：{ $editor }
cli-editor-hint = 用环境变量 EDITOR 指定一个，比如 EDITOR=nano zuoxi config edit
cli-cannot-write-file = 写不了 { $path }：{ $detail }
cli-last-good = { $file } 第 { $line } 行有错，先用上次能用的配置：{ $sentence }
cli-last-good-keys = { $file } 的按键有错，先用上次能用的配置：{ $sentence }
cli-last-good-remedy = zuoxi config check
cli-config-right = 配置改好了，下次启动起作用
cli-no-rules = 自带的服务手册读不出来，这是程序的错。
cli-calendar-unknown-region = 不认识地区 { $region }，有：{ $known }
cli-calendar-refused = { $path } 没有导入：{ $what }
cli-calendar-not-json = 不是这种 JSON（{ $detail }）
cli-calendar-not-toml = 不是手册格式的 TOML（{ $detail }）
cli-calendar-no-table = 里面没有 [[holidays]]
cli-calendar-region-differs = 里面写的地区是 { $region }
cli-calendar-not-a-date = { $date } 不是日期
cli-calendar-not-a-day = 日期不对（{ $detail }）
cli-calendar-other-year = { $date } 不在 { $year } 年
cli-calendar-twice = { $date } 写了两遍
cli-calendar-worked-anyway = { $date } 本来就上班，不会是调休
cli-calendar-no-days-off = { $year } 年一天假都没有
cli-calendar-written = 写好了：{ $path }
cli-calendar-none = 没有表
cli-calendar-days = 放假 { $off } 天、调休上班 { $work } 天
cli-calendar-counts = { $region } { $year }：原来{ $before }，现在{ $after }
cli-calendar-folder-made = 还没有自己的服务手册，新建了文件夹 { $path }，下次打开就用上
cli-calendar-other-region = 公司的地区是 { $region }，这张表暂时用不上
cli-calendar-year = { $region } { $year }：{ $days }
cli-calendar-missing = { $region } { $year }：没有节假日表，按周一至周五算
cli-calendar-missing-remedy = 补上：zuoxi calendar import 文件

# zuoxi doctor

doctor-yes = 是
doctor-no = 否
doctor-none = 无
doctor-never = 从未
doctor-unknown = 不知道
doctor-fine = 都好，没有要留意的
doctor-findings = 要留意的
doctor-program = 程序
doctor-program-version = 版本
doctor-program-system = 系统
doctor-terminal = 终端
doctor-terminal-present = 接着终端
doctor-terminal-term = TERM
doctor-terminal-program = 终端程序
doctor-terminal-inside = 在 tmux 或 screen 里
doctor-terminal-colours = 颜色
doctor-terminal-size = 列 × 行
doctor-terminal-widths = 实测格数
doctor-colours-true = 真彩色
doctor-colours-indexed = 256 色
doctor-colours-sixteen = 16 色
doctor-widths-no-terminal = 没有接终端，测不了
doctor-widths-silent = 问了，终端没有回答
doctor-look = 显示
doctor-look-glyphs = 符号
doctor-look-theme = 配色
doctor-glyphs-ascii = ASCII
doctor-glyphs-unicode = Unicode
doctor-theme-dark = 深色
doctor-theme-light = 浅色
doctor-theme-high-contrast = 高对比
doctor-theme-none = 无颜色
doctor-reason-configured = 配置里写的
doctor-reason-wide = 终端把这些符号画成两格
doctor-reason-narrow = 终端把这些符号画成一格
doctor-reason-silent = 终端没有说，按一格算
doctor-reason-no-color = 设了 NO_COLOR
doctor-reason-usual = 没有设，用默认
doctor-reason-argument = 命令行里写的
doctor-reason-machine = 跟这台机器走
doctor-locale = 语言
doctor-locale-language = 界面
doctor-locale-machine = 机器
doctor-store = 案件库
doctor-store-path = 位置
doctor-store-there = 已经有了
doctor-store-sqlite = SQLite
doctor-store-mode = 权限
doctor-store-format = 格式版本
doctor-store-demo = 练手的库
doctor-store-prefix = 编号前缀
doctor-store-station = 站点
doctor-store-facts = 事实
doctor-store-cases = 案件
doctor-store-people = 人员
doctor-store-drafts = 未完成的草稿
doctor-store-bytes = 大小
doctor-store-checked-at = 上次核对
doctor-manual = 服务手册
doctor-manual-hash = 指纹
doctor-manual-own = 有自己的改动
doctor-manual-folder = 文件夹
doctor-manual-mistakes = 错误
doctor-manual-region = 地区
doctor-manual-holiday-years = 有节假日表的年份
doctor-manual-missing-years = 缺节假日表的年份
doctor-config = 配置
doctor-config-path = 位置
doctor-config-there = 已经有了
doctor-config-valid = 正确
doctor-config-overrides = 环境变量盖过的
doctor-config-last-good = 留有上次能用的
doctor-time = 时间
doctor-time-zone = 公司时区
doctor-time-company = 公司现在
doctor-time-machine = 机器现在
doctor-time-named = 时钟是指定的
doctor-finding-term = TERM 没有说明是哪种终端
doctor-remedy-term = 在正常的终端窗口里打开，或设 TERM=xterm-256color
doctor-finding-small = 窗口只有 { $columns } 列 { $rows } 行
doctor-remedy-small = 拉大到至少 { $least_columns } 列 { $least_rows } 行，80 × 24 起用着才顺手
doctor-finding-widths = 终端画这些字符的宽度和屏幕算的不一样：{ $signs }
doctor-remedy-widths = 在终端设置里把“歧义宽度字符”改成窄，或在配置里写 ascii = "yes"
doctor-finding-charset = 这台机器的语言设置不是 UTF-8，中文会变成乱码
doctor-remedy-charset = 设 LANG=zh_CN.UTF-8 再打开
doctor-remedy-store = zuoxi verify 能说明坏在哪里；动手以前先复制一份文件
doctor-finding-mode = 别的用户读得到案件库（权限 { $mode }）；这次打开时已经收回
doctor-remedy-mode = 看看谁可能读过；放回备份后用 chmod 600
doctor-finding-check = 案件库有 { $days } 天以上没有核对过了
doctor-remedy-check = 跑一遍：zuoxi verify
doctor-finding-clock = 机器的时钟比库里最新的记录还早
doctor-remedy-clock = 校准机器时间；时限全靠它
doctor-finding-manual = 自己的服务手册有 { $n } 处错，工作台打不开
doctor-remedy-manual = 全部列出：zuoxi manual check
doctor-finding-years = 没有 { $years } 年的节假日表，那年的工作日只按周一至周五算
doctor-remedy-years = 国务院公布后导入：zuoxi calendar import 文件
doctor-finding-config = 配置有 { $n } 处错
doctor-remedy-config = 改好它：zuoxi config edit
doctor-finding-keys = 配置里的按键有错
doctor-remedy-keys = 改好它：zuoxi config edit
