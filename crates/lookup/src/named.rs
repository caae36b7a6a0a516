//! Which numbers name a microdistrict or a street, by where they stand: "13 мкр 17" is house 17.

use crate::tokens::{Kind, Token};

/// Turns each number that can hardly be a house into [`Token::Named`], and takes out what only this
/// decision needs.
pub(crate) fn marked(tokens: Vec<Token>) -> Vec<Token> {
    let named: Vec<bool> = (0..tokens.len()).map(|at| is_named(&tokens, at)).collect();
    let mut marked = Vec::with_capacity(tokens.len());
    for (token, named) in tokens.into_iter().zip(named) {
        match token {
            Token::Number(number) if named => marked.push(Token::Named(number)),
            Token::Ordinal | Token::Comma => {}
            other => marked.push(other),
        }
    }
    marked
}

fn is_named(tokens: &[Token], at: usize) -> bool {
    let (before, rest) = tokens.split_at_checked(at).unwrap_or_default();
    let Some((Token::Number(_), after)) = rest.split_first() else {
        return false;
    };
    match before {
        [.., Token::House | Token::Building | Token::Flat] => false,
        // "мкр 14 12" and "9, мкр 5", but neither "12 мкр 13" nor "самал мкр 11".
        [front @ .., Token::Type(kind)] => {
            before_type(after) || after_type(without_types(front), *kind, after)
        }
        _ => before_type(after),
    }
}

/// "13 мкр", "5-й", "11 а мкр": but in "18 пр республики" the type belongs to what follows it.
fn before_type(after: &[Token]) -> bool {
    let after = match after {
        [Token::Word(letter), rest @ ..] if letter.chars().count() == 1 => rest,
        _ => after,
    };
    match after {
        [Token::Ordinal, ..] => true,
        [Token::Type(_), rest @ ..] => {
            let mut rest = rest.iter();
            let next = rest.find(|token| !matches!(token, Token::Type(_)));
            !matches!(next, Some(Token::Word(_)))
        }
        _ => false,
    }
}

fn after_type(front: &[Token], kind: Kind, after: &[Token]) -> bool {
    let number = matches!(front, [.., Token::Number(_)]);
    let house = matches!(front, [.., Token::House, Token::Number(_)]);
    let alone = house || !(number || matches!(front, [.., Token::Word(_)]));
    let house_follows = match after {
        [Token::Number(_), ..] => true,
        [Token::Comma, Token::Number(_), ..] => {
            matches!(kind, Kind::Microdistrict | Kind::Quarter)
        }
        _ => false,
    };
    alone || (house_follows && !number)
}

/// "тас жолы" and "шоссе" are two tokens, and one type.
fn without_types(mut front: &[Token]) -> &[Token] {
    while let [before @ .., Token::Type(_)] = front {
        front = before;
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn check(text: &str, expected: &[&str]) {
        let named: Vec<String> = marked(tokens(text))
            .into_iter()
            .filter_map(|token| match token {
                Token::Named(number) => Some(number),
                _ => None,
            })
            .collect();
        assert_eq!(named, expected, "{text}");
    }

    #[test]
    fn a_number_beside_a_type_word_or_with_an_ending_is_a_name() {
        check("13 мкр 17", &["13"]);
        check("42, 5-й микрорайон", &["5"]);
        check("темиртау 8 мкр 5", &["8"]);
        check("3а мкр 4", &["3а"]);
        check("11 а мкр 4", &["11"]);
        check("мкр 14 12", &["14"]);
        check("темиртау мкр 14, 12", &["14"]);
        check("9, мкр 5", &["5"]);
        check("101-көше, 7", &["101"]);
        check("4-я Кольцевая 2", &["4"]);
        check("коктал 2 мкр 42", &["2"]);
        check("дом 5 мкр 14", &["14"]);
    }

    #[test]
    fn a_number_beside_the_type_of_another_name_is_a_house() {
        check("18 пр республики", &[]);
        check("9, улица Ильяса Жансугурова", &[]);
        check("самал мкр 11", &[]);
        check("Абай көшесі 10", &[]);
        check("абая дом 10 ул", &[]);
        check("мкр самал 5", &[]);
        check("Қарағанды тас жолы 10", &[]);
    }
}
