use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_casework::{access::colleagues, disposal};
use hearth_record::ids::FileId;

use super::words;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{Link, retention::CertificatePage},
};

/// `GET /retention/certificates/{file}`
pub async fn page(signed: Signed, Path(file): Path<FileId>) -> Result<Response, Answer> {
    let of = disposal::certificate(&signed.desk, file).await;
    let of = of.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let says = of.certificate;
    let mut frame = frame::of(&signed, "Certificate of destruction");
    frame.back = Some(Link::new("How files end", paths::RETENTION));
    let council = signed.desk.pack().map(|pack| pack.name.clone()).unwrap_or_default();
    let known = colleagues(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let approved = says.approved_by.iter().map(|by| {
        let name = known.iter().find(|known| known.worker == by.worker);
        let name = name.map_or_else(|| format!("Worker {}", by.worker), |of| format!("{}, {}", of.name, of.role));
        format!("{name}, {}", frame::moment(by.at))
    });
    let counted = |n: u64, noun: &str| hearth_calendar::in_words::counted(u32::try_from(n).unwrap_or(u32::MAX), noun);
    let counts = vec![
        format!("{} in {}", counted(says.records, "record"), counted(says.versions, "version")),
        counted(says.documents, "document"),
    ];
    let mut elsewhere: Vec<String> = says.elsewhere.iter().map(|copy| words::elsewhere(copy)).collect();
    if elsewhere.is_empty() {
        elsewhere.push("None".to_owned());
    }
    let rows = vec![
        ("Council", vec![council]),
        ("File", vec![says.file.to_string()]),
        ("Destroyed", vec![frame::moment(says.destroyed_at)]),
        (
            "Unrecoverable after",
            vec![frame::moment(says.unrecoverable_after), "Then the last backup of its key is gone.".to_owned()],
        ),
        ("Rule", vec![words::rule(&says.rule)]),
        ("How the day was worked out", says.because.iter().map(|line| words::reasoning(line)).collect()),
        ("Approved by two people", approved.collect()),
        ("What went", counts),
        ("Copies elsewhere", elsewhere),
        ("Hash of the content", vec![says.content.clone()]),
        ("How", vec![frame::capital(&says.method)]),
        ("Entry of the audit", vec![says.entry.to_string(), format!("Leaf {} of the tree", of.proof.leaf)]),
    ];
    Ok(rendered(&CertificatePage { frame, rows, download: paths::certificate_file(file) }))
}

/// `GET /retention/certificates/{file}/proof`: the text of the certificate with its proof, in one file.
pub async fn download(signed: Signed, Path(file): Path<FileId>) -> Result<Response, Answer> {
    let of = disposal::certificate(&signed.desk, file).await;
    let of = of.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let named = format!("attachment; filename=\"certificate-{file}.json\"");
    let disposition = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], of.proof.text()).into_response())
}
