//! The endpoint's secret: codes are made from keys under it, and of both only keyed hashes are
//! stored. Whoever has the database alone cannot read a status; whoever has a backup of both can.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use hmac::{Hmac, Mac as _};
use senim_message::Code;
use sha2::Sha256;

use crate::Trouble;

/// A keyed hash.
pub type Hash = [u8; 32];

/// Bytes of the secret.
const LENGTH: usize = 32;

/// The secret of one endpoint.
pub struct Secret(Hmac<Sha256>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Of bytes that nobody can guess.
    pub fn of(bytes: [u8; LENGTH]) -> Secret {
        Secret(keyed(&bytes))
    }

    /// Reads the secret, or makes one where there is none; only its owner may read the file.
    ///
    /// # Errors
    /// The file cannot be read or written, is damaged, or others may read it.
    pub fn open(path: &Path) -> Result<Secret, Trouble> {
        let io = |error| Trouble::io(path, error);
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        match made {
            Ok(file) => fill(file, path).map_err(io)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(io(error)),
        }
        let mut file = File::open(path).map_err(io)?;
        let mode = file.metadata().map_err(io)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            let message = format!("may be read by others (mode {mode:o}); chmod 600 it");
            return Err(Trouble::wrong(path, message));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(io)?;
        let found = bytes.len();
        let bytes = bytes.try_into().map_err(|_| {
            let message =
                format!("has {found} bytes, expected {LENGTH}; put it back from a backup");
            Trouble::wrong(path, message)
        })?;
        Ok(Secret::of(bytes))
    }

    /// The code of the message that was sent with a key: the same key has the same code.
    pub fn code(&self, key: &str) -> Code {
        let hash = self.hash("code", key.as_bytes());
        let mut bits = [0; 16];
        bits.iter_mut()
            .zip(hash)
            .for_each(|(bit, byte)| *bit = byte);
        Code::of(bits)
    }

    /// What is stored of a code.
    pub fn of_code(&self, code: &Code) -> Hash {
        self.hash("stored code", code.plain().as_bytes())
    }

    /// What is stored of a key.
    pub fn of_key(&self, key: &str) -> Hash {
        self.hash("key", key.as_bytes())
    }

    /// What is stored of a body, to tell a retry from another message.
    pub fn of_body(&self, body: &[u8]) -> Hash {
        self.hash("body", body)
    }

    /// The use is part of what is hashed, so that no hash serves two.
    fn hash(&self, of: &str, bytes: &[u8]) -> Hash {
        let mut mac = self.0.clone();
        mac.update(of.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }
}

/// HMAC-SHA-256 under a key. A key as long as a block, filled up with zeros as HMAC itself does,
/// always fits.
pub(crate) fn keyed(bytes: &[u8]) -> Hmac<Sha256> {
    let mut key = hmac::digest::Key::<Hmac<Sha256>>::default();
    key.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
    Hmac::new(&key)
}

/// Bytes that nobody can guess.
pub(crate) fn random() -> std::io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes)
}

/// Writes a new secret, and makes sure that it stays.
fn fill(mut file: File, path: &Path) -> std::io::Result<()> {
    let bytes = random()?;
    let written = file.write_all(&bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a secret would be taken for a damaged one.
        let _ = std::fs::remove_file(path);
    }
    written?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes a folder that only its owner may look into; one that is there stays as it is.
pub(crate) fn private_folder(folder: &Path) -> Result<(), Trouble> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| Trouble::io(folder, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let code = Secret::open(&path).unwrap().code("key");
        assert_eq!(Secret::open(&path).unwrap().code("key"), code);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let told = Secret::open(&path).unwrap_err().to_string();
        assert!(told.contains("secret") && told.contains("640"), "{told}");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "short").unwrap();
        let told = Secret::open(&path).unwrap_err().to_string();
        assert!(told.contains("5 bytes, expected 32"), "{told}");
    }

    #[test]
    fn what_is_hashed_for_one_use_is_none_for_another() {
        let secret = Secret::of([7; 32]);
        let code = secret.code("key");
        assert_ne!(secret.code("other"), code);
        assert_ne!(Secret::of([8; 32]).code("key"), code);
        assert_ne!(secret.of_key("key"), secret.of_body(b"key"));
        assert_eq!(secret.of_code(&code), secret.of_code(&code.clone()));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    /// RFC 4231, test case 2.
    #[test]
    fn the_hash_is_hmac() {
        let mut mac = keyed(b"Jefe");
        mac.update(b"what do ya want for nothing?");
        let hash = mac.finalize().into_bytes();
        assert_eq!(hash[..4], [0x5b, 0xdc, 0xc1, 0x46]);
    }
}
