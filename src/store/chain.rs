//! The hash chain: each act seals the one before it, the whole header and both parts of its body.
//!
//! An auditor recomputes it with `sha256sum`. Per station, in order of `seq`, `hash` is the SHA-256 of these lines,
//! each ended by one line feed, numbers in decimal, ids in lower-case hyphenated form, hashes in lower-case hex:
//!
//! ```text
//! zuoxi-chain-2
//! hash of the same station's previous act (stations.parent for its first)
//! station
//! seq
//! id
//! stream_kind
//! stream_id
//! rank
//! saw: `-`, or `station=seq` items joined by `,`, sorted by the station's text
//! at
//! by_person
//! by_no
//! by_role
//! kinds of the facts in order, joined by `,`
//! manual: its hash, `-` where none was used
//! SHA-256 of facts, uncompressed
//! personal_hash = SHA-256 of salt followed by personal, uncompressed; `-` where there never was a part
//! ```
//!
//! Erasing removes salt and personal part and leaves `personal_hash`, so the chain still closes. The chain proves
//! rot and naive edits; against a rewrite by the file's owner it proves only what a hash kept elsewhere proves.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// Everything the hash of an act covers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub prev: &'a [u8],
    pub station: Uuid,
    pub seq: u64,
    pub id: Uuid,
    pub stream_kind: &'a str,
    pub stream_id: Uuid,
    pub rank: u64,
    pub saw: &'a str,
    pub at: i64,
    pub by_person: Uuid,
    pub by_no: &'a str,
    pub by_role: &'a str,
    pub kinds: &'a str,
    pub manual: &'a str,
    pub facts: &'a str,
    pub personal_hash: Option<&'a [u8]>,
}

impl Link<'_> {
    /// The hash to be stored with the act.
    pub fn hash(&self) -> Hash {
        let facts = Sha256::digest(self.facts.as_bytes());
        let personal = self.personal_hash.map_or_else(|| "-".to_owned(), hex);
        let lines = format!(
            "zuoxi-chain-2\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            hex(self.prev),
            self.station,
            self.seq,
            self.id,
            self.stream_kind,
            self.stream_id,
            self.rank,
            self.saw,
            self.at,
            self.by_person,
            self.by_no,
            self.by_role,
            self.kinds,
            self.manual,
            hex(&facts),
            personal,
        );
        Sha256::digest(lines.as_bytes()).into()
    }
}

/// The commitment to a personal part.
pub(crate) fn personal_hash(salt: &[u8], personal: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(personal.as_bytes()).finalize().into()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
