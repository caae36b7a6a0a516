//! What changed between any two releases of the record: the steps between them, taken together.

use leptos::prelude::*;
use senim_model::changes::{Change, Kind, net};
use senim_model::index::{RecordRelease, Releases};

use crate::app::Portal;
use crate::i18n::{Message, Texts, date, day_of, r};
use crate::ui::{arriving, live};

/// So many changes are shown; the files have all.
const SHOWN: usize = 200;

/// Two releases to choose, and what differs.
#[component]
pub(super) fn Compare() -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let releases = arriving(async move {
        let index = portal.wait_index().await.ok()?;
        portal.snapshot().releases(&index).await
    });
    let inside = {
        let texts = texts.clone();
        live(move || match releases.get() {
            None | Some(None) => ().into_any(),
            Some(Some(releases)) if releases.record.len() < 2 => {
                view! { <p>{texts.t(r::DATA_COMPARE_ONE)}</p> }.into_any()
            }
            Some(Some(releases)) => view! { <Chosen releases /> }.into_any(),
        })
    };
    view! {
        <section>
            <h2>{texts.t(r::DATA_COMPARE)}</h2>
            <p>{texts.t(r::DATA_COMPARE_LEAD)}</p>
            {inside}
        </section>
    }
}

#[component]
fn Chosen(releases: Releases) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    // The newest stands first: at first, what it has changed.
    let (from, to) = (RwSignal::new(1_usize), RwSignal::new(0_usize));
    let list = StoredValue::new(releases.record);
    let differences = {
        let texts = texts.clone();
        live(move || {
            let (from, to) = (from.get(), to.get());
            if from == to {
                return view! { <p>{texts.t(r::DATA_COMPARE_SAME)}</p> }.into_any();
            }
            // Whichever was chosen as the earlier one: time runs one way.
            let steps = list.with_value(|list| {
                let between = list.get(from.min(to)..from.max(to)).unwrap_or_default();
                between
                    .iter()
                    .rev()
                    .cloned()
                    .collect::<Vec<RecordRelease>>()
            });
            view! { <Differences steps /> }.into_any()
        })
    };
    let named: Vec<String> = list.with_value(|list| {
        let names = list.iter().map(|release| {
            let day = day_of(&release.time)
                .map(|day| date(&texts, day))
                .unwrap_or_default();
            let clock = release.time.get(11..16).unwrap_or_default();
            format!("{day}, {clock} UTC")
        });
        names.collect()
    });
    view! {
        <p class="compare">
            {select(texts.t(r::DATA_COMPARE_FROM), &named, from)}
            {select(texts.t(r::DATA_COMPARE_TO), &named, to)}
        </p>
        <div role="status">{differences}</div>
    }
}

fn select(label: String, names: &[String], chosen: RwSignal<usize>) -> AnyView {
    let options: Vec<AnyView> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let selected = move || chosen.get() == at;
            view! { <option value=at.to_string() selected=selected>{name.clone()}</option> }
                .into_any()
        })
        .collect();
    let changed = move |event| {
        if let Ok(at) = event_target_value(&event).parse::<u32>() {
            chosen.set(at as usize);
        }
    };
    view! {
        <label>
            <span>{label}</span>
            <select on:change=changed>{options}</select>
        </label>
    }
    .into_any()
}

#[component]
fn Differences(steps: Vec<RecordRelease>) -> impl IntoView {
    let portal = Portal::get();
    let texts = portal.texts();
    let changes = arriving(async move {
        let snapshot = portal.snapshot();
        let mut read = Vec::new();
        for release in &steps {
            read.push(snapshot.changes(release).await?);
        }
        Some(net(&read))
    });
    live(move || match changes.get() {
        None => ().into_any(),
        Some(None) => view! { <p class="notice">{texts.t(r::DATA_COMPARE_FAILED)}</p> }.into_any(),
        Some(Some(changes)) if changes.is_empty() => {
            view! { <p>{texts.t(r::DATA_COMPARE_NONE)}</p> }.into_any()
        }
        Some(Some(changes)) => table(&texts, &changes),
    })
}

fn table(texts: &Texts, changes: &[Change]) -> AnyView {
    let rows: Vec<AnyView> = changes
        .iter()
        .take(SHOWN)
        .map(|change| row(texts, change))
        .collect();
    let heads = [
        r::DATA_COMPARE_ROW,
        r::DATA_COMPARE_BEFORE,
        r::DATA_COMPARE_AFTER,
    ];
    let heads = heads.map(|head| view! { <th scope="col">{texts.t(head)}</th> }.into_any());
    view! {
        <details>
            <summary>{texts.count(r::DATA_COMPARE_COUNT, changes.len() as u64)}</summary>
            <div class="wide" tabindex="0" role="region" aria-label=texts.t(r::DATA_COMPARE)>
                <table>
                    <thead><tr>{Vec::from(heads)}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(texts: &Texts, change: &Change) -> AnyView {
    let kind: Message = match change.kind {
        Kind::Added => r::DATA_COMPARE_ADDED,
        Kind::Removed => r::DATA_COMPARE_REMOVED,
        Kind::Changed => r::DATA_COMPARE_CHANGED,
    };
    let what = [&change.table, &change.key, &change.column];
    let what: Vec<&str> = what
        .map(String::as_str)
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    // Nothing, or nothing that may be told.
    let cell = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text.to_owned()
        }
    };
    view! {
        <tr>
            <td>{what.join(" · ")} " " <span class="badge">{texts.t(kind)}</span></td>
            <td>{cell(&change.before)}</td>
            <td>{cell(&change.after)}</td>
        </tr>
    }
    .into_any()
}
