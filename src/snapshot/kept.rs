//! The last good copies, in the browser's cache storage. Whole regions are kept, never less, so
//! what is on the device does not tell what was looked for. Where the browser has no cache
//! storage (not a secure context, storage switched off), nothing is kept.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

use crate::browser::window;

/// Changes with the meaning of what is kept.
const CACHE: &str = "senim-1";

fn storage() -> Option<CacheStorage> {
    let storage = window().caches().ok()?;
    // Outside of a secure context the property is undefined, which the binding does not say.
    (!storage.is_undefined()).then_some(storage)
}

async fn cache() -> Option<Cache> {
    let cache = JsFuture::from(storage()?.open(CACHE)).await.ok()?;
    cache.dyn_into().ok()
}

/// The name under which a copy is kept: cache storage wants an address, and this one is no page.
fn key(name: &str) -> String {
    format!("/kept/{name}")
}

/// Keeps a copy. Failing to is no fault that a visitor should hear of.
pub(super) async fn put(name: &str, bytes: &[u8]) {
    let mut bytes = bytes.to_vec();
    if let (Some(cache), Ok(response)) = (
        cache().await,
        Response::new_with_opt_u8_array(Some(&mut bytes)),
    ) {
        let _ = JsFuture::from(cache.put_with_str(&key(name), &response)).await;
    }
}

/// The copy kept under a name.
pub(super) async fn get(name: &str) -> Option<Vec<u8>> {
    let found = JsFuture::from(cache().await?.match_with_str(&key(name)))
        .await
        .ok()?;
    let response: Response = found.dyn_into().ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Removes all copies from the device.
pub(crate) async fn forget_all() {
    if let Some(storage) = storage() {
        let _ = JsFuture::from(storage.delete(CACHE)).await;
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::{forget_all, get, put};

    #[wasm_bindgen_test]
    async fn what_is_kept_comes_back_until_it_is_forgotten() {
        assert_eq!(get("nothing").await, None);
        put("region/astana", b"one").await;
        put("region/astana", b"two").await;
        assert_eq!(get("region/astana").await.as_deref(), Some(&b"two"[..]));
        forget_all().await;
        assert_eq!(get("region/astana").await, None);
    }
}
