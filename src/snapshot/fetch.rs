//! Fetching a file, and opening it or the copy of it that was kept.

use gloo_net::http::{Request, Response};
use senim_model::index::Index;
use senim_model::pack::{self, Kind, Packed};
use web_sys::{RequestCache, RequestInit};

use super::{Fault, gunzip, index, kept};

/// Opens the pack at an address, which is then kept under `name`; else the copy that was kept
/// before; the second value tells which. Without a hash, any pack that opens is believed.
pub(super) async fn opened_or_kept<T: Packed>(
    url: &str,
    integrity: &str,
    name: &str,
) -> Result<(T, bool), Fault> {
    let mut opened = None;
    let mut take = |body: &[u8]| {
        opened = pack::decode::<T>(body).ok();
        opened.is_some()
    };
    let kept = fetch_or_kept(url, integrity, name, T::KIND, &mut take).await?;
    opened.map(|opened| (opened, kept)).ok_or(Fault::Damaged)
}

/// The body of [`opened_or_kept`], one for all types: `take` says whether it could read what was
/// opened. The value tells whether it was the copy.
async fn fetch_or_kept(
    url: &str,
    integrity: &str,
    name: &str,
    kind: Kind,
    take: &mut dyn FnMut(&[u8]) -> bool,
) -> Result<bool, Fault> {
    let fault = match fetch_pack(url, integrity).await {
        Ok(bytes) if open(&bytes, kind, take).await => {
            kept::put(name, &bytes).await;
            return Ok(false);
        }
        Ok(_) => Fault::Damaged,
        Err(fault) => fault,
    };
    let copy = kept::get(name).await.ok_or(fault)?;
    match open(&copy, kind, take).await {
        true => Ok(true),
        false => Err(fault),
    }
}

/// Asks for a file. The browser's own request is made at once: what gloo builds one of would be
/// another kilobyte of what a visitor downloads.
pub(super) async fn send(url: &str, how: &RequestInit) -> Option<Response> {
    let request = web_sys::Request::new_with_str_and_init(url, how).ok()?;
    Request::from(request).send().await.ok()
}

pub(super) async fn fetch_index(url: &str) -> Result<(Vec<u8>, Index), Fault> {
    let anew = RequestInit::new();
    anew.set_cache(RequestCache::NoCache);
    let response = send(url, &anew).await.ok_or(Fault::Network)?;
    if !response.ok() {
        return Err(Fault::Network);
    }
    let bytes = response.binary().await.map_err(|_| Fault::Network)?;
    let index = parse_index(&bytes).ok_or(Fault::Damaged)?;
    Ok((bytes, index))
}

pub(super) fn parse_index(bytes: &[u8]) -> Option<Index> {
    index::parse(core::str::from_utf8(bytes).ok()?)
}

/// Fetches bytes whose hash is known, or any where it is empty. A browser reports a wrong hash, of a
/// file or of a server's own page of errors, just as it reports a lost connection, so the two are told
/// apart by asking for any bytes.
pub(super) async fn fetch_pack(url: &str, integrity: &str) -> Result<Vec<u8>, Fault> {
    let checked = RequestInit::new();
    checked.set_integrity(integrity);
    let whole = match send(url, &checked).await {
        Some(response) if response.ok() => response.binary().await.ok(),
        _ => None,
    };
    if let Some(whole) = whole {
        return Ok(whole);
    }
    let any = send(url, &RequestInit::new()).await;
    Err(match any.is_some_and(|response| response.ok()) {
        true => Fault::Damaged,
        false => Fault::Network,
    })
}

async fn open(bytes: &[u8], kind: Kind, take: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let Ok((length, stream)) = pack::split_kind(kind, bytes) else {
        return false;
    };
    let body = gunzip::gunzip(stream, length).await;
    body.is_some_and(|body| take(&body))
}
