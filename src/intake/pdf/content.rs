//! Runs the drawing commands of a page and notes where which words stand.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, number};
use super::state::{IDENTITY, Matrix, State, times};

/// The most that the commands of one page may unpack to, in bytes.
const MAX_CONTENT: usize = 24 * 1024 * 1024;

/// How deep forms may be drawn inside forms.
const MAX_FORMS: usize = 6;

/// More pieces of text than any page has.
const MAX_RUNS: usize = 60_000;

/// A piece of text drawn at one go. Coordinates are points from the lower left corner.
#[derive(Clone, Debug)]
pub struct Run {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline.
    pub base: f32,
    /// Size of the letters.
    pub size: f32,
    /// The words.
    pub text: String,
    /// Whether it is written askew or upwards, as stamps and watermarks are.
    pub askew: bool,
}

/// A straight rule, as tables are drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Left, lower, right and upper edge.
    pub edges: [f32; 4],
}

/// What stands on a page.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The words.
    pub runs: Vec<Run>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// How many pictures there are.
    pub pictures: usize,
    /// Whether letters were converted from an old encoding.
    pub legacy: bool,
}

/// Fonts already read, by object.
pub type Fonts = HashMap<ObjectId, Rc<Font>>;

/// Runs the commands of a page.
#[must_use]
pub fn page(document: &Document, page: ObjectId, fonts: &mut Fonts) -> Drawn {
    let mut drawn = Drawn::default();
    let Ok(commands) = document.get_page_content_with_limit(page, MAX_CONTENT) else {
        return drawn;
    };
    let mut resources: Vec<&Dictionary> = Vec::new();
    if let Ok((direct, referred)) = document.get_page_resources(page) {
        resources.extend(direct);
        resources.extend(
            referred
                .iter()
                .filter_map(|id| document.get_dictionary(*id).ok()),
        );
    }
    let mut painter = Painter {
        document,
        fonts,
        drawn: &mut drawn,
        depth: 0,
    };
    painter.paint(&commands, &resources, IDENTITY);
    drawn
}

struct Painter<'a, 'b> {
    document: &'a Document,
    fonts: &'b mut Fonts,
    drawn: &'b mut Drawn,
    depth: usize,
}

impl<'a> Painter<'a, '_> {
    fn paint(&mut self, commands: &[u8], resources: &[&'a Dictionary], matrix: Matrix) {
        let Ok(content) = Content::decode(commands) else {
            return;
        };
        let mut state = State::new(matrix);
        let mut saved: Vec<State> = Vec::new();
        let mut at = (0.0, 0.0);
        for operation in &content.operations {
            if self.drawn.runs.len() > MAX_RUNS {
                return;
            }
            let mut values = [0.0; 6];
            for (value, object) in values.iter_mut().zip(&operation.operands) {
                *value = number(self.document, object).unwrap_or(0.0);
            }
            let [first, second, third, fourth, ..] = values;
            match operation.operator.as_str() {
                "q" if saved.len() < 200 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "Tf" => {
                    state.size = second;
                    state.font = self.font(resources, operation);
                }
                "Tj" | "TJ" => self.show(&mut state, operation),
                "'" | "\"" => {
                    state.next_line(&operation.operator, values);
                    self.show(&mut state, operation);
                }
                "m" => at = (first, second),
                "l" => {
                    self.rule(state.matrix, at, (first, second));
                    at = (first, second);
                }
                "re" => {
                    let to = (first + third, second + fourth);
                    self.rule(state.matrix, (first, second), to);
                }
                "Do" => self.draw(operation, resources, state.matrix),
                "BI" => self.drawn.pictures += 1,
                operator => state.set(operator, values),
            }
        }
    }

    /// Notes a rule if it is thin.
    fn rule(&mut self, matrix: Matrix, from: (f32, f32), to: (f32, f32)) {
        let place = |(x, y): (f32, f32)| {
            (
                x * matrix[0] + y * matrix[2] + matrix[4],
                x * matrix[1] + y * matrix[3] + matrix[5],
            )
        };
        let ((a, b), (c, d)) = (place(from), place(to));
        let edges = [a.min(c), b.min(d), a.max(c), b.max(d)];
        let (width, height) = (edges[2] - edges[0], edges[3] - edges[1]);
        if self.drawn.rules.len() < MAX_RUNS && (width < 2.5) != (height < 2.5) {
            self.drawn.rules.push(Rule { edges });
        }
    }

    /// The font that a command names.
    fn font(&mut self, resources: &[&'a Dictionary], command: &Operation) -> Option<Rc<Font>> {
        let name = command.operands.first()?.as_name().ok()?;
        let found = resources.iter().find_map(|resources| {
            let fonts = resources
                .get_deref(b"Font", self.document)
                .and_then(Object::as_dict)
                .ok()?;
            fonts.get(name).ok()
        })?;
        let id = found.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let dictionary = self.document.dereference(found).ok()?.1.as_dict().ok()?;
        let font = Rc::new(Font::read(self.document, dictionary));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// A form or a picture.
    fn draw(&mut self, operation: &Operation, resources: &[&'a Dictionary], matrix: Matrix) {
        let form = operation
            .operands
            .first()
            .and_then(|name| name.as_name().ok())
            .and_then(|name| {
                resources.iter().find_map(|resources| {
                    let forms = resources
                        .get_deref(b"XObject", self.document)
                        .and_then(Object::as_dict)
                        .ok()?;
                    forms
                        .get_deref(name, self.document)
                        .and_then(Object::as_stream)
                        .ok()
                })
            });
        let Some(form) = form else { return };
        let kind = form
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .unwrap_or_default();
        if kind == b"Image" {
            self.drawn.pictures += 1;
            return;
        }
        if kind != b"Form" || self.depth >= MAX_FORMS {
            return;
        }
        let Ok(commands) = form.get_plain_content_with_limit(MAX_CONTENT) else {
            return;
        };
        let own = form
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict)
            .ok();
        let inner: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let shift = self.matrix_of(&form.dict);
        self.depth += 1;
        self.paint(&commands, &inner, times(shift, matrix));
        self.depth -= 1;
    }

    /// How a form is shifted and turned before it is drawn.
    fn matrix_of(&self, form: &Dictionary) -> Matrix {
        let mut matrix = IDENTITY;
        let values = form
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array);
        for (slot, value) in matrix.iter_mut().zip(values.into_iter().flatten()) {
            *slot = number(self.document, value).unwrap_or(*slot);
        }
        matrix
    }

    /// Draws the strings of a command.
    fn show(&mut self, state: &mut State, operation: &Operation) {
        let Some(font) = state.font.clone() else {
            return;
        };
        self.drawn.legacy |= font.legacy;
        for operand in &operation.operands {
            match operand {
                Object::Array(parts) => {
                    for part in parts {
                        match part {
                            Object::String(bytes, _) => self.string(state, &font, bytes),
                            _ => {
                                let shift = number(self.document, part).unwrap_or(0.0) / 1000.0;
                                state.advance(-shift * state.size * state.stretch);
                            }
                        }
                    }
                }
                Object::String(bytes, _) => self.string(state, &font, bytes),
                _ => {}
            }
        }
    }

    fn string(&mut self, state: &mut State, font: &Font, bytes: &[u8]) {
        let start = state.place();
        let mut words = String::new();
        let mut width = 0.0_f32;
        for glyph in font.glyphs(bytes) {
            words.push_str(glyph.letters);
            let gap = state.letter_space + if glyph.space { state.word_space } else { 0.0 };
            width += (glyph.width * state.size + gap) * state.stretch;
        }
        state.advance(width);
        let end = state.place();
        let size = (state.size * (start[2].hypot(start[3]))).abs();
        let askew = start[1].abs() > 0.1 * start[0].abs();
        let finite = [start[4], start[5], end[4], size]
            .iter()
            .all(|value| value.is_finite());
        if finite && !words.is_empty() && size > 0.5 {
            self.drawn.runs.push(Run {
                left: start[4].min(end[4]),
                right: start[4].max(end[4]),
                base: start[5] + state.rise * start[3],
                size,
                text: words,
                askew,
            });
        }
    }
}
