//! The documents of a file: what there is, taking one in, opening one.

use axum::{
    extract::{Multipart, Path},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    recording::{Received, open_document, read_form, store_document},
};
use hearth_record::{Fields, Problems, Record, ids::RecordId, recording::Document};

use super::file::Opened;
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame, paths,
    view::{
        Link,
        documents::{DocumentRow, DocumentsPage},
        file::Section,
        form::Posted,
    },
};

/// `GET /children/{id}/documents`
pub async fn page(opened: Opened) -> Response {
    rendered(&of(&opened, &Posted::default(), &Problems::none()))
}

fn of(opened: &Opened, posted: &Posted, problems: &Problems) -> DocumentsPage {
    let mut documents = opened.view.all::<Document>();
    documents.sort_by_key(|(_, document)| std::cmp::Reverse(*document.received_on));
    let may = opened.known.is_none() && opened.view.may(Action::Record);
    let file_problem = problems.iter().find(|problem| problem.field == Some("document"));
    DocumentsPage {
        frame: opened.frame("Documents"),
        identity: opened.identity(Some(Section::Documents)),
        rows: documents.iter().map(|(id, document)| row(opened, *id, document)).collect(),
        upload: may.then(|| paths::documents(opened.view.id)),
        fields: field::form(&Offered::default(), Document::SCHEMA, Some(&opened.view), field::posted(posted), problems),
        file_error: file_problem.map(|problem| format!("The document {}", problem.message)),
        problems: field::of_the_whole(problems),
    }
}

fn row(opened: &Opened, id: RecordId, document: &Document) -> DocumentRow {
    let size = document.size.as_ref().map_or(0, |size| size.0);
    DocumentRow {
        title: Link::new(document.title.reveal().0.clone(), paths::document(opened.view.id, id)),
        kind: document.document_kind.map(|kind| kind.words().to_owned()).unwrap_or_default(),
        received: frame::day(*document.received_on),
        classification: document.classed_as().words().to_owned(),
        size: in_words(size),
        record: paths::record(opened.view.id, id),
    }
}

fn in_words(bytes: i64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

/// `POST /children/{id}/documents`
pub async fn save(opened: Opened, mut sent: Multipart) -> Result<Response, Answer> {
    let mut pairs = Vec::new();
    let mut bytes = Vec::new();
    let unreadable = |opened: &Opened| {
        Answer::Wrong(
            Box::new(opened.frame("")),
            "the form did not arrive whole, or the document is larger than 25 MB; nothing was stored, try again"
                .to_owned(),
        )
    };
    loop {
        let part = sent.next_field().await.map_err(|_| unreadable(&opened))?;
        let Some(part) = part else { break };
        let name = part.name().unwrap_or_default().to_owned();
        if name == "document" {
            bytes = part.bytes().await.map_err(|_| unreadable(&opened))?.to_vec();
        } else {
            pairs.push((name, part.text().await.map_err(|_| unreadable(&opened))?));
        }
    }
    let posted = Posted::new(pairs);
    opened.signed.check(&posted)?;
    let texts: Vec<(&str, String)> =
        Document::SCHEMA.form().map(|field| (field.name, posted.text(field.name))).collect();
    let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
    let stored = match read_form(Document::SCHEMA, &Fields::new(), text_of) {
        Ok(fields) => {
            let received = Received { fields, bytes, purpose: opened.view.purpose() };
            store_document(&opened.signed.desk, opened.view.id, received).await
        }
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match stored {
        Ok(_) => Ok(Redirect::to(&paths::documents(opened.view.id)).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&opened, &posted, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

/// `GET /children/{id}/documents/{record}`: the bytes, to be saved and not shown in the page of ours.
pub async fn open(opened: Opened, Path((_, record)): Path<(String, String)>) -> Result<Response, Answer> {
    let lost = || Answer::NotFound(Box::new(opened.frame("")));
    let record: RecordId = record.parse().map_err(|_| lost())?;
    let read = open_document(&opened.signed.desk, &opened.view, record).await;
    let (document, bytes) = read.map_err(|failure| opened.failed(failure))?;
    let media_type = document.media_type.as_ref().map_or("application/octet-stream", |line| line.0.as_str());
    // The name says which record it is and nothing of the person: downloads folders are read by others.
    let name = format!("attachment; filename=\"document-{record}\"");
    let kind = HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let disposition = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes.to_vec()).into_response())
}
