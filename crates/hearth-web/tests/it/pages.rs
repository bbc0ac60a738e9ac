//! What holds on every page, whatever it shows.
//!
//! The pages are also written where the browser tests find them: `HEARTH_SPECIMENS`, or `specimens` under Cargo's own
//! temporary folder.

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use askama::Template;
use hearth_web::view::form::{DateParts, Posted};

use crate::{specimens as of, specimens_day as day, specimens_front_door as door};

/// The pages by the name of their file.
fn pages() -> Vec<(&'static str, String)> {
    let page = |page: &dyn askama::DynTemplate| page.dyn_render().expect("a page of plain values renders");
    vec![
        ("sign-in", page(&of::sign_in(false))),
        ("sign-in-demo", page(&of::sign_in(true))),
        ("home", page(&of::home())),
        ("find", page(&of::find(false))),
        ("found", page(&of::find(true))),
        ("choose-person", page(&of::choose_person())),
        ("overview", page(&of::overview(false))),
        ("overview-known", page(&of::overview(true))),
        ("family", page(&crate::specimens_family::family())),
        ("household", page(&crate::specimens_family::household())),
        ("timeline", page(&of::timeline(false))),
        ("timeline-known", page(&of::timeline(true))),
        ("records", page(&of::records())),
        ("choose", page(&of::choose())),
        ("access", page(&of::access())),
        ("record", page(&of::record())),
        ("form", page(&of::form(false))),
        ("form-wrong", page(&of::form(true))),
        ("correction", page(&of::correction())),
        ("conflict", page(&of::conflict())),
        ("search", page(&day::search())),
        ("emergency-access", page(&day::glass())),
        ("duplicates", page(&day::duplicates())),
        ("working-copy", page(&day::print())),
        ("queue", page(&door::queue())),
        ("contact-new", page(&door::taking(false))),
        ("contact-new-wrong", page(&door::taking(true))),
        ("contact-who", page(&door::who(false))),
        ("contact-who-wrong", page(&door::who(true))),
        ("contact", page(&door::contact(false))),
        ("contact-wrong", page(&door::contact(true))),
        ("contact-saved-before", page(&door::saved_before())),
        ("enquiries", page(&door::enquiries())),
        ("first-help", page(&door::first_help())),
        ("returns", page(&crate::specimens_returns::returns())),
        ("adoptions", page(&crate::specimens_returns::adoptions())),
        ("privacy", page(&crate::specimens_returns::privacy())),
        ("privacy-notice", page(&crate::specimens_governance::notice(false))),
        ("privacy-large", page(&crate::specimens_governance::notice(true))),
        ("settings-register", page(&crate::specimens_governance::register())),
        ("settings-notice", page(&crate::specimens_governance::notice_desk(false))),
        ("settings-notice-wrong", page(&crate::specimens_governance::notice_desk(true))),
        ("returns-put-right", page(&crate::specimens_returns::to_put_right())),
        ("schedule", page(&crate::specimens_schedule::schedule())),
        ("schedule-try", page(&crate::specimens_schedule::try_out())),
        ("schedule-file", page(&crate::specimens_schedule::file())),
        ("returns-check", page(&crate::specimens_returns::check_files(false))),
        ("returns-check-wrong", page(&crate::specimens_returns::check_files(true))),
        ("retention", page(&crate::specimens_retention::desk(true))),
        ("retention-not-supplied", page(&crate::specimens_retention::desk(false))),
        ("retention-batch", page(&crate::specimens_retention::batch())),
        ("retention-review", page(&crate::specimens_retention::review(false))),
        ("retention-review-wrong", page(&crate::specimens_retention::review(true))),
        ("retention-certificate", page(&crate::specimens_retention::certificate())),
        ("retention-holds", page(&crate::specimens_retention::holds())),
        ("retention-hold", page(&crate::specimens_retention::hold(false))),
        ("retention-hold-closing", page(&crate::specimens_retention::hold(true))),
        ("retention-ask", page(&crate::specimens_retention::ask(true))),
        ("consent", page(&crate::specimens_matters::consent())),
        ("consent-ask", page(&crate::specimens_matters::asking(false))),
        ("consent-ask-wrong", page(&crate::specimens_matters::asking(true))),
        ("consent-agreement", page(&crate::specimens_matters::agreement())),
        ("court", page(&crate::specimens_matters::court())),
        ("court-bundle", page(&crate::specimens_matters::bundle())),
        ("police", page(&crate::specimens_matters::police())),
        ("abroad-decide", page(&crate::specimens_matters::abroad())),
        ("rights", page(&crate::specimens_rights::desk())),
        ("request-new", page(&crate::specimens_rights::taking(false))),
        ("request-new-wrong", page(&crate::specimens_rights::taking(true))),
        ("request", page(&crate::specimens_rights::proving())),
        ("request-erasure", page(&crate::specimens_rights::erasure())),
        ("request-agree", page(&crate::specimens_rights::agreeing())),
        ("complaint", page(&crate::specimens_rights::complaint())),
        ("share", page(&crate::specimens_sharing::form(false))),
        ("share-refused", page(&crate::specimens_sharing::form(true))),
        ("share-on-its-way", page(&crate::specimens_sharing::one())),
        ("sharing", page(&crate::specimens_sharing::desk())),
        ("refusal", page(&of::refusal())),
        ("error", page(&of::error())),
    ]
}

#[test]
fn every_page_is_written_where_a_browser_can_open_it() {
    let folder = env::var_os("HEARTH_SPECIMENS")
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("specimens"), PathBuf::from);
    fs::create_dir_all(&folder).expect("the folder for the pages can be made");
    for (name, page) in pages() {
        fs::write(folder.join(format!("{name}.html")), page).expect("a page can be written");
    }
}

#[test]
fn no_page_needs_more_than_the_content_policy_allows() {
    for (name, page) in pages() {
        for inline in [" style=\"", "<style", " onclick=", " onload=", "javascript:", "//fonts."] {
            assert!(!page.contains(inline), "{name} contains {inline}");
        }
        for script in page.split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{name} has a script of its own");
        }
    }
}

#[test]
fn every_posted_form_carries_the_token() {
    for (name, page) in pages() {
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let posts = form.contains("method=\"post\"");
            assert_eq!(posts, form.contains("name=\"csrf\" value=\"a-token-of-the-form\""), "{name}: <form{form}");
        }
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for (name, page) in pages() {
        let mut seen = BTreeSet::new();
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(seen.insert(id), "{name} has two elements with the id {id}");
        }
    }
}

#[test]
fn a_page_has_one_heading_of_the_first_level() {
    for (name, page) in pages() {
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn what_people_write_is_shown_as_text() {
    let mut page = of::overview(false);
    page.identity.name = "<img src=x onerror=alert(1)>".to_owned();
    page.needs[0].name = "\"><script>alert(2)</script>".to_owned();
    let html = page.render().expect("renders");
    assert!(!html.contains("<img src=x") && !html.contains("<script>alert"));
}

#[test]
fn the_error_summary_leads_to_each_wrong_field() {
    let html = of::form(true).render().expect("renders");
    for id in ["source", "born-day"] {
        assert!(html.contains(&format!("href=\"#{id}\"")) && html.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(html.contains("<title>Error: "));
}

#[test]
fn a_file_shown_as_known_before_offers_no_change_and_says_so() {
    let html = of::overview(true).render().expect("renders");
    assert!(html.contains("as it was known at the end of 20 November 2026"));
    assert!(!html.contains("/add/case_note"));
    assert!(html.contains("/timeline?known=2026-11-20"), "the past moment goes along to the other sections");
}

#[test]
fn a_posted_date_is_put_together_from_its_boxes() {
    let posted = |pairs: &[(&str, &str)]| {
        Posted::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    };
    let whole = posted(&[
        ("born-day", "14"),
        ("born-month", "3"),
        ("born-year", "2016"),
        ("at-day", "1"),
        ("at-month", "2"),
        ("at-year", "2026"),
        ("at-time", "14:30"),
    ]);
    assert_eq!(whole.text("born"), "14 3 2016");
    assert_eq!(whole.text("at"), "1 2 2026 14:30");
    assert_eq!(
        posted(&[("born-day", ""), ("born-month", ""), ("born-year", "")]).text("born"),
        "",
        "an empty date is no date"
    );
    assert_eq!(posted(&[("born-day", "3"), ("born-month", ""), ("born-year", "2016")]).text("born"), "3 ? 2016");
    assert_eq!(posted(&[("who", "a"), ("who", "b")]).text("who"), "a\nb");
}

#[test]
fn a_typed_date_goes_back_into_its_boxes() {
    let parts =
        |day: &str, month: &str, year: &str| DateParts { day: day.into(), month: month.into(), year: year.into() };
    assert_eq!(DateParts::from_typed("2026-09-20"), parts("20", "9", "2026"));
    assert_eq!(DateParts::from_typed("3/5/2024"), parts("3", "5", "2024"));
    assert_eq!(DateParts::from_typed("2014-zz-zz"), parts("", "", "2014"));
    assert_eq!(DateParts::from_typed(""), DateParts::default());
}
