//! How many judges it takes: arithmetic over what organisers expect.

use super::power::{Prior, Variances};
use crate::{
    error::{AppError, FormCheck, Problem},
    number::Decimal,
};

/// What is asked for in the address of the page; empty where nothing was typed.
#[derive(Clone, Debug, Default)]
pub struct CapacityForm {
    /// Entries expected.
    pub entries: Option<String>,
    /// Reviews of each.
    pub reviews: Option<String>,
    /// Judges.
    pub judges: Option<String>,
    /// Minutes that one review takes.
    pub minutes: Option<String>,
    /// Minutes that a judge has in a day.
    pub day: Option<String>,
    /// A word of [`Prior`].
    pub prior: Option<String>,
    /// The organiser's own variances.
    pub variances: [Option<String>; 3],
}

/// What a panel is planned with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Entries expected.
    pub entries: u32,
    /// Reviews of each.
    pub reviews: u32,
    /// Judges.
    pub judges: u32,
    /// Minutes that one review takes.
    pub minutes: u32,
    /// Minutes that a judge has in a day.
    pub day: u32,
    /// What kind of competition it is.
    pub prior: Prior,
    /// Its variances.
    pub variances: Variances,
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Reviews in all.
    pub reviews: u32,
    /// The most that one judge gets when they are shared out evenly; never more than there are entries.
    pub load: u32,
    /// Minutes of work of that judge.
    pub minutes: u32,
    /// Days that this judge needs.
    pub days: u32,
    /// Judges that are missing because each entry gets different ones.
    pub missing: u32,
}

/// The most entries that are planned for.
pub const ENTRIES: u32 = 2000;
/// The most judges that are planned for.
pub const JUDGES: u32 = 500;
/// The most reviews of each entry.
pub const REVIEWS_EACH: u32 = 20;
/// The most minutes for one review, or in one day.
pub const MINUTES: u32 = 24 * 60;
/// Where a first plan begins when nothing is known: the entries and judges that a competition like this had.
const USUAL: (u32, u32) = (110, 12);

/// The plan that a page begins with: what is there, and what is usual where nothing is.
pub fn present_plan(entries: u32, judges: u32, reviews: u32) -> Plan {
    let or = |present: u32, usual: u32, most: u32| if present == 0 { usual } else { present.min(most) };
    Plan {
        entries: or(entries, USUAL.0, ENTRIES),
        reviews: or(reviews, 3, REVIEWS_EACH),
        judges: or(judges, USUAL.1, JUDGES),
        minutes: 30,
        day: 60,
        prior: Prior::Ordinary,
        variances: Variances { entry: 1.0, judge: 0.3, residual: 0.8 },
    }
}

/// Reads what was asked for; what is not in the address is as in `present`.
///
/// # Errors
/// [`AppError::Invalid`] at `entries`, `reviews`, `judges`, `minutes`, `day`, `prior`, `variance_entry`, `variance_judge`,
/// `variance_residual`.
pub fn plan(form: &CapacityForm, present: Plan) -> Result<Plan, AppError> {
    let mut check = FormCheck::default();
    let mut whole = |field: &str, typed: &Option<String>, otherwise: u32, most: u32| {
        let read = typed.as_ref().map_or(Ok(otherwise), |typed| number(typed, most));
        check.take(field, read).unwrap_or(otherwise)
    };
    let mut made = Plan {
        entries: whole("entries", &form.entries, present.entries, ENTRIES),
        reviews: whole("reviews", &form.reviews, present.reviews, REVIEWS_EACH),
        judges: whole("judges", &form.judges, present.judges, JUDGES),
        minutes: whole("minutes", &form.minutes, present.minutes, MINUTES),
        day: whole("day", &form.day, present.day, MINUTES),
        ..present
    };
    let prior = form.prior.as_ref().map_or(Ok(present.prior), |word| Prior::parse(word).ok_or(Problem::Choice));
    made.prior = check.take("prior", prior).unwrap_or(present.prior);
    if let Some(known) = made.prior.variances() {
        made.variances = known;
    } else {
        let [entry, judge, residual] = &form.variances;
        let mut share = |field: &str, typed: &Option<String>, least: f64| {
            check.take(field, variance(typed.as_deref().unwrap_or_default(), least)).unwrap_or(1.0)
        };
        made.variances = Variances {
            entry: share("variance_entry", entry, 0.000_001),
            judge: share("variance_judge", judge, 0.0),
            residual: share("variance_residual", residual, 0.0),
        };
    }
    check.finish()?;
    Ok(made)
}

fn out_of_range(min: &str, max: impl ToString) -> Problem {
    Problem::OutOfRange { min: min.to_owned(), max: max.to_string() }
}

fn number(typed: &str, most: u32) -> Result<u32, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    let read = typed.trim().parse().ok().filter(|number| (1..=most).contains(number));
    read.ok_or_else(|| out_of_range("1", most))
}

fn variance(typed: &str, least: f64) -> Result<f64, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    let most = 10_000.0;
    #[expect(clippy::cast_precision_loss, reason = "millionths up to ten thousand are far below 2^53")]
    let read = typed.trim().parse::<Decimal>().ok().map(|decimal| decimal.micros() as f64 / 1e6);
    read.filter(|value| (least..=most).contains(value)).ok_or_else(|| out_of_range(&least.to_string(), most))
}

/// What a plan comes to.
pub fn capacity(plan: &Plan) -> Capacity {
    let reviews = plan.entries.saturating_mul(plan.reviews);
    let load = reviews.div_ceil(plan.judges.max(1)).min(plan.entries);
    let minutes = load.saturating_mul(plan.minutes);
    Capacity {
        reviews,
        load,
        minutes,
        days: minutes.div_ceil(plan.day.max(1)),
        missing: plan.reviews.saturating_sub(plan.judges),
    }
}

/// The fewest judges with whom it is done in so many days; `None` when one review takes longer than a judge has.
pub fn judges_for(plan: &Plan, days: u32) -> Option<u32> {
    let each = days.saturating_mul(plan.day) / plan.minutes.max(1);
    let reviews = plan.entries.saturating_mul(plan.reviews);
    (each > 0).then(|| reviews.div_ceil(each).max(plan.reviews))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_hundred_and_ten_entries_three_times_by_twelve_judges_are_twenty_eight_each() {
        let made = capacity(&present_plan(110, 12, 3));
        assert_eq!((made.reviews, made.load, made.missing), (330, 28, 0));
        // 28 half-hours, an hour a day.
        assert_eq!((made.minutes, made.days), (840, 14));
        // In a week each judges 14 of the 330.
        assert_eq!(judges_for(&present_plan(110, 12, 3), 7), Some(24));
        assert_eq!(judges_for(&present_plan(110, 12, 3), 14), Some(12));
        assert_eq!(judges_for(&present_plan(1, 12, 3), 100), Some(3), "an entry gets three different ones");
        assert_eq!(judges_for(&present_plan(110, 12, 3), 0), None);
    }

    #[test]
    fn nobody_judges_more_than_there_is() {
        let made = capacity(&present_plan(10, 2, 3));
        assert_eq!((made.load, made.missing), (10, 1));
    }

    #[test]
    fn what_is_not_asked_for_is_as_it_is_now() {
        let present = present_plan(8, 4, 2);
        assert_eq!(plan(&CapacityForm::default(), present), Ok(present));
        assert_eq!(
            (present_plan(0, 0, 0).entries, present_plan(0, 0, 0).judges, present_plan(0, 0, 0).reviews),
            (110, 12, 3)
        );
        let form = CapacityForm { judges: typed(" 20 "), prior: typed("trained"), ..CapacityForm::default() };
        let made = plan(&form, present).expect("a plan");
        assert_eq!((made.judges, made.entries, Some(made.variances)), (20, 8, Prior::Trained.variances()));
    }

    #[test]
    fn bad_numbers_are_told_at_their_fields() {
        let present = present_plan(8, 4, 2);
        let refused = |form: &CapacityForm| match plan(form, present) {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        for bad in ["", "0", "-1", "2.5", "2001", "1e3", "NaN", "99999999999999999999", "ten"] {
            let form = CapacityForm { entries: typed(bad), ..CapacityForm::default() };
            assert_eq!(refused(&form), ["entries"], "{bad}");
        }
        let own = |list: [&str; 3]| CapacityForm {
            prior: typed("own"),
            variances: list.map(typed),
            ..CapacityForm::default()
        };
        assert_eq!(refused(&own(["", "x", "-1"])), ["variance_entry", "variance_judge", "variance_residual"]);
        assert_eq!(refused(&own(["0", "0", "0"])), ["variance_entry"]);
        assert_eq!(refused(&CapacityForm { prior: typed("best"), ..CapacityForm::default() }), ["prior"]);
        let made = plan(&own(["2", "0", "0.5"]), present).expect("a plan");
        assert_eq!(made.variances, Variances { entry: 2.0, judge: 0.0, residual: 0.5 });
    }
}
