//! Notes beside their lines, none over another, moved as little as possible.

/// The tops of boxes that want to be at `wanted` (sorted) and are `heights` high, with `gap` between them. The sum of the squared
/// distances moved is the least there is (isotonic regression by pooling adjacent violators: Barlow and others, 1972); box number `fixed` stays where it wants to be. O(n).
pub(super) fn stack(wanted: &[f32], heights: &[f32], gap: f32, fixed: Option<usize>) -> Vec<f32> {
    // With the heights of the boxes before taken off, "none over another" is "never descending".
    let mut before = 0.0;
    let mut offsets = Vec::with_capacity(wanted.len());
    for height in heights {
        offsets.push(before);
        before += height + gap;
    }
    let free: Vec<f32> = wanted.iter().zip(&offsets).map(|(w, o)| w - o).collect();
    let mut pools: Vec<(f32, f32)> = Vec::new();
    for value in &free {
        let mut pool = (*value, 1.0);
        while let Some((sum, count)) = pools.last().copied().filter(|(s, c)| s / c > pool.0 / pool.1) {
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let mut tops: Vec<f32> = Vec::with_capacity(wanted.len());
    for (sum, count) in pools {
        let level = sum / count;
        let mut left = count;
        while left > 0.5 {
            tops.push(level);
            left -= 1.0;
        }
    }
    if let Some((fixed, level)) = fixed.and_then(|i| Some((i, *free.get(i)?))) {
        for (i, top) in tops.iter_mut().enumerate() {
            *top = match i.cmp(&fixed) {
                std::cmp::Ordering::Less => top.min(level),
                std::cmp::Ordering::Equal => level,
                std::cmp::Ordering::Greater => top.max(level),
            };
        }
    }
    tops.iter().zip(&offsets).map(|(top, offset)| top + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::stack;

    #[test]
    fn boxes_with_room_stay_where_they_want_to_be() {
        assert_eq!(stack(&[0.0, 50.0, 100.0], &[20.0, 20.0, 20.0], 5.0, None), [0.0, 50.0, 100.0]);
    }

    #[test]
    fn two_boxes_at_one_line_share_the_way() {
        assert_eq!(stack(&[100.0, 100.0], &[20.0, 20.0], 0.0, None), [90.0, 110.0]);
    }

    #[test]
    fn the_selected_box_stays_and_the_others_give_way() {
        assert_eq!(stack(&[100.0, 100.0, 100.0], &[20.0, 20.0, 20.0], 0.0, Some(2)), [60.0, 80.0, 100.0]);
        assert_eq!(stack(&[100.0, 100.0, 100.0], &[20.0, 20.0, 20.0], 0.0, Some(0)), [100.0, 120.0, 140.0]);
    }

    #[test]
    fn no_box_overlaps_another() {
        let wanted: Vec<f32> = (0..50_u8).map(|i| f32::from(i / 7) * 13.0).collect();
        let heights: Vec<f32> = (0..50_u8).map(|i| f32::from(i % 5) * 9.0 + 10.0).collect();
        for fixed in [None, Some(0), Some(25), Some(49)] {
            let tops = stack(&wanted, &heights, 4.0, fixed);
            for i in 1..50 {
                assert!(tops[i] + 1e-2 >= tops[i - 1] + heights[i - 1] + 4.0, "box {i} lies over the one before");
            }
        }
    }
}
