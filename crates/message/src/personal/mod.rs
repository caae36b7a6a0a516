//! Personal data in a text, found before it is sent. The sender decides what of it stays.
//!
//! Each rule is narrow, as in a text about a street most numbers are of houses, days and money. What
//! the numbers of a country look like stands in a module of its own.

mod address;
mod email;
mod kazakhstan;
mod name;
mod number;
mod words;

use core::ops::Range;

pub use kazakhstan::is_personal_number;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands in the text, bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of personal data that are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A number that identifies a person or an organisation.
    Identity,
    /// The number of a bank card.
    Card,
    /// The plate of a vehicle.
    Plate,
    /// Where somebody lives: a street with a house, or a flat.
    Address,
    /// What somebody is called.
    Name,
}

/// All personal data in a text, in the order in which it stands there; no two overlap.
pub fn find(text: &str) -> Vec<Found> {
    let words = words::words(text);
    let mut found = email::find(text);
    // Where two rules see the same, the narrower one, which comes first, is believed.
    for more in [
        number::find(text),
        kazakhstan::plates(text, &words),
        address::find(&words),
        name::find(&words),
    ] {
        for candidate in more {
            if !found.iter().any(|known| overlap(known, &candidate)) {
                found.push(candidate);
            }
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

fn overlap(one: &Found, other: &Found) -> bool {
    one.range.start < other.range.end && other.range.start < one.range.end
}

/// The text with a mark in the place of what was found in it.
pub fn replace(text: &str, found: &[Found], mark: impl Fn(Kind) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for Found { range, kind } in found {
        let Some(before) = text.get(from..range.start) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&mark(*kind));
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<(Kind, &str)> {
        let found = find(text);
        let shown = found.iter();
        shown
            .map(|found| (found.kind, &text[found.range.clone()]))
            .collect()
    }

    /// What must be found, and nothing else with it.
    #[test]
    fn personal_data_is_found() {
        use Kind::{Address, Card, Email, Identity, Name, Phone, Plate};
        for (text, expected) in [
            (
                "Звоните +7 701 123-45-67 вечером",
                vec![(Phone, "+7 701 123-45-67")],
            ),
            ("мой номер 87011234567.", vec![(Phone, "87011234567")]),
            ("8 (701) 123 45 67", vec![(Phone, "8 (701) 123 45 67")]),
            ("8-7212-42-15-63", vec![(Phone, "8-7212-42-15-63")]),
            ("(7212) 42-15-63", vec![(Phone, "(7212) 42-15-63")]),
            (
                "701 123 45 67 нөміріне хабарласыңыз",
                vec![(Phone, "701 123 45 67")],
            ),
            ("Қоңырау: 42-15-63", vec![(Phone, "42-15-63")]),
            ("тел. 421563", vec![(Phone, "421563")]),
            ("Ұялы: 123-45-67", vec![(Phone, "123-45-67")]),
            (
                "Call me on +44 20 7946 0958!",
                vec![(Phone, "+44 20 7946 0958")],
            ),
            (
                "Два номера: 87011234567 87021234567",
                vec![(Phone, "87011234567"), (Phone, "87021234567")],
            ),
            (
                "пишите на ivan.petrov@mail.example.",
                vec![(Email, "ivan.petrov@mail.example")],
            ),
            (
                "айгүл@пошта.қаз деген пошта",
                vec![(Email, "айгүл@пошта.қаз")],
            ),
            ("ИИН 850101300005", vec![(Identity, "850101300005")]),
            ("ЖСН: 850101 300603", vec![(Identity, "850101 300603")]),
            ("БИН 990140000384", vec![(Identity, "990140000384")]),
            (
                "карта 4111 1111 1111 1111",
                vec![(Card, "4111 1111 1111 1111")],
            ),
            ("card 5555555555554444", vec![(Card, "5555555555554444")]),
            ("машина 777 ABC 02 стоит", vec![(Plate, "777 ABC 02")]),
            ("көлік 123abc09", vec![(Plate, "123abc09")]),
            ("номер 123 АВ 05", vec![(Plate, "123 АВ 05")]),
            ("белая M123ABC", vec![(Plate, "M123ABC")]),
            (
                "живёт на ул. Абая 10, кв. 5, шумит",
                vec![(Address, "ул. Абая 10, кв. 5")],
            ),
            ("ул абая 10а", vec![(Address, "ул абая 10а")]),
            (
                "улица Бухар-Жырау, дом 52/2, квартира 14",
                vec![(Address, "улица Бухар-Жырау, дом 52/2, квартира 14")],
            ),
            (
                "пр-т Республики, 12",
                vec![(Address, "пр-т Республики, 12")],
            ),
            (
                "мкр. Степной-3, 12-15",
                vec![(Address, "мкр. Степной-3, 12-15")],
            ),
            ("5 мкр 42", vec![(Address, "5 мкр 42")]),
            ("мкр 5, дом 12", vec![(Address, "мкр 5, дом 12")]),
            ("ул. 8 Марта 10", vec![(Address, "ул. 8 Марта 10")]),
            (
                "Абай көшесі 10-үй, 5-пәтер",
                vec![(Address, "Абай көшесі 10-үй, 5-пәтер")],
            ),
            (
                "Бұқар жырау даңғылы, 52 үйде тұрады",
                vec![(Address, "Бұқар жырау даңғылы, 52 үйде")],
            ),
            (
                "Самал ықшамауданы, 7",
                vec![(Address, "Самал ықшамауданы, 7")],
            ),
            ("12-пәтерден шу шығады", vec![(Address, "12-пәтерден")]),
            ("сосед из кв. 5", vec![(Address, "кв. 5")]),
            (
                "at 10 Abay street, apt 5",
                vec![(Address, "10 Abay street, apt 5")],
            ),
            ("Satpayev Avenue 22", vec![(Address, "Satpayev Avenue 22")]),
            (
                "инспектор Ахметов А.Б. не пришёл",
                vec![(Name, "Ахметов А.Б.")],
            ),
            (
                "Участковый инспектор полиции Серик Ахметов помог",
                vec![(Name, "Серик Ахметов")],
            ),
            ("спасибо инспектору Ахметову", vec![(Name, "Ахметову")]),
            (
                "учаскелік инспектор Айбек Серікұлына рақмет",
                vec![(Name, "Айбек Серікұлына")],
            ),
            ("меня зовут айгуль", vec![(Name, "айгуль")]),
            ("Менің атым Айгүл, мен", vec![(Name, "Айгүл")]),
            ("My name is John Smith and", vec![(Name, "John Smith")]),
            ("Inspector Akhmetov came", vec![(Name, "Akhmetov")]),
            (
                "Бұқар жырау 52 үйдің ауласы",
                vec![(Address, "Бұқар жырау 52 үйдің")],
            ),
            ("Мен Абай 10 үйде тұрамын", vec![(Address, "Абай 10 үйде")]),
            ("Абай 10-үйде шу көп", vec![(Address, "Абай 10-үйде")]),
            (
                "Қаныш Сәтбаев 7 үй, 12 пәтер",
                vec![(Address, "Қаныш Сәтбаев 7 үй, 12 пәтер")],
            ),
            ("Абая 10 кв 5", vec![(Address, "Абая 10 кв 5")]),
            ("живу Абая, 10, кв. 5", vec![(Address, "Абая, 10, кв. 5")]),
            ("живу на Гоголя дом 34а", vec![(Address, "Гоголя дом 34а")]),
            (
                "Гоголя д. 34, подъезд 2",
                vec![(Address, "Гоголя д. 34, подъезд 2")],
            ),
            ("на Ермекова 12 доме", vec![(Address, "Ермекова 12 доме")]),
            // The digit that checks the others is wrong, and the word stands before it.
            ("ИИН 900101300121", vec![(Identity, "900101300121")]),
            ("ЖСН 900101300123", vec![(Identity, "900101300123")]),
            ("ЖСН-ім: 900101 300 123", vec![(Identity, "900101 300 123")]),
            (
                "мой ИИН такой 900 101 300 121",
                vec![(Identity, "900 101 300 121")],
            ),
            ("Петров Пётр Петрович", vec![(Name, "Петров Пётр Петрович")]),
            (
                "вчера Пётр Петрович Петров кричал",
                vec![(Name, "Пётр Петрович Петров")],
            ),
            (
                "Сегодня Анна Сергеевна помогла",
                vec![(Name, "Анна Сергеевна")],
            ),
            (
                "жалоба на Иванову Анну Сергеевну",
                vec![(Name, "Иванову Анну Сергеевну")],
            ),
            (
                "Айбек Серікұлының көлігі",
                vec![(Name, "Айбек Серікұлының")],
            ),
            (
                "Ахметова Айгүл Серікқызы",
                vec![(Name, "Ахметова Айгүл Серікқызы")],
            ),
            (
                "ул. Абая 10, тел. 87011234567",
                vec![(Address, "ул. Абая 10"), (Phone, "87011234567")],
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_personal_data_is_left_alone() {
        for text in [
            "",
            "На улице Абая темно",
            "Абай көшесінде жарық жоқ",
            "улица тёмная, 3 фонаря не горят",
            "на улице Абая 10 ноября было темно",
            "у дома 10 нет света",
            "10-үйдің ауласында",
            "дома 12-14-16",
            "12.05.2026 в 10:30",
            "26-11-2026, 26.11.26",
            "2025-2026 годы",
            "звонил 102 и 112",
            "полиция 102, детский телефон 150",
            "5 000 000 тенге",
            "87 011 234 567 тг",
            "87011234567 тенге",
            "7000000000 ₸",
            "1 500 000 теңге",
            "100 кв. м",
            "автобус 12345",
            "закон № 223-III от 12 января 2007",
            "850101300009",
            "1234567890123456",
            "4 112 345 678 901",
            "@handle",
            "в 5 утра и в 10 вечера",
            "инспектор не пришёл",
            "участковый готов помочь",
            "инспектор МВД",
            "Участковый. Ночью шумно",
            "учаскелік инспектор келмеді",
            "inspector did not come",
            "№ 12 учаске, № 3 пункт",
            "с 22-00 до 23-00",
            "100 м от школы № 5",
            "3 мкр темно",
            "мкр темный",
            "KRG-012",
            "the street is dark",
            "A 10 м",
            "СОС",
            // A street, a district, a house: each alone is nobody's address.
            "Абай ауданы",
            "Абай ауданында 10 үй бар",
            "Дом культуры 10 лет",
            "Этот дом 10 лет без ремонта",
            "Жилой дом 10 без света",
            "Жители дома 10 жалуются",
            "Здравствуйте, дом 10 без света",
            "Аулада 10 үй жарықсыз",
            "Жарық 10 үйде жоқ",
            "Тек 10 үйде су бар",
            "Тұрғындар 10 үйден келді",
            "Инспектор 10 үйді аралады",
            "Площадь 100 кв. м",
            "Сентября 10 дом открыли",
            "Всего 10 домов",
            "Школа 10 рядом",
            "Абая 10",
            "Счёт 900101300121",
            "ИИН 9001",
            "ИИН пишется из 12 цифр",
            "Абай Құнанбайұлы көшесі",
            "Ыбырай Алтынсаринұлы атындағы мектеп",
            "улица Ивана Петровича Павлова",
            "Ұлы Жеңіс күні",
            "Қызылорда Қызыл Жар",
            "Главный Кирпич",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }

    #[test]
    fn what_was_found_gives_way_to_a_mark() {
        let text = "Инспектор Ахметов, 87011234567!";
        let mark = |kind| format!("[{kind:?}]");
        assert_eq!(
            replace(text, &find(text), mark),
            "Инспектор [Name], [Phone]!"
        );
        assert_eq!(replace(text, &[], mark), text);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "(\\PC|[0-9 +.,@-]|ул |кв |үй |инспектор |[A-ZА-Я]){0,60}") {
            let found = find(&text);
            for pair in found.windows(2) {
                prop_assert!(pair[0].range.end <= pair[1].range.start);
            }
            for found in &found {
                prop_assert!(text.get(found.range.clone()).is_some_and(|part| !part.is_empty()));
            }
            // Each mark is there, and nothing that was not found is gone.
            let kept: usize = text.len() - found.iter().map(|found| found.range.len()).sum::<usize>();
            let marked = replace(&text, &found, |_| "\u{1}".into());
            prop_assert_eq!(marked.len(), kept + found.len());
        }

        #[test]
        fn a_mobile_number_is_found_however_it_is_grouped(
            operator in "70[0-9]|77[0-9]|747", rest in "[0-9]{7}", group in 0usize..4,
        ) {
            let (a, b) = rest.split_at(3);
            let (b, c) = b.split_at(2);
            let number = match group {
                0 => format!("+7{operator}{rest}"),
                1 => format!("+7 {operator} {a} {b} {c}"),
                2 => format!("8 ({operator}) {a}-{b}-{c}"),
                _ => format!("8{operator}{rest}"),
            };
            let text = format!("менің нөмірім {number} болады");
            prop_assert_eq!(shown(&text), vec![(Kind::Phone, number.as_str())]);
        }
    }
}
