//! Kazakhstan's individual identification number (ИИН, ЖСН). Numbers of organisations (БИН) are not
//! meant here.

use senim_message::personal::is_personal_number;

use super::Known;

pub(super) const IIN: Known = Known {
    name: "an individual identification number (ИИН)",
    digits: 12,
    is_valid: is_personal_number,
};
