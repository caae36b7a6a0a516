//! What tables there are, and which columns they may have.

mod record;

pub(crate) use record::*;

/// What a table may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Its name: that of its file without the ending, and of its sheet.
    pub(crate) table: &'static str,
    /// Columns that have to be there.
    pub(crate) required: &'static [&'static str],
    /// Columns that may be there.
    pub(crate) optional: &'static [&'static str],
}

impl Shape {
    /// All columns, required ones first.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// Columns that hold dates in whatever table.
pub(crate) const DATES: [&str; 13] = [
    "assigned_since",
    "verified_on",
    "date",
    "field_from",
    "field_to",
    "published_on",
    "decided_on",
    "due",
    "before_on",
    "after_on",
    "confirmed_on",
    "promised_on",
    "target_date",
];

/// Columns that hold lists, or parts of one: rows of one thing are joined there.
pub(crate) const LISTS: [&str; 6] = [
    "localities",
    "aliases",
    "areas",
    "acting_for",
    "languages",
    "services",
];

/// Columns of every published table that a source may carry too, so that what is published can be
/// read again.
pub(crate) const PUBLISHED: [&str; 2] = ["sample", "supplier"];

pub(crate) const REGIONS: Shape = Shape {
    table: "regions",
    required: &["id", "time_zone"],
    optional: &["kato", "name_kk", "name_ru", "name_en"],
};

pub(crate) const DISTRICTS: Shape = Shape {
    table: "districts",
    required: &["id", "region"],
    optional: &["kato", "name_kk", "name_ru", "name_en"],
};

pub(crate) const LOCALITIES: Shape = Shape {
    table: "localities",
    required: &["id", "region", "kind"],
    optional: &[
        "district", "aliases", "lat", "lon", "name_kk", "name_ru", "name_en",
    ],
};

pub(crate) const AREAS: Shape = Shape {
    table: "areas",
    required: &["id", "region", "localities"],
    optional: &["number", "district", "vacant"],
};

pub(crate) const INSPECTORS: Shape = Shape {
    table: "inspectors",
    required: &["id"],
    optional: &[
        "areas",
        "acting_for",
        "name_kk",
        "name_ru",
        "name_en",
        "rank",
        "phone_mobile",
        "phone_office",
        "phone_duty",
        "phone_superior",
        "messenger",
        "languages",
        "place",
        "hours",
        "assigned_since",
        "verified_on",
        "photo",
    ],
};

pub(crate) const PLACES: Shape = Shape {
    table: "places",
    required: &["id", "kind", "region"],
    optional: &[
        "locality",
        "name_kk",
        "name_ru",
        "name_en",
        "address_kk",
        "address_ru",
        "address_en",
        "lat",
        "lon",
        "hours",
        "phone",
        "services",
        "languages",
        "opened_on",
        "photo",
        "verified_on",
    ],
};

pub(crate) const ADDRESSES: Shape = Shape {
    table: "addresses",
    required: &["locality", "area"],
    optional: &["street_kk", "street_ru", "aliases", "houses", "lat", "lon"],
};

pub(crate) const HOLIDAYS: Shape = Shape {
    table: "holidays",
    required: &["date"],
    optional: &["region", "name_kk", "name_ru", "name_en"],
};

/// What areas were before: a row for each time that one had another border or another district, or
/// was there at all.
pub(crate) const AREA_HISTORY: Shape = Shape {
    table: "area_history",
    required: &["area", "region", "until"],
    optional: &["district", "number"],
};

/// How many people live in a region, a district or an area.
pub(crate) const POPULATION: Shape = Shape {
    table: "population",
    required: &["people", "date"],
    optional: &["region", "district", "area"],
};

/// Tables that are read whole.
pub(crate) const SHAPES: [Shape; 22] = [
    REGIONS,
    DISTRICTS,
    LOCALITIES,
    AREAS,
    INSPECTORS,
    PLACES,
    ADDRESSES,
    HOLIDAYS,
    AREA_HISTORY,
    POPULATION,
    SURVEY_WAVES,
    SURVEY_QUESTIONS,
    SURVEY_ANSWERS,
    SURVEY_RESULTS,
    INDICATORS,
    INDICATOR_VALUES,
    FEEDBACK,
    FEEDBACK_ANSWERS,
    AGENCIES,
    PROBLEMS,
    PROBLEM_EVENTS,
    PROBLEM_EVIDENCE,
];

/// All tables.
pub(crate) fn all() -> impl Iterator<Item = Shape> {
    SHAPES.into_iter().chain([CALLS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_documented() {
        let docs = include_str!("../../../../docs/source-format.md");
        for shape in all() {
            let heading = format!("## `{}.csv`", shape.table);
            let (_, section) = docs
                .split_once(&heading)
                .unwrap_or_else(|| panic!("{heading}"));
            let section = section.split("\n## ").next().unwrap();
            for column in shape.columns() {
                let in_languages = column.rsplit_once('_').is_some_and(|(name, lang)| {
                    let whole = format!("`{name}_*`");
                    ["kk", "ru", "en"].contains(&lang) && section.contains(&whole)
                });
                let named = in_languages || section.contains(&format!("`{column}`"));
                assert!(named, "{} {column}", shape.table);
            }
        }
    }
}
