//! A screen as an SVG picture: every cell where the terminal has it, whatever font draws the characters.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Pixels of a cell.
const CELL: (usize, usize) = (9, 20);
/// Pixels around the screen.
const MARGIN: usize = 12;
/// From the top of a row to the line the characters stand on.
const BASELINE: usize = 15;
/// Where a cell names no colour.
const COLOURS: (&str, &str) = ("#d5d9de", "#15181c");
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',Menlo,Consolas,monospace";

/// What a stretch of cells looks like.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    fore: String,
    back: String,
    modifier: Modifier,
}

/// Cells of one look side by side; those of double width stand apart from the others.
struct Run {
    from: usize,
    cells: usize,
    words: String,
    wide: bool,
    look: Look,
}

/// The picture of a screen; `title` is read out where it cannot be seen.
pub fn picture(buffer: &Buffer, title: &str) -> String {
    let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (across, down) = (width * CELL.0 + 2 * MARGIN, height * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" width=\"{across}\" role=\"img\">\n\
         <title>{}</title>\n<rect width=\"{across}\" height=\"{down}\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"{FONTS}\" font-size=\"15\" xml:space=\"preserve\">\n",
        escaped(title),
        COLOURS.1
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            draw(&run, usize::from(y), &mut svg);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let cells = zuoxi::text::width(cell.symbol()).max(1);
        let (look, wide) = (look(cell), cells > 1);
        match runs.last_mut().filter(|run| run.look == look && run.wide == wide) {
            Some(run) => {
                run.words.push_str(cell.symbol());
                run.cells += cells;
            }
            None => runs.push(Run { from: usize::from(x), cells, words: cell.symbol().to_owned(), wide, look }),
        }
        x += u16::try_from(cells).unwrap();
    }
    runs
}

fn look(cell: &Cell) -> Look {
    let (fore, back) = (colour(cell.fg, COLOURS.0), colour(cell.bg, COLOURS.1));
    let (fore, back) = if cell.modifier.contains(Modifier::REVERSED) { (back, fore) } else { (fore, back) };
    Look { fore, back, modifier: cell.modifier }
}

fn colour(colour: Color, otherwise: &str) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Reset => otherwise.to_owned(),
        other => panic!("the theme of the pictures has 24-bit colours, not {other:?}"),
    }
}

fn draw(run: &Run, row: usize, svg: &mut String) {
    let (x, y) = (MARGIN + run.from * CELL.0, MARGIN + row * CELL.1);
    let width = run.cells * CELL.0;
    if run.look.back != COLOURS.1 {
        let back = &run.look.back;
        writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>", CELL.1).unwrap();
    }
    let mut from = 0;
    // Words far apart are placed each by itself: fonts differ in how wide a blank is.
    for words in run.words.split("  ") {
        let lead = words.len() - words.trim_start().len();
        if !words.trim().is_empty() {
            put(words.trim(), (x + (from + lead) * CELL.0, y), &run.look, svg);
        }
        from += zuoxi::text::width(words) + 2;
    }
}

fn put(words: &str, (x, y): (usize, usize), look: &Look, svg: &mut String) {
    let width = zuoxi::text::width(words) * CELL.0;
    let (y, fore) = (y + BASELINE, &look.fore);
    write!(svg, "<text x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fore}\"")
        .unwrap();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.6\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if look.modifier.contains(modifier) {
            svg.push_str(attribute);
        }
    }
    writeln!(svg, ">{}</text>", escaped(words)).unwrap();
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn a_wide_character_takes_two_cells_and_what_follows_stands_behind_it() {
    let mut buffer = Buffer::with_lines(["a坐席 b<  c"]);
    buffer[(0, 0)].modifier = Modifier::BOLD;
    let svg = picture(&buffer, "x");
    assert!(svg.contains("<text x=\"12\" y=\"27\" textLength=\"9\""), "{svg}");
    assert!(svg.contains("<text x=\"21\" y=\"27\" textLength=\"36\"") && svg.contains(">坐席<"), "{svg}");
    assert!(svg.contains("<text x=\"66\" y=\"27\" textLength=\"18\"") && svg.contains(">b&lt;<"), "{svg}");
    assert!(svg.contains("<text x=\"102\" y=\"27\" textLength=\"9\"") && svg.contains(">c<"), "{svg}");
}
