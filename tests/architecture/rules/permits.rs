//! Permits are made in `auth/`: their fields are theirs alone, and only the command line is the operator.

use super::Finding;
use crate::source::Source;

/// Where the operator may be: what runs at the command line, outside any request.
const COMMAND_LINE: [&str; 2] = ["server/src/cli/", "server/src/operator/"];

/// Fields of permits that others could set, and operators elsewhere.
pub fn check(source: &Source) -> Vec<Finding> {
    let permits = source.path == "server/src/auth/permits.rs";
    let operator = permits || COMMAND_LINE.iter().any(|place| source.path.starts_with(place));
    let wrong = |line: &str| {
        let open_field = permits && (line.contains("pub $field:") || line.contains("pub(crate) $field:"));
        let public_maker = permits && line.contains("pub const fn new(");
        open_field || public_maker || (!operator && line.contains("at_the_command_line"))
    };
    source
        .code
        .lines()
        .enumerate()
        .filter(|(_, line)| wrong(line))
        .map(|(number, _)| source.finding(number + 1, "a permit that is not made in auth/"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "server/src/entries/service.rs", "let by = Operator::at_the_command_line().host();"));
        assert!(finds(check, "server/src/auth/permits.rs", "pub struct $name { $(pub $field: $kind),* }"));
        assert!(finds(check, "server/src/auth/permits.rs", "pub const fn new(account: AccountId) -> Self {}"));
        assert!(!finds(check, "server/src/cli/demo.rs", "Operator::at_the_command_line()"));
    }
}
