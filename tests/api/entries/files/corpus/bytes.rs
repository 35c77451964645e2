//! Pieces of files, made bit by bit.

/// One behind the other.
pub(super) fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// A part of a PNG.
pub(super) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = join(&[name, data]);
    let length = u32::try_from(data.len()).expect("small").to_be_bytes();
    join(&[&length, &body, &crc(&body).to_be_bytes()])
}

/// A PNG of one colour with this header and these chunks between header and points.
pub(super) fn png(width: u32, height: u32, between: &[u8], points: &[u8]) -> Vec<u8> {
    let header = join(&[&width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]]);
    join(&[b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &header), between, &chunk(b"IDAT", points), &chunk(b"IEND", b"")])
}

/// Noughts, deflated: a thousandth of what they unpack to.
pub(super) fn deflated_noughts(mebibytes: usize) -> Vec<u8> {
    // One long run in a block of fixed codes: a literal nought, then copies of 258 bytes from one byte before.
    let mut bits = vec![true, true, false];
    let literal = |bits: &mut Vec<bool>| bits.extend([false, false, true, true, false, false, false, false]);
    literal(&mut bits);
    for _ in 0..mebibytes * 1024 * 1024 / 258 {
        bits.extend([true, true, false, false, false, true, false, true]);
        bits.extend([false; 5]);
    }
    bits.extend([false; 7]);
    let bytes = bits.chunks(8).map(|bits| bits.iter().enumerate().fold(0, |byte, (n, bit)| byte | u8::from(*bit) << n));
    join(&[b"\x78\x01", &bytes.collect::<Vec<u8>>(), b"\0\0\0\0"])
}
