//! The signature of the index: Ed25519 by the browser's own hand.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, RequestCache, RequestInit, SubtleCrypto};

use super::{Snapshot, parse_index, send};
use crate::browser::{document, window};

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    /// There is no signature, or nothing could be fetched.
    Unsigned,
    /// It fits the key of this identifier.
    Good {
        /// The identifier of the key.
        id: String,
        /// The key came with the portal; otherwise it lies beside the data.
        own: bool,
    },
    /// It fits no key, or another one than it should.
    Bad,
    /// This browser cannot tell.
    Cannot,
}

/// A public key as the portal was built with it: in the page, as the body of its PEM file, after
/// its identifier.
const META: &str = "meta[name='senim-key']";

impl Snapshot {
    /// Checks the index as it lies on the server now: with the key that the portal came with, else
    /// with the one that lies beside it.
    pub(crate) async fn check_signature(&self) -> Checked {
        let Some((index, signature)) = self.signed().await else {
            return Checked::Unsigned;
        };
        let mut lines = signature.lines();
        let (Some(signature), Some(id)) = (lines.next(), lines.next()) else {
            return Checked::Bad;
        };
        let own = own_key();
        let is_own = own.is_some();
        let key = match own {
            Some((own, key)) if own == id => Some(key),
            // Signed, but by somebody else.
            Some(_) => return Checked::Bad,
            None => self
                .text(&format!("signatures/{id}.pub"))
                .await
                .map(|pem| body(&pem)),
        };
        let (Some(key), Some(signature)) = (key.and_then(|key| bytes(&key)), bytes(signature))
        else {
            return Checked::Bad;
        };
        match verify(&key, &signature, &index).await {
            Some(true) => Checked::Good {
                id: id.to_owned(),
                own: is_own,
            },
            Some(false) => Checked::Bad,
            None => Checked::Cannot,
        }
    }

    /// The bytes of the index, and its signature.
    async fn signed(&self) -> Option<(Vec<u8>, String)> {
        let anew = RequestInit::new();
        anew.set_cache(RequestCache::NoCache);
        let response = send(&format!("{}data/index.json", self.base), &anew).await?;
        let index = response.binary().await.ok().filter(|_| response.ok())?;
        let sequence = parse_index(&index)?.sequence;
        let signature = self.text(&format!("signatures/{sequence}.sig")).await?;
        Some((index, signature))
    }

    /// A small text of the data folder.
    async fn text(&self, path: &str) -> Option<String> {
        let url = format!("{}data/{path}", self.base);
        let response = send(&url, &RequestInit::new()).await?;
        if !response.ok() {
            return None;
        }
        response.text().await.ok()
    }
}

fn own_key() -> Option<(String, String)> {
    let meta = document().query_selector(META).ok()??;
    let content = meta.get_attribute("content")?;
    let (id, key) = content.split_once(' ')?;
    Some((id.to_owned(), key.to_owned()))
}

/// What stands between the lines of a PEM file that say what it is.
fn body(pem: &str) -> String {
    let lines = pem.lines().filter(|line| !line.starts_with("-----"));
    lines.map(str::trim).collect()
}

/// Bytes out of base64, by the browser's own hand.
fn bytes(base64: &str) -> Option<Vec<u8>> {
    let text = window().atob(base64.trim()).ok()?;
    text.chars()
        .map(|char| u8::try_from(u32::from(char)).ok())
        .collect()
}

/// Whether a signature fits. `None` where the browser knows no Ed25519, or the page is not in a
/// secure context.
async fn verify(key: &[u8], signature: &[u8], message: &[u8]) -> Option<bool> {
    let crypto = window().crypto().ok()?;
    let subtle: SubtleCrypto = crypto.subtle();
    if subtle.is_undefined() {
        return None;
    }
    let usages = Array::of1(&JsValue::from_str("verify"));
    let spki = Uint8Array::from(key);
    let imported = subtle.import_key_with_str("spki", &spki, "Ed25519", false, &usages);
    let key: CryptoKey = JsFuture::from(imported.ok()?).await.ok()?.dyn_into().ok()?;
    let (signature, message) = (Uint8Array::from(signature), Uint8Array::from(message));
    let verified = subtle
        .verify_with_str_and_buffer_source_and_buffer_source("Ed25519", &key, &signature, &message);
    JsFuture::from(verified.ok()?).await.ok()?.as_bool()
}
