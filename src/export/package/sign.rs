//! Signing the manifest, in OpenSSH's form: `ssh-keygen`, which every council computer has, makes the keys,
//! signs and verifies just the same.

use std::path::Path;

use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};
use thiserror::Error;

use super::manifest::Difference;

/// Why a key is not used.
#[derive(Debug, Error)]
pub enum BadKey {
    /// It is no key, or not one of OpenSSH's form.
    #[error("it is no key of OpenSSH's form: {0}")]
    NotAKey(String),
    /// It has a passphrase.
    #[error("it has a passphrase, which is not asked for here")]
    Locked {
        /// The purpose it was to sign for.
        namespace: &'static str,
    },
    /// It is of another kind.
    #[error("it is a key of the kind {0}; wanted ssh-ed25519")]
    OtherKind(String),
    /// Others may read it.
    #[error("others may read it")]
    OpenToOthers,
}

impl BadKey {
    /// Returns what to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::NotAKey(_) | Self::OtherKind(_) => "make one: ssh-keygen -t ed25519 -f FILE".into(),
            Self::Locked { namespace } => {
                format!("sign the pack yourself: ssh-keygen -Y sign -f FILE -n {namespace} DIR/manifest.json")
            }
            Self::OpenToOthers => "let only its owner read it: chmod 600 FILE".into(),
        }
    }
}

/// A key that signs for a purpose.
#[derive(Debug)]
pub struct SigningKey {
    key: PrivateKey,
    namespace: &'static str,
}

impl SigningKey {
    /// Reads a private key, which nobody else may read.
    ///
    /// # Errors
    /// No such key, one with a passphrase, of another kind, or one that others may read.
    pub fn read(path: &Path, namespace: &'static str) -> Result<Self, BadKey> {
        let not_a_key = |error: &dyn std::fmt::Display| BadKey::NotAKey(error.to_string());
        let text = std::fs::read_to_string(path).map_err(|error| not_a_key(&error))?;
        let key = PrivateKey::from_openssh(text).map_err(|error| not_a_key(&error))?;
        if key.is_encrypted() {
            return Err(BadKey::Locked { namespace });
        }
        if key.algorithm() != Algorithm::Ed25519 {
            return Err(BadKey::OtherKind(key.algorithm().to_string()));
        }
        if open_to_others(path) {
            return Err(BadKey::OpenToOthers);
        }
        Ok(Self { key, namespace })
    }

    /// Signs a text. The same key and text make the same signature.
    ///
    /// # Errors
    /// A key that does not sign.
    pub fn sign(&self, text: &[u8]) -> Result<String, BadKey> {
        let signed = self.key.sign(self.namespace, HashAlg::Sha512, text);
        let written = signed.and_then(|signature| signature.to_pem(LineEnding::LF));
        written.map_err(|error| BadKey::NotAKey(error.to_string()))
    }
}

/// Tells whether somebody but its owner may read a file.
#[cfg(unix)]
pub(crate) fn open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub(crate) fn open_to_others(_: &Path) -> bool {
    false
}

/// Reads a public key, as `ssh-keygen` writes it beside the private one.
///
/// # Errors
/// No such key.
pub fn public_key(path: &Path) -> Result<PublicKey, BadKey> {
    let text = std::fs::read_to_string(path).map_err(|error| BadKey::NotAKey(error.to_string()))?;
    PublicKey::from_openssh(&text).map_err(|error| BadKey::NotAKey(error.to_string()))
}

/// Says whose signature a manifest has, for the purpose it was signed for, by the key's fingerprint; with a
/// key, only that one's will do. Nothing where there is none and none is asked for.
///
/// # Errors
/// What is wrong with it, in words.
pub fn signed_by(
    namespace: &str,
    signature: Option<&[u8]>,
    text: &[u8],
    key: Option<&PublicKey>,
) -> Result<Option<String>, Difference> {
    let Some(bytes) = signature else {
        return match key {
            Some(_) => Err("manifest.json.sig is missing: the pack is not signed".to_owned()),
            None => Ok(None),
        };
    };
    let broken = || "manifest.json.sig is no signature of this manifest".to_owned();
    let signature = SshSig::from_pem(bytes).map_err(|_| broken())?;
    // Base64 can be written in more ways than one; a signature is written in one.
    if signature.to_pem(LineEnding::LF).map_err(|_| broken())?.as_bytes() != bytes {
        return Err(broken());
    }
    let made_by = PublicKey::from(signature.public_key().clone());
    made_by.verify(namespace, text, &signature).map_err(|_| broken())?;
    let fingerprint = made_by.fingerprint(HashAlg::Sha256).to_string();
    match key {
        Some(key) if key.key_data() != made_by.key_data() => {
            Err(format!("manifest.json.sig is signed with another key: {fingerprint}"))
        }
        _ => Ok(Some(fingerprint)),
    }
}
