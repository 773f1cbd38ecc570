//! The table with which a PDF font tells what its codes mean (`ToUnicode`).

use std::collections::HashMap;

/// The most entries that are taken.
const MOST: usize = 70_000;

/// One token of the table.
#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// Reads letters by code.
#[must_use]
pub fn read(table: &[u8]) -> HashMap<u32, String> {
    let mut letters = HashMap::new();
    let mut tokens = Tokens { rest: table };
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(b"beginbfchar") => single(&mut tokens, &mut letters),
            Token::Word(b"beginbfrange") => ranges(&mut tokens, &mut letters),
            _ => {}
        }
        if letters.len() > MOST {
            break;
        }
    }
    letters
}

fn single(tokens: &mut Tokens<'_>, letters: &mut HashMap<u32, String>) {
    while tokens.hex_follows() {
        let (Some(Token::Hex(code)), Some(Token::Hex(target))) = (tokens.next(), tokens.next())
        else {
            return;
        };
        letters.insert(value(&code), text(&target));
        if letters.len() > MOST {
            return;
        }
    }
}

fn ranges(tokens: &mut Tokens<'_>, letters: &mut HashMap<u32, String>) {
    while tokens.hex_follows() {
        let (Some(Token::Hex(first)), Some(Token::Hex(last))) = (tokens.next(), tokens.next())
        else {
            return;
        };
        let (first, last) = (value(&first), value(&last));
        match tokens.next() {
            Some(Token::Hex(target)) => {
                for (step, code) in (first..=last).enumerate().take(65_536) {
                    letters.insert(code, text(&stepped(&target, step)));
                }
            }
            Some(Token::Open) => {
                let mut code = first;
                while let Some(Token::Hex(target)) = tokens.next() {
                    letters.insert(code, text(&target));
                    code = code.saturating_add(1);
                }
            }
            _ => return,
        }
        if letters.len() > MOST {
            return;
        }
    }
}

/// The target so many places further on.
fn stepped(target: &[u8], step: usize) -> Vec<u8> {
    let mut target = target.to_vec();
    if let [.., high, low] = target.as_mut_slice() {
        let unit = u16::from_be_bytes([*high, *low]).wrapping_add(u16::try_from(step).unwrap_or(0));
        [*high, *low] = unit.to_be_bytes();
    } else if let [only] = target.as_mut_slice() {
        *only = only.wrapping_add(u8::try_from(step).unwrap_or(0));
    }
    target
}

fn value(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |value, byte| value * 256 + u32::from(*byte))
}

fn text(bytes: &[u8]) -> String {
    if let [only] = bytes {
        return char::from(*only).to_string();
    }
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units).replace(['\0', '\u{fffd}'], "")
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn skip_space(&mut self) {
        let begin = self
            .rest
            .iter()
            .position(|byte| !byte.is_ascii_whitespace())
            .unwrap_or(self.rest.len());
        self.rest = &self.rest[begin..];
    }

    fn hex_follows(&mut self) -> bool {
        self.skip_space();
        self.rest.starts_with(b"<") && !self.rest.starts_with(b"<<")
    }

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let (first, rest) = self.rest.split_first()?;
        match first {
            b'[' => {
                self.rest = rest;
                Some(Token::Open)
            }
            b']' => {
                self.rest = rest;
                Some(Token::Close)
            }
            b'<' if !rest.starts_with(b"<") => {
                let end = rest
                    .iter()
                    .position(|byte| *byte == b'>')
                    .unwrap_or(rest.len());
                self.rest = rest.get(end + 1..).unwrap_or_default();
                Some(Token::Hex(hex(&rest[..end])))
            }
            _ => {
                let end = rest
                    .iter()
                    .position(|byte| {
                        byte.is_ascii_whitespace() || matches!(byte, b'<' | b'[' | b']')
                    })
                    .map_or(self.rest.len(), |end| end + 1);
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                Some(Token::Word(word))
            }
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let nibbles: Vec<u8> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    nibbles
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_are_read() {
        let table = b"1 beginbfchar <01> <1EE6> endbfchar 2 beginbfrange <0002> <0004> <0041>\n<05> <06> [<0061> <00620063>] endbfrange endcmap";
        let letters = read(table);
        let letter = |code: u32| letters.get(&code).map(String::as_str);
        assert_eq!(letter(1), Some("Ủ"));
        assert_eq!((letter(2), letter(4)), (Some("A"), Some("C")));
        assert_eq!((letter(5), letter(6)), (Some("a"), Some("bc")));
    }

    #[test]
    fn broken_tables_end_quietly() {
        for table in [
            &b"beginbfchar <01"[..],
            b"beginbfrange <00> <ffffffff> <00>",
            b"beginbfrange <0>",
            b"<<<<",
            b"",
        ] {
            let _ = read(table);
        }
    }
}
