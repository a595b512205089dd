//! The bytes of a fact on disk: one zstd frame each, made with a dictionary that is numbered, kept in the store and never
//! changed, so that ten years from now `zstd -D` reads them.

use std::cell::RefCell;
use std::sync::LazyLock;

use rusqlite::Row;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::get_dict_id_from_frame;

use super::error::StoreError;

/// The dictionary and its number, which every frame names. Made from made-up text only: one made of a desk's own log
/// would keep what people said for ever. A further one gets a further number; this one stays.
pub(crate) const DICTIONARY: (u32, &[u8]) = (1, include_bytes!("../../assets/dictionary/1.dict"));

/// Texts are small: a higher one gains nothing.
const LEVEL: i32 = 9;

/// No act is larger; a frame that claims to be is damage.
const LARGEST: usize = 64 << 20;

static ENCODER: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(DICTIONARY.1, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY.1));

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs a text.
pub(crate) fn pack(text: &str) -> Result<Vec<u8>, StoreError> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        let compressor = match compressor {
            Some(compressor) => compressor,
            None => compressor.insert(Compressor::with_prepared_dictionary(&ENCODER).map_err(|error| broken(&error))?),
        };
        compressor.compress(text.as_bytes()).map_err(|error| broken(&error))
    })
}

/// Unpacks a column; nothing where it is empty.
pub(crate) fn column(row: &Row<'_>, name: &str) -> Result<Option<String>, StoreError> {
    row.get_ref(name)?.as_blob_or_null().map_err(rusqlite::Error::from)?.map(unpack).transpose()
}

/// Unpacks a text.
fn unpack(frame: &[u8]) -> Result<String, StoreError> {
    let number = get_dict_id_from_frame(frame).map_or(0, std::num::NonZeroU32::get);
    if number != DICTIONARY.0 {
        return Err(StoreError::Damaged(format!("dictionary {number}")));
    }
    let bytes = DECOMPRESSOR.with_borrow_mut(|decompressor| {
        let decompressor = match decompressor {
            Some(decompressor) => decompressor,
            None => {
                decompressor.insert(Decompressor::with_prepared_dictionary(&DECODER).map_err(|error| broken(&error))?)
            }
        };
        let size = Decompressor::upper_bound(frame).unwrap_or(LARGEST);
        if size > LARGEST {
            return Err(StoreError::Damaged("frame".to_owned()));
        }
        decompressor.decompress(frame, size).map_err(|error| broken(&error))
    })?;
    String::from_utf8(bytes).map_err(|_| StoreError::Damaged("text".to_owned()))
}

fn broken(error: &std::io::Error) -> StoreError {
    StoreError::Damaged(format!("frame: {error}"))
}
