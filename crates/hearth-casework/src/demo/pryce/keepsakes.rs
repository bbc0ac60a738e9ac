//! Two photographs and a letter, for a demonstration.

use hearth_record::{Record, ids::FileId, recording::Document};
use jiff::civil::Date;

use crate::{
    Failure,
    demo::dated::{AtWork, Cast, says, typed},
    recording::{Received, store_document},
};

/// What cannot be replaced in Owen's file: two photographs and a letter.
pub(super) async fn keepsakes(cast: &Cast, file: FileId, day: Date) -> Result<(), Failure> {
    let desk = cast.at("social.worker", day, 16, 0)?;
    for (title, kind, bytes) in [
        ("Owen and his grandad on the pier", "PHOTOGRAPH", picture(0x2a)),
        ("First day at school", "PHOTOGRAPH", picture(0x91)),
        ("Letter from his grandad, for when he is older", "KEEPSAKE", LETTER.as_bytes().to_vec()),
    ] {
        keep(&desk, file, title, kind, day, bytes).await?;
    }
    Ok(())
}

async fn keep(
    desk: &AtWork<'_>,
    file: FileId,
    title: &str,
    kind: &str,
    day: Date,
    bytes: Vec<u8>,
) -> Result<(), Failure> {
    let says = says! { title: title, document_kind: kind, received_on: day, author: "Rhian Pryce" };
    let fields = typed(Document::SCHEMA, says)?;
    store_document(&desk.desk, file, Received { fields, bytes, purpose: None }).await.map(drop)
}

const LETTER: &str = "Dear Owen,\n\nIf you are reading this you are taller than me, which was never hard. Look after your sister \
and let her look after you. The bike is yours. Oil the chain.\n\nGrandad\n";

/// A picture of one grey, eight by eight: a photograph stands for itself in a demonstration.
fn picture(shade: u8) -> Vec<u8> {
    let mut png = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    chunk(&mut png, *b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
    let rows: Vec<u8> = (0..8).flat_map(|_| [&[0][..], &[shade; 8]].concat()).collect();
    // One stored block of deflate, with the check sum of zlib behind it.
    let size = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(size.to_le_bytes());
    data.extend((!size).to_le_bytes());
    data.extend(&rows);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    data.extend(((b << 16) | a).to_be_bytes());
    chunk(&mut png, *b"IDAT", &data);
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let size = u32::try_from(data.len()).unwrap_or(u32::MAX);
    png.extend(size.to_be_bytes());
    let from = png.len();
    png.extend(name);
    png.extend(data);
    let crc = png[from..].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    png.extend((!crc).to_be_bytes());
}
