# When it cannot be saved or opened: what happened, what was kept, what to do
problem-store-missing = There is no case store at this place, and nothing was changed. Check the path, or leave it out to make one at the usual place.
problem-store-exists = There is a file at this place already, and it was not touched. A demonstration is only made in a new file: choose another path.
problem-store-symlink = The case store or its lock file is a symbolic link; it was not opened, so that nobody can swap it. Give the path of the real file.
problem-store-not-a-file = This path is not a plain file and was not opened. Give the path of a file, such as store.db.
problem-store-foreign-owner = The case store belongs to another system user and was not opened. Programs that share a store must run as one user.
problem-store-open-folder = Others may write to the folder of the case store, so it was not opened. Run chmod go-w on it, or choose a folder of your own.
problem-store-network = The case store lies on a network disk, whose locks cannot be trusted with data, so it was not opened. Keep it on a local disk; to share it, log in to one machine by ssh.
problem-store-not-writable = The case store cannot be written, and nothing was changed. Check the file's permissions and whether the disk is read-only.
problem-store-not-a-database = This file is not a case store, and it was not touched. Check the path; if it was a case store once, restore a backup to a new place.
problem-store-foreign = This is another program's database, and it was not touched. Check the path.
problem-store-newer = A newer version wrote this case store; this one does not dare change it, and everything is still there. Upgrade zuoxi and open it again.
problem-store-older = An older version wrote that store last, and it was not touched. Open it once with this version (for instance with `zuoxi verify --store`), then try again.
problem-store-practice = One of the two stores is for practice, the other is real: they cannot be joined. Neither was changed.
problem-store-forked = The same store went on in two places under one name: a file was put back or cloned while both were in use. Nothing was taken in, and both are as they were. Keep both, and ask whoever looks after the stores.
problem-store-library = The database component cannot be trusted, so the case store was not opened; everything is still there. Use an official build of zuoxi.
problem-store-stopped = Stopped before the end; everything that was there still is.
problem-store-busy = Another program held the case store for too long. This step was not saved, and what you entered is still here. Press again in a moment; if it keeps happening, look for a program that hangs.
problem-store-disk-full = The disk is full. This step was not saved, and what you entered is still here. Free some space and press again.
problem-store-no-room = The store has to be brought up to date, and the disk has too little free space for the checked copy and the new file. Nothing was changed. Free some space (twice the size of the store) and start again.
problem-store-io = The disk could not be read or written. This step was not saved, and what you entered is still here. The case store is opened and checked again before the next save; if it fails again, check the disk.
problem-store-unsure = Saving failed, and it is not certain yet whether it took; what you entered is still here. Press again: what was saved is not saved twice.
problem-store-damaged = The case store is damaged, and nothing more is written to it; what you entered is still here. Make a copy of the file, then run zuoxi verify to see what is broken.
problem-store-internal = A fault in the program: this step was not saved, and what you entered is still here. Give the log file to whoever looks after zuoxi.

rule-not-enrolled = This agent number is not enrolled, or does not hold this role. Ask an admin to enrol it first.
rule-admin-only = Only an admin can enrol people and give roles.
