//! A store with messages, and spreadsheets of it.

#![allow(dead_code, reason = "each file of tests uses what it needs of it")]

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_xlsxwriter::Workbook;
use senim_feedback::Sqlite;
use senim_feedback::office::{Imported, Names, Themes, import, workbook};
use senim_feedback::store::{Entry, Request, Sent, Store};
use senim_message::Message;
use senim_model::text::{Lang, Text};

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

pub(crate) fn themes() -> Themes {
    let name = Text {
        kk: "Жарық".into(),
        ru: "Освещение".into(),
        en: "Lighting".into(),
    };
    BTreeMap::from([("lighting".into(), name), ("roads".into(), Text::default())])
}

pub(crate) fn names() -> Names {
    let text = |ru: &str| Text {
        ru: ru.into(),
        ..Text::default()
    };
    Names {
        named: BTreeMap::from([
            ("astana".into(), text("Астана")),
            ("almaty-d".into(), text("район Алматы")),
            ("AST-P01".into(), text("Участковый пункт № 1")),
        ]),
        areas: BTreeMap::from([("AST-012".into(), "12".into())]),
    }
}

pub(crate) struct Office {
    _folder: tempfile::TempDir,
    pub(crate) store: Sqlite,
}

impl Office {
    /// With one message for each text.
    pub(crate) fn of(texts: &[&str]) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("x.db")).unwrap();
        for (number, text) in (1u8..).zip(texts) {
            let body = serde_json::json!({
                "lang": "ru", "text": text, "answer": "contact", "contact": text,
                "subject": { "kind": "place", "region": "astana", "district": "almaty-d", "id": text },
                "place": { "address": text },
            });
            let message: Message = serde_json::from_value(body).unwrap();
            let sent = Sent {
                key: [number; 32],
                code: [number; 32],
                body: [number; 32],
                message,
            };
            store
                .batch(&[Request::Send(Box::new(sent))], now())
                .unwrap();
        }
        Office {
            _folder: folder,
            store,
        }
    }

    pub(crate) fn export(&mut self, lang: Lang) -> Vec<u8> {
        workbook(&self.store.entries().unwrap(), &themes(), &names(), lang).unwrap()
    }

    /// Fills a workbook in anew: a heading row, and rows of cells, as they stand.
    pub(crate) fn import(&mut self, rows: &[&[&str]]) -> Result<Imported, String> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
        self.import_bytes(book.save_to_buffer().unwrap())
    }

    pub(crate) fn import_bytes(&mut self, bytes: Vec<u8>) -> Result<Imported, String> {
        self.import_with(bytes, &themes())
    }

    /// Reads a workbook when the publisher's list of themes is this.
    pub(crate) fn import_with(
        &mut self,
        bytes: Vec<u8>,
        themes: &Themes,
    ) -> Result<Imported, String> {
        let called = (themes, &names());
        let done = import(bytes, &mut self.store, called, "Officer A", now()).unwrap();
        done.map_err(|problems| {
            let lines = problems.iter().map(ToString::to_string);
            lines.collect::<Vec<_>>().join("\n")
        })
    }

    pub(crate) fn entry(&mut self, number: usize) -> Entry {
        self.store.entries().unwrap()[number - 1].clone()
    }
}
