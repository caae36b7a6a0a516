//! From cells to values: each reader returns what it can and reports what it cannot.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use senim_model::directory::Point;
use senim_model::id::Id;
use senim_model::phone::{NotAPhone, Phone};
use senim_model::text::{Lang, Text};

use super::letters;
use super::suppliers::{Held, Sources};
use crate::hours;
use crate::photos;
use crate::problem::{Place, Problems, suggestion};
use crate::source::shape::Shape;
use crate::source::table::{Row, Table, shorten};
use crate::source::tables::Found;
use crate::source::values;
use crate::suggest::cyrillic_letters;

/// The longest name, in letters.
const MOST_NAME: usize = 200;

/// What every table's reader needs.
pub(super) struct Reader<'a> {
    pub(super) sources: &'a Sources<'a>,
    /// Suppliers whose rows do not count.
    pub(super) held: &'a Held,
    pub(super) problems: &'a Problems,
    /// Languages that names are expected in.
    pub(super) languages: Vec<Lang>,
}

impl Reader<'_> {
    /// A table that has to be there.
    pub(super) fn required(&self, shape: Shape) -> Option<Table<'_>> {
        match self.sources.table(shape.table, self.held) {
            Found::Table(table) => Some(table),
            Found::Broken => None,
            Found::Missing => {
                let file = format!("{}.csv", shape.table);
                self.problems.error(Place::file(&file), "is missing");
                None
            }
        }
    }

    /// A table that may be there.
    pub(super) fn optional(&self, shape: Shape) -> Option<Table<'_>> {
        match self.sources.table(shape.table, self.held) {
            Found::Table(table) => Some(table),
            Found::Broken | Found::Missing => None,
        }
    }

    /// The identifier of a row.
    pub(super) fn id(&self, row: Row<'_>) -> Option<Id> {
        self.id_in(row, "id")
    }

    /// The identifier in a column.
    pub(super) fn id_in(&self, row: Row<'_>, column: &str) -> Option<Id> {
        let place = row.place().column(column);
        self.parse_id(place, row.get(column), std::iter::empty())
    }

    /// An identifier that has to be one of those known from elsewhere.
    pub(super) fn known(
        &self,
        row: Row<'_>,
        column: &str,
        elsewhere: &str,
        known: &[&Id],
    ) -> Option<Id> {
        let where_not = format!("in {elsewhere}");
        self.one_of(
            row.place().column(column),
            row.get(column),
            &where_not,
            known,
        )
    }

    fn one_of(&self, place: Place<'_>, text: &str, where_not: &str, known: &[&Id]) -> Option<Id> {
        let names = || known.iter().map(|id| id.as_str());
        let id = self.parse_id(place, text, names())?;
        if known.contains(&&id) {
            return Some(id);
        }
        let hint = self.hint(place, text, names());
        self.problems
            .error_with_hint(place, format!("{id} is not {where_not}."), hint);
        None
    }

    /// Reads an identifier; what was probably meant is one of those that are known.
    fn parse_id<'k>(
        &self,
        place: Place<'_>,
        text: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<Id> {
        if text.is_empty() {
            self.problems.error(place, "is empty");
            return None;
        }
        let id = Id::parse(text);
        if let Err(error) = &id {
            let message = match cyrillic_letters(text) {
                Some(letters) => format!(
                    "“{}” has Cyrillic letters: {letters}; {error}.",
                    shorten(text)
                ),
                None => format!("“{}”: {error}.", shorten(text)),
            };
            let hint = self.hint(place, text, known);
            self.problems.error_with_hint(place, message, hint);
        }
        id.ok()
    }

    /// Keeps a row under its identifier; a second one is a problem.
    pub(super) fn keep<T>(&self, into: &mut BTreeMap<Id, T>, row: Row<'_>, id: Id, value: T) {
        match into.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(entry) => self.problems.error(
                row.place().column("id"),
                format!("{} stands twice", entry.key()),
            ),
        }
    }

    /// A reference that has to be there. Where the other table could not be read, nothing is said.
    pub(super) fn refers<T>(
        &self,
        row: Row<'_>,
        column: &str,
        to: Option<&BTreeMap<Id, T>>,
    ) -> Option<Id> {
        let text = row.get(column);
        if text.is_empty() {
            self.problems.error(row.place().column(column), "is empty");
            return None;
        }
        self.reference(row.place().column(column), text, to)
    }

    /// A reference that may be there.
    pub(super) fn may_refer<T>(
        &self,
        row: Row<'_>,
        column: &str,
        to: Option<&BTreeMap<Id, T>>,
    ) -> Option<Id> {
        let text = row.get(column);
        (!text.is_empty())
            .then(|| self.reference(row.place().column(column), text, to))
            .flatten()
    }

    /// A list of references.
    pub(super) fn all_refer<T>(
        &self,
        row: Row<'_>,
        column: &str,
        to: Option<&BTreeMap<Id, T>>,
    ) -> Vec<Id> {
        let place = row.place().column(column);
        row.list(column)
            .into_iter()
            .filter_map(|text| self.reference(place, text, to))
            .collect()
    }

    fn reference<T>(
        &self,
        place: Place<'_>,
        text: &str,
        to: Option<&BTreeMap<Id, T>>,
    ) -> Option<Id> {
        let known = || to.into_iter().flat_map(BTreeMap::keys).map(Id::as_str);
        let id = self.parse_id(place, text, known())?;
        match to {
            Some(to) if !to.contains_key(&id) => {
                let hint = self.hint(place, text, known());
                self.problems
                    .error_with_hint(place, format!("{id} does not exist."), hint);
                None
            }
            _ => Some(id),
        }
    }

    /// What was probably meant. Nobody reads that of the ten thousandth problem of a file, and to
    /// find it takes long.
    fn hint<'k>(
        &self,
        place: Place<'_>,
        text: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<String> {
        let listed = self.problems.are_listed(place.file);
        listed.then(|| suggestion(text, known)).flatten()
    }

    /// What a row refers to lies in the same region as the row itself: the portal opens one
    /// region at a time.
    pub(super) fn same_region(&self, row: Row<'_>, column: &str, (id, its): (&Id, &Id), own: &Id) {
        if its != own {
            self.problems.error(
                row.place().column(column),
                format!("{id} lies in the region {its}, expected one in {own}"),
            );
        }
    }

    /// A term of the settings. While they cannot be read, any identifier may be one.
    pub(super) fn term<'k>(
        &self,
        row: Row<'_>,
        column: &str,
        text: &str,
        known: impl Iterator<Item = &'k Id>,
    ) -> Option<Id> {
        let place = row.place().column(column);
        if self.sources.settings.is_none() {
            return self.parse_id(place, text, std::iter::empty());
        }
        let known: Vec<&Id> = known.collect();
        self.one_of(place, text, "among the terms of senim.toml", &known)
    }

    /// A name in columns `<base>_kk`, `<base>_ru`, `<base>_en`.
    pub(super) fn text(&self, row: Row<'_>, base: &str) -> Text {
        self.long_text(row, base, MOST_NAME)
    }

    /// The same of at most so many letters.
    pub(super) fn long_text(&self, row: Row<'_>, base: &str, most: usize) -> Text {
        let mut text = Text::default();
        for lang in Lang::ALL {
            let column = format!("{base}_{}", lang.code());
            let cell = row.get(&column);
            if cell.chars().count() > most {
                self.problems.error(
                    row.place().column(&column),
                    format!("is longer than {most} letters"),
                );
            }
            self.one_alphabet(row.place().column(&column), cell);
            text.put(lang, cell);
        }
        text
    }

    /// A text whose words are of one alphabet each.
    pub(super) fn one_alphabet(&self, place: Place<'_>, text: &str) {
        if let Some((message, hint)) = letters::mixed(text) {
            self.problems.warning_with_hint(place, message, hint);
        }
    }

    /// A name that needs at least one language, and should have all that are declared.
    pub(super) fn name(&self, row: Row<'_>) -> Text {
        let name = self.text(row, "name");
        if name.is_empty() {
            self.problems
                .error(row.place().column("name_kk"), "is empty in every language");
            return name;
        }
        for lang in &self.languages {
            if name.get(*lang).is_empty() {
                let column = format!("name_{}", lang.code());
                self.problems.warning(
                    row.place().column(&column),
                    "is empty; another language stands in",
                );
            }
        }
        name
    }

    /// A date that is not in the future.
    pub(super) fn past(&self, row: Row<'_>, column: &str) -> Option<NaiveDate> {
        let date = self.date(row, column)?;
        if date > self.sources.today {
            self.problems.error(
                row.place().column(column),
                format!("{date} is in the future"),
            );
            return None;
        }
        Some(date)
    }

    /// A date.
    pub(super) fn date(&self, row: Row<'_>, column: &str) -> Option<NaiveDate> {
        let text = row.get(column);
        if text.is_empty() {
            return None;
        }
        let date = values::date(text, row.patterns(column));
        if date.is_none() {
            self.problems.error(
                row.place().column(column),
                format!(
                    "“{}” is no date, expected one like 2026-11-22 or 22.11.2026",
                    shorten(text)
                ),
            );
        }
        date
    }

    /// `yes`, or nothing.
    pub(super) fn yes(&self, row: Row<'_>, column: &str) -> bool {
        match row.get(column) {
            "" | "no" => false,
            "yes" => true,
            other => {
                let message = format!("“{}” is neither yes nor empty", shorten(other));
                self.problems.error(row.place().column(column), message);
                false
            }
        }
    }

    /// A telephone number.
    pub(super) fn phone(&self, row: Row<'_>, column: &str) -> Option<Phone> {
        let text = row.get(column);
        if text.is_empty() {
            return None;
        }
        let phone = values::phone(text, self.sources.phones.as_ref());
        if phone.is_none() {
            let message = format!("“{}”: {NotAPhone}", shorten(text));
            self.problems.error(row.place().column(column), message);
        }
        phone
    }

    /// The file name of a photo that is one; empty where there is none.
    pub(super) fn photo(&self, row: Row<'_>) -> String {
        let photo = row.get("photo").to_owned();
        if !photo.is_empty() {
            let place = row.place().column("photo");
            photos::check(self.sources.folder, &photo, place, self.problems);
        }
        photo
    }

    /// Hours that can be understood.
    pub(super) fn hours(&self, row: Row<'_>) -> String {
        let text = row.get("hours");
        if !text.is_empty()
            && let Err(part) = hours::parse(text)
        {
            let whole = match part == text {
                true => String::new(),
                false => format!(" in “{}”", shorten(text)),
            };
            let message = format!(
                "“{}”{whole} is not understood as hours, {}",
                shorten(&part),
                hours::EXPECTED
            );
            self.problems.error(row.place().column("hours"), message);
        }
        text.to_owned()
    }

    /// A position in columns `lat` and `lon`.
    pub(super) fn point(&self, row: Row<'_>) -> Option<Point> {
        let (lat, lon) = (row.get("lat"), row.get("lon"));
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        let degrees = |column: &str, text: &str, most: f64| {
            let number = values::number(text).filter(|number| number.abs() <= most);
            if number.is_none() {
                let message = format!(
                    "“{}” is no number of degrees between -{most} and {most}",
                    shorten(text)
                );
                self.problems.error(row.place().column(column), message);
            }
            number
        };
        let (lat, lon) = (degrees("lat", lat, 90.0), degrees("lon", lon, 180.0));
        Some(Point::from_degrees(lon?, lat?))
    }
}
