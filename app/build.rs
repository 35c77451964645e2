//! Makes the words of `locales/` into a dictionary that the compiler checks.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::{env, error::Error, path::PathBuf};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folder this way")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("en")?
        .add_locales(["ar"])?
        .add_namespaces(["common", "errors", "accounts", "competition", "entries", "panel", "scores", "results"])?
        .parse_options(options);
    let words = TranslationsInfos::parse(config)?;
    words.emit_diagnostics();
    words.rerun_if_locales_changed();
    words.generate_i18n_module(PathBuf::from(env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}
