//! The drawing state of a PDF page: where the next letter goes and how large it is.

use std::rc::Rc;

use super::font::Font;

/// A change of coordinates, in the order in which PDF writes its six numbers.
pub type Matrix = [f32; 6];

/// The matrix that changes nothing.
pub const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Applies `first`, then `second`.
#[must_use]
pub fn times(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// The state.
#[derive(Clone)]
pub struct State {
    /// From the coordinates of the command to those of the page.
    pub matrix: Matrix,
    /// The font.
    pub font: Option<Rc<Font>>,
    /// The size of the font before any change of coordinates.
    pub size: f32,
    /// Extra space after every letter.
    pub letter_space: f32,
    /// Extra space after every blank.
    pub word_space: f32,
    /// How much letters are stretched sideways.
    pub stretch: f32,
    /// How far letters are raised.
    pub rise: f32,
    leading: f32,
    text: Matrix,
    line: Matrix,
}

impl State {
    /// The state at the beginning of a page or form.
    #[must_use]
    pub const fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            rise: 0.0,
            leading: 0.0,
            text: IDENTITY,
            line: IDENTITY,
        }
    }

    /// Where the next letter goes.
    #[must_use]
    pub fn place(&self) -> Matrix {
        times(self.text, self.matrix)
    }

    /// Moves on along the line of writing.
    pub fn advance(&mut self, by: f32) {
        self.text[4] += by * self.text[0];
        self.text[5] += by * self.text[1];
    }

    /// Runs a command that only changes the state; others are ignored.
    pub fn set(&mut self, operator: &str, values: [f32; 6]) {
        let [first, second, ..] = values;
        match operator {
            "cm" => self.matrix = times(values, self.matrix),
            "BT" => self.start_line(IDENTITY),
            "Tm" => self.start_line(values),
            "Td" => self.shift(first, second),
            "TD" => {
                self.leading = -second;
                self.shift(first, second);
            }
            "T*" => self.shift(0.0, -self.leading),
            "Tc" => self.letter_space = first,
            "Tw" => self.word_space = first,
            "Tz" => self.stretch = first / 100.0,
            "TL" => self.leading = first,
            "Ts" => self.rise = first,
            _ => {}
        }
    }

    /// Goes to the next line, as the commands that also draw do.
    pub fn next_line(&mut self, operator: &str, values: [f32; 6]) {
        if operator == "\"" {
            [self.word_space, self.letter_space, ..] = values;
        }
        self.shift(0.0, -self.leading);
    }

    fn shift(&mut self, across: f32, up: f32) {
        self.start_line(times([1.0, 0.0, 0.0, 1.0, across, up], self.line));
    }

    const fn start_line(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.text = matrix;
    }
}
