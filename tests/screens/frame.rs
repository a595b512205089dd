use zuoxi::domain::Lang;

use crate::desk::{Desk, With, morning};

#[test]
fn look() {
    for lang in [Lang::ZhCn] {
        for size in [(120, 40), (80, 24)] {
            let mut desk = Desk::new(&With::new(lang, size), morning());
            desk.press("4 down down");
            println!("{}", desk.text());
            desk.press("/ 'afzj");
            println!("{}", desk.text());
            desk.press("esc esc tab");
            println!("{}", desk.text());
        }
    }
}
