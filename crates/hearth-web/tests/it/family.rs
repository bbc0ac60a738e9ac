//! The family page: who is whose, who lives where on a day, who must keep away; and what it must not tell.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::FileType;
use hearth_stage::{Engine, Filed, Paper, Stage};
use rstest::rstest;

use crate::{browser::Browser, markup};

fn tie(paper: Paper, bond: &str, other: &Filed, more: &[(&str, &str)]) -> Paper {
    let id = other.person.to_string();
    let values: Vec<(&str, &str)> =
        [("relationship_type", bond), ("other", id.as_str())].into_iter().chain(more.iter().copied()).collect();
    paper.with("relationship", &values)
}

fn at(paper: Paper, house: &str, more: &[(&str, &str)]) -> Paper {
    let home = [("address_type", "HOME"), ("house", house), ("street", "Quay Road"), ("postcode", "L20 3NJ")];
    paper.with("address", &home.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

/// Dana, who moved out with Kayla; Theo, whose father must keep away; all held by one worker.
async fn okell(engine: Engine) -> Option<(Stage, Browser, [Filed; 3])> {
    let stage = Stage::open(engine).await?;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let dana = at(Paper::child("Dana", "Okell", "1997-05-03"), "3", &[("ended", "2026-02-01")]);
    let dana = at(dana, "9", &[("started", "2026-02-01"), ("protected", "yes")]).of_type(FileType::Adult);
    let dana = dana.held_by(&priya).file(&stage).await;
    let held = [("parental_responsibility", "yes"), ("pr_basis", "MOTHER"), ("source", "the birth certificate")];
    let kayla = tie(Paper::child("Kayla", "Okell", "2019-06-04"), "MOTHER", &dana, &held);
    let kayla = at(kayla, "3", &[("ended", "2026-02-01")]);
    let kayla = at(kayla, "9", &[("started", "2026-02-01")]).with(
        "relationship",
        &[
            ("relationship_type", "FATHER"),
            ("other_name", "Marcus <b>Dade</b>"),
            ("parental_responsibility", "no"),
            ("confirmed", "no"),
        ],
    );
    let kayla = kayla.held_by(&priya).file(&stage).await;
    let barred =
        [("other_name", "Ryan Thirlby"), ("no_contact", "yes"), ("no_contact_because", "non-molestation order")];
    let theo = tie(Paper::child("Theo", "Thirlby", "2023-03-01"), "HALF_SIBLING", &kayla, &[]);
    let theo =
        theo.with("relationship", &[("relationship_type", "FATHER")].into_iter().chain(barred).collect::<Vec<_>>());
    let theo = tie(theo, "MOTHER", &dana, &[]).held_by(&priya).file(&stage).await;
    let browser = Browser::of(&stage, &priya).await;
    Some((stage, browser, [dana, kayla, theo]))
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_who_is_whose_and_by_what_paper(#[case] engine: Engine) {
    let Some((_stage, mut browser, [dana, kayla, theo])) = okell(engine).await else { return };
    let page = browser.see(&format!("{}/family", kayla.page())).await;
    let main = page.main();
    for words in [
        "Dana Okell",
        "Parental responsibility by: Mother of the child",
        "Source: the birth certificate, written by stage on 2 March 2026",
        "Half-brother or half-sister",
        "No parental responsibility",
        "Not confirmed",
        "Ryan Thirlby must not have contact with Theo Thirlby : non-molestation order",
        "in the file of Theo Thirlby",
    ] {
        assert!(main.contains(words), "{words}: {main}");
    }
    for filed in [&dana, &theo] {
        assert!(page.body.contains(&format!("href=\"{}\"", filed.page())));
    }
    assert!(page.body.contains(&format!("href=\"{}/family\"", theo.page())), "the same page of the brother");
    let back = browser.see(&format!("{}/family", theo.page())).await;
    assert!(back.body.contains(&format!("href=\"{}/family\"", kayla.page())), "and of the sister from his");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_picture_has_the_same_in_words_and_no_markup_of_a_name(#[case] engine: Engine) {
    let Some((_stage, mut browser, [_, kayla, _])) = okell(engine).await else { return };
    let page = browser.see(&format!("{}/family", kayla.page())).await;
    let svg = markup::between(&page.body, "<svg xmlns", "</svg>").expect("a picture");
    assert!(svg.contains("<title id=") && svg.contains("Family of Kayla Okell: 5 people"), "{svg}");
    assert!(!page.body.contains("<b>Dade") && svg.contains("Dade&lt;/b&gt;"), "a name is text: {svg}");
    let words = markup::text(markup::between(&page.body, "The picture in words", "</details>").expect("the twin"));
    for line in [
        "Dana Okell (mother, 28 years; parental responsibility)",
        "Children with: Ryan Thirlby",
        "Theo Thirlby (half-brother or half-sister, 3 years)",
    ] {
        assert!(words.contains(line), "{line}: {words}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_address_stands_nowhere_on_the_page_and_an_earlier_day_shows_the_earlier_home(
    #[case] engine: Engine,
) {
    let Some((_stage, mut browser, [dana, kayla, theo])) = okell(engine).await else { return };
    for filed in [&dana, &kayla, &theo] {
        let page = browser.see(&format!("{}/family", filed.page())).await;
        assert!(page.main().contains("Address protected"), "{}", page.main());
        assert!(!markup::between(&page.body, "<main", "</main>").expect("a page").contains("9, Quay Road"));
    }
    let then = browser.see(&format!("{}/family?on=2026-01-01", kayla.page())).await;
    assert!(then.main().contains("Family and network on 1 January 2026"));
    assert!(then.main().contains("3, Quay Road, L20 3NJ") && then.main().contains("Has the same address"));
    let wrong = browser.get(&format!("{}/family?on=2031-01-01", kayla.page())).await;
    assert!(wrong.status == StatusCode::OK && wrong.main().contains("There is a problem"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_overview_has_the_family_in_brief(#[case] engine: Engine) {
    let Some((_stage, mut browser, [_, kayla, _])) = okell(engine).await else { return };
    let main = browser.see(&kayla.page()).await.main();
    assert!(main.contains("Dana Okell, 28 years, parental responsibility"), "{main}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn everybody_at_an_address_stands_side_by_side_as_far_as_the_reader_may_open_them(#[case] engine: Engine) {
    let Some((stage, mut browser, [dana, kayla, theo])) = okell(engine).await else { return };
    let home = [("started", "2026-02-01")];
    let lodger =
        at(Paper::child("Nell", "Lodger", "2001-01-01"), "9", &home).of_type(FileType::Adult).file(&stage).await;
    let sister = at(Paper::child("Ada", "Okell", "2010-01-01"), "9", &home);
    let sister = tie(sister, "SIBLING", &kayla, &[]).file(&stage).await;
    let next_door = at(Paper::child("Bess", "Nextdoor", "2001-01-01"), "11", &home).file(&stage).await;
    let page = browser.see(&format!("{}/household", kayla.page())).await;
    for other in [&sister, &lodger, &next_door, &theo, &dana] {
        assert!(!page.body.contains(&other.page()), "her mother's file protects the home: {}", page.main());
    }
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let mia = at(Paper::child("Mia", "Thornley", "2012-01-01"), "21", &home).held_by(&priya).file(&stage).await;
    let amy = tie(at(Paper::child("Amy", "Thornley", "2010-01-01"), "21", &home), "SIBLING", &mia, &[]);
    let amy = amy.file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.see(&format!("{}/household", mia.page())).await;
    assert!(page.body.contains(&amy.page()) && page.main().contains("Same address"), "{}", page.main());
    let closed = at(Paper::child("Una", "Lodger", "2001-01-01"), "21", &home).file(&stage).await;
    let page = browser.see(&format!("{}/household", mia.page())).await;
    for other in [&closed, &next_door, &lodger] {
        assert!(!page.body.contains(&other.page()), "closed, or next door: {}", page.main());
    }
}
