use zuoxi::domain::Lang;

use crate::desk::{Desk, With, morning};

#[test]
fn look() {
    for lang in [Lang::ZhCn, Lang::En] {
        for size in [(120, 40), (80, 24)] {
            let mut desk = Desk::new(&With::new(lang, size), morning()).with_s1();
            println!("{}", desk.text());
            desk.press("p");
            println!("{}", desk.text());
        }
    }
}
