//! The fitted model against lme4 1.1-31 of Debian (R 4.2.2), on data that come with it.
//!
//! Known figures are those of `lmer(y ~ 1 + (1|entry) + (1|judge), control = lmerControl("bobyqa", optCtrl = list(rhoend = 1e-12)))`:
//! as it comes, lme4 stops a part in a million before.

use crate::{program::Program, report::Report};
use serde_json::Value;
use std::{ffi::OsStr, fs, path::Path, process::Command, time::Instant};

/// What lme4 says of a data set: variances of entries, judges and the rest, and REMLcrit.
struct Known {
    name: &'static str,
    variances: [f64; 3],
    criterion: f64,
}

const SKATING: Known = Known {
    name: "skating sheet means",
    variances: [1.246_265_965_66, 0.019_885_355_19, 0.115_598_493_84],
    criterion: 18_961.188_994_664,
};
const PENICILLIN: Known = Known {
    name: "Penicillin",
    variances: [0.716_908_176_8, 3.730_917_588_3, 0.302_415_462_7],
    criterion: 330.860_588_991_09,
};
const INSTEVAL: Known = Known {
    name: "InstEval",
    variances: [0.273_734_616_2, 0.106_214_698_0, 1.387_179_659_6],
    criterion: 237_783.880_387_98,
};

/// Penicillin's effects of plates and samples.
const PLATES: [(&str, f64); 6] = [
    ("a", 0.804_547_041),
    ("c", 0.181_671_913),
    ("e", 0.025_953_130_4),
    ("g", -1.375_515_91),
    ("m", 1.427_422_17),
    ("x", -1.219_797_13),
];
const SAMPLES: [(&str, f64); 6] = [
    ("A", 2.187_057_97),
    ("B", -1.010_476_15),
    ("C", 1.937_899_46),
    ("D", -0.096_894_973_2),
    ("E", -0.013_842_139),
    ("F", -3.003_744_17),
];

/// Writes both data sets as `entry,judge,total` into the folder that it is given.
const DUMP: &str = r#"
suppressPackageStartupMessages(library(lme4))
folder <- commandArgs(TRUE)[1]
dump <- function(name, entry, judge, total)
  write.csv(data.frame(entry, judge, total), file.path(folder, name), row.names = FALSE, quote = FALSE)
with(Penicillin, dump("penicillin.csv", plate, sample, diameter))
with(InstEval, dump("insteval.csv", paste0("l", d), paste0("s", s), y))
"#;

const TIMED: &str = r#"
suppressPackageStartupMessages(library(lme4))
took <- system.time(lmer(y ~ 1 + (1 | s) + (1 | d), InstEval))
cat(sprintf("%.1f", took["elapsed"]))
"#;

/// The three data sets. lme4's come from R, and what is missing for that is a failure.
pub fn check(program: &Program, data: &Path, report: &mut Report) {
    fitted(program, &data.join("skating/scores.csv"), &SKATING, report);
    let folder = tempfile::tempdir().expect("a folder");
    let made = dumped(folder.path());
    report.same("lme4: its data, from R", &Ok(()), &made);
    if made.is_ok() {
        let answer = fitted(program, &folder.path().join("penicillin.csv"), &PENICILLIN, report);
        effects(&answer, report);
        let begin = now();
        fitted(program, &folder.path().join("insteval.csv"), &INSTEVAL, report);
        let ours = begin.elapsed().as_secs_f64();
        Report::say(&format!(
            "InstEval: read, fitted and ranked in {ours:.1} s; lme4 fits in {} s",
            timed(folder.path())
        ));
    }
}

fn dumped(folder: &Path) -> Result<(), String> {
    let script = folder.join("dump.R");
    fs::write(&script, DUMP).map_err(|error| error.to_string())?;
    let out = Command::new("Rscript")
        .arg(&script)
        .arg(folder)
        .output()
        .map_err(|error| format!("Rscript is missing ({error}); install r-base-core and r-cran-lme4"))?;
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned()) }
}

#[expect(clippy::disallowed_methods, reason = "the machine's time is what is compared")]
fn now() -> Instant {
    Instant::now()
}

/// How long lme4 takes as it comes, in seconds, without reading.
fn timed(folder: &Path) -> String {
    let script = folder.join("time.R");
    let out = fs::write(&script, TIMED).and_then(|()| Command::new("Rscript").arg(&script).output());
    out.map_or_else(|error| error.to_string(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Variances to a part in a hundred thousand, the criterion to a hundred thousandth.
fn fitted(program: &Program, scores: &Path, known: &Known, report: &mut Report) -> Value {
    let args = ["rank", "--method", "adjusted", "--draws", "50", "--scores"].map(OsStr::new);
    let answer = program.ask(&[args.as_slice(), &[scores.as_os_str()]].concat());
    let name = known.name;
    for (part, variance) in ["entry", "judge", "residual"].into_iter().zip(known.variances) {
        let found = answer["variance"][part].as_f64().unwrap_or(f64::NAN);
        report.near(&format!("{name}: variance, {part}"), variance, found, variance * 1e-5);
    }
    let found = answer["reml_criterion"].as_f64().unwrap_or(f64::NAN);
    report.near(&format!("{name}: REML criterion"), known.criterion, found, 1e-5);
    answer
}

fn effects(answer: &Value, report: &mut Report) {
    let of = |list: &str, name: &str, key: &str, value: &str| {
        let rows = answer[list].as_array().into_iter().flatten();
        rows.into_iter().find(|row| row[name] == key).and_then(|row| row[value].as_f64()).unwrap_or(f64::NAN)
    };
    for (plate, known) in PLATES {
        report.near(
            &format!("Penicillin: plate {plate}"),
            known,
            of("placements", "entry", plate, "posterior_mean"),
            1e-5,
        );
    }
    for (sample, known) in SAMPLES {
        report.near(
            &format!("Penicillin: sample {sample}"),
            known,
            of("judge_effects", "judge", sample, "severity"),
            1e-5,
        );
    }
}
