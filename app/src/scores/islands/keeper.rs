//! The scorecard keeps itself: [`Keeper`] decides, this does.

use super::{
    courier::{self, Told},
    device,
    given::{KeeperPlace, KeeperWords},
    reply::Lead,
};
use crate::{
    scores::{
        keeping::{Answer, Keeper, Label, Record, Shown, Stored},
        rules::COULD_NOT_ASSESS,
    },
    ui::autosave::sleep,
};
use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::SubmitEvent};

/// How often it is looked whether something is to be done, in milliseconds as all times here.
const TICK: i32 = 500;
/// How often a tab says that it is there, and looks for records whose tab is gone.
const ROUND: i64 = 10_000;
/// Time for other tabs to answer.
const ANSWERS: i64 = 1_500;

#[derive(Clone, Copy)]
struct Here {
    place: StoredValue<KeeperPlace>,
    stored: StoredValue<Stored>,
    keeper: StoredValue<Keeper>,
    label: StoredValue<Option<Label>>,
    keys: StoredValue<u32>,
    leaving: StoredValue<bool>,
    shown: RwSignal<Shown>,
    clashes: RwSignal<Vec<(String, String, String)>>,
    joined: RwSignal<bool>,
    awake: RwSignal<bool>,
    full: RwSignal<bool>,
}

/// Keeps the scorecard on this device and on the server.
#[island]
pub fn ScorecardKeeper(
    /// Where things are.
    place: KeeperPlace,
    /// What the server has.
    stored: Stored,
    /// The words.
    words: KeeperWords,
) -> impl IntoView {
    let labels = place.labels.clone();
    let keeper = Keeper::new(stored.clone()).in_round(&place.round);
    let here = Here {
        place: StoredValue::new(place),
        stored: StoredValue::new(stored),
        keeper: StoredValue::new(keeper),
        label: StoredValue::new(None),
        keys: StoredValue::new(0),
        leaving: StoredValue::new(false),
        shown: RwSignal::new(Shown::Untouched),
        clashes: RwSignal::new(Vec::new()),
        joined: RwSignal::new(false),
        awake: RwSignal::new(false),
        full: RwSignal::new(false),
    };
    Effect::new(move |_| here.start());
    let class = move || match here.shown.get() {
        _ if here.full.get() => "save-state save-state-not-saved",
        Shown::Untouched | Shown::Here(_) => "save-state",
        Shown::Sent(_) => "save-state save-state-saved",
        _ => "save-state save-state-not-saved",
    };
    let state_words = words.clone();
    let text = move || {
        let said = |words: &str, at: i64| words.replace("{time}", &device::time_of(at));
        let words = &state_words;
        let state = match here.shown.get() {
            Shown::Untouched if here.joined.get() => words.joined.clone(),
            Shown::Untouched => words.idle.clone(),
            Shown::Here(at) => said(&words.here, at),
            Shown::Unhanded(at) => said(&words.unhanded, at),
            Shown::Sent(at) => said(&words.sent, at),
            Shown::Trying(at) => said(&words.trying, at),
            Shown::SignedOut(at) => said(&words.signed_out, at),
            Shown::Refused(at, why) => words.refused.said(&why, &device::time_of(at)),
            Shown::Late(at) => said(&words.late, at),
            Shown::Clash(at) => said(&words.clash, at),
        };
        if here.full.get() { format!("{state} {}", words.full) } else { state }
    };
    let list = move || {
        here.clashes
            .get()
            .into_iter()
            .map(|(name, mine, theirs)| {
                let text = |said: String| match said.as_str() {
                    "" => words.empty.clone(),
                    COULD_NOT_ASSESS => words.could_not_assess.clone(),
                    _ => said,
                };
                let label = labels.get(&name).cloned().unwrap_or_else(|| name.clone());
                let other = name.clone();
                view! {
                    <li class="clash">
                        <strong><bdi>{label}</bdi></strong>
                        <p><span class="muted">{words.mine.clone()}</span> " " <bdi>{text(mine)}</bdi></p>
                        <p><span class="muted">{words.theirs.clone()}</span> " " <bdi>{text(theirs)}</bdi></p>
                        <div class="button-row">
                            <button type="button" class="button button-small" on:click=move |_| here.choose(&name, true)>{words.keep_mine.clone()}</button>
                            <button type="button" class="button button-small" on:click=move |_| here.choose(&other, false)>{words.take_theirs.clone()}</button>
                        </div>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="keeper" data-awake=move || here.awake.get().then_some("")>
            <p class=class role="status">{text}</p>
            <ul class="plain clashes" hidden=move || here.clashes.get().is_empty()>{list}</ul>
        </div>
    }
}

impl Here {
    fn start(self) {
        let place = self.place.get_value();
        // It names the tab, begins the keys of its saves, and is the key of the form, should it be posted.
        let Some(tab) = device::fresh() else { return };
        if let Some(key) = device::hidden(&place.form, "key") {
            key.set_value(&tab);
        }
        let label = Label { account: place.account.clone(), entry: place.entry.clone(), tab };
        self.label.set_value(Some(label));
        let now = device::now();
        if !self.adopt(0)
            && !place.returned
            && let Some(said) = device::read(&place.form)
        {
            // On a slow network people write before the scripts are there.
            self.keeper.update_value(|keeper| keeper.edit(said, now));
        }
        self.changed();
        let form = place.form.clone();
        let input = window_event_listener(ev::input, move |event| {
            let within = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let within = within.and_then(|target| target.closest("form").ok().flatten());
            if within.is_some_and(|within| within.id() == form) {
                self.typed();
            }
        });
        let form = place.form.clone();
        let submit = window_event_listener(ev::submit, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if target.is_some_and(|target| target.id() == form) {
                self.pressed(&event);
            }
        });
        let wake = move || self.keeper.update_value(|keeper| keeper.wake(device::now()));
        let online = window_event_listener(ev::online, move |_| wake());
        let visible = window_event_listener(ev::visibilitychange, move |_| wake());
        let asked = window_event_listener(ev::storage, move |event| {
            if device::is_asked(&event) {
                self.persist(false);
            }
        });
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if self.full.get_untracked() && !self.leaving.get_value() {
                event.prevent_default();
            }
        });
        let leave = window_event_listener(ev::pagehide, move |_| self.persist(true));
        // A page that the browser had put aside: another may have taken its record over meanwhile.
        let back = window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                drop(window().location().reload());
            }
        });
        on_cleanup(move || {
            for listener in [input, submit, online, visible, asked, unload, leave, back] {
                listener.remove();
            }
        });
        self.awake.set(true);
        spawn_local(self.go_on());
    }

    fn typed(self) {
        let form = self.place.with_value(|place| place.form.clone());
        if let Some(said) = device::read(&form) {
            self.keeper.update_value(|keeper| keeper.edit(said, device::now()));
            self.changed();
        }
    }

    /// A button of the form: the same as without scripts, and also without a network.
    fn pressed(self, event: &SubmitEvent) {
        if self.leaving.get_value() {
            return;
        }
        event.prevent_default();
        let button = event.submitter().and_then(|button| button.get_attribute("value"));
        self.typed();
        let (round, stored) = (self.place.with_value(|place| place.round.clone()), self.stored.get_value());
        let carried = self.keeper.try_update_value(|keeper| keeper.carry_over(&round, stored, device::now()));
        if carried == Some(true) {
            self.draw();
        }
        if button.as_deref() == Some("submit") {
            self.keeper.update_value(|keeper| {
                keeper.press(device::now());
            });
        } else if self.keeper.with_value(|keeper| matches!(keeper.shown(), Shown::Refused(..))) {
            self.post("draft");
        } else {
            self.keeper.update_value(|keeper| keeper.wake(device::now()));
        }
        self.changed();
    }

    fn choose(self, name: &str, mine: bool) {
        self.keeper.update_value(|keeper| keeper.choose(name, mine, device::now()));
        self.draw();
        self.changed();
    }

    /// Writes what the keeper says into the form.
    fn draw(self) {
        let form = self.place.with_value(|place| place.form.clone());
        self.keeper.with_value(|keeper| device::write(&form, keeper.fields()));
        if let Some(form) = device::form(&form)
            && let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &bubbling())
        {
            // The running total listens.
            drop(form.dispatch_event(&event));
        }
    }

    /// Stores and shows what is now.
    fn changed(self) {
        self.persist(false);
        self.keeper.with_value(|keeper| {
            let mine = |name: &String| keeper.fields().get(name).cloned().unwrap_or_default();
            let clashes: Vec<_> =
                keeper.clashes().iter().map(|(name, theirs)| (name.clone(), mine(name), theirs.clone())).collect();
            self.shown.set(keeper.shown());
            self.joined.set(keeper.joined());
            if self.clashes.with_untracked(|now| *now != clashes) {
                self.clashes.set(clashes);
            }
            let form = self.place.with_value(|place| place.form.clone());
            if let Some(field) = device::hidden(&form, "version") {
                field.set_value(&keeper.stored().version.to_string());
            }
        });
    }

    /// Puts the keeper on the disk, or takes it off when the server has all of it.
    fn persist(self, left: bool) {
        let Some(label) = self.label.get_value() else { return };
        let (keeper, competition) = (self.keeper.get_value(), self.place.with_value(|place| place.slug.clone()));
        if keeper.unsent() {
            self.full.set(!device::keep(&label, &Record { competition, keeper, alive_at: device::now(), left }));
        } else {
            device::forget(&label);
            self.full.set(false);
        }
    }

    /// Takes over a record of this entry whose tab is gone, when there is nothing of one's own to send.
    fn adopt(self, asked: i64) -> bool {
        let Some(own) = self.label.get_value() else { return false };
        if self.keeper.with_value(Keeper::unsent) {
            return false;
        }
        let found = device::records(&own.account)
            .into_iter()
            .find(|(label, record)| label.entry == own.entry && *label != own && record.orphaned(asked));
        let Some((label, record)) = found else { return false };
        let stored = self.keeper.with_value(|keeper| keeper.stored().clone());
        let mut keeper = record.keeper;
        self.place.with_value(|place| keeper.meet(&place.round, stored, device::now()));
        self.keeper.set_value(keeper);
        self.persist(false);
        device::forget(&label);
        self.draw();
        self.changed();
        true
    }

    /// As long as the page is there.
    async fn go_on(self) {
        let (mut round, mut asked, mut told) = (0, None, Told::default());
        let place = self.place.get_value();
        loop {
            sleep(TICK).await;
            if self.keeper.try_with_value(|_| ()).is_none() {
                return;
            }
            self.exchange().await;
            let now = device::now();
            if now - round > ROUND {
                (round, asked) = (now, Some(device::ask()));
                self.persist(false);
            } else if let Some(when) = asked.filter(|when| now - when > ANSWERS) {
                asked = None;
                self.adopt(when);
                courier::flush(&place.save, &place.account, Some(&place.entry), when).await;
            }
            courier::tell(&mut told, &place.report, &place.account, &place.slug, now).await;
        }
    }

    async fn exchange(self) {
        let key = || {
            self.keys.update_value(|count| *count += 1);
            let tab = self.label.get_value().map(|label| label.tab).unwrap_or_default();
            format!("{tab}-{}", self.keys.get_value())
        };
        let Some(parcel) = self.keeper.try_update_value(|keeper| keeper.send(device::now(), key)).flatten() else {
            return;
        };
        self.changed();
        let place = self.place.get_value();
        let (answer, next) = device::send(&place.save, &place.account, &place.entry, &parcel).await;
        let before = self.keeper.with_value(|keeper| keeper.fields().clone());
        let refused = matches!(answer, Answer::Refused(_));
        let done = matches!(answer, Answer::Saved | Answer::Late);
        self.keeper.update_value(|keeper| keeper.answer(&parcel.key, answer, device::now()));
        let elsewhere = self.keeper.with_value(|keeper| keeper.of_another_round(&place.round));
        let ended = elsewhere && !self.keeper.with_value(Keeper::unsent);
        if ended {
            // It was sent in a round before, which has it: the form is of this one again.
            self.keeper.set_value(Keeper::new(self.stored.get_value()).in_round(&place.round));
        }
        if ended || self.keeper.with_value(|keeper| *keeper.fields() != before) {
            self.draw();
        }
        self.changed();
        if !parcel.submit || self.keeper.with_value(Keeper::unsent) && !refused {
            return;
        }
        if let Some(next) = next.filter(|_| done) {
            go(&place.language, &next);
        } else if refused && !elsewhere {
            self.post("submit");
        }
    }

    /// Posts the form as without scripts: its page says what is wrong, and where.
    fn post(self, button: &str) {
        let place = self.place.get_value();
        let Some(form) = device::form(&place.form) else { return };
        if let Ok(field) = document().create_element("input") {
            for (name, value) in [("type", "hidden"), ("name", "submit"), ("value", button)] {
                drop(field.set_attribute(name, value));
            }
            drop(form.append_child(&field));
        }
        self.leaving.set_value(true);
        // Not `submit`: buttons of that name stand in its place.
        drop(form.request_submit());
    }
}

fn bubbling() -> web_sys::EventInit {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    init
}

fn go(language: &str, next: &Lead) {
    let done = next.done.as_ref().map(|done| format!("?done={done}")).unwrap_or_default();
    drop(window().location().set_href(&format!("/{language}{}{done}", next.to)));
}
