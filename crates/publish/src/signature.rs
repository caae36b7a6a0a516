//! Signatures: Ed25519 over the exact bytes of the index. They protect mirrors, copies and
//! archives, for who knows the publisher's public key from elsewhere.
//!
//! Keys are PEM files as OpenSSL writes and reads them (PKCS #8 and SPKI). A signature is a file
//! of two lines: 64 bytes in base64, then the identifier of the key.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::spki::EncodePublicKey as _;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, KeypairBytes,
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::data::wrong;

/// The folder of signatures and public keys in a data folder.
pub(crate) const FOLDER: &str = "signatures";

/// A publisher's secret key.
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.public().id())
    }
}

impl Key {
    /// A new key from the system's source of chance.
    ///
    /// # Errors
    /// The system has none.
    pub fn generate() -> Result<Key, Error> {
        let mut secret = [0u8; 32];
        getrandom::fill(&mut secret).map_err(|error| Error::Encode(error.to_string()))?;
        Ok(Key(SigningKey::from_bytes(&secret)))
    }

    /// Reads a key.
    ///
    /// # Errors
    /// The file cannot be read or holds no key.
    pub fn read(path: &Path) -> Result<Key, Error> {
        let text = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        let key = SigningKey::from_pkcs8_pem(&text);
        key.map(Key)
            .map_err(|_| wrong(path, "is no secret key as `senim keygen` writes it"))
    }

    /// Writes the key into a file that only its owner can read. What is there is never replaced:
    /// whoever loses a key cannot sign any more what readers will trust.
    ///
    /// # Errors
    /// There is a file already, or it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        // Without the public half, which old versions of OpenSSL do not expect here.
        let bytes = KeypairBytes {
            secret_key: self.0.to_bytes(),
            public_key: None,
        };
        let pem = bytes.to_pkcs8_pem(LineEnding::LF).map_err(encode)?;
        create(path, pem.as_bytes(), 0o600)
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The content of a signature's file.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        let signature = STANDARD.encode(self.0.sign(bytes).to_bytes());
        format!("{signature}\n{}\n", self.public().id())
    }
}

/// A publisher's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// The file cannot be read or holds no public key.
    pub fn read(path: &Path) -> Result<PublicKey, Error> {
        let text = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        let key = VerifyingKey::from_public_key_pem(&text);
        key.map(PublicKey)
            .map_err(|_| wrong(path, "is no public key (Ed25519, PEM)"))
    }

    /// Writes the key into a new file.
    ///
    /// # Errors
    /// There is a file already, or it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        create(path, self.pem()?.as_bytes(), 0o644)
    }

    pub(crate) fn pem(&self) -> Result<String, Error> {
        let pem = self.0.to_public_key_pem(LineEnding::LF);
        pem.map_err(encode)
    }

    /// The first 16 digits of the SHA-256 of the key's 32 bytes: enough to tell keys apart.
    pub fn id(&self) -> String {
        let hash = Sha256::digest(self.0.as_bytes());
        hash.iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Whether the content of a signature's file is this key's signature of the bytes.
    pub(crate) fn signed(&self, signature: &str, bytes: &[u8]) -> bool {
        let raw = signature
            .lines()
            .next()
            .and_then(|line| STANDARD.decode(line).ok());
        let signature = raw.and_then(|raw| Signature::from_slice(&raw).ok());
        signature.is_some_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

/// The identifier of the key in the content of a signature's file.
pub(crate) fn key_id(signature: &str) -> Option<&str> {
    let id = signature.lines().nth(1)?;
    let hex = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then_some(id)
}

fn encode(error: impl ToString) -> Error {
    Error::Encode(error.to_string())
}

#[cfg_attr(
    not(unix),
    allow(unused_variables, reason = "other systems have no modes")
)]
fn create(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Error> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(mode);
    }
    let created = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    match created {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(wrong(path, "is there already, and keys are never replaced"))
        }
        other => other.map_err(|error| Error::io(path, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back_and_tell_true_from_false() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, public) = (
            folder.path().join("senim.key"),
            folder.path().join("senim.pub"),
        );
        let key = Key::generate().unwrap();
        key.write(&secret).unwrap();
        key.public().write(&public).unwrap();
        assert!(
            key.write(&secret)
                .unwrap_err()
                .to_string()
                .contains("already")
        );
        let signature = Key::read(&secret).unwrap().sign(b"index");
        let read = PublicKey::read(&public).unwrap();
        assert_eq!(key_id(&signature), Some(read.id().as_str()));
        assert!(read.signed(&signature, b"index"));
        assert!(!read.signed(&signature, b"another"));
        assert!(
            !Key::generate()
                .unwrap()
                .public()
                .signed(&signature, b"index")
        );
        for broken in ["", "\n", "AAAA\n"] {
            assert!(!read.signed(broken, b"index"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_a_secret_key() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("senim.key");
        Key::generate().unwrap().write(&path).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
