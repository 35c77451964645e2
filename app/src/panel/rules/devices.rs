//! What an entry runs on, against what a judge has.

use crate::entries::rules::PLATFORMS;

/// The device that an entry's platform takes; `None`: a browser, or something nobody is asked about.
fn device(platform: &str) -> Option<&'static str> {
    match platform {
        "android" => Some("android"),
        "ios" => Some("iphone"),
        "windows" => Some("windows"),
        "macos" => Some("mac"),
        "linux" => Some("linux"),
        other if !PLATFORMS.contains(&other) && is_headset(other) => Some("vr"),
        _ => None,
    }
}

/// Other platforms are in people's own words.
fn is_headset(written: &str) -> bool {
    let small = written.to_lowercase();
    small.split(|c: char| !c.is_alphanumeric()).any(|word| word == "vr") || small.contains("headset")
}

/// Whether a judge told of a device on which a platform runs; never of a browser, which everybody has.
pub fn has_device(devices: &[String], platform: &str) -> bool {
    device(platform).is_some_and(|needed| devices.iter().any(|owned| owned == needed))
}

/// Whether a judge with these devices can run an entry on one of its platforms. A judge who told of no device, and an
/// entry that names no platform, are no reason against each other.
pub fn runs_on(devices: &[String], platforms: &[String]) -> bool {
    devices.is_empty()
        || platforms.is_empty()
        || platforms
            .iter()
            .any(|platform| device(platform).is_none_or(|needed| devices.iter().any(|owned| owned == needed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn one_platform_is_enough_and_a_browser_has_everybody() {
        let phone = list(&["android"]);
        assert!(runs_on(&phone, &list(&["windows", "android"])));
        assert!(runs_on(&phone, &list(&["windows", "web"])));
        assert!(!runs_on(&phone, &list(&["windows", "ios"])));
        assert!(!runs_on(&phone, &list(&["VR headset"])));
        assert!(!runs_on(&phone, &list(&["Quest (VR)"])));
        assert!(runs_on(&list(&["vr"]), &list(&["Quest (VR)"])));
        assert!(runs_on(&phone, &list(&["Cards on a table"])), "nobody is asked whether they have a table");
    }

    #[test]
    fn a_device_is_had_by_who_told_of_it() {
        let phone = list(&["iphone"]);
        assert!(has_device(&phone, "ios") && !has_device(&phone, "android") && !has_device(&phone, "web"));
        assert!(!has_device(&[], "ios"));
    }

    #[test]
    fn what_nobody_told_is_no_reason() {
        assert!(runs_on(&[], &list(&["ios"])));
        assert!(runs_on(&list(&["mac"]), &[]));
    }
}
