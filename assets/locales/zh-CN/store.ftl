# 存不进、打不开时的话：发生了什么，留住了什么，接下来怎么办
problem-store-missing = 这个位置没有案件库，什么也没有改动。请核对路径，或去掉路径让程序用默认位置新建。
problem-store-exists = 这个位置已经有文件，没有动它。演示库只建在新文件里，请换一个路径。
problem-store-symlink = 案件库或它的锁文件是符号链接，为防止被人调包，没有打开。请直接写真实文件的路径。
problem-store-not-a-file = 这个路径不是普通文件，没有打开。请写一个文件的路径，例如 store.db。
problem-store-foreign-owner = 案件库属于另一个系统用户，没有打开。共用一个库的程序要用同一个系统用户运行。
problem-store-open-folder = 案件库所在的文件夹别人也能改写，没有打开。请先执行 chmod go-w，或换一个自己的文件夹。
problem-store-network = 案件库在网络磁盘上，那里的锁不可靠，会丢数据，所以没有打开。请放在本机磁盘；几个人共用时，用 ssh 登录到同一台机器。
problem-store-not-writable = 案件库不能写入，什么也没有改动。请检查文件权限，以及磁盘是否只读。
problem-store-not-a-database = 这个文件不是案件库，没有动它。请核对路径；若本来是案件库，请从备份恢复到新的位置。
problem-store-foreign = 这是别的程序的数据库，没有动它。请核对路径。
problem-store-newer = 案件库由更新的版本写过，这个版本不敢改它，内容都在。请升级 zuoxi 后再打开。
problem-store-older = 那个库是旧版本写的，没有动它。请先用这个版本打开一次（比如 zuoxi verify --store），再并。
problem-store-practice = 两个库一个是练习用的，一个是真的，不能并在一起。两边都没有动。
problem-store-forked = 同一个库在两个地方都往下写了：可能是放回过旧文件，或整台机器被克隆过。什么也没有并，两边都原样。请把两份都留着，交给管库的人。
problem-store-library = 数据库组件不可靠，没有打开案件库，内容都在。请使用官方发布的 zuoxi。
problem-store-stopped = 已中途停下，原来的内容都还在。
problem-store-busy = 别的程序占着案件库太久，这一步没有保存，填的内容还在。请稍等再按一次；若总是这样，请看是否有程序卡住。
problem-store-disk-full = 磁盘满了，这一步没有保存，填的内容还在。请腾出空间后再按一次。
problem-store-no-room = 库要升级，但磁盘剩的空间不够放核对过的副本和新文件。库没有动过。请腾出库的两倍大小，再打开一次。
problem-store-io = 读写磁盘出错，这一步没有保存，填的内容还在。下次保存前会重新打开并检查案件库；若再出错，请检查磁盘。
problem-store-unsure = 保存时出错，还不能确定存上没有，填的内容还在。请再按一次：已经存上的不会重复。
problem-store-damaged = 案件库有损坏，已停止写入，填的内容还在。请先备份文件，再运行 zuoxi verify 看坏在哪里。
problem-store-internal = 程序内部出错，这一步没有保存，填的内容还在。请把日志文件交给维护人员。

rule-not-enrolled = 这个工号没有登记，或者没有这个角色。请管理员先登记。
rule-admin-only = 登记人员和角色要管理员来做。
