//! Names that stand for children: the same in every extract for one recipient, others for another, and
//! nobody gets back from them without the key.

use std::collections::HashSet;
use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use domain::{Code, Text, hex};

/// What every message begins with, so that the key serves nothing else.
const PURPOSE: &str = "bhlp evaluation 1";
/// What the fingerprint is made of.
const FINGERPRINT: &str = "bhlp evaluation key 1";
/// Figures and letters that are not taken for one another (Crockford's base 32): five bits each.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many of them a pseudonym has: 80 bits. Twice as many children as there are people on earth would
/// be needed before two might share one.
const LENGTH: usize = 16;
/// A key's bytes.
pub(super) const KEY_BYTES: usize = 32;

/// The key that pseudonyms are made with. It is never shown, not even where a program is debugged.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; KEY_BYTES]);

/// A text that is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it is no key: wanted are 64 figures and letters from a to f on one line")]
pub struct NotAKey;

impl Key {
    /// A key of bytes that came by chance.
    pub const fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads a key as its file has it.
    ///
    /// # Errors
    /// Anything but 64 hexadecimal figures, with or without a line break.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim_end_matches(['\r', '\n']);
        let figures = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.len() != 2 * KEY_BYTES || !figures {
            return Err(NotAKey);
        }
        let mut bytes = [0; KEY_BYTES];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).map_err(|_| NotAKey)?;
        }
        // What a program or a person put there for want of a key.
        if bytes.iter().all(|byte| *byte == bytes[0]) {
            return Err(NotAKey);
        }
        Ok(Self(bytes))
    }

    /// Writes it as its file has it.
    pub fn text(&self) -> String {
        format!("{}\n", hex(&self.0))
    }

    /// Tells keys apart without telling anything of them: it is in the audit trail and in the manifest.
    pub fn fingerprint(&self) -> String {
        hex(&Sha256::digest(mac(&self.0, &[FINGERPRINT])))
    }

    /// The pseudonyms of children, in their order, for one recipient.
    pub fn children(&self, recipient: &Text, references: &[Code]) -> Vec<String> {
        all_different(references.len(), |place, length| {
            let message = [PURPOSE, recipient.as_str(), "child", references[place].as_str()];
            format!("c-{}", letters(&mac(&self.0, &message), length))
        })
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// HMAC-SHA256 (RFC 2104) of texts with a zero byte between them: no text has one, so that no two
/// lists of texts are one message.
fn mac(key: &[u8], parts: &[&str]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(parts.join("\0").as_bytes());
    mac.finalize().into_bytes().into()
}

/// The first bits of a hash, five to a letter.
fn letters(hash: &[u8; 32], length: usize) -> String {
    let bit = |at: usize| usize::from(hash[at / 8] >> (7 - at % 8) & 1);
    let letter = |place: usize| (0..5).fold(0, |value, at| 2 * value + bit(5 * place + at));
    (0..length).map(|place| char::from(LETTERS[letter(place)])).collect()
}

/// Makes names, longer ones where two would be the same.
fn all_different(count: usize, name: impl Fn(usize, usize) -> String) -> Vec<String> {
    let of = |length: usize| (0..count).map(|place| name(place, length)).collect::<Vec<String>>();
    let longest = 8 * 32 / 5;
    for length in LENGTH..longest {
        let names = of(length);
        if names.iter().collect::<HashSet<_>>().len() == count {
            return names;
        }
    }
    of(longest)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn hmac(key: &[u8], text: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(text);
        hex(&mac.finalize().into_bytes())
    }

    /// RFC 4231, test cases 1, 2, 3, 4, 6 and 7.
    #[test]
    fn the_hash_is_that_of_the_standard() {
        let text = |bytes: &str| bytes.as_bytes().to_vec();
        let long = "This is a test using a larger than block-size key and a larger than block-size data. \
                    The key needs to be hashed before being used by the HMAC algorithm.";
        for (key, data, wanted) in [
            (
                vec![0x0b; 20],
                text("Hi There"),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                text("Jefe"),
                text("what do ya want for nothing?"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                vec![0xaa; 20],
                vec![0xdd; 50],
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
            (
                (1..=25).collect(),
                vec![0xcd; 50],
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            ),
            (
                vec![0xaa; 131],
                text("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (vec![0xaa; 131], text(long), "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
        ] {
            assert_eq!(hmac(&key, &data), wanted);
        }
    }

    fn key() -> Key {
        Key::parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n").unwrap()
    }

    /// Worked by Python 3.11's own `hmac`, `hashlib` and `base64`:
    /// `b = hmac.new(bytes(range(32)), b"bhlp evaluation 1\0University\0child\0C-0001", "sha256").digest()`,
    /// then `base64.b32encode(b[:10])` with the alphabet `A-Z2-7` put for Crockford's, and
    /// `hashlib.sha256(hmac.new(bytes(range(32)), b"bhlp evaluation key 1", "sha256").digest())`.
    #[test]
    fn a_pseudonym_is_what_another_program_makes_of_it() {
        let recipient: Text = "University".parse().unwrap();
        let references: Vec<Code> = ["C-0001", "C-0002"].map(|code| code.parse().unwrap()).into();
        assert_eq!(key().children(&recipient, &references), ["c-x69s3nmkdkh1y821", "c-sg5k9rjgtw4ar2mj"]);
        assert_eq!(key().fingerprint(), "d9a7db379c6e6939e76683390077cb4bb09109badd97be94f71a1c492d54869e");
    }

    #[test]
    fn another_recipient_and_another_key_have_other_names() {
        let references: Vec<Code> = (1..=500).map(|n| format!("C-{n:04}").parse().unwrap()).collect();
        let mut all = HashSet::new();
        for recipient in ["University", "university", "Council"] {
            for key in [key(), Key::new([7; KEY_BYTES])] {
                all.extend(key.children(&recipient.parse().unwrap(), &references));
            }
        }
        assert_eq!(all.len(), 500 * 3 * 2);
    }

    #[test]
    fn two_children_never_share_a_name() {
        let name = |place: usize, length: usize| {
            if length < 19 { "c-same".to_owned() } else { format!("c-{place}-{length}") }
        };
        assert_eq!(all_different(3, name), ["c-0-19", "c-1-19", "c-2-19"]);
        let hash = [0b0000_1000, 0b0100_0000].repeat(16).try_into().unwrap();
        assert_eq!(letters(&hash, 4), "1100", "five bits to a letter: 00001 00001 00000 00000");
    }

    #[test]
    fn what_is_no_key_is_not_taken() {
        let good = key().text();
        assert_eq!(Key::parse(&good).unwrap(), key());
        assert_eq!(Key::parse(&good.trim().to_uppercase()).unwrap(), key());
        for bad in [
            String::new(),
            good[1..].to_owned(),
            format!(" {good}"),
            format!("{good}{good}"),
            good.replace('a', "g"),
            format!("{}\n", "0".repeat(64)),
            format!("{}é\n", "0".repeat(62)),
        ] {
            assert_eq!(Key::parse(&bad), Err(NotAKey), "{bad:?}");
        }
        assert_eq!(format!("{:?}", key()), "Key", "it is not shown");
    }
}
