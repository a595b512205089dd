# When it cannot be saved or opened: what happened, what was kept, what to do
problem-store-missing = There is no case store in this place, and nothing was changed. Check the path, or leave it out to create one in the usual place.
problem-store-exists = There is a file in this place already, and it was not touched. A demo store is only created in a new file: choose another path.
problem-store-symlink = The case store or its lock file is a symbolic link; it was not opened, so that nobody can swap it. Give the path of the real file.
problem-store-not-a-file = This path is not a plain file and was not opened. Give the path of a file, such as store.db.
problem-store-foreign-owner = The case store belongs to another system user and was not opened. Programs that share a store must run as one user.
problem-store-open-folder = Others may write to the folder of the case store, so it was not opened. Run chmod go-w on it, or choose a folder of your own.
problem-store-network = The case store is on a network disk, whose locks cannot be trusted with data, so it was not opened. Keep it on a local disk; to share it, log in to one machine by ssh.
problem-store-not-writable = The case store cannot be written, and nothing was changed. Check the file's permissions and whether the disk is read-only.
problem-store-not-a-database = This file is not a case store, and it was not touched. Check the path; if it was a case store once, restore a backup to a new place.
problem-store-foreign = This is another program's database, and it was not touched. Check the path.
problem-store-newer = A newer version wrote this case store; this one will not change it, and everything is still there. Upgrade zuoxi and open it again.
problem-store-practice = One of the two stores is for practice, the other is real: they cannot be joined. Neither was changed.
problem-store-forked = The same store went on in two places under one name: a file was put back or cloned while both were in use. Nothing was taken in, and both are as they were. Keep both, and ask whoever looks after the stores.
problem-store-library = The database component cannot be trusted, so the case store was not opened; everything is still there. Use an official build of zuoxi.
problem-store-stopped = Stopped before the end; everything that was there still is.
problem-store-busy = Another program held the case store for too long. This step was not saved, and what you entered is still here. Press again in a moment; if it keeps happening, look for a program that hangs.
problem-store-disk-full = The disk is full. This step was not saved, and what you entered is still here. Free some space and press again.
problem-store-no-room = The case store has to be upgraded, and there is too little free space: { $folder } needs { $needs }, and only { $free } are free. Nothing was changed. Free some space and open it again.
problem-store-upgrade-full = The disk filled up during the upgrade, which did not take place: the case store is as it was. { $folder } needs { $needs } of free space, and { $free } are free. Free some space and open it again.
problem-store-upgrade-stopped = The upgrade was stopped before its end, and the case store is as it was. It is upgraded when it is next opened.
problem-store-upgrade-busy = The case store has to be upgraded, but another program is using it or upgrading it just now. It is as it was. Wait a moment, or leave the other zuoxi, and open it again.
problem-store-upgrade-io = The disk could not be read or written during the upgrade, which did not take place: the case store is as it was. Check the disk and open it again.
problem-store-io = The disk could not be read or written. This step was not saved, and what you entered is still here. The case store is opened and checked again before the next save; if it fails again, check the disk.
problem-store-unsure = Saving failed, and it is not certain yet whether it took; what you entered is still here. Press again: what was saved is not saved twice.
problem-store-damaged = The case store is damaged, and nothing more is written to it; what you entered is still here. Make a copy of the file, then run zuoxi verify to see what is broken.
problem-store-internal = A fault in the program: this step was not saved, and what you entered is still here. Give the log file to whoever looks after zuoxi.
problem-store-behind = Saved acts are missing: read only, your text is kept. Leave, run zuoxi verify.
stuck-store-behind = Read only: { $missing ->
    [one] one saved act is missing
   *[other] { $missing } saved acts are missing
 } (last { $time })
stuck-store-replaced = Read only: the store's file was replaced
stuck-store-damaged = Read only: the store is damaged
stuck-remedy = leave, then run zuoxi verify
store-waiting = Another program holds the store; still waiting, what you filled in is kept
problem-store-ruins = The store here is gone or empty, but its log, its mark or drafts are still there. So no new one was made and nothing was touched. Copy the whole folder first, then restore a backup with zuoxi restore or get out what can be read with zuoxi salvage; if nothing of it is wanted, choose an empty folder.
problem-store-nothing-readable = Not one act can be read from these files, so no new store was made and nothing was touched. Restore a backup with zuoxi restore.
problem-store-not-empty = There is something in this folder already, so nothing was put there. Choose an empty folder.
problem-store-in-use = Somebody is working with this store, so nothing was changed. Leave every zuoxi first, then try again.
problem-store-gone = Store file gone: not saved, your text is kept. Put it back or zuoxi restore.
problem-store-replaced = Store file replaced: not saved, your text is kept. Put the original back.

rule-not-enrolled = This agent number is not enrolled, or does not hold this role. Ask an admin to enrol it first.
rule-admin-only = Only an admin can enrol people and give roles.
problem-store-empty = This file is empty, so it is no case store, and it was not touched. Check the path.
problem-store-same = That is this very store, so there is nothing to take in. Give the path of the other copy.
problem-other-missing = There is no case store there, and nothing was changed. Check the path: it should be the folder of the other copy, or its store file.
problem-other-empty = That file is empty, so it is no case store; nothing was changed. Check the path, or copy it again.
problem-other-symlink = That is a symbolic link; it was not opened, so that nobody can swap it. Give the path of the real file.
problem-other-not-a-file = That is not a plain file and was not opened. Give the folder of the other copy, or its store file.
problem-other-foreign-owner = That store belongs to another system user and was not opened. Run this as that user, or have a copy made for you.
problem-other-not-a-store = That file is not a case store, and it was not touched. Check the path.
problem-other-newer = A newer version wrote that store; this one will not read it, and neither store was touched. Upgrade zuoxi, then take it in.
problem-other-older = An older version wrote that store, and it was not touched. Run { $command } first, which brings it up to date, then run this again.
problem-other-damaged = The other store is damaged. Nothing was taken in, and yours was not touched. To see what is broken: { $command }. Then take in a sound copy or a backup of it.
problem-other-unreadable = The other store cannot be read. Nothing was taken in, and yours was not touched. Check the permissions of that file and its folder, and that disk.
