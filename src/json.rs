//! Reading JSON by the browser's own hand: a reader of our own would weigh ten times as much, and
//! every visitor would download it.

use js_sys::{Array, JSON, Reflect};
use senim_model::id::Id;
use senim_model::text::{Lang, Text};
use wasm_bindgen::{JsCast as _, JsValue};

/// A value of JSON.
pub(crate) struct Value(JsValue);

impl Value {
    /// Reads a text. `None` where it is damaged.
    pub(crate) fn parse(json: &str) -> Option<Value> {
        JSON::parse(json).ok().map(Value)
    }

    /// What stands under a key; where there is nothing, a value that is nothing.
    pub(crate) fn at(&self, key: &str) -> Value {
        Value(Reflect::get(&self.0, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED))
    }

    /// A text.
    pub(crate) fn string(&self) -> Option<String> {
        self.0.as_string()
    }

    /// Yes or no.
    pub(crate) fn bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// An identifier.
    pub(crate) fn id(&self) -> Option<Id> {
        Id::parse(&self.string()?).ok()
    }

    /// A whole number up to four thousand million.
    pub(crate) fn number(&self) -> Option<u32> {
        let number = self.0.as_f64()?;
        let whole = number as u32;
        (f64::from(whole) == number).then_some(whole)
    }

    /// A text in several languages.
    pub(crate) fn text(&self) -> Text {
        let mut text = Text::default();
        for lang in Lang::ALL {
            text.put(lang, self.at(lang.code()).string().unwrap_or_default());
        }
        text
    }

    /// A list; `None` where it is none, or something in it cannot be read.
    pub(crate) fn list<T>(&self, read: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
        let list: &Array = self.0.dyn_ref()?;
        list.iter().map(|value| read(&Value(value))).collect()
    }
}
