//! Who may stand in two files, and what two people say of it.

use axum::{http::StatusCode, response::Response};
use hearth_casework::{
    Failure,
    people::{PossibleDouble, Said, Side, another_person, one_person, possible_doubles},
};

use super::{Sent, home::tags, taken};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    paths,
    view::{
        duplicates::{DuplicatesPage, PairRow},
        form::Posted,
    },
};

/// `GET /duplicates`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None, None).await?))
}

/// `POST /duplicates`
pub async fn save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    match said(&signed, &posted).await {
        Ok(done) => Ok(rendered(&of(&signed, None, Some(done)).await?)),
        Err(Failure::Problems(_)) => {
            let problem = "A reason is needed: say how you know.".to_owned();
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some((&posted, problem)), None).await?))
        }
        Err(Failure::Wrong(why)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some((&posted, sentence(&why))), None).await?))
        }
        // A colleague was quicker: nothing is wrong, and the list says what is left.
        Err(Failure::Absent(why)) => Ok(rendered(&of(&signed, None, Some(&sentence(why))).await?)),
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

/// Does what was said, and tells it.
async fn said(signed: &Signed, posted: &Posted) -> Result<&'static str, Failure> {
    let off_the_list = |_| Failure::Absent("these two files are not on the list");
    let one = posted.one("one").parse().map_err(off_the_list)?;
    let other = posted.one("other").parse().map_err(off_the_list)?;
    let because = posted.one("because");
    match posted.one("say") {
        "same" => match one_person(&signed.desk, one, other, because).await? {
            Said::Waits => Ok("Your word is kept. A colleague has to agree before the files are joined."),
            Said::Joined => Ok("The two files are joined: each names the other. Nothing was moved."),
        },
        "apart" => {
            another_person(&signed.desk, one, other, because).await?;
            Ok("They are two people. This pair does not come back.")
        }
        _ => Err(Failure::Wrong("say whether they are the same person or not".to_owned())),
    }
}

async fn of(signed: &Signed, wrong: Option<(&Posted, String)>, done: Option<&str>) -> Result<DuplicatesPage, Answer> {
    let doubles = possible_doubles(&signed.desk).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let posted = wrong.as_ref().map(|(posted, _)| *posted);
    Ok(DuplicatesPage {
        frame: frame::of(signed, "Possible duplicates"),
        pairs: doubles.iter().map(|double| row(signed, double, posted)).collect(),
        problem: wrong.map(|(_, problem)| problem),
        done: done.map(str::to_owned),
    })
}

fn row(signed: &Signed, double: &PossibleDouble, posted: Option<&Posted>) -> PairRow {
    let files = double.sides.each_ref().map(|side| side.file.to_string());
    let mine = posted.filter(|posted| posted.one("one") == files[0] && posted.one("other") == files[1]);
    PairRow {
        id: format!("{}-{}", files[0], files[1]),
        names: double.sides.each_ref().map(|side| (side.name.clone(), paths::file(side.file))),
        standing: double.sides.each_ref().map(|side| tags(&side.flags)),
        rows: rows(signed, &double.sides),
        likely: likely(double.score),
        why: double.why.clone(),
        waits: double.said_by.is_some(),
        own: double.said_by == Some(signed.desk.subject().worker),
        because: mine.map(|posted| posted.one("because").to_owned()).unwrap_or_default(),
        files,
    }
}

/// What is known of both; a line of which neither file knows anything is left out.
fn rows(signed: &Signed, sides: &[Side; 2]) -> Vec<(&'static str, [String; 2])> {
    let today = signed.desk.today();
    let born = |side: &Side| {
        let born =
            side.born.map(|born| format!("{}, {}", frame::day(born), hearth_calendar::in_words::age_of(born, today)));
        born.unwrap_or_default()
    };
    let sex = |side: &Side| match side.sex {
        Some('F') => "Female".to_owned(),
        Some('M') => "Male".to_owned(),
        _ => String::new(),
    };
    let all = [
        ("Born", sides.each_ref().map(born)),
        ("Sex", sides.each_ref().map(sex)),
        ("Other names", sides.each_ref().map(|side| side.other_names.join(", "))),
        ("Local identifier", sides.each_ref().map(|side| side.la_child_id.clone().unwrap_or_default())),
        ("Postcodes, the newest first", sides.each_ref().map(|side| side.postcodes.join(", "))),
    ];
    let known = all.into_iter().filter(|(_, said)| said.iter().any(|text| !text.is_empty()));
    known
        .map(|(label, said)| (label, said.map(|text| if text.is_empty() { "Not known".to_owned() } else { text })))
        .collect()
}

const fn likely(score: f64) -> &'static str {
    if score >= 0.99 {
        "Very likely the same person"
    } else if score >= 0.9 {
        "Likely the same person"
    } else {
        "Perhaps the same person"
    }
}
