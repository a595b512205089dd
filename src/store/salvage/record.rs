//! A record of a database file: the values of a row, by the description of the format that SQLite publishes.

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// The values of a record; nothing where it is none, or holds what no table of ours does.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Value>> {
    let (head, mut at) = varint(bytes)?;
    let head = usize::try_from(head).ok()?;
    let mut body = bytes.get(head..)?;
    let mut values = Vec::new();
    while at < head {
        let (kind, more) = varint(bytes.get(at..head)?)?;
        at += more;
        let (value, rest) = value(kind, body)?;
        values.push(value);
        body = rest;
    }
    (at == head && body.is_empty()).then_some(values)
}

fn value(kind: u64, body: &[u8]) -> Option<(Value, &[u8])> {
    let length = match kind {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(kind).ok()?,
        5 => 6,
        6 => 8,
        12.. => usize::try_from((kind - 12) / 2).ok()?,
        // Fractions stand in no table of ours, and the rest means nothing.
        _ => return None,
    };
    let (own, rest) = body.split_at_checked(length)?;
    let value = match kind {
        0 => Value::Null,
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer(own)),
        _ if kind.is_multiple_of(2) => Value::Blob(own.to_vec()),
        _ => Value::Text(String::from_utf8(own.to_vec()).ok()?),
    };
    Some((value, rest))
}

/// Bytes of a number with its sign, the highest first.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| (number << 8) | i64::from(*byte))
}

/// A number of one to nine bytes, and how many.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(9) {
        if place == 8 {
            return Some(((number << 8) | u64::from(*byte), 9));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read() {
        assert_eq!(varint(&[0x07]), Some((7, 1)));
        assert_eq!(varint(&[0x81, 0x00]), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9]), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0x81]), None);
    }

    #[test]
    fn a_record_has_its_values_and_nothing_behind_them() {
        // A null, −2, "坐", two bytes.
        let record = [5, 0, 1, 19, 16, 0xfe, 0xe5, 0x9d, 0x90, 1, 2];
        let values = vec![Value::Null, Value::Integer(-2), Value::Text("坐".into()), Value::Blob(vec![1, 2])];
        assert_eq!(read(&record), Some(values));
        assert_eq!(read(&record[..10]), None);
        assert_eq!(read(&[record.as_slice(), &[0]].concat()), None);
    }
}
