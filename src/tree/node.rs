//! A node of the tree, and how one changes.

use std::sync::Arc;

use super::{Item, Sum};

/// The most items or children a node has; one more, and it is parted in two.
const FULL: usize = 64;
/// A node with fewer is joined with its neighbour.
const LEAST: usize = 16;
/// How many a node gets when a tree is built at once: room for some more.
const BUILT: usize = 48;

#[derive(Debug, Clone)]
pub(super) enum Node<T: Item> {
    Leaf(Vec<T>),
    Branch(Vec<Child<T>>),
}

#[derive(Debug, Clone)]
pub(super) struct Child<T: Item> {
    pub(super) first: T::Key,
    pub(super) sum: T::Sum,
    pub(super) node: Arc<Node<T>>,
}

impl<T: Item> Default for Node<T> {
    fn default() -> Self {
        Self::Leaf(Vec::new())
    }
}

impl<T: Item> Node<T> {
    pub(super) const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    const fn len(&self) -> usize {
        match self {
            Self::Leaf(items) => items.len(),
            Self::Branch(children) => children.len(),
        }
    }

    pub(super) fn sum(&self) -> T::Sum {
        let mut sum = T::Sum::default();
        match self {
            Self::Leaf(items) => items.iter().for_each(|item| sum.add(&item.sum())),
            Self::Branch(children) => children.iter().for_each(|child| sum.add(&child.sum)),
        }
        sum
    }

    fn first(&self) -> Option<T::Key> {
        match self {
            Self::Leaf(items) => items.first().map(Item::key),
            Self::Branch(children) => children.first().map(|child| child.first.clone()),
        }
    }

    /// Of a branch with one child, that child: the branch is not needed.
    pub(super) fn only_child(&self) -> Option<Arc<Self>> {
        match self {
            Self::Branch(children) => match children.as_slice() {
                [only] => Some(Arc::clone(&only.node)),
                _ => None,
            },
            Self::Leaf(_) => None,
        }
    }

    /// Parts a node that has grown too long; gives the second half.
    fn split(&mut self) -> Option<Child<T>> {
        if self.len() <= FULL {
            return None;
        }
        let half = self.len() / 2;
        Child::of_node(match self {
            Self::Leaf(items) => Self::Leaf(items.split_off(half)),
            Self::Branch(children) => Self::Branch(children.split_off(half)),
        })
    }

    /// Takes over what a neighbour behind it holds.
    fn join(&mut self, behind: &Self) {
        match (self, behind) {
            (Self::Leaf(items), Self::Leaf(more)) => items.extend_from_slice(more),
            (Self::Branch(children), Self::Branch(more)) => children.extend_from_slice(more),
            // Neighbours are of one depth.
            _ => {}
        }
    }
}

impl<T: Item> Child<T> {
    /// A child for a node that is not empty.
    fn of_node(node: Node<T>) -> Option<Self> {
        Some(Self { first: node.first()?, sum: node.sum(), node: Arc::new(node) })
    }

    fn refresh(&mut self) {
        self.sum = self.node.sum();
        if let Some(first) = self.node.first() {
            self.first = first;
        }
    }
}

/// The children of a new root.
pub(super) fn two<T: Item>(left: Arc<Node<T>>, right: Child<T>) -> Arc<Node<T>> {
    let left = left.first().map(|first| Child { first, sum: left.sum(), node: left });
    Arc::new(Node::Branch(left.into_iter().chain([right]).collect()))
}

/// A tree of sorted items. O(n).
pub(super) fn build<T: Item>(items: Vec<T>) -> Arc<Node<T>> {
    let mut level: Vec<Child<T>> = grouped(items).filter_map(|items| Child::of_node(Node::Leaf(items))).collect();
    while level.len() > 1 {
        level = grouped(level).filter_map(|children| Child::of_node(Node::Branch(children))).collect();
    }
    level.pop().map(|root| root.node).unwrap_or_default()
}

fn grouped<I>(all: Vec<I>) -> impl Iterator<Item = Vec<I>> {
    let mut rest = all.into_iter();
    std::iter::from_fn(move || {
        let group: Vec<I> = rest.by_ref().take(BUILT).collect();
        (!group.is_empty()).then_some(group)
    })
}

/// The number of the child that holds `key`, or would.
pub(super) fn child_of<T: Item>(children: &[Child<T>], key: &T::Key) -> usize {
    children.partition_point(|child| child.first <= *key).saturating_sub(1)
}

/// Puts an item in; gives the one that had its key, and the second half if the node had to be parted.
pub(super) fn insert<T: Item>(node: &mut Arc<Node<T>>, item: T) -> (Option<T>, Option<Child<T>>) {
    let key = item.key();
    let node = Arc::make_mut(node);
    let old = match node {
        Node::Leaf(items) => match items.binary_search_by(|i| i.key().cmp(&key)) {
            Ok(at) => items.get_mut(at).map(|slot| std::mem::replace(slot, item)),
            Err(at) => {
                items.insert(at, item);
                None
            }
        },
        Node::Branch(children) => {
            let at = child_of(children, &key);
            let Some(child) = children.get_mut(at) else { return (None, None) };
            let (old, split) = insert(&mut child.node, item);
            child.refresh();
            if let Some(split) = split {
                children.insert(at + 1, split);
            }
            old
        }
    };
    (old, node.split())
}

/// Takes the item with this key out.
pub(super) fn remove<T: Item>(node: &mut Arc<Node<T>>, key: &T::Key) -> Option<T> {
    match Arc::make_mut(node) {
        Node::Leaf(items) => {
            let at = items.binary_search_by(|i| i.key().cmp(key)).ok()?;
            Some(items.remove(at))
        }
        Node::Branch(children) => {
            let at = child_of(children, key);
            let child = children.get_mut(at)?;
            let old = remove(&mut child.node, key)?;
            child.refresh();
            if child.node.len() < LEAST {
                join(children, at);
            }
            Some(old)
        }
    }
}

/// Joins child number `at`, which has become small, with a neighbour; parts the two anew if together they are too long.
fn join<T: Item>(children: &mut Vec<Child<T>>, at: usize) {
    if children.get(at).is_some_and(|child| child.node.is_empty()) {
        children.remove(at);
        return;
    }
    let left = if at + 1 < children.len() { at } else { at.saturating_sub(1) };
    if left + 1 >= children.len() {
        return;
    }
    let behind = children.remove(left + 1);
    let Some(child) = children.get_mut(left) else { return };
    let node = Arc::make_mut(&mut child.node);
    node.join(&behind.node);
    let split = node.split();
    child.refresh();
    if let Some(split) = split {
        children.insert(left + 1, split);
    }
}

/// The sum of the items before `key`.
pub(super) fn sum_before<T: Item>(node: &Node<T>, key: &T::Key) -> T::Sum {
    let mut sum = T::Sum::default();
    match node {
        Node::Leaf(items) => items.iter().take_while(|i| i.key() < *key).for_each(|i| sum.add(&i.sum())),
        Node::Branch(children) => {
            let at = child_of(children, key);
            children.iter().take(at).for_each(|child| sum.add(&child.sum));
            if let Some(child) = children.get(at) {
                sum.add(&sum_before(&child.node, key));
            }
        }
    }
    sum
}

/// The item at which `measure` of the running sum first passes `n`.
pub(super) fn nth<'a, T: Item>(node: &'a Node<T>, n: usize, measure: &impl Fn(&T::Sum) -> usize) -> Option<&'a T> {
    let mut left = n;
    match node {
        Node::Leaf(items) => items.iter().find(|item| passes(&mut left, measure(&item.sum()))),
        Node::Branch(children) => {
            let child = children.iter().find(|child| passes(&mut left, measure(&child.sum)))?;
            nth(&child.node, left, measure)
        }
    }
}

fn passes(left: &mut usize, here: usize) -> bool {
    if *left < here {
        return true;
    }
    *left -= here;
    false
}
