//! Opening a gzip stream with the browser's own decompressor: nothing of it is downloaded.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

/// Opens a stream that has to give exactly `length` bytes. `None` where it is damaged, or gives
/// more or less; reading stops as soon as it has given too much.
pub(super) async fn gunzip(stream: &[u8], length: u32) -> Option<Vec<u8>> {
    let parts = Array::of1(&Uint8Array::from(stream));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let opened: ReadableStream = blob.stream().pipe_through(&opener()?);
    let reader: ReadableStreamDefaultReader = opened.get_reader().unchecked_into();
    let mut body = Vec::with_capacity(length as usize);
    loop {
        let step = JsFuture::from(reader.read()).await.ok()?;
        let field = |name: &str| Reflect::get(&step, &JsValue::from_str(name)).ok();
        if field("done")?.is_truthy() {
            break;
        }
        let chunk: Uint8Array = field("value")?.unchecked_into();
        if body.len() + chunk.length() as usize > length as usize {
            let _ = reader.cancel();
            return None;
        }
        body.extend(chunk.to_vec());
    }
    (body.len() == length as usize).then_some(body)
}

/// A decompressor. `web-sys` has no stable binding of it, and old browsers lack it.
fn opener() -> Option<ReadableWritablePair> {
    let class = Reflect::get(&js_sys::global(), &JsValue::from_str("DecompressionStream")).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let arguments = Array::of1(&JsValue::from_str("gzip"));
    Some(
        Reflect::construct(&class, &arguments)
            .ok()?
            .unchecked_into(),
    )
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::gunzip;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    async fn a_stream_opens_to_just_the_length_it_should_have() {
        let stream = include_bytes!("senim.gz");
        let length = "сенім".len() as u32;
        let opened = gunzip(stream, length).await;
        assert_eq!(opened.as_deref(), Some("сенім".as_bytes()));
        assert_eq!(gunzip(stream, length - 1).await, None);
        assert_eq!(gunzip(stream, length + 1).await, None);
    }

    #[wasm_bindgen_test]
    async fn damage_is_noticed() {
        let stream = include_bytes!("senim.gz").to_vec();
        let length = "сенім".len() as u32;
        assert_eq!(gunzip(&stream[..stream.len() / 2], length).await, None);
        assert_eq!(gunzip(b"<!doctype html>", length).await, None);
        let mut altered = stream;
        altered[12] ^= 0x55;
        assert_ne!(
            gunzip(&altered, length).await.as_deref(),
            Some("сенім".as_bytes())
        );
    }
}
