//! Bytes to code points and back, in constant time and a sixty-fourth of the text's memory.

/// Bytes between two checkpoints. As many as can be counted in a byte.
const STRIDE: usize = 255;
/// Bytes looked at in one go for a code point.
const STEP: usize = 32;

/// For every [`STRIDE`] bytes, how many characters begin before it.
#[derive(Debug, Clone)]
pub(super) struct CodePointIndex {
    checkpoints: Vec<u32>,
    total: usize,
}

impl CodePointIndex {
    pub(super) fn new(text: &str) -> Self {
        let mut total = 0usize;
        let checkpoints = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = total;
                total += count_starts(chunk);
                u32::try_from(before).unwrap_or(u32::MAX)
            })
            .collect();
        Self { checkpoints, total }
    }

    /// How many code points the text has.
    pub(super) const fn total(&self) -> usize {
        self.total
    }

    /// How many code points stand before byte `at`.
    pub(super) fn to_code_points(&self, text: &str, at: usize) -> usize {
        let chunk = at / STRIDE;
        let Some(&before) = self.checkpoints.get(chunk) else { return self.total };
        let rest = text.as_bytes().get(chunk * STRIDE..at).unwrap_or_default();
        before as usize + count_starts(rest)
    }

    /// The byte where code point number `at` begins; `None` past the end.
    pub(super) fn to_byte(&self, text: &str, at: usize) -> Option<usize> {
        if at >= self.total {
            return (at == self.total).then_some(text.len());
        }
        let chunk = self.checkpoints.partition_point(|&before| before as usize <= at).checked_sub(1)?;
        let mut left = at - *self.checkpoints.get(chunk)? as usize;
        let mut base = chunk * STRIDE;
        for step in text.as_bytes().get(base..)?.chunks(STEP) {
            let starts = count_starts(step);
            if left < starts {
                return step.iter().enumerate().filter(|(_, byte)| is_start(**byte)).nth(left).map(|(i, _)| base + i);
            }
            left -= starts;
            base += step.len();
        }
        None
    }
}

const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// How many characters begin in these bytes. A byte-wide sum lets the compiler take many bytes at once.
fn count_starts(bytes: &[u8]) -> usize {
    let sum = |part: &[u8]| usize::from(part.iter().fold(0_u8, |sum, byte| sum + u8::from(is_start(*byte))));
    bytes.chunks(STRIDE).map(sum).sum()
}

#[cfg(test)]
mod tests {
    use super::CodePointIndex;

    #[test]
    fn every_character_is_found_by_its_number_and_its_byte() {
        for text in [String::new(), "a".repeat(600), "多é𝔘a".repeat(200), format!("{}多", "a".repeat(255))] {
            let index = CodePointIndex::new(&text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(index.to_byte(&text, number), Some(byte));
                assert_eq!(index.to_code_points(&text, byte), number);
            }
            assert_eq!(index.total(), text.chars().count());
            assert_eq!(index.to_byte(&text, index.total()), Some(text.len()));
            assert_eq!(index.to_byte(&text, index.total() + 1), None);
        }
    }
}
