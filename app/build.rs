//! Makes the words of `locales/` into a dictionary that the compiler checks.

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};
use std::{env, error::Error, fs, path::PathBuf};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folder this way")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("en")?
        .add_locales(["ar"])?
        .add_namespaces([
            "common",
            "errors",
            "accounts",
            "competition",
            "organisers",
            "call",
            "entries",
            "panel",
            "assigning",
            "conflicts",
            "own_conflicts",
            "judges",
            "calibration",
            "scorecards",
            "scores",
            "judging",
            "keys",
            "receipt",
            "live",
            "further",
            "method",
            "lab",
            "reopening",
            "results",
            "analysis",
            "prizes",
            "publication",
            "pack",
            "public",
            "feedback",
            "appeals",
            "rounds",
            "deliberation",
            "messages",
            "deadline",
            "screening",
            "translations",
        ])?
        .parse_options(options);
    let words = parse_locales(None, config)?;
    words.diag.warnings().iter().for_each(|warning| println!("cargo::warning={warning}"));
    words.diag.errors().iter().for_each(|error| println!("cargo::error={error}"));
    let module = leptos_i18n_codegen::gen_code(&words, None, false, None, true)?;
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("i18n");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("mod.rs"), module.to_string())?;
    Ok(())
}
