//! A list of people to be invited, line by line.

use super::forms::{InvitationForm, invitation};
use crate::{
    error::{AppError, Problem},
    panel::model::{DEVICES, LineProblem, ListProblem, ListedJudge, REGIONS},
};
use std::collections::HashMap;

/// The most people that are invited at once.
pub const LIST_MOST: usize = 500;

/// One line as it was read.
#[derive(Clone, Debug, Default)]
pub struct ListLine {
    /// Its number, from 1.
    pub line: u64,
    /// The name, the address, and so on.
    pub form: InvitationForm,
    /// Devices.
    pub devices: Vec<String>,
    /// Expertise.
    pub expertise: Vec<String>,
    /// The part of the world.
    pub region: String,
    /// Whether for the reserve, in a word.
    pub reserve: String,
}

struct Found<'a> {
    line: u64,
    problems: &'a mut Vec<LineProblem>,
}

impl Found<'_> {
    fn note(&mut self, column: &str, value: &str, problem: ListProblem) {
        let (column, value) = (column.to_owned(), value.chars().take(60).collect());
        self.problems.push(LineProblem { line: self.line, column, value, problem });
    }

    /// Words that must be among those allowed, whatever their case.
    fn words<S: AsRef<str>>(&mut self, column: &str, typed: &[String], allowed: &[S]) -> Vec<String> {
        let mut chosen = Vec::new();
        for word in typed.iter().filter(|word| !word.is_empty()) {
            match allowed.iter().find(|known| known.as_ref().eq_ignore_ascii_case(word)) {
                Some(known) if chosen.iter().any(|chosen| chosen == known.as_ref()) => {}
                Some(known) => chosen.push(known.as_ref().to_owned()),
                None => {
                    let allowed = allowed.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; ");
                    self.note(column, word, ListProblem::Choice { allowed });
                }
            }
        }
        chosen
    }
}

/// The columns of a list by the fields of an invitation.
const COLUMNS: [(&str, &str); 6] = [
    ("name", "name"),
    ("email", "email"),
    ("affiliation", "organisation"),
    ("field", "field"),
    ("languages", "languages"),
    ("max_load", "load_limit"),
];

fn told(problem: &Problem) -> ListProblem {
    match problem {
        Problem::Required => ListProblem::Required,
        Problem::Email => ListProblem::Address,
        Problem::Language => ListProblem::Language,
        Problem::Number | Problem::OutOfRange { .. } => ListProblem::Number,
        _ => ListProblem::Text,
    }
}

/// Checks the lines: who would be invited, and everything that is wrong. `on_panel` are the addresses of those who are
/// there already.
pub fn judge_list(
    lines: &[ListLine],
    expertise: &[String],
    on_panel: &[String],
) -> (Vec<ListedJudge>, Vec<LineProblem>) {
    let (mut judges, mut problems) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u64> = HashMap::new();
    for line in lines {
        let mut found = Found { line: line.line, problems: &mut problems };
        let devices = found.words("devices", &line.devices, &DEVICES);
        let expertise = found.words("expertise", &line.expertise, expertise);
        let region = found.words("region", std::slice::from_ref(&line.region), &REGIONS);
        let reserve = found.words("reserve", std::slice::from_ref(&line.reserve), &["yes", "no"]);
        match invitation(&line.form) {
            Ok(new) => {
                if let Some(first) = seen.insert(new.email.clone(), line.line) {
                    found.note("email", &new.email, ListProblem::Repeated { line: first });
                } else if on_panel.contains(&new.email) {
                    found.note("email", &new.email, ListProblem::OnPanel);
                }
                judges.push(ListedJudge {
                    name: new.name,
                    email: new.email,
                    organisation: new.affiliation,
                    field: new.field,
                    languages: new.languages,
                    devices,
                    expertise,
                    region: region.into_iter().next().unwrap_or_default(),
                    max_load: new.max_load,
                    reserve: reserve.iter().any(|word| word == "yes"),
                });
            }
            Err(AppError::Invalid(errors)) => {
                for error in errors {
                    let column = COLUMNS.iter().find(|(field, _)| *field == error.field);
                    let value = match error.field.as_str() {
                        "email" => line.form.email.as_str(),
                        "languages" => &line.form.languages,
                        "max_load" => &line.form.max_load,
                        _ => "",
                    };
                    found.note(column.map_or("", |(_, column)| column), value, told(&error.problem));
                }
            }
            Err(_) => found.note("", "", ListProblem::Text),
        }
    }
    if lines.len() > LIST_MOST {
        let line = lines.get(LIST_MOST).map_or(0, |line| line.line);
        Found { line, problems: &mut problems }.note("", "", ListProblem::TooMany { most: LIST_MOST });
    }
    (judges, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u64, email: &str) -> ListLine {
        let form = InvitationForm { name: "Ann".into(), email: email.into(), ..InvitationForm::default() };
        ListLine { line: number, form, ..ListLine::default() }
    }

    #[test]
    fn a_line_that_is_in_order_becomes_a_judge() {
        let mut one = line(2, "Ann@Example.org");
        one.devices = vec!["VR".into(), "vr".into()];
        one.expertise = vec!["Games".into()];
        one.region = "Africa".into();
        one.reserve = "yes".into();
        let (judges, problems) = judge_list(&[one], &["games".into()], &[]);
        assert!(problems.is_empty(), "{problems:?}");
        let ann = judges.first().expect("a judge");
        assert_eq!((ann.email.as_str(), ann.region.as_str(), ann.reserve), ("ann@example.org", "africa", true));
        assert_eq!(
            (ann.devices.as_slice(), ann.expertise.as_slice()),
            (["vr".to_owned()].as_slice(), ["games".to_owned()].as_slice())
        );
    }

    #[test]
    fn everything_wrong_is_told_with_its_line_and_column() {
        let mut bad = line(3, "nowhere");
        bad.form.name = String::new();
        bad.form.languages = "klingon!".into();
        bad.form.max_load = "900".into();
        bad.devices = vec!["toaster".into()];
        bad.reserve = "maybe".into();
        let list = [line(2, "a@b.org"), bad, line(4, "A@b.org"), line(5, "there@b.org")];
        let (_, problems) = judge_list(&list, &[], &["there@b.org".into()]);
        let told: Vec<(u64, &str, bool)> = problems
            .iter()
            .map(|problem| {
                (problem.line, problem.column.as_str(), matches!(problem.problem, ListProblem::Choice { .. }))
            })
            .collect();
        assert_eq!(
            told,
            [
                (3, "devices", true),
                (3, "reserve", true),
                (3, "name", false),
                (3, "email", false),
                (3, "languages", false),
                (3, "load_limit", false),
                (4, "email", false),
                (5, "email", false),
            ]
        );
        assert_eq!(problems.get(6).map(|problem| &problem.problem), Some(&ListProblem::Repeated { line: 2 }));
        assert_eq!(problems.get(7).map(|problem| &problem.problem), Some(&ListProblem::OnPanel));
    }

    #[test]
    fn more_than_are_taken_at_once_are_refused() {
        let many: Vec<ListLine> = (0..=500_u64).map(|n| line(n + 2, &format!("j{n}@b.org"))).collect();
        let (_, problems) = judge_list(&many, &[], &[]);
        assert!(matches!(
            problems.as_slice(),
            [LineProblem { line: 502, problem: ListProblem::TooMany { most: 500 }, .. }]
        ));
    }
}
