//! How much each judge should get.

/// The fewest and most entries of one judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadBounds {
    /// The fewest, as a wish.
    pub min: u32,
    /// The most, never exceeded.
    pub max: u32,
}

/// Shares `reviews` out over judges who take at most `limits` each (`None`: any number): whoever takes less than an
/// equal share is given what they take, and the others share the rest, within one of each other.
pub fn load_bounds(reviews: u32, limits: &[Option<u32>]) -> Vec<LoadBounds> {
    let mut full = vec![false; limits.len()];
    let (floor, ceiling) = loop {
        let taken: u32 = limits.iter().zip(&full).filter(|(_, full)| **full).filter_map(|(limit, _)| *limit).sum();
        let rest = reviews.saturating_sub(taken);
        let others = u32::try_from(full.iter().filter(|full| !**full).count()).unwrap_or(u32::MAX);
        if others == 0 {
            break (0, 0);
        }
        let floor = rest / others;
        let mut changed = false;
        for (limit, full) in limits.iter().zip(&mut full) {
            if !*full && limit.is_some_and(|limit| limit <= floor) {
                *full = true;
                changed = true;
            }
        }
        if !changed {
            break (floor, rest.div_ceil(others));
        }
    };
    limits
        .iter()
        .zip(full)
        .map(|(limit, full)| match limit {
            Some(limit) if full => LoadBounds { min: *limit, max: *limit },
            _ => LoadBounds { min: floor, max: ceiling },
        })
        .collect()
}

/// Whether a judge reads a language of an entry. Regions and scripts do not count: who reads `zh` reads `zh-hans`.
/// An entry that names no language is read by everybody.
pub fn share_language(judge: &[String], entry: &[String]) -> bool {
    entry.is_empty() || !shared_languages(judge, entry).is_empty()
}

/// The languages of an entry that a judge reads.
pub fn shared_languages(judge: &[String], entry: &[String]) -> Vec<String> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let reads = |wanted: &&String| judge.iter().any(|read| primary(read) == primary(wanted));
    entry.iter().filter(reads).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loads(reviews: u32, limits: &[Option<u32>]) -> Vec<(u32, u32)> {
        load_bounds(reviews, limits).into_iter().map(|bounds| (bounds.min, bounds.max)).collect()
    }

    #[test]
    fn a_hundred_and_ten_entries_three_times_over_twelve_judges() {
        assert_eq!(loads(330, &[None; 12]), vec![(27, 28); 12]);
        assert_eq!(loads(8, &[None; 4]), vec![(2, 2); 4]);
    }

    #[test]
    fn who_takes_less_leaves_the_rest_to_the_others() {
        assert_eq!(loads(12, &[Some(2), None, None]), [(2, 2), (5, 5), (5, 5)]);
        assert_eq!(loads(12, &[Some(2), Some(4), None]), [(2, 2), (4, 4), (6, 6)]);
        assert_eq!(loads(11, &[Some(9), None, None]), [(3, 4), (3, 4), (3, 4)]);
    }

    #[test]
    fn a_panel_that_takes_too_little_takes_all_it_can() {
        assert_eq!(loads(12, &[Some(2), Some(3)]), [(2, 2), (3, 3)]);
        assert_eq!(loads(12, &[]), []);
        assert_eq!(loads(0, &[None, Some(3)]), [(0, 0), (0, 0)]);
    }

    #[test]
    fn languages_are_compared_without_region_and_script() {
        let tags = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert!(share_language(&tags(&["en-gb"]), &tags(&["ar", "EN"])));
        assert!(!share_language(&tags(&["en", "fr"]), &tags(&["ru"])));
        assert!(!share_language(&[], &tags(&["ru"])));
        assert!(share_language(&[], &[]));
    }
}
