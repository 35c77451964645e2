//! What each further review is worth, as a table with bars.

use crate::{
    i18n::{Locale, td_string},
    panel::rules::{Plan, Power, power},
};
use leptos::prelude::*;

/// The table, and what it says of the number of reviews that was planned.
pub fn power_section(l: Locale, plan: &Plan) -> impl IntoView + use<> {
    let made = power(plan.entries, plan.variances);
    let planned = made.iter().find(|row| row.reviews == plan.reviews);
    let said = planned.map(|row| {
        let text = td_string!(
            l,
            assigning.power_said,
            reviews = row.reviews,
            count = in_a_hundred(row.top_three),
            places = whole(row.interval / 2.0)
        )
        .to_string();
        let trust = if row.reliability < 0.5 {
            td_string!(l, assigning.power_noise)
        } else if row.reliability < 0.7 {
            td_string!(l, assigning.power_group)
        } else if row.reliability <= 0.8 {
            td_string!(l, assigning.power_fair)
        } else {
            td_string!(l, assigning.power_good)
        };
        view! { <p>{text} " " {trust}</p> }
    });
    let rows: Vec<_> = made.iter().map(|row| power_row(l, row, row.reviews == plan.reviews)).collect();
    view! {
        <section class="section" aria-labelledby="power">
            <h2 id="power">{td_string!(l, assigning.power)}</h2>
            {said}
            <table class="table table-stacked" role="table">
                <caption>{td_string!(l, assigning.power_caption)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{td_string!(l, assigning.reviews_each)}</th>
                    <th scope="col" role="columnheader">{td_string!(l, assigning.winner_in_three)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, assigning.place_off)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, assigning.reliability)}</th>
                    <th scope="col" role="columnheader" class="number">{td_string!(l, assigning.error)}</th>
                </tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="small muted">{td_string!(l, assigning.power_how)}</p>
        </section>
    }
}

fn whole(value: f64) -> String {
    format!("{value:.0}")
}

fn in_a_hundred(share: f64) -> String {
    whole(share * 100.0)
}

fn power_row(l: Locale, row: &Power, planned: bool) -> impl IntoView + use<> {
    let percent = in_a_hundred(row.top_three);
    let label = td_string!(l, assigning.of_hundred, count = percent.clone()).to_string();
    let mark =
        planned.then(|| view! { " " <span class="badge badge-information">{td_string!(l, assigning.planned)}</span> });
    // Attributes in per cent of its own width: no style is needed, and the text beside it says the same.
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{row.reviews}{mark}</th>
            <td role="cell" data-label=td_string!(l, assigning.winner_in_three)>
                <span class="share">
                    <svg class="share-plot" aria-hidden="true" focusable="false">
                        <rect class="share-all" width="100%" height="100%" rx="3"/>
                        <rect class="share-part" width=format!("{percent}%") height="100%" rx="3"/>
                    </svg>
                    <span>{label}</span>
                </span>
            </td>
            <td role="cell" class="number" data-label=td_string!(l, assigning.place_off)><bdi dir="ltr">{format!("± {:.1}", row.interval / 2.0)}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, assigning.reliability)><bdi dir="ltr">{format!("{:.2}", row.reliability)}</bdi></td>
            <td role="cell" class="number" data-label=td_string!(l, assigning.error)><bdi dir="ltr">{format!("{:.2}", row.error)}</bdi></td>
        </tr>
    }
}
