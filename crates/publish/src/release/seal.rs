//! Sealing and opening packs.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use senim_model::pack::{self, PackError, Packed};

use crate::Error;

/// Seals a pack: its header, then its body as gzip without a time, so that equal data gives
/// equal bytes.
pub(crate) fn seal<T: Packed>(value: &T) -> Result<Vec<u8>, Error> {
    let (header, body) = pack::encode(value).map_err(|error| Error::Encode(error.to_string()))?;
    let mut encoder = GzEncoder::new(header.to_vec(), Compression::best());
    let sealed = encoder.write_all(&body).and_then(|()| encoder.finish());
    sealed.map_err(|error| Error::Encode(error.to_string()))
}

/// Opens a pack.
///
/// # Errors
/// Whatever makes this no pack of `T`.
pub fn open<T: Packed>(bytes: &[u8]) -> Result<T, PackError> {
    let (length, stream) = pack::split::<T>(bytes)?;
    let mut body = Vec::new();
    let most = u64::from(length) + 1;
    let read = GzDecoder::new(stream).take(most).read_to_end(&mut body);
    if read.is_err() || body.len() as u64 != u64::from(length) {
        return Err(PackError::Damaged);
    }
    pack::decode(&body)
}
