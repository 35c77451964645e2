//! The quotas of one entry as a tree: who lies in which group.
//!
//! A flow can count the judges of a group in a node between the entry and its judges, and those of a group within a
//! group in a node below that. So the groups of an entry must be disjoint or nested ("laminar"); two that overlap
//! without either holding the other have no such nodes, and deciding whether quotas over such groups can be met is
//! NP-hard in general (it contains three-dimensional matching).

use super::error::ProblemError;
use super::problem::Problem;

/// A group that may bind, as a node of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    /// Position of its quota in the list of all.
    pub quota: usize,
    /// The branch that holds it; nothing directly below the entry.
    pub parent: Option<usize>,
    pub at_least: u32,
    pub at_most: u32,
    /// How many groups with a minimum hold a judge of this branch, itself included.
    pub minimums: u32,
}

/// The branches of all entries, and in which one each pair lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Forest {
    /// Each after the one that holds it.
    pub branches: Vec<Branch>,
    /// For each pair the innermost branch that holds it. Empty when there is no branch.
    of_pair: Vec<Option<u32>>,
    /// The entry of each branch.
    pub entry: Vec<usize>,
    /// The largest number of minimums that a judge can count for at once.
    pub most_minimums: u32,
}

impl Forest {
    /// Builds the trees; refuses groups that overlap. Groups that cannot bind are left out: without a minimum, and
    /// with no more judges for the entry, or reviews for it, than the maximum.
    pub(super) fn of(problem: &Problem) -> Result<Self, ProblemError> {
        let mut forest = Self::default();
        if problem.quotas().as_slice().is_empty() {
            return Ok(forest);
        }
        forest.of_pair = vec![None; problem.pairs().as_slice().len()];
        for entry in 0..problem.entries().len() {
            forest.add_entry(problem, entry)?;
        }
        forest.most_minimums = forest.branches.iter().map(|branch| branch.minimums).max().unwrap_or(0);
        Ok(forest)
    }

    /// The innermost branch of a pair.
    pub(super) fn of_pair(&self, pair: usize) -> Option<usize> {
        self.of_pair.get(pair).copied().flatten().map(|branch| branch as usize)
    }

    fn add_entry(&mut self, problem: &Problem, entry: usize) -> Result<(), ProblemError> {
        let quotas = problem.quotas();
        let first = quotas.as_slice().partition_point(|quota| quota.entry < entry);
        let eligible = problem.pairs().of_entry(entry);
        let start = problem.pairs().start_of(entry);
        let reviews = problem.entries()[entry].reviews;
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        for (place, quota) in quotas.of_entry(entry).iter().enumerate() {
            let members: Vec<usize> =
                (0..eligible.len()).filter(|&place| quotas.holds(quota.group, eligible[place].judge)).collect();
            let most = u32::try_from(members.len()).unwrap_or(u32::MAX).min(reviews);
            if !members.is_empty() && (quota.at_least > 0 || quota.at_most < most) {
                groups.push((first + place, members.into_iter().map(|place| start + place).collect()));
            }
        }
        // Large ones first, so that whatever holds a group is there before it.
        groups.sort_by_key(|(quota, members)| (std::cmp::Reverse(members.len()), *quota));
        for (quota, members) in &groups {
            let parent = self.of_pair(members[0]);
            if members.iter().any(|&pair| self.of_pair(pair) != parent) {
                return Err(overlap(problem, *quota, members, &groups));
            }
            self.add_branch(problem, entry, *quota, parent, members);
        }
        Ok(())
    }

    fn add_branch(&mut self, problem: &Problem, entry: usize, place: usize, parent: Option<usize>, members: &[usize]) {
        let quota = &problem.quotas().as_slice()[place];
        let above = parent.map_or(0, |parent| self.branches[parent].minimums);
        let branch = u32::try_from(self.branches.len()).ok();
        self.branches.push(Branch {
            quota: place,
            parent,
            at_least: quota.at_least,
            at_most: quota.at_most.min(problem.entries()[entry].reviews),
            minimums: above + u32::from(quota.at_least > 0),
        });
        self.entry.push(entry);
        for &pair in members {
            self.of_pair[pair] = branch;
        }
    }
}

/// Names a group that shares some, but not all, of the members of another no smaller.
fn overlap(problem: &Problem, quota: usize, members: &[usize], groups: &[(usize, Vec<usize>)]) -> ProblemError {
    let shared = |other: &[usize]| members.iter().filter(|pair| other.binary_search(pair).is_ok()).count();
    let partly =
        |&&(other, ref others): &&(usize, Vec<usize>)| other != quota && (1..members.len()).contains(&shared(others));
    let quotas = problem.quotas();
    let name = |quota: usize| quotas.groups()[quotas.as_slice()[quota].group].name.clone();
    ProblemError::GroupsOverlap {
        entry: problem.entries()[quotas.as_slice()[quota].entry].key.clone(),
        one: groups.iter().find(partly).map_or_else(String::new, |&(other, _)| name(other)),
        other: name(quota),
    }
}
