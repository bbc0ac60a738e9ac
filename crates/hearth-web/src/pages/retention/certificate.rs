use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_casework::disposal;
use hearth_record::ids::FileId;

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
    let approved =
        says.approved_by.iter().map(|by| format!("Worker {}, {}", by.worker, frame::moment(by.at))).collect();
    let counts = vec![
        format!("{} records in {} versions", says.records, says.versions),
        format!("{} documents", says.documents),
    ];
    let elsewhere = if says.elsewhere.is_empty() { vec!["None".to_owned()] } else { says.elsewhere.clone() };
    let rows = vec![
        ("Council", vec![council]),
        ("File", vec![says.file.to_string()]),
        ("Destroyed", vec![frame::moment(says.destroyed_at)]),
        (
            "Unrecoverable after",
            vec![frame::moment(says.unrecoverable_after), "Then the last backup of its key is gone.".to_owned()],
        ),
        ("Rule, with its version", vec![says.rule.clone()]),
        ("How the day was worked out", says.because.clone()),
        ("Approved by two people", approved),
        ("What went", counts),
        ("Copies elsewhere", elsewhere),
        ("Hash of the content", vec![says.content.clone()]),
        ("How", vec![says.method.clone()]),
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
