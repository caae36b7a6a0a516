//! Streams of the browser as streams of Rust, in place of the crate `wasm-streams`.
//!
//! Leptos depends on that crate for server functions, which this portal has none of. Its classes
//! are exported to JavaScript whether anybody uses them or not: 4 KB of what every visitor
//! downloads. What is here exports nothing, so what nobody calls is left out.

use std::cell::RefCell;
use std::rc::Rc;

use futures::stream::{LocalBoxStream, Stream, StreamExt as _};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStreamDefaultController, ReadableStreamDefaultReader};

/// A stream of the browser that can be read.
#[derive(Debug)]
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// Takes one of the browser's streams.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream { raw }
    }

    /// Gives the browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// A stream of the browser that gives what a stream of Rust gives, as it is asked for. An error
    /// ends it. Where the browser refuses to make one, it is an empty one.
    pub fn from_stream(
        stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static,
    ) -> ReadableStream {
        let stream = Rc::new(RefCell::new(Some(stream.boxed_local())));
        let pull = move |controller: ReadableStreamDefaultController| -> Promise {
            future_to_promise(pull_one(Rc::clone(&stream), controller))
        };
        let pull = Closure::<dyn FnMut(ReadableStreamDefaultController) -> Promise>::new(pull);
        let source = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&source, &JsValue::from_str("pull"), &pull.into_js_value());
        let raw = web_sys::ReadableStream::new_with_underlying_source(&source);
        let empty = || JsValue::UNDEFINED.unchecked_into();
        ReadableStream {
            raw: raw.unwrap_or_else(|_| empty()),
        }
    }

    /// A stream of Rust that gives what the browser's stream gives; an error ends it.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        let reader: ReadableStreamDefaultReader = self.raw.get_reader().unchecked_into();
        futures::stream::unfold(Some(reader), |reader| async move {
            let reader = reader?;
            match JsFuture::from(reader.read()).await {
                Err(error) => Some((Err(error), None)),
                Ok(step) => {
                    let field = |name: &str| Reflect::get(&step, &JsValue::from_str(name));
                    if field("done").is_ok_and(|done| done.is_truthy()) {
                        return None;
                    }
                    Some((field("value"), Some(reader)))
                }
            }
        })
    }
}

type Shared = Rc<RefCell<Option<LocalBoxStream<'static, Result<JsValue, JsValue>>>>>;

/// Hands the next value to the browser. The stream is taken out meanwhile, as the browser asks for
/// one value at a time.
async fn pull_one(
    stream: Shared,
    controller: ReadableStreamDefaultController,
) -> Result<JsValue, JsValue> {
    let taken = stream.borrow_mut().take();
    let Some(mut taken) = taken else {
        return Ok(JsValue::UNDEFINED);
    };
    match taken.next().await {
        None => controller.close()?,
        Some(value) => {
            controller.enqueue_with_chunk(&value?)?;
            *stream.borrow_mut() = Some(taken);
        }
    }
    Ok(JsValue::UNDEFINED)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use futures::stream::{StreamExt as _, iter};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::ReadableStream;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    async fn what_goes_in_comes_out() {
        let values = [1, 2, 3].map(|value| Ok(JsValue::from(value)));
        let raw = ReadableStream::from_stream(iter(values.clone())).into_raw();
        let out: Vec<_> = ReadableStream::from_raw(raw).into_stream().collect().await;
        assert_eq!(out, values);
    }
}
