//! Going through a tree, from any place, forwards or backwards, past what is not wanted.

use super::{
    Item,
    node::{Node, child_of},
};

/// Items in order, those below unwanted branches left out.
#[derive(Debug)]
pub struct Walk<'a, T: Item, P> {
    /// From the root to where we are: a node, and which of its parts comes next.
    stack: Vec<(&'a Node<T>, usize)>,
    wanted: P,
}

impl<'a, T: Item, P: Fn(&T::Sum) -> bool> Walk<'a, T, P> {
    pub(super) fn from_start(root: &'a Node<T>, wanted: P) -> Self {
        Self { stack: vec![(root, 0)], wanted }
    }

    pub(super) fn from_key(root: &'a Node<T>, key: &T::Key, wanted: P) -> Self {
        let mut stack = Vec::new();
        let mut node = root;
        loop {
            match node {
                Node::Leaf(items) => {
                    stack.push((node, items.partition_point(|i| i.key() < *key)));
                    return Self { stack, wanted };
                }
                Node::Branch(children) => {
                    let at = child_of(children, key);
                    stack.push((node, at + 1));
                    let Some(child) = children.get(at) else { return Self { stack, wanted } };
                    node = &child.node;
                }
            }
        }
    }
}

impl<'a, T: Item, P: Fn(&T::Sum) -> bool> Iterator for Walk<'a, T, P> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            let (node, next) = self.stack.last_mut()?;
            let at = *next;
            *next += 1;
            match *node {
                Node::Leaf(items) => match items.get(at) {
                    Some(item) => return Some(item),
                    None => drop(self.stack.pop()),
                },
                Node::Branch(children) => match children.get(at) {
                    Some(child) if (self.wanted)(&child.sum) => self.stack.push((&child.node, 0)),
                    Some(_) => {}
                    None => drop(self.stack.pop()),
                },
            }
        }
    }
}

/// Items backwards.
#[derive(Debug)]
pub struct Back<'a, T: Item> {
    /// From the root to where we are: a node, and how many of its parts are still to come.
    stack: Vec<(&'a Node<T>, usize)>,
}

impl<'a, T: Item> Back<'a, T> {
    pub(super) fn from_end(root: &'a Node<T>) -> Self {
        Self { stack: vec![(root, usize::MAX)] }
    }

    pub(super) fn before(root: &'a Node<T>, key: &T::Key) -> Self {
        let mut stack = Vec::new();
        let mut node = root;
        loop {
            match node {
                Node::Leaf(items) => {
                    stack.push((node, items.partition_point(|i| i.key() < *key)));
                    return Self { stack };
                }
                Node::Branch(children) => {
                    let at = child_of(children, key);
                    stack.push((node, at));
                    let Some(child) = children.get(at) else { return Self { stack } };
                    node = &child.node;
                }
            }
        }
    }
}

impl<'a, T: Item> Iterator for Back<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            let (node, left) = self.stack.last_mut()?;
            let len = match node {
                Node::Leaf(items) => items.len(),
                Node::Branch(children) => children.len(),
            };
            let Some(at) = (*left).min(len).checked_sub(1) else {
                self.stack.pop();
                continue;
            };
            *left = at;
            match *node {
                Node::Leaf(items) => return items.get(at),
                Node::Branch(children) => {
                    if let Some(child) = children.get(at) {
                        self.stack.push((&child.node, usize::MAX));
                    }
                }
            }
        }
    }
}
