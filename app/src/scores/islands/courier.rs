//! Scorecards whose page is gone: sent from whichever page of the judge's is open; and what organisers are told of them.

use super::device;
use crate::scores::keeping::{Answer, Label, Record};

/// How often organisers are told of what does not go, in milliseconds.
const REPORT: i64 = 60_000;
/// How soon they are told of a change.
const SOON: i64 = 5_000;

/// Sends what pages left that did not answer a question asked at `asked`, but not those of the entry `except`, whose page
/// does it. What needs its judge to look stays for its page.
pub(super) async fn flush(action: &str, account: &str, except: Option<&str>, asked: i64) {
    for (label, record) in device::records(account) {
        if Some(label.entry.as_str()) != except && record.orphaned(asked) {
            carry(action, &label, record).await;
        }
    }
}

async fn carry(action: &str, label: &Label, mut record: Record) {
    let Some(key) = device::fresh() else { return };
    let Some(parcel) = record.keeper.send(device::now(), || key) else { return };
    put(label, &mut record, false);
    let (answer, _) = device::send(action, &label.account, &label.entry, &parcel).await;
    let more = matches!(answer, Answer::Saved | Answer::Stale(_));
    record.keeper.answer(&parcel.key, answer, device::now());
    put(label, &mut record, true);
    // What was typed while the last one was on its way.
    if more && let Some(key) = device::fresh() {
        let Some(parcel) = record.keeper.send(device::now(), || key) else { return };
        put(label, &mut record, false);
        let (answer, _) = device::send(action, &label.account, &label.entry, &parcel).await;
        record.keeper.answer(&parcel.key, answer, device::now());
        put(label, &mut record, true);
    }
}

fn put(label: &Label, record: &mut Record, left: bool) {
    (record.alive_at, record.left) = (device::now(), left);
    if record.keeper.unsent() {
        device::keep(label, record);
    } else {
        device::forget(label);
    }
}

/// What organisers know of this device.
#[derive(Default)]
pub(super) struct Told {
    items: usize,
    at: i64,
}

/// Tells the organisers what this device has not sent, when that changes and while it lasts.
pub(super) async fn tell(told: &mut Told, action: &str, account: &str, slug: &str, now: i64) {
    let items = device::records(account).iter().filter(|(_, record)| record.competition == slug).count();
    let due = if items == told.items { REPORT } else { SOON };
    if (items == 0 && told.items == 0) || now - told.at < due {
        return;
    }
    told.at = now;
    if let Some(device) = device::device()
        && device::report(action, slug, &device, items).await
    {
        told.items = items;
    }
}
