use proptest::prelude::*;

use super::*;

fn ratio(numerator: i128, denominator: i128) -> Exact {
    Exact::from_ratio(numerator, denominator).expect("a denominator")
}

#[test]
fn rounds_halves_up_as_official_totals_do() {
    for (number, decimals, text) in [
        (ratio(5, 1000), 2, "0.01"),
        (ratio(-5, 1000), 2, "-0.01"),
        (ratio(4999, 1_000_000), 2, "0.00"),
        (ratio(-1, 1000), 2, "0.00"),
        (ratio(262, 3), 1, "87.3"),
        (ratio(257, 3), 3, "85.667"),
        (ratio(80, 1), 1, "80.0"),
        (ratio(5, 2), 0, "3"),
        (ratio(999, 1000), 2, "1.00"),
        (ratio(-25, 2), 1, "-12.5"),
    ] {
        assert_eq!(number.rounded(decimals), text);
    }
}

#[test]
fn computes_on_paper() {
    let (third, sixth) = (ratio(1, 3), ratio(1, 6));
    assert_eq!(third.add(&sixth), ratio(1, 2));
    assert_eq!(third.sub(&sixth), sixth);
    assert_eq!(third.mul(&sixth), ratio(1, 18));
    assert_eq!(third.div(&sixth), Some(Exact::from_integer(2)));
    assert_eq!(third.div(&ratio(0, 5)), None);
    assert_eq!(Exact::from_ratio(1, 0), None);
    assert!(third > sixth);
    assert_eq!(ratio(2, -4), ratio(-1, 2));
    assert!((third.to_f64() - 1.0 / 3.0).abs() < f64::EPSILON);
}

#[test]
fn reads_only_its_own_form() {
    assert_eq!("524/6".parse(), Ok(ratio(262, 3)));
    assert_eq!("1/0".parse::<Exact>(), Err(ExactError::Denominator));
    assert_eq!("1/-2".parse::<Exact>(), Err(ExactError::Denominator));
    for text in ["", "1", "1/", "/2", "1.5/2", "+1/2", "1_0/2", "1/2/3", " 1/2"] {
        assert_eq!(text.parse::<Exact>(), Err(ExactError::Malformed), "{text}");
    }
}

proptest! {
    #[test]
    fn every_ratio_comes_back_from_its_text(numerator: i128, denominator in 1..i128::MAX) {
        let number = ratio(numerator, denominator);
        let json = serde_json::to_string(&number).expect("a string");
        prop_assert_eq!(serde_json::from_str::<Exact>(&json).expect("the same string"), number);
    }

    #[test]
    fn six_decimals_show_a_decimal_in_full(micros: i64) {
        let decimal = Decimal::from_micros(micros);
        prop_assert_eq!(Exact::from(decimal).rounded(6).parse(), Ok(decimal));
    }
}
