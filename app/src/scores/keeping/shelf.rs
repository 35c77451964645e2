//! Where a device keeps scorecards: one record for each tab, because two tabs that wrote to one would overwrite each other.

use super::Keeper;
use serde::{Deserialize, Serialize};

/// Days after which what nobody came back for is forgotten: longer than a round's last weeks, shorter than for ever.
pub const DAYS: i64 = 30;
const DAY: i64 = 86_400_000;
const PREFIX: &str = "peaceapp.scorecard";

/// The name of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Whose it is; nobody else's page reads it.
    pub account: String,
    /// The entry.
    pub entry: String,
    /// The tab that writes it.
    pub tab: String,
}

impl Label {
    /// The name as stored.
    pub fn name(&self) -> String {
        [PREFIX, &self.account, &self.entry, &self.tab].join("/")
    }

    /// Reads a name; `None` for what is no record.
    pub fn parse(name: &str) -> Option<Self> {
        match name.split('/').collect::<Vec<_>>().as_slice() {
            [PREFIX, account, entry, tab] => {
                Some(Self { account: (*account).into(), entry: (*entry).into(), tab: (*tab).into() })
            }
            _ => None,
        }
    }
}

/// What is stored under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The competition's short name.
    pub competition: String,
    /// The scorecard.
    pub keeper: Keeper,
    /// When its tab last said that it is there.
    pub alive_at: i64,
    /// Whether its tab has gone.
    pub left: bool,
}

impl Record {
    /// Whether it is too old to be of use to anybody.
    pub const fn forgotten(&self, now: i64) -> bool {
        now - self.alive_at > DAYS * DAY
    }

    /// Whether nobody writes it any more: its tab has said so, or was asked at `asked` and has not answered. A tab that is
    /// taken for gone and is not does no harm: what it sends twice has one key, and what both write is joined.
    pub const fn orphaned(&self, asked: i64) -> bool {
        self.left || self.alive_at < asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let label = Label { account: "a".into(), entry: "e".into(), tab: "t".into() };
        assert_eq!(Label::parse(&label.name()), Some(label));
        for other in ["", "theme", "peaceapp.scorecard/a/e", "peaceapp.scorecard/a/e/t/x", "other/a/e/t"] {
            assert_eq!(Label::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_record_is_taken_over_when_its_tab_is_gone_and_forgotten_after_a_month() {
        let record = |left, alive_at| Record { competition: "c".into(), keeper: Keeper::default(), alive_at, left };
        assert!(record(true, 100).orphaned(50) && record(false, 49).orphaned(50) && !record(false, 50).orphaned(50));
        assert!(!record(false, 0).forgotten(DAYS * DAY) && record(false, 0).forgotten(DAYS * DAY + 1));
    }
}
