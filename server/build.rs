//! The browser part is embedded in a release: new files there mean a new program.

fn main() {
    println!("cargo::rerun-if-changed=../target/site/pkg");
    println!("cargo::rerun-if-changed=../migrations");
}
