use super::*;
use crate::error::FieldError;

fn row(label: &str, weight: &str) -> CriterionForm {
    CriterionForm {
        label: label.into(),
        question: "Why?".into(),
        weight: weight.into(),
        min: "1".into(),
        max: "5".into(),
        step: "1".into(),
        level: [
            ("m1".to_owned(), "Poor".to_owned()),
            ("m2".to_owned(), " ".to_owned()),
            ("m5".to_owned(), "Good".to_owned()),
        ]
        .into(),
        ..CriterionForm::default()
    }
}

fn rows(list: Vec<CriterionForm>) -> Rows<CriterionForm> {
    as_rows(list)
}

fn errors(list: Vec<CriterionForm>) -> Vec<FieldError> {
    match rubric(&rows(list)) {
        Err(AppError::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

#[test]
fn weights_that_total_100_are_taken_in_the_order_of_the_form() {
    let mut list: Vec<_> = (0..11).map(|n| row(&format!("Line {n}"), "9")).collect();
    list.push(row("Last", "1.000000"));
    list.push(CriterionForm::default());
    let criteria = rubric(&rows(list)).expect("good");
    let keys: Vec<_> = criteria.iter().map(|criterion| criterion.key.as_str()).collect();
    assert_eq!(
        (keys.len(), keys.first(), keys.get(10), keys.last()),
        (12, Some(&"line-0"), Some(&"line-10"), Some(&"last"))
    );
    assert_eq!(criteria.first().map(|criterion| criterion.levels.len()), Some(2), "an empty level is none");
}

#[test]
fn any_other_total_is_said() {
    let found = errors(vec![row("One", "60"), row("Two", "39.5")]);
    let problem = Problem::WeightsTotal { total: "99.5".into() };
    assert_eq!(found, [FieldError::new("criterion[r0][weight]", problem)]);
    let found = errors(vec![row("One", "99.999999"), row("Two", "0.000002")]);
    assert_eq!(found, [FieldError::new("criterion[r0][weight]", Problem::WeightsTotal { total: "100.000001".into() })]);
}

#[test]
fn removed_rows_do_not_count() {
    let gone = CriterionForm { remove: Some("on".into()), ..row("Two", "40") };
    assert_eq!(rubric(&rows(vec![row("One", "100"), gone])).map(|criteria| criteria.len()), Ok(1));
    assert_eq!(errors(vec![]), [FieldError::new("criterion[r0][label]", Problem::Required)]);
}

#[test]
fn two_of_one_name_are_refused() {
    assert_eq!(
        errors(vec![row("One", "50"), row("One!", "50")]),
        [FieldError::new("criterion[r1][label]", Problem::Taken)]
    );
}

#[test]
fn weights_are_decimal_numbers_above_nought() {
    for bad in ["", "x", "1,5", "1e2", "NaN", "-1", "0", "101", "9999999999999999"] {
        let found = errors(vec![row("One", bad)]);
        assert_eq!(found.first().map(|error| error.field.as_str()), Some("criterion[r0][weight]"), "{bad}");
    }
}

#[test]
fn a_scale_has_a_least_a_most_and_a_step_that_divides() {
    let scale = |min: &str, max: &str, step: &str| CriterionForm {
        min: min.into(),
        max: max.into(),
        step: step.into(),
        level: Rows::new(),
        ..row("One", "100")
    };
    for (form, field) in [
        (scale("5", "5", "1"), "max"),
        (scale("5", "1", "1"), "max"),
        (scale("-1", "5", "1"), "min"),
        (scale("0", "200", "1"), "max"),
        (scale("1", "5", "3"), "step"),
        (scale("1", "5", "0"), "step"),
        (scale("0", "100", "0.1"), "step"),
    ] {
        let found = errors(vec![form]);
        assert_eq!(found.first().map(|error| error.field.clone()), Some(format!("criterion[r0][{field}]")));
    }
    assert!(rubric(&rows(vec![scale("0", "10", "0.5")])).is_ok());
}

#[test]
fn levels_lie_on_the_scale() {
    let off = CriterionForm { level: [("m2.5".to_owned(), "Between".to_owned())].into(), ..row("One", "100") };
    let problem = Problem::OutOfRange { min: "1".into(), max: "5".into() };
    assert_eq!(errors(vec![off]), [FieldError::new("criterion[r0][level][m2.5]", problem)]);
}

#[test]
fn a_long_scale_asks_for_few_descriptions() {
    let of = |max: i32| Scale { min: Decimal::ZERO, max: Decimal::from_integer(max), step: Decimal::from_integer(1) };
    assert_eq!(described_marks(of(5), &[]).len(), 6);
    let level = Level { mark: Decimal::from_integer(7), text: "Seven".into() };
    let some: Vec<String> = described_marks(of(10), &[level]).iter().map(ToString::to_string).collect();
    assert_eq!(some, ["0", "5", "7", "10"]);
}
