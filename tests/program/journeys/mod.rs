//! The real program in a real terminal: how it comes and goes, and what survives when it is not let go.

mod alone;
mod calls;
mod coming_and_going;
mod crashed;
mod enquiry;
mod expected;
mod full_disk;
mod honest;
mod hung_up;
mod kept;
mod killed;
mod no_false_fact;
mod readme;
mod rehearsed;
mod reports;
mod seat;
mod told;
mod two_desks;

use crate::common::{Home, Terminal};

/// What every screen shows in its first row.
const BRAND: &str = "坐席";

pub fn demo(home: &Home) -> Terminal {
    let terminal = home.start(&["demo"]);
    terminal.wait_for(BRAND).wait_for("队列");
    terminal
}

/// What a call sounds like on the shorthand line.
pub const CALL: &str = "13800138000 周岚 悦邻便利 收银扫不了码 试过重启";

/// The workstation on the home's own store, with a new call begun.
pub fn new_call(home: &Home) -> Terminal {
    let terminal = home.start(&[]);
    terminal.wait_for("队列").send("n");
    terminal.wait_for("速记");
    terminal
}

/// Whether the hint row says that an act, not only a draft, is on disk.
pub fn is_saved(screen: &vt100::Screen) -> bool {
    screen.contents().replace("草稿已存", "").contains("已存")
}
