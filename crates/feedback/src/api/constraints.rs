//! What the description says of fields beyond their types: the limits that [`Message::faults`]
//! and [`Code::parse`] hold to, in the words of JSON Schema.
//!
//! [`Message::faults`]: senim_message::Message::faults
//! [`Code::parse`]: senim_message::Code::parse

use senim_message::Limit;
use senim_model::text::Lang;
use serde_json::{Map, Value, json};

/// Anything but control characters; lines and tabs are none.
const PLAIN: &str = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]";

/// What Unicode calls white space, which is what we trim. `\s` means another set in each language.
const SPACE: &str = r"\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// Adds them.
pub(super) fn add(document: &mut Value) {
    let ink = format!(r"[^{SPACE}\u0000-\u001f\u007f-\u009f]");
    let (plain, written) = (format!("^{PLAIN}*$"), format!("^{PLAIN}*{ink}{PLAIN}*$"));
    let identifier =
        json!({ "minLength": 1, "maxLength": 40, "pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$" });
    let limited = |most: usize| json!({ "maxLength": most, "pattern": plain });
    let code = json!({ "format": "senim-code", "pattern": format!("^[{SPACE}–‑-]*([0-9][{SPACE}–‑-]*){{28}}$") });
    let degrees =
        |most: u8| json!({ "type": "number", "minimum": -i16::from(most), "maximum": most });
    let langs = Lang::ALL.map(Lang::code);
    let point = json!({
        "minItems": 2, "maxItems": 2,
        "prefixItems": [degrees(180), degrees(90)], "items": degrees(180),
    });
    for (schema, field, limits) in [
        ("Message", "lang", json!({ "enum": langs })),
        (
            "Message",
            "text",
            json!({ "minLength": 1, "maxLength": Limit::TEXT, "pattern": written }),
        ),
        ("Message", "contact", limited(Limit::CONTACT)),
        ("Subject", "region", identifier.clone()),
        ("Subject", "district", identifier.clone()),
        ("Subject", "id", limited(Limit::ID)),
        ("Where", "area", identifier),
        ("Where", "address", limited(Limit::ADDRESS)),
        ("Where", "point", point),
        ("Asked", "code", code.clone()),
        ("Confirm", "code", code),
    ] {
        let at = format!("/components/schemas/{schema}/properties/{field}");
        extend(document.pointer_mut(&at), limits);
    }
    let contact = json!({ "type": "string", "pattern": written });
    let none = json!({ "type": ["string", "null"], "pattern": format!("^[{SPACE}]*$") });
    let either = json!([
        { "required": ["answer", "contact"], "properties": { "answer": { "enum": ["contact"] }, "contact": contact } },
        { "properties": { "answer": { "enum": ["none", "code"] }, "contact": none } },
    ]);
    let message = document.pointer_mut("/components/schemas/Message");
    extend(message, json!({ "anyOf": either }));
    let said = json!([
        { "required": ["confirmed"], "properties": { "confirmed": { "type": "string" } } },
        { "required": ["reopen"], "properties": { "reopen": { "enum": [true] } } },
    ]);
    let confirm = document.pointer_mut("/components/schemas/Confirm");
    extend(confirm, json!({ "anyOf": said }));
}

fn extend(to: Option<&mut Value>, with: Value) {
    if let (Some(Value::Object(to)), Value::Object(with)) = (to, with) {
        let to: &mut Map<String, Value> = to;
        to.extend(with);
    }
}
