//! `peaceapp verify` in a browser: the same check of a result pack as that of the command line, in a module of its own, which is
//! loaded only by whoever chose a file. It is a package of its own so that neither its signatures nor its start are part of what
//! judges load.

use app::results::pack::{Outside, verify};
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes the steps on a file and gives them as JSON: `{"steps":[{"name":..,"outcome":..,"detail":..},..]}`. What was not given
/// is an empty text.
#[wasm_bindgen]
pub fn check(file: &[u8], key: &str, receipt: &str) -> String {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let outside = Outside { key: given(key), receipts: given(receipt).into_iter().collect(), checkpoints: None };
    serde_json::to_string(&verify(file, &outside, ed25519)).unwrap_or_default()
}

fn ed25519(key: &[u8; 32], text: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(key).is_ok_and(|key| key.verify(text, &Signature::from_bytes(signature)).is_ok())
}
