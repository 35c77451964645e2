//! The desk keeps the pages of what is to be judged, sends what other pages left, and says both.

use super::{
    courier::{self, Told},
    device,
    given::RefusalWords,
    worker,
};
use crate::{scores::keeping::Shown, ui::autosave::sleep};
use leptos::{ev, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

/// How often it is looked whether something is to be done, in milliseconds as all times here.
const TICK: i32 = 1_000;
/// How often pages are asked whether they are there.
const ROUND: i64 = 10_000;
/// Time for them to answer.
const ANSWERS: i64 = 1_500;

/// The words, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskWords {
    /// How many entries are there without a network, with `{count}` and `{all}` in it, and what is not.
    pub kept: String,
    /// Nothing can be kept here.
    pub unavailable: String,
    /// Over scorecards that are not sent.
    pub unsent: String,
    /// One of them, with `{time}` in it.
    pub here: String,
    /// One that the server does not take.
    pub refused: RefusalWords,
}

/// Where things are and whose they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskPlace {
    /// The page itself.
    pub desk: String,
    /// Where a save is posted to.
    pub save: String,
    /// Where unsent work is told.
    pub report: String,
    /// The account.
    pub account: String,
    /// The competition.
    pub slug: String,
    /// The entries.
    pub items: Vec<DeskItem>,
}

/// One entry of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskItem {
    /// Its id.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub page: String,
}

/// What the desk knows of the device.
#[derive(Clone, Copy)]
struct Device {
    place: StoredValue<DeskPlace>,
    kept: RwSignal<Option<usize>>,
    unavailable: RwSignal<bool>,
    /// Each with its time, and what the server said if it was refused.
    unsent: RwSignal<Vec<(DeskItem, i64, Option<String>)>>,
}

/// Says what is on this device, and what of it is on no other.
#[island]
pub fn DeskKeeper(
    /// Where things are.
    place: DeskPlace,
    /// The words.
    words: DeskWords,
) -> impl IntoView {
    let all = place.items.len();
    let device = Device {
        place: StoredValue::new(place),
        kept: RwSignal::new(None),
        unavailable: RwSignal::new(false),
        unsent: RwSignal::new(Vec::new()),
    };
    Effect::new(move |_| device.start());
    let text = move || match device.kept.get() {
        Some(count) => words.kept.replace("{count}", &count.to_string()).replace("{all}", &all.to_string()),
        None if device.unavailable.get() => words.unavailable.clone(),
        None => String::new(),
    };
    let (here, refused) = (words.here, words.refused);
    let list = move || {
        let line = |(item, at, why): (DeskItem, i64, Option<String>)| {
            let time = device::time_of(at);
            let said = why.map_or_else(|| here.replace("{time}", &time), |why| refused.said(&why, &time));
            view! {
                <li>
                    <a href=item.page><bdi>{item.title}</bdi></a> " "
                    <span class="save-state save-state-not-saved">{said}</span>
                </li>
            }
        };
        device.unsent.get().into_iter().map(line).collect_view()
    };
    let nothing = move || device.unsent.get().is_empty();
    view! {
        <div class="notice notice-warning" hidden=nothing>
            <p class="notice-title">{words.unsent}</p>
            <ul class="plain stack-tight">{list}</ul>
        </div>
        <p class="small muted" role="status">{text}</p>
    }
}

impl Device {
    fn start(self) {
        let place = self.place.get_value();
        let pages: Vec<String> = place.items.iter().map(|item| item.page.clone()).collect();
        worker::on_kept(move |kept| {
            self.kept.set(Some(pages.iter().filter(|page| kept.contains(page)).count()));
        });
        let online = window_event_listener(ev::online, move |_| spawn_local(self.keep()));
        on_cleanup(move || online.remove());
        spawn_local(self.keep());
        spawn_local(self.go_on());
    }

    async fn keep(self) {
        let place = self.place.get_value();
        let mut pages: Vec<String> = place.items.into_iter().map(|item| item.page).collect();
        pages.push(place.desk.clone());
        self.unavailable.set(worker::keep(&place.account, &place.desk, &pages).await.is_err());
    }

    /// As long as the page is there.
    async fn go_on(self) {
        let place = self.place.get_value();
        let (mut round, mut asked, mut told) = (0, None, Told::default());
        loop {
            let now = device::now();
            if now - round > ROUND {
                (round, asked) = (now, Some(device::ask()));
            } else if let Some(when) = asked.filter(|when| now - when > ANSWERS) {
                asked = None;
                courier::flush(&place.save, &place.account, None, when).await;
            }
            self.look(&place);
            courier::tell(&mut told, &place.report, &place.account, &place.slug, now).await;
            sleep(TICK).await;
            if self.place.try_with_value(|_| ()).is_none() {
                return;
            }
        }
    }

    fn look(self, place: &DeskPlace) {
        let records = device::records(&place.account);
        let of = |item: &DeskItem| records.iter().find(|(label, _)| label.entry == item.entry);
        let unsent: Vec<_> = place
            .items
            .iter()
            .filter_map(|item| {
                let (_, record) = of(item)?;
                let why = match record.keeper.shown() {
                    Shown::Refused(_, why) => Some(why),
                    _ => None,
                };
                Some((item.clone(), record.keeper.typed_at(), why))
            })
            .collect();
        if self.unsent.with_untracked(|now| *now != unsent) {
            self.unsent.set(unsent);
        }
    }
}
