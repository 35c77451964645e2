//! Entries, marks and rubrics (fictional names).

/// A mark on each criterion, in the rubric's order.
pub(super) type Marks = [i64; 6];

pub(super) struct SeedEntry {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) countries: &'static [&'static str],
    pub(super) cards: &'static [(char, Marks)],
}

pub(super) struct SeedTrack {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) prizes: i64,
    pub(super) prize: &'static str,
    pub(super) rubric: [(&'static str, &'static str, i64); 6],
    pub(super) entries: &'static [SeedEntry],
}

pub(super) const TRACKS: [SeedTrack; 2] = [
    SeedTrack {
        key: "functioning",
        name: "Fully functioning",
        prizes: 3,
        prize: "USD 5,000",
        rubric: [
            ("dialogue", "Dialogue and contact", 25),
            ("prevention", "Violence prevention", 25),
            ("harm", "Do no harm", 15),
            ("play", "Play and craft", 15),
            ("inclusion", "Inclusion and languages", 10),
            ("reach", "Reach and staying power", 10),
        ],
        entries: &[
            SeedEntry {
                key: "ballot-walk",
                title: "Ballot Walk",
                countries: &["KE"],
                cards: &[('a', [4, 5, 4, 3, 4, 5]), ('b', [4, 5, 5, 4, 3, 5]), ('d', [5, 5, 4, 4, 4, 4])],
            },
            SeedEntry {
                key: "market-of-two-languages",
                title: "Market of Two Languages",
                countries: &["MA", "ES"],
                cards: &[('a', [5, 4, 4, 5, 4, 3]), ('b', [4, 4, 5, 4, 4, 4]), ('c', [5, 5, 4, 4, 3, 4])],
            },
            SeedEntry {
                key: "eight-doors",
                title: "Eight Doors",
                countries: &["AU"],
                cards: &[('b', [4, 4, 4, 4, 4, 4]), ('c', [5, 4, 4, 3, 3, 4]), ('d', [4, 4, 4, 4, 5, 3])],
            },
            SeedEntry {
                key: "river-council",
                title: "River Council",
                countries: &["DE", "BD"],
                cards: &[('a', [4, 5, 3, 4, 3, 4]), ('c', [4, 4, 4, 4, 4, 4]), ('d', [4, 3, 5, 4, 5, 4])],
            },
            SeedEntry {
                key: "shared-blocks",
                title: "Shared Blocks",
                countries: &["BR", "PT"],
                cards: &[
                    ('a', [5, 2, 3, 4, 3, 3]),
                    ('b', [2, 2, 3, 3, 3, 2]),
                    ('d', [5, 5, 4, 4, 4, 4]),
                    ('c', [4, 3, 3, 4, 3, 3]),
                ],
            },
        ],
    },
    SeedTrack {
        key: "development",
        name: "In development",
        prizes: 2,
        prize: "Expert mentorship",
        rubric: [
            ("dialogue", "Dialogue and contact", 25),
            ("prevention", "Violence prevention", 25),
            ("harm", "Do no harm", 15),
            ("play", "Promise of play", 15),
            ("feasibility", "Feasibility and use of mentorship", 15),
            ("inclusion", "Inclusion and languages", 5),
        ],
        entries: &[
            SeedEntry {
                key: "bridge-builders-academy",
                title: "Bridge Builders Academy",
                countries: &["MZ", "ES", "US"],
                cards: &[('a', [4, 5, 4, 4, 3, 3]), ('b', [4, 4, 4, 4, 4, 3]), ('c', [5, 4, 4, 3, 4, 4])],
            },
            SeedEntry {
                key: "echo-room",
                title: "Echo Room",
                countries: &["CN"],
                cards: &[('a', [5, 4, 3, 4, 3, 4]), ('c', [4, 4, 4, 4, 3, 3]), ('d', [5, 4, 4, 4, 4, 3])],
            },
            SeedEntry {
                key: "rumour-line",
                title: "Rumour Line",
                countries: &["LK"],
                cards: &[('b', [3, 5, 4, 3, 4, 3]), ('c', [3, 4, 4, 3, 4, 4]), ('d', [4, 5, 3, 3, 4, 4])],
            },
        ],
    },
];

pub(super) const FIELDS: [(char, &str); 4] =
    [('a', "peacebuilding"), ('b', "technology"), ('c', "development"), ('d', "peacebuilding")];
