//! The shape of the code, read from its text: what ARCHITECTURE.md says about who may use what, and where a kind of
//! thing may stand, fails here when it stops being true. Each rule is a function from a source file to what it finds
//! wrong, and is shown to find a planted mistake.

mod lexer;
mod rules;
mod source;
mod uses;

use rules::{Finding, Rule};

/// Applies a rule to every file of the workspace.
fn holds(rule: Rule) {
    let sources = source::workspace();
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    let findings: Vec<Finding> = sources.iter().flat_map(rule).collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

macro_rules! rules {
    ($($name:ident: $rule:path),+ $(,)?) => {$(
        #[test]
        fn $name() { holds($rule); }
    )+};
}

rules! {
    the_browser_part_is_pure: rules::purity::check,
    stages_import_from_their_left: rules::stages::check,
    layers_import_from_below: rules::layers::check,
    sql_is_in_stores: rules::sql::check,
    engines_are_named_in_db: rules::engines::check,
    services_open_transactions: rules::transactions::check,
    permits_come_from_auth: rules::permits::check,
    operations_are_one_line: rules::operations::check,
    features_choose_modules_only: rules::features::check,
    lints_are_expected_not_allowed: rules::lints::check,
    files_are_short: rules::length::check,
    words_come_from_the_dictionary: rules::words::check,
}

#[test]
fn operations_have_names_of_their_own() {
    let sources = source::workspace();
    let names: Vec<String> = sources.iter().flat_map(rules::operations::names).collect();
    assert!(names.len() >= 4, "{names:?}");
    assert_eq!(rules::operations::repeated(&names), Vec::<String>::new());
}

#[test]
fn every_file_is_compiled() {
    let files = source::every_file();
    assert!(files.len() > 500, "only {} files were found", files.len());
    assert_eq!(rules::compiled::check(&files), Vec::<String>::new());
}

#[test]
fn packages_depend_in_one_direction() {
    for (package, manifest) in source::manifests() {
        assert_eq!(rules::packages::check(&package, &manifest), Vec::<String>::new());
    }
}

#[test]
fn the_picture_of_the_data_has_every_table() {
    let picture = source::text("docs/data.md");
    let tables = source::tables();
    assert!(tables.len() > 20, "{tables:?}");
    for table in tables {
        assert!(picture.contains(&format!("\n    {table} {{\n")), "{table}: run node scripts/tables.mjs");
    }
}

#[test]
fn the_tests_that_needs_name_are_there() {
    let (needs, tests) = (source::text("docs/needs.md"), source::tests());
    // Names in backquotes that are neither paths nor words of the data.
    let named =
        needs.split('`').skip(1).step_by(2).filter(|name| name.contains(['_', ' ', '*']) && !name.contains('/'));
    let missing = |named: &&str| !tests.contains(named.trim_end_matches('*'));
    let (named, missing): (Vec<&str>, Vec<&str>) = (named.clone().collect(), named.filter(missing).collect());
    assert!(named.len() > 60, "{named:?}");
    assert_eq!(missing, Vec::<&str>::new());
}
