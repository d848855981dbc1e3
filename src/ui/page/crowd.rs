//! Where the margin can't hold all the notes, those of a paragraph beyond the first few are folded into a count.

use std::ops::Range;

/// How many notes of each paragraph stay, first of what is tried.
const KEPT: [usize; 4] = [3, 2, 1, 0];

/// What is shown of the notes of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The notes that stay, by number.
    pub(super) kept: Vec<usize>,
    /// Those that are folded.
    pub(super) folded: Vec<usize>,
}

/// Which of some notes stay, paragraph by paragraph, so that all of them fit into `room`. `blocks` has for each note its paragraph, in order, `heights`
/// what it takes; a count takes `count`. Note number `selected` always stays. O(notes).
pub(super) fn thin_out(blocks: &[usize], heights: &[f32], (room, count): (f32, f32), selected: Option<usize>) -> Vec<Shown> {
    let groups = groups(blocks);
    let all = shown(&groups, usize::MAX, selected);
    if height(&all, heights, count) <= room {
        return all;
    }
    let tries = KEPT.into_iter().map(|keep| shown(&groups, keep, selected));
    let mut least = all;
    for thinner in tries {
        least = thinner;
        if height(&least, heights, count) <= room {
            break;
        }
    }
    least
}

fn groups(blocks: &[usize]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if blocks.get(group.start) == Some(block) => group.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

fn shown(groups: &[Range<usize>], keep: usize, selected: Option<usize>) -> Vec<Shown> {
    let of_group = |group: &Range<usize>| {
        let stays = |i: &usize| i - group.start < keep || selected == Some(*i);
        let (kept, folded) = group.clone().partition(stays);
        Shown { kept, folded }
    };
    groups.iter().map(of_group).collect()
}

fn height(shown: &[Shown], heights: &[f32], count: f32) -> f32 {
    let kept = shown.iter().flat_map(|s| &s.kept).filter_map(|i| heights.get(*i)).sum::<f32>();
    let counts = shown.iter().filter(|s| !s.folded.is_empty()).map(|_| count).sum::<f32>();
    kept + counts
}

#[cfg(test)]
mod tests {
    use super::{Shown, thin_out};

    fn kept(shown: &[Shown]) -> Vec<usize> {
        shown.iter().flat_map(|s| s.kept.clone()).collect()
    }

    #[test]
    fn notes_that_fit_all_stay() {
        let shown = thin_out(&[0, 0, 1], &[20.0, 20.0, 20.0], (60.0, 10.0), None);
        assert_eq!(kept(&shown), [0, 1, 2]);
        assert!(shown.iter().all(|s| s.folded.is_empty()));
    }

    #[test]
    fn where_they_are_too_many_the_last_of_each_paragraph_are_counted() {
        let blocks = [0, 0, 0, 0, 1, 1, 1];
        let shown = thin_out(&blocks, &[20.0; 7], (100.0, 10.0), None);
        assert_eq!(kept(&shown), [0, 1, 4, 5]);
        assert_eq!(shown.iter().map(|s| s.folded.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn the_selected_note_is_never_folded() {
        let shown = thin_out(&[0; 50], &[20.0; 50], (10.0, 10.0), Some(49));
        assert_eq!(kept(&shown), [49]);
        assert_eq!(shown.iter().map(|s| s.folded.len()).sum::<usize>(), 49, "and none is lost");
    }
}
