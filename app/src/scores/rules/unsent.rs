//! What a judge's device says of itself.

use crate::error::AppError;

/// Scorecards a device may say it has not sent.
const MOST: i64 = 10_000;
/// The longest name of a device.
const NAME: usize = 64;

/// What a device says: its name and how much it has not sent.
///
/// # Errors
/// [`AppError::Malformed`].
pub fn report(device: &str, items: i64) -> Result<(), AppError> {
    let named =
        (1..=NAME).contains(&device.len()) && device.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if named && (0..=MOST).contains(&items) { Ok(()) } else { Err(AppError::Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_a_plain_name_and_a_number() {
        assert_eq!(report("0a-b", 3), Ok(()));
        for (device, items) in [("", 1), ("a b", 1), ("\u{e9}", 1), ("a", MOST + 1), ("a", -1)] {
            assert_eq!(report(device, items), Err(AppError::Malformed), "{device}");
        }
        assert!(report(&"a".repeat(65), 1).is_err());
    }
}
