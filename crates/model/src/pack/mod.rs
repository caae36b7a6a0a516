//! The binary container: twelve bytes of header, then a gzip stream of a postcard body.
//!
//! | bytes | meaning |
//! | --- | --- |
//! | 0–3 | `SNMP` |
//! | 4 | kind, see [`Kind`] |
//! | 5 | version of all kinds, now [`VERSION`] |
//! | 6–7 | zero |
//! | 8–11 | length of the opened body, little endian |
//! | 12– | the body as gzip |
//!
//! Opening and closing gzip is the caller's part: the browser has its own decompressor, the
//! publisher uses a library.

pub mod columns;
pub mod deltas;

use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use crate::context::Context;
use crate::directory::RegionPack;
use crate::nation::Nation;
use crate::response::{Country, Response};
use crate::shapes::Shapes;
use crate::street_labels::StreetLabels;
use crate::surveys::Surveys;

/// The version that this code writes, and the only one that it reads.
pub const VERSION: u8 = 3;

/// Bytes of the header.
pub const HEADER: usize = 12;

/// The longest body that is believed: a header that says more is damaged or hostile.
pub const MOST_BYTES: u32 = 64 << 20;

const MAGIC: [u8; 4] = *b"SNMP";

/// What a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// [`Nation`].
    Nation = 1,
    /// [`RegionPack`].
    Region = 2,
    /// [`Shapes`].
    Shapes = 3,
    /// [`StreetLabels`].
    StreetLabels = 4,
    /// [`Context`].
    Context = 5,
    /// [`Response`].
    Response = 6,
    /// [`Country`].
    Country = 7,
    /// [`Surveys`].
    Surveys = 8,
}

/// Why a pack cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// It does not begin like a pack.
    #[error("this is no Senim pack")]
    Foreign,
    /// It is a pack of something else.
    #[error("this pack holds kind {found}, expected {expected}")]
    OtherKind {
        /// Kind byte found.
        found: u8,
        /// Kind byte expected.
        expected: u8,
    },
    /// It was written by another version.
    #[error("this pack has version {found}, this reader knows version {VERSION}")]
    OtherVersion {
        /// Version found.
        found: u8,
    },
    /// It is shorter than it says, longer, or its content makes no sense.
    #[error("this pack is damaged")]
    Damaged,
}

/// A type that travels as a pack.
pub trait Packed: Serialize + DeserializeOwned {
    /// Its kind.
    const KIND: Kind;

    /// Whether all that is inside fits together.
    fn fits_together(&self) -> bool;
}

impl Packed for Nation {
    const KIND: Kind = Kind::Nation;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for RegionPack {
    const KIND: Kind = Kind::Region;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for Shapes {
    const KIND: Kind = Kind::Shapes;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for StreetLabels {
    const KIND: Kind = Kind::StreetLabels;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for Context {
    const KIND: Kind = Kind::Context;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for Response {
    const KIND: Kind = Kind::Response;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for Country {
    const KIND: Kind = Kind::Country;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

impl Packed for Surveys {
    const KIND: Kind = Kind::Surveys;

    fn fits_together(&self) -> bool {
        self.check()
    }
}

/// The body of a pack and the header that goes before its gzip stream.
///
/// # Errors
/// [`PackError::Damaged`] where the body is over [`MOST_BYTES`] or cannot be encoded.
pub fn encode<T: Packed>(value: &T) -> Result<([u8; HEADER], Vec<u8>), PackError> {
    let body = postcard::to_allocvec(value).map_err(|_| PackError::Damaged)?;
    let length = u32::try_from(body.len())
        .ok()
        .filter(|length| *length <= MOST_BYTES)
        .ok_or(PackError::Damaged)?;
    let mut header = [0; HEADER];
    let fields = MAGIC
        .into_iter()
        .chain([T::KIND as u8, VERSION, 0, 0])
        .chain(length.to_le_bytes());
    for (slot, byte) in header.iter_mut().zip(fields) {
        *slot = byte;
    }
    Ok((header, body))
}

/// Reads the header: the length of the opened body, and the gzip stream.
///
/// # Errors
/// Whatever makes this no pack of `T`.
pub fn split<T: Packed>(pack: &[u8]) -> Result<(u32, &[u8]), PackError> {
    split_kind(T::KIND, pack)
}

/// The same of a kind: one body for all types, where every byte of code is downloaded.
///
/// # Errors
/// Whatever makes this no pack of the kind.
pub fn split_kind(expected: Kind, pack: &[u8]) -> Result<(u32, &[u8]), PackError> {
    let (header, stream) = pack
        .split_first_chunk::<HEADER>()
        .ok_or(PackError::Foreign)?;
    let [m0, m1, m2, m3, kind, version, z0, z1, l0, l1, l2, l3] = *header;
    if [m0, m1, m2, m3] != MAGIC {
        return Err(PackError::Foreign);
    }
    if kind != expected as u8 {
        return Err(PackError::OtherKind {
            found: kind,
            expected: expected as u8,
        });
    }
    if version != VERSION {
        return Err(PackError::OtherVersion { found: version });
    }
    let length = u32::from_le_bytes([l0, l1, l2, l3]);
    if length > MOST_BYTES || [z0, z1] != [0, 0] {
        return Err(PackError::Damaged);
    }
    Ok((length, stream))
}

/// Reads an opened body.
///
/// # Errors
/// [`PackError::Damaged`] where bytes are left over or missing, or positions point nowhere.
pub fn decode<T: Packed>(body: &[u8]) -> Result<T, PackError> {
    let (value, rest) = postcard::take_from_bytes::<T>(body).map_err(|_| PackError::Damaged)?;
    if rest.is_empty() && value.fits_together() {
        Ok(value)
    } else {
        Err(PackError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_foreign_or_other_file_is_named() {
        let (header, body) = encode(&Nation::default()).unwrap();
        let pack: Vec<u8> = header.iter().chain(&body).copied().collect();
        assert!(split::<Nation>(&pack).is_ok());
        assert_eq!(split::<Nation>(b"<!doctype html>"), Err(PackError::Foreign));
        assert_eq!(split::<Nation>(b"SN"), Err(PackError::Foreign));
        assert_eq!(
            split::<Shapes>(&pack),
            Err(PackError::OtherKind {
                found: 1,
                expected: 3
            })
        );
        let mut newer = pack.clone();
        newer[5] = 9;
        assert_eq!(
            split::<Nation>(&newer),
            Err(PackError::OtherVersion { found: 9 })
        );
        let mut endless = pack;
        endless[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(split::<Nation>(&endless), Err(PackError::Damaged));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = split::<RegionPack>(&bytes);
            let _ = decode::<Nation>(&bytes);
            let _ = decode::<RegionPack>(&bytes);
            let _ = decode::<Shapes>(&bytes);
            let _ = decode::<StreetLabels>(&bytes);
            let _ = decode::<Context>(&bytes);
            let _ = decode::<Surveys>(&bytes);
        }
    }
}
