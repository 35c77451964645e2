//! The flow alone: by hand, and against all flows of tiny random networks with lower bounds and negative costs.

use proptest::prelude::*;

use super::super::flow::{Arc, FlowError, Network};

fn network(supplies: &[i64], arcs: &[Arc]) -> Network {
    let mut network = Network::new(supplies.to_vec());
    for &arc in arcs {
        network.add_arc(arc);
    }
    network
}

fn amounts(supplies: &[i64], arcs: &[Arc]) -> Result<Vec<u32>, FlowError> {
    network(supplies, arcs).solve().map(|flow| flow.amounts)
}

/// By either way of finding paths.
fn either(supplies: &[i64], arcs: &[Arc], ties: bool) -> Result<Vec<u32>, FlowError> {
    let network = network(supplies, arcs);
    let network = if ties { network.with_ties() } else { network };
    network.solve().map(|flow| flow.amounts)
}

fn arc(from: usize, to: usize, lower: u32, upper: u32, cost: i128) -> Arc {
    Arc { from, to, lower, upper, cost }
}

fn cost(arcs: &[Arc], amounts: &[u32]) -> i128 {
    arcs.iter().zip(amounts).map(|(arc, &amount)| arc.cost * i128::from(amount)).sum()
}

fn is_flow(supplies: &[i64], arcs: &[Arc], amounts: &[u32]) -> bool {
    let mut left = supplies.to_vec();
    for (arc, &amount) in arcs.iter().zip(amounts) {
        if amount < arc.lower || amount > arc.upper {
            return false;
        }
        left[arc.from] -= i64::from(amount);
        left[arc.to] += i64::from(amount);
    }
    left.iter().all(|&left| left == 0)
}

/// The least cost of all flows, tried one by one: the amounts are counted up like the digits of a number.
fn least_cost(supplies: &[i64], arcs: &[Arc]) -> Option<i128> {
    let mut amounts: Vec<u32> = arcs.iter().map(|arc| arc.lower).collect();
    let mut least: Option<i128> = None;
    loop {
        if is_flow(supplies, arcs, &amounts) {
            let cost = cost(arcs, &amounts);
            least = Some(least.map_or(cost, |least| least.min(cost)));
        }
        let Some(next) = (0..arcs.len()).find(|&digit| amounts[digit] < arcs[digit].upper) else {
            return least;
        };
        for digit in 0..next {
            amounts[digit] = arcs[digit].lower;
        }
        amounts[next] += 1;
    }
}

#[test]
fn a_lower_bound_forces_the_dear_way() {
    let arcs = [arc(0, 2, 0, 5, 1), arc(0, 1, 2, 5, 3), arc(1, 2, 0, 5, 3)];
    assert_eq!(amounts(&[4, 0, -4], &arcs), Ok(vec![2, 2, 2]));
}

#[test]
fn a_cycle_of_negative_cost_is_filled() {
    let arcs = [arc(0, 1, 0, 3, -2), arc(1, 0, 0, 2, 1)];
    assert_eq!(amounts(&[0, 0], &arcs), Ok(vec![2, 2]));
}

#[test]
fn what_cannot_leave_is_named() {
    let arcs = [arc(0, 1, 0, 9, 1), arc(1, 2, 0, 1, 1)];
    let answer = network(&[2, 0, -2], &arcs).solve();
    assert_eq!(answer, Err(FlowError::Infeasible { cut: vec![0, 1] }));
}

#[test]
fn malformed_networks_are_refused() {
    assert_eq!(network(&[1], &[]).solve(), Err(FlowError::Unbalanced));
    assert_eq!(network(&[0], &[arc(0, 1, 0, 1, 0)]).solve(), Err(FlowError::UnknownNode { arc: 0 }));
    let reversed = [arc(0, 1, 2, 1, 0)];
    assert_eq!(network(&[0, 0], &reversed).solve(), Err(FlowError::LowerAboveUpper { arc: 0 }));
    let dear = [arc(0, 1, 0, 1, i128::MIN)];
    assert_eq!(network(&[0, 0], &dear).solve(), Err(FlowError::TooLarge));
}

#[test]
fn the_largest_costs_do_not_overflow() {
    let largest = Network::longest_path() / 3;
    let arcs =
        [arc(0, 1, 0, 2, largest), arc(1, 2, 0, 2, largest), arc(0, 2, 0, 1, -largest), arc(2, 1, 0, 1, -largest)];
    assert_eq!(amounts(&[2, 0, -2], &arcs), Ok(vec![1, 2, 1, 1]));
}

/// Whether the flow can be made cheaper around some cycle of the residual network: Bellman and Ford's algorithm, still
/// finding shorter paths after as many rounds as there are nodes. Without such a cycle a flow is optimal (Ahuja,
/// Magnanti and Orlin, theorem 9.1).
fn can_be_cheaper(nodes: usize, arcs: &[Arc], amounts: &[u32]) -> bool {
    let mut distance = vec![0; nodes];
    for _ in 0..=nodes {
        let mut shorter = false;
        for (arc, &amount) in arcs.iter().zip(amounts) {
            let onward = (amount < arc.upper, arc.from, arc.to, arc.cost);
            let backward = (amount > arc.lower, arc.to, arc.from, -arc.cost);
            for (has_room, tail, head, cost) in [onward, backward] {
                if has_room && distance[tail] + cost < distance[head] {
                    distance[head] = distance[tail] + cost;
                    shorter = true;
                }
            }
        }
        if !shorter {
            return false;
        }
    }
    true
}

fn any_large_arc() -> impl Strategy<Value = Arc> {
    let bounds = (0_u32..=2, 0_u32..=6);
    (0_usize..20, 0_usize..20, bounds, -20_i128..=100).prop_map(|(from, to, (lower, more), cost)| Arc {
        from,
        to,
        lower,
        upper: lower + more,
        cost,
    })
}

fn any_arc() -> impl Strategy<Value = Arc> {
    let bounds = (0_u32..=1, 0_u32..=2);
    (0_usize..4, 0_usize..4, bounds, -4_i128..=6).prop_map(|(from, to, (lower, more), cost)| Arc {
        from,
        to,
        lower,
        upper: (lower + more).min(2),
        cost,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_flow_is_the_cheapest_of_all(
        arcs in prop::collection::vec(any_arc(), 1..7),
        sent in prop::collection::vec(0_u32..=2, 6),
        ties: bool,
    ) {
        // Supplies of some assignment of flows, so that most networks can be solved.
        let mut supplies = vec![0_i64; 4];
        for (arc, sent) in arcs.iter().zip(sent) {
            supplies[arc.from] += i64::from(sent);
            supplies[arc.to] -= i64::from(sent);
        }
        match either(&supplies, &arcs, ties) {
            Ok(amounts) => {
                prop_assert!(is_flow(&supplies, &arcs, &amounts));
                prop_assert_eq!(Some(cost(&arcs, &amounts)), least_cost(&supplies, &arcs));
            }
            Err(error) => {
                let infeasible = matches!(error, FlowError::Infeasible { .. });
                prop_assert!(infeasible);
                prop_assert_eq!(least_cost(&supplies, &arcs), None);
            }
        }
    }

    #[test]
    fn no_cycle_makes_a_larger_flow_cheaper(
        arcs in prop::collection::vec((any_large_arc(), 0_u32..=9), 40..160),
        ties: bool,
    ) {
        let mut supplies = vec![0_i64; 20];
        for (arc, sent) in &arcs {
            let sent = i64::from(arc.lower + sent % (arc.upper - arc.lower + 1));
            supplies[arc.from] += sent;
            supplies[arc.to] -= sent;
        }
        let arcs: Vec<Arc> = arcs.into_iter().map(|(arc, _)| arc).collect();
        let amounts = either(&supplies, &arcs, ties);
        let amounts = amounts.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(is_flow(&supplies, &arcs, &amounts));
        prop_assert!(!can_be_cheaper(supplies.len(), &arcs, &amounts));
    }
}
