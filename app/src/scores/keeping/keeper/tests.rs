//! One scorecard, one thing after the other.

use super::*;

fn say(text: &str) -> Fields {
    [("note".to_owned(), text.to_owned())].into()
}

fn typed(text: &str) -> Keeper {
    let mut keeper = Keeper::new(Stored::default());
    keeper.edit(say(text), 0);
    keeper
}

fn sent(keeper: &mut Keeper, now: i64) -> Parcel {
    keeper.send(now, || format!("key-{now}")).expect("something to send")
}

#[test]
fn a_save_rests_and_is_called_sent_when_the_server_said_so() {
    let mut keeper = typed("a");
    assert_eq!(keeper.send(REST - 1, String::new), None);
    let parcel = sent(&mut keeper, REST);
    assert_eq!((parcel.version, parcel.submit, &parcel.fields), (0, false, &say("a")));
    assert_eq!(keeper.shown(), Shown::Here(0));
    assert_eq!(keeper.send(REST, String::new), None, "one at a time");
    keeper.answer(&parcel.key, Answer::Saved, 2_000);
    assert_eq!((keeper.shown(), keeper.unsent(), keeper.stored().version), (Shown::Sent(2_000), false, 1));
    assert_eq!(keeper.send(9_000, String::new), None);
}

#[test]
fn what_nobody_answers_is_sent_again_as_it_was_and_later_each_time() {
    let mut keeper = typed("a");
    let first = sent(&mut keeper, REST);
    let mut now = REST;
    let mut waits = Vec::new();
    for _ in 0..8 {
        keeper.answer(&first.key, Answer::Nothing, now);
        assert_eq!(keeper.shown(), Shown::Trying(keeper.typed_at));
        keeper.edit(say("ab"), now);
        let from = now;
        while keeper.send(now, String::new).is_none_or(|again| again != first) {
            now += 100;
            assert!(now < from + 40_000, "it is sent again");
        }
        waits.push(now - from);
    }
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]) && waits[7] >= 30_000, "{waits:?}");
    keeper.answer(&first.key, Answer::Saved, now);
    let next = sent(&mut keeper, now);
    assert_eq!((next.version, next.fields), (1, say("ab")), "what was typed meanwhile goes with the next");
}

#[test]
fn an_answer_to_something_older_changes_nothing() {
    let mut keeper = typed("a");
    let parcel = sent(&mut keeper, REST);
    let before = keeper.clone();
    keeper.answer("another", Answer::Saved, 2_000);
    assert_eq!(keeper, before);
    keeper.answer(&parcel.key, Answer::Saved, 2_000);
    let after = keeper.clone();
    keeper.answer(&parcel.key, Answer::Nothing, 3_000);
    assert_eq!(keeper, after);
}

#[test]
fn where_both_wrote_nothing_is_overwritten_until_one_is_chosen() {
    for mine in [true, false] {
        let mut keeper = typed("mine");
        let parcel = sent(&mut keeper, REST);
        let theirs = Stored { version: 3, submitted: false, fields: say("theirs") };
        keeper.answer(&parcel.key, Answer::Stale(theirs), 2_000);
        assert_eq!((keeper.fields(), keeper.clashes()), (&say("mine"), &say("theirs")));
        assert!(matches!(keeper.shown(), Shown::Clash(_)) && keeper.unsent() && !keeper.press(2_000));
        assert_eq!(keeper.send(60_000, String::new), None);
        keeper.choose("note", mine, 60_000);
        assert_eq!(keeper.fields(), &say(if mine { "mine" } else { "theirs" }));
        let next = keeper.send(60_000, || "next".into());
        assert_eq!(next.map(|next| (next.version, next.fields)), mine.then(|| (3, say("mine"))));
    }
}

#[test]
fn what_was_handed_in_changes_by_the_button_only() {
    let mut keeper = Keeper::new(Stored { version: 4, submitted: true, fields: say("a") });
    keeper.edit(say("b"), 0);
    assert_eq!((keeper.shown(), keeper.send(60_000, String::new)), (Shown::Unhanded(0), None));
    assert!(keeper.press(60_000));
    let parcel = sent(&mut keeper, 60_000);
    assert!(parcel.submit);
    keeper.answer(&parcel.key, Answer::Saved, 61_000);
    assert_eq!((keeper.shown(), keeper.stored().submitted), (Shown::Sent(61_000), true));
}

#[test]
fn a_button_pressed_before_somebody_elses_words_came_is_pressed_anew() {
    let mut keeper = Keeper::new(Stored { version: 1, submitted: false, fields: say("a") });
    assert!(keeper.press(0));
    let parcel = sent(&mut keeper, 0);
    let other = Stored { version: 2, submitted: false, fields: say("b") };
    keeper.answer(&parcel.key, Answer::Stale(other), 1);
    assert!(keeper.joined() && !keeper.unsent());
    assert_eq!(keeper.send(60_000, String::new), None);
}

#[test]
fn what_is_refused_stays_here_and_is_tried_again_when_it_is_another() {
    let why = "wrong state".to_owned();
    let mut keeper = typed("a");
    let parcel = sent(&mut keeper, REST);
    keeper.answer(&parcel.key, Answer::Refused(why.clone()), 2_000);
    assert_eq!((keeper.shown(), keeper.unsent()), (Shown::Refused(0, why), true));
    assert_eq!(keeper.send(60_000, String::new), None);
    keeper.edit(say("b"), 60_000);
    assert_eq!(keeper.shown(), Shown::Here(60_000));
    assert_eq!(sent(&mut keeper, 62_000).fields, say("b"));
}

#[test]
fn what_came_late_is_said_to_be_late_and_not_sent_twice() {
    let mut keeper = typed("a");
    let parcel = sent(&mut keeper, REST);
    keeper.answer(&parcel.key, Answer::Late, 2_000);
    assert_eq!((keeper.shown(), keeper.unsent()), (Shown::Late(2_000), false));
    assert_eq!(keeper.send(60_000, String::new), None);
}

#[test]
fn a_session_that_ends_in_the_middle_of_a_sentence_loses_none_of_it() {
    let mut keeper = typed("half a");
    let parcel = sent(&mut keeper, REST);
    keeper.answer(&parcel.key, Answer::SignedOut, 2_000);
    keeper.edit(say("half a sentence"), 3_000);
    assert_eq!(keeper.shown(), Shown::SignedOut(3_000));
    let stored = serde_json::to_string(&keeper).expect("written");
    let mut again: Keeper = serde_json::from_str(&stored).expect("read");
    again.meet("", Stored::default(), 9_000);
    assert_eq!(sent(&mut again, 9_000), parcel);
    again.answer(&parcel.key, Answer::Saved, 9_500);
    assert_eq!(sent(&mut again, 9_500).fields, say("half a sentence"));
}

#[test]
fn what_a_crashed_tab_left_does_not_stand_for_what_was_stored_since() {
    let left = |typed: &str| {
        let mut keeper = typed_on(2, "a");
        keeper.edit(say(typed), 0);
        let parcel = sent(&mut keeper, REST);
        let stored = serde_json::to_string(&keeper).expect("written");
        (serde_json::from_str::<Keeper>(&stored).expect("read"), parcel)
    };
    let newest = || Stored { version: 8, submitted: false, fields: say("a b c d") };
    // Its save was stored, and others after it: the answer to the same key is the first one.
    let (mut keeper, parcel) = left("a b");
    keeper.meet("", newest(), 9_000);
    assert_eq!(sent(&mut keeper, 9_000), parcel);
    keeper.answer(&parcel.key, Answer::Saved, 9_500);
    assert_eq!((keeper.fields(), keeper.stored(), keeper.unsent()), (&say("a b c d"), &newest(), false));
    // Something was typed besides: both are shown.
    let (mut keeper, parcel) = left("a b");
    keeper.meet("", newest(), 9_000);
    keeper.edit(say("a b x"), 9_100);
    assert_eq!(sent(&mut keeper, 9_200), parcel);
    keeper.answer(&parcel.key, Answer::Saved, 9_500);
    assert_eq!((keeper.fields(), keeper.clashes()), (&say("a b x"), &say("a b c d")));
    // Nothing newer was met than what its own save made.
    let (mut keeper, parcel) = left("a b");
    keeper.meet("", Stored { version: 3, submitted: false, fields: say("a b") }, 9_000);
    assert_eq!(sent(&mut keeper, 9_000), parcel);
    keeper.answer(&parcel.key, Answer::Saved, 9_500);
    assert_eq!((keeper.fields(), keeper.shown()), (&say("a b"), Shown::Sent(9_500)));
}

/// As the server has it at a version.
fn typed_on(version: i64, text: &str) -> Keeper {
    Keeper::new(Stored { version, submitted: false, fields: say(text) })
}

/// Typed for the first round, which ended before it was sent.
fn typed_for_the_first() -> Keeper {
    let mut keeper = Keeper::new(Stored { version: 3, submitted: false, fields: say("saved") }).in_round("first");
    keeper.edit(say("mine"), 0);
    keeper
}

#[test]
fn what_was_written_for_another_round_is_sent_as_that_and_joined_with_nothing_of_this_one() {
    let mut keeper = typed_for_the_first();
    let parcel = sent(&mut keeper, REST);
    assert_eq!((parcel.round.as_str(), parcel.version), ("first", 3));
    keeper.answer(&parcel.key, Answer::Refused("invalid".into()), 2_000);
    let stored = Stored { version: 9, submitted: false, fields: say("theirs") };
    keeper.meet("second", stored, 3_000);
    assert!(keeper.of_another_round("second") && !keeper.of_another_round("first"));
    assert_eq!((keeper.fields(), keeper.clashes()), (&say("mine"), &Fields::new()));
    let again = sent(&mut keeper, 3_000);
    assert_eq!((again.round.as_str(), again.version), ("first", 3), "whatever it was refused for before");
    keeper.answer(&again.key, Answer::Refused("other round".into()), 4_000);
    assert_eq!((keeper.shown(), keeper.send(60_000, String::new)), (Shown::Refused(0, "other round".into()), None));
}

#[test]
fn a_button_carries_what_was_refused_over_into_this_round_and_overwrites_nothing_there() {
    for (there, clashes) in [
        (Stored::default(), Fields::new()),
        (Stored { version: 2, submitted: false, fields: say("theirs") }, say("theirs")),
    ] {
        let mut keeper = typed_for_the_first();
        assert!(!keeper.carry_over("second", there.clone(), 1), "nobody has read yet why not");
        let parcel = sent(&mut keeper, REST);
        assert!(!keeper.carry_over("second", there.clone(), 2_000), "it is on its way");
        keeper.answer(&parcel.key, Answer::Refused("other round".into()), 2_000);
        assert!(!keeper.carry_over("first", there.clone(), 3_000) && keeper.carry_over("second", there.clone(), 3_000));
        assert_eq!((keeper.fields(), keeper.clashes()), (&say("mine"), &clashes));
        keeper.choose("note", true, 3_000);
        let next = sent(&mut keeper, 3_000);
        assert_eq!((next.round.as_str(), next.version, next.fields), ("second", there.version, say("mine")));
    }
}

#[test]
fn what_an_older_release_kept_names_no_round_and_is_met_as_before() {
    let mut keeper = typed("a");
    sent(&mut keeper, REST);
    let mut kept = serde_json::to_value(&keeper).expect("written");
    for at in ["", "/parcel"] {
        let part = kept.pointer_mut(at).and_then(serde_json::Value::as_object_mut);
        assert!(part.is_some_and(|part| part.remove("round").is_some()), "{at}");
    }
    let mut keeper: Keeper = serde_json::from_value(kept).expect("read");
    let parcel = sent(&mut keeper, 9_000);
    assert_eq!(parcel.round, "");
    keeper.answer(&parcel.key, Answer::Refused("why".into()), 9_000);
    keeper.meet("second", Stored { version: 1, submitted: false, fields: say("b") }, 9_000);
    assert_eq!((keeper.of_another_round("second"), keeper.clashes()), (false, &say("b")));
}
