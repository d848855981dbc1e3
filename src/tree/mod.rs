//! How is a long list kept?
//!
//! A [`Tree`] is a sorted list in which every branch knows the [`Sum`] of what lies below it: how many items, how far they reach, how high they are.
//! So a place is found, a sum taken, an item put in or out in O(log n); and a clone costs nothing, since the nodes are shared until one of the two
//! lists changes. Another thread works on a clone while the user goes on.
//!
//! A B+ tree whose inner nodes carry the values of a monoid. The idea is that of finger trees (Hinze and Paterson, “Finger trees: a simple
//! general-purpose data structure”, 2006); the wide leaves keep it near memory's own order.

mod node;
mod walk;

use std::{fmt::Debug, sync::Arc};

use self::node::Node;
pub use self::walk::{Back, Walk};

/// What a branch knows of the items below it: a monoid, whose neutral element is the default.
pub trait Sum: Clone + Default + Debug {
    /// Adds the sum of what comes behind.
    fn add(&mut self, other: &Self);
}

/// Something kept in a [`Tree`].
pub trait Item: Clone {
    /// What items are sorted by; no two in one tree have the same.
    type Key: Ord + Clone + Debug;
    /// What branches know of items.
    type Sum: Sum;

    /// What it is sorted by. It never changes.
    fn key(&self) -> Self::Key;

    /// What it adds to the sum.
    fn sum(&self) -> Self::Sum;
}

/// A sorted list with sums. A clone is O(1).
#[derive(Debug, Clone)]
pub struct Tree<T: Item> {
    root: Arc<Node<T>>,
}

impl<T: Item> Default for Tree<T> {
    fn default() -> Self {
        Self { root: Arc::new(Node::Leaf(Vec::new())) }
    }
}

impl<T: Item> FromIterator<T> for Tree<T> {
    /// Sorts the items; of two with one key the later stays. O(n log n), O(n) if they come sorted.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items: Vec<T> = items.into_iter().collect();
        if !items.is_sorted_by(|a, b| a.key() < b.key()) {
            items.sort_by_cached_key(Item::key);
            items.reverse();
            items.dedup_by(|a, b| a.key() == b.key());
            items.reverse();
        }
        Self { root: node::build(items) }
    }
}

impl<T: Item> Tree<T> {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_empty()
    }

    /// The sum of all items. O(1).
    #[must_use]
    pub fn total(&self) -> T::Sum {
        self.root.sum()
    }

    /// The item with this key. O(log n).
    #[must_use]
    pub fn get(&self, key: &T::Key) -> Option<&T> {
        self.from(key).next().filter(|item| item.key() == *key)
    }

    /// Puts an item in; gives back the one that had its key. O(log n).
    pub fn insert(&mut self, item: T) -> Option<T> {
        let (old, split) = node::insert(&mut self.root, item);
        if let Some(right) = split {
            self.root = node::two(std::mem::take(&mut self.root), right);
        }
        old
    }

    /// Takes the item with this key out. O(log n).
    pub fn remove(&mut self, key: &T::Key) -> Option<T> {
        let old = node::remove(&mut self.root, key);
        while let Some(only) = self.root.only_child() {
            self.root = only;
        }
        old
    }

    /// All items, in order.
    pub fn iter(&self) -> Walk<'_, T, fn(&T::Sum) -> bool> {
        Walk::from_start(&self.root, |_| true)
    }

    /// The items from `key` on, in order. O(log n), then O(1) an item.
    pub fn from(&self, key: &T::Key) -> Walk<'_, T, fn(&T::Sum) -> bool> {
        Walk::from_key(&self.root, key, |_| true)
    }

    /// The items before `key`, the nearest first. O(log n), then O(1) an item.
    pub fn before(&self, key: &T::Key) -> Back<'_, T> {
        Back::before(&self.root, key)
    }

    /// The last item.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        Back::from_end(&self.root).next()
    }

    /// All items below branches whose sum is `wanted`, in order: whole branches are passed over. The items themselves are not looked at.
    pub fn below<P: Fn(&T::Sum) -> bool>(&self, wanted: P) -> Walk<'_, T, P> {
        Walk::from_start(&self.root, wanted)
    }

    /// The sum of the items before `key`. O(log n).
    #[must_use]
    pub fn sum_before(&self, key: &T::Key) -> T::Sum {
        node::sum_before(&self.root, key)
    }

    /// The item at which `measure` of the sum up to and with it first passes `n`: with a count as measure, item number `n` from 0. O(log n).
    #[must_use]
    pub fn nth(&self, n: usize, measure: impl Fn(&T::Sum) -> usize) -> Option<&T> {
        node::nth(&self.root, n, &measure)
    }
}

/// The sum of those who need none.
impl Sum for () {
    fn add(&mut self, (): &Self) {}
}

/// A count.
impl Sum for usize {
    fn add(&mut self, other: &Self) {
        *self += other;
    }
}
