//! Who wins what.

use super::{evidence::Decision, standing::Standing};
use crate::{
    competition::model::{Award, AwardKind},
    results::{model::GivenAward, ranking::Placement},
};

/// The awards of one place: those that follow from it, and the distinctions the jury gave, in the track's order.
///
/// An award by place goes to the first `count` places; who shares the last winning place gets it too.
pub(super) fn of(standing: &Standing<'_>, decisions: &[Decision], placement: &Placement) -> Vec<GivenAward> {
    let entry = standing.entry(placement);
    standing
        .track
        .awards
        .iter()
        .filter_map(|award| match award.kind {
            AwardKind::Place => (placement.place <= award.count).then(|| given(award, String::new())),
            AwardKind::Distinction => decisions
                .iter()
                .find(|decision| decision.award == award.id && decision.entry == entry.id)
                .map(|decision| given(award, decision.reason.clone())),
        })
        .collect()
}

fn given(award: &Award, reason: String) -> GivenAward {
    GivenAward {
        name: award.name.clone(),
        prize: award.prize.clone(),
        by_place: award.kind == AwardKind::Place,
        reason,
    }
}
