//! How high every block is, and so where each stands.

/// The heights of all blocks: estimated until laid out. A Fenwick tree (P. Fenwick, “A new data structure for cumulative frequency tables”,
/// 1994): a change, a sum and a search cost O(log blocks). In f64, since f32 loses points past some ten thousand pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heights {
    each: Vec<f32>,
    tree: Vec<f64>,
}

impl Heights {
    /// From estimates. O(blocks).
    pub(crate) fn new(each: Vec<f32>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (i, height) in each.iter().enumerate() {
            let node = i + 1;
            let sum = tree.get(node).copied().unwrap_or(0.0) + f64::from(*height);
            if let Some(slot) = tree.get_mut(node) {
                *slot = sum;
            }
            let parent = node + lowest_bit(node);
            if let Some(slot) = tree.get_mut(parent) {
                *slot += sum;
            }
        }
        Self { each, tree }
    }

    /// The height of a block.
    pub(crate) fn of(&self, block: usize) -> f32 {
        self.each.get(block).copied().unwrap_or_default()
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.each.len()
    }

    /// Notes the height of a block that was laid out.
    pub(crate) fn set(&mut self, block: usize, height: f32) {
        let Some(old) = self.each.get_mut(block) else { return };
        let change = f64::from(height) - f64::from(*old);
        *old = height;
        let mut node = block + 1;
        while let Some(slot) = self.tree.get_mut(node) {
            *slot += change;
            node += lowest_bit(node);
        }
    }

    /// The height of all blocks before `block`.
    pub(crate) fn before(&self, block: usize) -> f64 {
        let mut node = block.min(self.each.len());
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree.get(node).copied().unwrap_or(0.0);
            node -= lowest_bit(node);
        }
        sum
    }

    /// The height of all.
    pub(crate) fn total(&self) -> f64 {
        self.before(self.each.len())
    }

    /// The block at height `y`, and how far below its top that is.
    pub(crate) fn at(&self, y: f64) -> (usize, f32) {
        let (mut node, mut left) = (0, y.max(0.0));
        let mut step = self.each.len().next_power_of_two();
        while step > 0 {
            let next = node + step;
            if let Some(sum) = self.tree.get(next).filter(|sum| **sum <= left) {
                left -= sum;
                node = next;
            }
            step /= 2;
        }
        let block = node.min(self.each.len().saturating_sub(1));
        let below = y.max(0.0) - self.before(block);
        #[expect(clippy::cast_possible_truncation, reason = "a distance inside one block")]
        (block, below as f32)
    }
}

const fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}
