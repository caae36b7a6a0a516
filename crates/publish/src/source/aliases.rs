//! What Kazakh and Russian offices call the columns. `[columns.<table>]` of `senim.toml` adds to it.

/// The table (`*` is any), the column, and its other names.
const ALIASES: [(&str, &str, &[&str]); 62] = [
    (
        "*",
        "name_kk",
        &[
            "атауы",
            "атауы (қаз)",
            "қазақша атауы",
            "название (каз)",
            "название на казахском",
            "наименование (каз)",
        ],
    ),
    (
        "*",
        "name_ru",
        &[
            "название",
            "наименование",
            "название (рус)",
            "название на русском",
            "орысша атауы",
            "атауы (орыс)",
        ],
    ),
    (
        "*",
        "name_en",
        &[
            "название (англ)",
            "название на английском",
            "ағылшынша атауы",
        ],
    ),
    ("*", "region", &["область", "регион", "облыс", "өңір"]),
    ("*", "district", &["район", "аудан"]),
    (
        "*",
        "locality",
        &["населённый пункт", "город", "елді мекен", "қала"],
    ),
    ("*", "lat", &["широта", "ендік", "latitude"]),
    ("*", "lon", &["долгота", "бойлық", "longitude", "lng"]),
    (
        "*",
        "kato",
        &["като", "код като", "кato", "ҚАТО", "әаож", "әаож коды"],
    ),
    (
        "*",
        "aliases",
        &[
            "другие названия",
            "прежние названия",
            "старые названия",
            "басқа атаулары",
            "бұрынғы атаулары",
        ],
    ),
    (
        "*",
        "hours",
        &[
            "часы приёма",
            "время приёма",
            "часы работы",
            "режим работы",
            "қабылдау уақыты",
            "жұмыс уақыты",
        ],
    ),
    (
        "*",
        "verified_on",
        &[
            "проверено",
            "дата проверки",
            "сверено",
            "тексерілген күні",
            "соңғы тексерілген күні",
        ],
    ),
    (
        "regions",
        "id",
        &["код", "код региона", "код области", "облыс коды"],
    ),
    ("regions", "time_zone", &["часовой пояс", "уақыт белдеуі"]),
    ("districts", "id", &["код", "код района", "аудан коды"]),
    (
        "localities",
        "id",
        &["код", "като", "код като", "әаож", "әаож коды"],
    ),
    ("localities", "kind", &["вид", "тип", "түрі"]),
    (
        "areas",
        "id",
        &["участок", "учаске", "код участка", "учаске коды"],
    ),
    (
        "areas",
        "number",
        &[
            "номер",
            "номер участка",
            "№",
            "№ участка",
            "учаске нөмірі",
            "нөмірі",
        ],
    ),
    (
        "areas",
        "localities",
        &[
            "населённые пункты",
            "населённый пункт",
            "елді мекендер",
            "елді мекен",
        ],
    ),
    ("areas", "vacant", &["вакантно", "вакансия", "бос"]),
    (
        "inspectors",
        "id",
        &["код", "табельный номер", "код инспектора", "инспектор коды"],
    ),
    (
        "inspectors",
        "areas",
        &["участок", "участки", "учаске", "учаскелер"],
    ),
    (
        "inspectors",
        "acting_for",
        &[
            "врио",
            "замещает",
            "временно исполняет на участке",
            "уақытша атқарады",
        ],
    ),
    (
        "inspectors",
        "name_kk",
        &["аты-жөні", "тегі, аты, әкесінің аты"],
    ),
    (
        "inspectors",
        "name_ru",
        &[
            "фио",
            "ф.и.о.",
            "фамилия, имя, отчество",
            "участковый инспектор",
        ],
    ),
    ("inspectors", "rank", &["звание", "атағы", "шені"]),
    (
        "inspectors",
        "phone_mobile",
        &[
            "телефон",
            "мобильный",
            "мобильный телефон",
            "сотовый",
            "сотовый телефон",
            "ұялы телефон",
            "телефоны",
            "ұялы",
        ],
    ),
    (
        "inspectors",
        "phone_office",
        &[
            "рабочий телефон",
            "служебный телефон",
            "қызметтік телефон",
            "жұмыс телефоны",
        ],
    ),
    (
        "inspectors",
        "phone_duty",
        &[
            "дежурная часть",
            "телефон дежурной части",
            "кезекші бөлім",
            "кезекші бөлім телефоны",
        ],
    ),
    (
        "inspectors",
        "phone_superior",
        &["телефон руководителя", "руководитель", "басшының телефоны"],
    ),
    (
        "inspectors",
        "messenger",
        &["мессенджер", "whatsapp", "ватсап"],
    ),
    ("inspectors", "languages", &["языки", "тілдері", "тілдер"]),
    (
        "inspectors",
        "place",
        &[
            "участковый пункт",
            "место приёма",
            "упп",
            "қабылдау орны",
            "учаскелік пункт",
        ],
    ),
    (
        "inspectors",
        "assigned_since",
        &[
            "на участке с",
            "дата назначения",
            "назначен",
            "тағайындалған күні",
        ],
    ),
    (
        "inspectors",
        "photo",
        &["фото", "фотография", "сурет", "фотосурет"],
    ),
    ("places", "id", &["код", "код пункта", "орын коды"]),
    ("places", "kind", &["вид", "тип", "түрі"]),
    (
        "places",
        "address_kk",
        &["мекенжайы", "мекенжай", "адрес (каз)"],
    ),
    ("places", "address_ru", &["адрес", "адрес (рус)"]),
    ("places", "address_en", &["адрес (англ)"]),
    ("places", "phone", &["телефон", "телефоны"]),
    ("places", "services", &["услуги", "қызметтер"]),
    (
        "places",
        "opened_on",
        &["открыт", "дата открытия", "ашылған күні"],
    ),
    (
        "addresses",
        "street_kk",
        &["көше", "көше атауы", "көшесі", "улица (каз)"],
    ),
    (
        "addresses",
        "street_ru",
        &["улица", "название улицы", "улица (рус)"],
    ),
    (
        "addresses",
        "houses",
        &[
            "дома",
            "дом",
            "номера домов",
            "№ домов",
            "үйлер",
            "үй",
            "үй нөмірлері",
        ],
    ),
    (
        "addresses",
        "area",
        &["участок", "номер участка", "учаске", "учаске нөмірі"],
    ),
    ("holidays", "date", &["дата", "день", "күні"]),
    ("*", "id", &["идентификатор", "id код"]),
    ("*", "kind", &["kind of place"]),
    ("*", "localities", &["населенные пункты"]),
    ("*", "areas", &["участки"]),
    ("*", "languages", &["язык"]),
    (
        "*",
        "phone_mobile",
        &["моб. тел.", "моб. телефон", "сот. тел."],
    ),
    ("*", "phone_office", &["раб. тел.", "служ. тел."]),
    ("*", "phone", &["тел.", "телефон"]),
    ("*", "houses", &["№ дома"]),
    ("*", "street_ru", &["ул."]),
    ("*", "street_kk", &["көш."]),
    ("*", "rank", &["спец. звание", "специальное звание"]),
    ("*", "time_zone", &["timezone"]),
];

/// The column of a table that a header means.
pub(crate) fn column(table: &str, columns: &[&'static str], header: &str) -> Option<&'static str> {
    let header = normal(header);
    let means = |names: &[&str]| names.iter().any(|name| normal(name) == header);
    columns
        .iter()
        .find(|column| normal(column) == header)
        .or_else(|| {
            // What a table calls a column itself comes before what all do.
            let of = |wanted: &str| {
                let mut found = ALIASES.iter().filter(|(table, column, names)| {
                    *table == wanted && columns.contains(column) && means(names)
                });
                let (_, name, _) = found.next()?;
                columns.iter().find(|column| *column == name)
            };
            of(table).or_else(|| of("*"))
        })
        .copied()
}

/// A header without what people write one way or another: case, ё and е, spaces and signs.
pub(crate) fn normal(header: &str) -> String {
    header
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|char| char.is_alphanumeric() || *char == '№')
        .map(|char| if char == 'ё' { 'е' } else { char })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::shape::SHAPES;

    fn means(table: &str, header: &str) -> Option<&'static str> {
        let shape = SHAPES.iter().find(|shape| shape.table == table).unwrap();
        let columns: Vec<_> = shape.columns().collect();
        column(table, &columns, header)
    }

    #[test]
    fn headers_of_offices_are_understood() {
        for (table, header, expected) in [
            ("inspectors", "Участок", "areas"),
            ("inspectors", " ұялы  телефон ", "phone_mobile"),
            ("inspectors", "Ф.И.О.", "name_ru"),
            ("addresses", "УЛИЦА", "street_ru"),
            ("addresses", "Көше", "street_kk"),
            ("addresses", "Дома", "houses"),
            ("addresses", "үйлер", "houses"),
            ("addresses", "Населенный пункт", "locality"),
            ("localities", "КАТО", "id"),
            ("places", "Широта", "lat"),
            ("places", "ендік", "lat"),
            ("areas", "Номер участка", "number"),
            ("areas", "Name RU", "name_ru"),
        ] {
            let found = means(table, header);
            // Areas have no names, so nothing may be found for one.
            match header {
                "Name RU" => assert_eq!(found, None),
                _ => assert_eq!(found, Some(expected), "{header}"),
            }
        }
    }

    #[test]
    fn no_name_means_two_columns_of_one_table() {
        for shape in SHAPES {
            let columns: Vec<_> = shape.columns().collect();
            for (table, own, names) in ALIASES {
                if table != shape.table || !columns.contains(&own) {
                    continue;
                }
                for name in names {
                    let found = column(shape.table, &columns, name);
                    assert_eq!(found, Some(own), "{} {name}", shape.table);
                }
            }
        }
    }
}
