//! A tree is a sorted list, whatever was done to it.

use std::collections::BTreeMap;

use glossator::tree::{Item, Tree};
use proptest::prelude::*;

/// A number and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Weight(u16, usize);

impl Item for Weight {
    type Key = u16;
    type Sum = usize;

    fn key(&self) -> u16 {
        self.0
    }

    fn sum(&self) -> usize {
        self.1
    }
}

fn weights() -> impl Strategy<Value = Vec<Weight>> {
    prop::collection::vec((0..700_u16, 0..9_usize).prop_map(|(k, w)| Weight(k, w)), 0..600)
}

fn assert_same(tree: &Tree<Weight>, list: &BTreeMap<u16, usize>) -> Result<(), TestCaseError> {
    prop_assert!(tree.iter().map(|w| (w.0, w.1)).eq(list.iter().map(|(k, w)| (*k, *w))));
    prop_assert_eq!(tree.total(), list.values().sum::<usize>());
    prop_assert_eq!(tree.is_empty(), list.is_empty());
    prop_assert_eq!(tree.last().map(|w| w.0), list.keys().last().copied());
    for key in (0..710).step_by(37) {
        prop_assert_eq!(tree.get(&key).map(|w| w.1), list.get(&key).copied());
        prop_assert!(tree.from(&key).map(|w| w.0).eq(list.range(key..).map(|(k, _)| *k)));
        prop_assert!(tree.before(&key).map(|w| w.0).eq(list.range(..key).rev().map(|(k, _)| *k)));
        prop_assert_eq!(tree.sum_before(&key), list.range(..key).map(|(_, w)| w).sum::<usize>());
        let nth = list.iter().flat_map(|(k, w)| std::iter::repeat_n(*k, *w)).nth(usize::from(key));
        prop_assert_eq!(tree.nth(usize::from(key), |sum| *sum).map(|w| w.0), nth);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_tree_made_at_once_is_the_sorted_list(items in weights()) {
        let list: BTreeMap<u16, usize> = items.iter().map(|w| (w.0, w.1)).collect();
        assert_same(&items.into_iter().collect(), &list)?;
    }

    #[test]
    fn a_tree_changed_item_by_item_is_the_sorted_list(start in weights(), steps in prop::collection::vec((any::<bool>(), 0..700_u16, 0..9_usize), 0..900)) {
        let mut list: BTreeMap<u16, usize> = start.iter().map(|w| (w.0, w.1)).collect();
        let mut tree: Tree<Weight> = start.into_iter().collect();
        let (kept, kept_list) = (tree.clone(), list.clone());
        for (put, key, weight) in steps {
            if put {
                prop_assert_eq!(tree.insert(Weight(key, weight)).map(|w| w.1), list.insert(key, weight));
            } else {
                prop_assert_eq!(tree.remove(&key).map(|w| w.1), list.remove(&key));
            }
        }
        assert_same(&tree, &list)?;
        assert_same(&kept, &kept_list)?;
    }

    #[test]
    fn a_tree_that_was_emptied_can_be_filled_again(items in weights()) {
        let mut tree: Tree<Weight> = items.iter().cloned().collect();
        for item in &items {
            tree.remove(&item.0);
        }
        prop_assert!(tree.is_empty() && tree.iter().next().is_none() && tree.last().is_none());
        let mut list = BTreeMap::new();
        for Weight(key, weight) in items {
            tree.insert(Weight(key, weight));
            list.insert(key, weight);
        }
        assert_same(&tree, &list)?;
    }

    #[test]
    fn branches_that_are_not_wanted_are_passed_over_and_no_item_is_missed(items in weights()) {
        let tree: Tree<Weight> = items.iter().cloned().collect();
        let heavy: Vec<u16> = tree.iter().filter(|w| w.1 > 0).map(|w| w.0).collect();
        let found: Vec<u16> = tree.below(|sum| *sum > 0).filter(|w| w.1 > 0).map(|w| w.0).collect();
        prop_assert_eq!(found, heavy);
    }
}
